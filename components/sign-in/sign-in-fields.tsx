import { controlClass } from '#components/ui/control-class.ts'
import type { SignInForm } from '#core/sign-in.ts'
import { signIn as w } from '#words/sign-in.ts'

/** What a person enters to sign in. The names are those password managers know. */
export function SignInFields({ asks }: { asks: SignInForm }) {
  if (asks === 'token') return <Field name="token" label={w.token} type="password" autoComplete="off" />
  return (
    <>
      <Field name="name" label={w.name} type="text" autoComplete="username" />
      <Field name="password" label={w.password} type="password" autoComplete="current-password" />
    </>
  )
}

interface FieldProps {
  name: string
  label: string
  type: 'text' | 'password'
  autoComplete: string
}

function Field({ name, label, type, autoComplete }: FieldProps) {
  return (
    <label className="flex flex-col gap-1 font-medium">
      {label}
      <input
        {...{ name, type, autoComplete }}
        required
        autoCapitalize="none"
        spellCheck={false}
        className={`${controlClass} font-normal`}
      />
    </label>
  )
}
