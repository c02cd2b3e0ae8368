import type { ComponentProps } from 'react'

const looks = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong',
  plain: 'border border-line bg-surface text-ink hover:border-edge',
  quiet: 'text-muted hover:bg-sunken hover:text-ink',
}

const sizes = { small: 'h-7 px-2 text-xs', normal: 'h-9 px-3 text-sm', icon: 'size-9' }

/** What a button looks like; links that act like buttons share it. */
export const buttonClass = (look: keyof typeof looks = 'plain', size: keyof typeof sizes = 'normal'): string =>
  `inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap disabled:cursor-not-allowed disabled:opacity-60 ${sizes[size]} ${looks[look]}`

interface ButtonProps extends ComponentProps<'button'> {
  look?: keyof typeof looks
  size?: keyof typeof sizes
}

export function Button({ look, size, className = '', type = 'button', ...rest }: ButtonProps) {
  return <button type={type} className={`${buttonClass(look, size)} ${className}`} {...rest} />
}
