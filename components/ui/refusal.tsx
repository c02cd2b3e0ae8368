/** Why something that a person asked for was not done, beside what they asked with. */
export const Refusal = ({ text, className = '' }: { text: string | undefined; className?: string }) =>
  text && (
    <p role="alert" className={`wrap-anywhere text-failure ${className}`}>
      {text}
    </p>
  )
