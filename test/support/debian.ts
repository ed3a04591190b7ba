import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port'

const debianPath = `${process.env.PATH}:/usr/sbin:/usr/local/sbin`
const patienceMs = 10_000

/**
 * Whether a program of Debian is here. A test that needs it is skipped where it is not, and says so by its
 * name.
 */
export function isInstalled(program: string): boolean {
  return spawnSync(program, ['--version'], { env: { PATH: debianPath } }).error === undefined
}

/** A program that runs beside the tests, and the port of the loopback that it listens on. */
export type Beside = { port: number; stop(): Promise<void> }

/**
 * PgBouncer in transaction mode before the PostgreSQL of `postgresUrl`, with as few connections to it as
 * make trouble.
 */
export async function startPgBouncer(postgresUrl: string, poolSize = 8): Promise<Beside & { url: string }> {
  const { hostname, port: behind, username, password } = new URL(postgresUrl)
  const port = await freePort()
  const settings = `
[databases]
* = host=${hostname} port=${behind} user=${username} password=${password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${poolSize}
max_client_conn = 500
server_login_retry = 1
query_wait_timeout = 10
${process.getuid?.() === 0 ? 'user = nobody' : ''}
`
  const beside = await start('pgbouncer', port, (file) => [file], settings)
  return { ...beside, url: `postgres://${username}:${password}@127.0.0.1:${port}` }
}

/**
 * HAProxy before servers on these ports of the loopback: one that does not answer `/readyz` gets nothing
 * until it does.
 */
export function startHaproxy(ports: readonly number[]): Promise<Beside> {
  return balance(
    ports,
    'mode http\n balance roundrobin\n option httpchk GET /readyz\n retries 2\n option redispatch',
    () => ''
  )
}

/**
 * HAProxy before databases: the first that takes connections gets all of them, and those to one that is
 * gone are ended.
 */
export function startDatabaseProxy(ports: readonly number[]): Promise<Beside> {
  return balance(
    ports,
    'mode tcp',
    (index) => `on-marked-down shutdown-sessions ${index === 0 ? '' : 'backup'}`
  )
}

async function balance(
  ports: readonly number[],
  how: string,
  ofServer: (index: number) => string
): Promise<Beside> {
  const port = await freePort()
  const servers = ports.map(
    (behind, index) =>
      ` server s${index} 127.0.0.1:${behind} check inter 200ms fall 1 rise 1 ${ofServer(index)}\n`
  )
  const times = ' timeout connect 1s\n timeout client 60s\n timeout server 60s\n timeout check 2s\n'
  return start(
    'haproxy',
    port,
    (file) => ['-db', '-f', file],
    `listen hearback\n bind 127.0.0.1:${port}\n ${how}\n${times}${servers.join('')}`
  )
}

async function start(
  program: string,
  port: number,
  args: (file: string) => string[],
  settings: string
): Promise<Beside> {
  const folder = mkdtempSync(join(tmpdir(), `hearback-${program}-`))
  const file = join(folder, 'settings')
  writeFileSync(file, settings)
  chmodSync(folder, 0o755)
  const running = spawn(program, args(file), { env: { PATH: debianPath }, stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  for (const stream of [running.stdout, running.stderr])
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  const deadline = Date.now() + patienceMs
  while (!(await isListening(port))) {
    if (running.exitCode !== null || Date.now() > deadline)
      throw new Error(`${program} did not start:\n${printed}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return {
    port,
    async stop() {
      if (running.exitCode === null) {
        running.kill('SIGINT')
        setTimeout(() => running.kill('SIGKILL'), 2_000).unref()
        await once(running, 'exit')
      }
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}
