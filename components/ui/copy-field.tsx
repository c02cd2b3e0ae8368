import type { ReactNode } from 'react'
import { controlClass } from './control-class.ts'
import { CopyButton } from './copy-button.tsx'

interface CopyFieldProps {
  label: string
  value: string
  /** What the button says. */
  copy: string
  children: ReactNode
}

/** A secret that was made just now and is shown once. The field has the focus: whoever cannot use the clipboard copies it by hand. */
export const CopyField = ({ label, value, copy, children }: CopyFieldProps) => (
  <div className="flex flex-col gap-3 rounded-lg border border-line bg-sunken p-4">
    <label className="flex flex-col gap-1 font-medium">
      {label}
      <input
        readOnly
        value={value}
        ref={focus}
        onFocus={(event) => event.currentTarget.select()}
        className={`${controlClass} font-mono font-normal text-xs`}
      />
    </label>
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <CopyButton label={copy} text={() => value} />
      {children}
    </div>
  </div>
)

const focus = (input: HTMLInputElement | null) => input?.focus()
