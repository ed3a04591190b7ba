import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
const sources = ['widget', 'server', 'dashboard', 'vite.config.ts', 'package-lock.json']

/**
 * Installs what the lock file names and builds what changed; does nothing where both are there already. A
 * server needs less than development does: with `forTests: false` the packages for tests, with their
 * databases and browsers, stay away.
 */
export function makeReady({ log, forTests = true }) {
  if (!existsSync(join(root, 'server'))) return // what was built was taken elsewhere, as into an image
  if (!isInstalled(forTests)) {
    log('Installing dependencies (a minute or two on first use) …')
    run('npm', ['ci', '--no-audit', '--no-fund', forTests ? '--include=dev' : '--omit=dev'])
  }
  const stamp = join(root, 'dist', 'built')
  const wanted = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  log('Building …')
  run(process.execPath, [
    join(root, 'node_modules', 'vite', 'bin', 'vite.js'),
    'build',
    '--app',
    '--logLevel',
    'warn'
  ])
  writeFileSync(stamp, wanted)
}

/**
 * npm notes in node_modules what it has installed; everything that is wanted of the lock file must stand
 * there in the same version.
 */
function isInstalled(forTests) {
  const note = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(note)) return false
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const installed = JSON.parse(readFileSync(note, 'utf8')).packages
  const isNeeded = ([path, { dev, optional, devOptional }]) =>
    path !== '' && !optional && (forTests || (!dev && !devOptional))
  return Object.entries(wanted)
    .filter(isNeeded)
    .every(([path, { version }]) => installed[path]?.version === version)
}

function fingerprint() {
  const hash = createHash('sha256')
  for (const source of sources) {
    for (const path of filesOf(join(root, source)).sort())
      hash.update(path.slice(root.length)).update(readFileSync(path))
  }
  return hash.digest('hex')
}

function filesOf(path) {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

export function run(command, args, environment = process.env) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: environment,
    shell: process.platform === 'win32' && command === 'npm'
  })
  if (error) throw error
  if (status !== 0) process.exit(status ?? 1)
}
