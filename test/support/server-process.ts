import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { freePort } from './free-port'

const root = fileURLToPath(new URL('../..', import.meta.url))
const startPatienceMs = 60_000

export type ServerProcess = {
  url: string
  /** What it printed so far. */
  printed: () => string
  /** The one-time link for the first owner, while there is none. */
  setUpUrl: () => string
  process: ChildProcess
  /** Asks it to stop and gives its exit code. */
  stop(): Promise<number | null>
}

/** How a process runs: with at most so many open files and connections. */
type How = { ulimit?: number }

export const operatorKey = 'hb_the_operator_of_the_tests_1'

/**
 * Starts Hearback as the README says, as a process of its own on `databaseUrl`, and waits until it is
 * ready.
 */
export async function startServer(
  databaseUrl: string,
  environment: Record<string, string> = {},
  how: How = {}
): Promise<ServerProcess> {
  const port = environment.PORT ?? String(await freePort())
  const process = spawnHearback(
    ['serve'],
    {
      DATABASE_URL: databaseUrl,
      PORT: port,
      PUBLIC_URL: `http://localhost:${port}`,
      HEARBACK_SECRET: 'a secret of thirty-two characters and some more 0123456789',
      HEARBACK_API_KEY: operatorKey,
      LOG_LEVEL: 'warn',
      ...environment
    },
    how
  )
  let output = ''
  process.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  process.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const url = `http://localhost:${port}`
  await ready(`http://127.0.0.1:${port}/readyz`, process, () => output)
  return {
    url,
    process,
    printed: () => output,
    setUpUrl: () => /http\S+\/set-up\S+/.exec(output)?.[0] ?? '',
    async stop() {
      if (process.exitCode !== null || process.signalCode !== null) return process.exitCode
      process.kill('SIGTERM')
      const [code] = (await once(process, 'exit')) as [number | null]
      return code
    }
  }
}

/** Runs a command of the command line to its end. */
export async function runHearback(
  args: string[],
  environment: Record<string, string> = {}
): Promise<{ code: number | null; output: string }> {
  const process = spawnHearback(args, environment)
  let output = ''
  process.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  process.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const [code] = (await once(process, 'close')) as [number | null]
  return { code, output }
}

/** The build is what runs: `npm test` has made it before the tests start. */
function spawnHearback(
  args: string[],
  environment: Record<string, string>,
  { ulimit }: How = {}
): ChildProcess {
  const script =
    "import('./dist/server/main.js').then(async ({ main }) => { process.exitCode = await " +
    'main(process.argv.slice(1), process.env) })'
  const node = [process.execPath, '--input-type=module', '-e', script, '--', ...args]
  // A shell lowers what it may open, and becomes the server.
  const [program = '', ...rest] =
    ulimit === undefined ? node : ['sh', '-c', `ulimit -n ${ulimit} && exec "$@"`, 'sh', ...node]
  return spawn(program, rest, {
    cwd: root,
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe']
  })
}

async function ready(address: string, process: ChildProcess, printed: () => string) {
  const deadline = Date.now() + startPatienceMs
  while (Date.now() < deadline) {
    if (process.exitCode !== null)
      throw new Error(`the server stopped with ${process.exitCode}:\n${printed()}`)
    const isReady = await fetch(address).then(
      (response) => response.ok,
      () => false
    )
    // What it greets with comes after it listens, and the link for the first owner is part of it.
    if (isReady && printed().includes('Listening')) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`the server did not become ready:\n${printed()}`)
}
