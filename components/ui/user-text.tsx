/** Text that a person or a worker wrote: shown as it is, in its own direction, and never wider than its place. */
export function UserText({ children, className = '' }: { children: string; className?: string }) {
  return (
    <bdi dir="auto" className={`wrap-anywhere ${className}`}>
      {children}
    </bdi>
  )
}
