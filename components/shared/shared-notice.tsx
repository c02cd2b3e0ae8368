import { words } from '#components/words/words.ts'

/** Says what happened to a link, and what to do. */
export function SharedNotice({ title, children }: { title: string; children: string }) {
  return (
    <section role="alert" className="m-auto flex w-full max-w-xl flex-col gap-4 px-6 py-16">
      <title>{words.shell.tab(title)}</title>
      <h1 className="font-semibold text-2xl tracking-tight">{title}</h1>
      <p className="text-base text-muted">{children}</p>
    </section>
  )
}
