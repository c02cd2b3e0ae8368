import { spawn } from 'node:child_process'
import { LaunchError } from './launch-error.mjs'

const keptOutput = 200_000

/**
 * Runs a program to its end and resolves to its exit code and what it wrote. With `show` it writes to our terminal instead.
 * Never rejects because of the program: one that cannot be started answers with code 127.
 */
export function runCommand(command, args, { cwd, env, signal, show = false } = {}) {
  return new Promise((resolve) => {
    let output = ''
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      signal,
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    })
    const add = (chunk) => {
      output = (output + chunk).slice(-keptOutput)
    }
    child.stdout?.setEncoding('utf8').on('data', add)
    child.stderr?.setEncoding('utf8').on('data', add)
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}\n` }))
    child.on('close', (code, killedBy) => resolve({ code: code ?? 1, killedBy, output }))
  })
}

/** Like `runCommand`, but a program that fails becomes an error that shows what it wrote. Resolves to its output. */
export async function requireCommand(what, command, args, options) {
  const { code, killedBy, output } = await runCommand(command, args, options)
  if (code === 0) return output
  const end = killedBy ? `ended by ${killedBy}` : `exit code ${code}`
  throw new LaunchError(`${output ? `${output.trimEnd()}\n` : ''}${what} failed (${end}); the lines above say why.`)
}
