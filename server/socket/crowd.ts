/** What is open, by whom, in the order it was opened. */
export class Crowd<Member> {
  private readonly members = new Map<string, Set<Member>>()

  constructor(private readonly max: number) {}

  /** Adds one. When that is one too many for `key`, it gives back the oldest, which is not counted any more and has to go. */
  add(key: string, member: Member): Member | undefined {
    const own = this.members.get(key) ?? new Set()
    this.members.set(key, own.add(member))
    if (own.size <= this.max) return undefined
    const [oldest] = own
    if (oldest !== undefined) own.delete(oldest)
    return oldest
  }

  remove(key: string, member: Member): void {
    const own = this.members.get(key)
    own?.delete(member)
    if (own?.size === 0) this.members.delete(key)
  }
}
