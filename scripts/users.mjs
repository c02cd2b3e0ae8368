import { parseArgs } from 'node:util'
import { askPassword } from './launcher/ask-password.mjs'
import { hashPassword } from './launcher/hash-password.mjs'
import { LaunchError } from './launcher/launch-error.mjs'
import { projectRoot as root } from './launcher/project-root.mjs'
import { readEnvironment } from './launcher/read-environment.mjs'
import { runEntry } from './launcher/run-entry.mjs'
import { readUsers, roles, writeUsers } from './launcher/users-file.mjs'

const usage = `Use one of:
  npm run users -- list
  npm run users -- add NAME --role ${roles.join('|')}   asks for a password; also changes the role and the password of who is there
  npm run users -- role NAME --role ROLE
  npm run users -- remove NAME`

const namePattern = /^[a-z0-9][a-z0-9._@-]{0,63}$/
const leastLength = 12

// People who sign in by a password (WAYBILL_AUTH=password). What is changed here counts at once, on a server that runs as well.
await runEntry(async ({ say }) => {
  const { dataDir } = readEnvironment(process.env, { root })
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { role: { type: 'string' } } })
  const [command, name = ''] = positionals
  const users = await readUsers(dataDir)
  const others = users.filter((user) => user.name !== name)
  const known = users.find((user) => user.name === name)

  if (command === 'list') {
    for (const user of users) say(`${user.name}  ${user.role}`)
    return
  }
  if (!['add', 'role', 'remove'].includes(command)) throw new LaunchError(usage)
  if (!namePattern.test(name)) {
    throw new LaunchError(`"${name}" is no name: use up to 64 small letters, digits, dots, dashes and @.`)
  }
  if (command !== 'add' && !known) throw new LaunchError(`There is no user ${name}.`)
  if (command === 'remove') {
    await writeUsers(dataDir, others)
    return say(`${name} is removed, and signed out everywhere within seconds.`)
  }
  const { role } = values
  if (!roles.includes(role)) throw new LaunchError(`Say --role ${roles.join('|')}.`)
  if (command === 'role') {
    await writeUsers(dataDir, [...others, { ...known, role }])
    return say(`${name} is ${role} now.`)
  }
  const password = await askPassword(`Password of ${name}: `)
  if ([...password].length < leastLength) throw new LaunchError(`A password has at least ${leastLength} characters.`)
  await writeUsers(dataDir, [...others, { name, role, password: await hashPassword(password) }])
  say(`${name} may sign in as ${role}.`)
})
