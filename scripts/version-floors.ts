interface Floor {
  package: string
  /** The oldest version without the holes. */
  atLeast: string
  holes: readonly string[]
}

/** The oldest versions without known holes that matter here; raise one when an advisory names a package of the lock file. */
export const versionFloors: readonly Floor[] = [
  { package: 'next', atLeast: '16.4.1', holes: ['CVE-2025-29927', 'CVE-2026-44578', 'CVE-2026-126187'] },
  { package: 'react', atLeast: '19.3.1', holes: ['CVE-2025-55182', 'CVE-2026-23869', 'CVE-2026-126187'] },
  { package: 'react-dom', atLeast: '19.3.1', holes: ['CVE-2025-55182', 'CVE-2026-23869', 'CVE-2026-126187'] },
  { package: 'socket.io-parser', atLeast: '4.2.7', holes: ['CVE-2026-33151', 'CVE-2026-69185'] },
  { package: 'engine.io', atLeast: '6.6.10', holes: ['CVE-2026-59724', 'CVE-2026-59725', 'CVE-2026-102599'] },
  { package: 'ws', atLeast: '8.21.0', holes: ['CVE-2026-45736', 'CVE-2026-48779'] },
  { package: '@fastify/busboy', atLeast: '3.2.6', holes: ['CVE-2026-19484', 'CVE-2026-74866', 'CVE-2026-128842'] },
  { package: 'sharp', atLeast: '0.35.5', holes: ['CVE-2026-114113', 'GHSA-wq5f-xc86-pv6w'] },
  { package: 'yauzl', atLeast: '3.2.1', holes: ['CVE-2026-31988'] },
]

/** The entries of a lock file that are older than their floor, as sentences. */
export function belowFloor(packages: Readonly<Record<string, { version?: string }>>, floors = versionFloors): string[] {
  return Object.entries(packages).flatMap(([path, { version = '0' }]) => {
    const floor = floors.find((each) => path.endsWith(`node_modules/${each.package}`))
    if (!floor || !isOlder(version, floor.atLeast)) return []
    return [`${path} is ${version}; ${floor.holes.join(', ')} need ${floor.atLeast} or newer.`]
  })
}

/** A version before a release is older than the release. */
function isOlder(version: string, than: string): boolean {
  const [plain = '', early] = version.split('-')
  const [own, other] = [plain, than].map((text) => text.split('.').map(Number)) as [number[], number[]]
  const differs = other.findIndex((part, i) => part !== (own[i] ?? 0))
  return differs === -1 ? early !== undefined : (own[differs] ?? 0) < (other[differs] ?? 0)
}
