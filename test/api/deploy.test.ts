import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { freePort } from '../support/free-port'

const root = fileURLToPath(new URL('../..', import.meta.url))
/**
 * Nobody in particular, where they can come to the packages at all: root may write everywhere, whatever the
 * modes say.
 */
const stranger = process.getuid?.() === 0 && isOpen(root) ? { uid: 65_534, gid: 65_534 } : {}

let folder: string
let server: ChildProcess | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-image-'))
})
afterEach(async () => {
  if (server && server.exitCode === null && server.signalCode === null) {
    server.kill('SIGKILL')
    await once(server, 'exit')
  }
  server = undefined
  rmSync(folder, { recursive: true, force: true })
})

it('runs from what the image holds, which has no source, as a user who may write nothing but the data', async () => {
  const [image, data] = [join(folder, 'image'), join(folder, 'data')]
  for (const part of ['bin', 'dist', 'package.json', 'package-lock.json'])
    cpSync(join(root, part), join(image, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(image, 'node_modules'))
  mkdirSync(data, { mode: 0o777 })
  chmodSync(data, 0o777)
  chmodSync(folder, 0o755)
  for (const name of ['', ...readdirSync(image)])
    if (name !== 'node_modules') chmodSync(join(image, name), 0o555)

  const port = String(await freePort())
  const environment = {
    PATH: process.env.PATH,
    PORT: port,
    DATABASE_URL: `file:${join(data, 'hearback.db')}`,
    TMPDIR: data,
    LOG_LEVEL: 'warn'
  }
  server = spawn(process.execPath, ['bin/hearback.js', 'serve'], {
    cwd: image,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...stranger
  })
  let printed = ''
  server.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  server.stderr?.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  const isReady = () =>
    fetch(`http://127.0.0.1:${port}/readyz`).then(
      ({ ok }) => ok,
      () => false
    )
  await expect.poll(isReady, { timeout: 30_000 }).toBe(true)
  // It is ready a moment before it says where.
  await expect.poll(() => printed).toContain('Set it up')
  expect(readdirSync(data).toSorted()).toEqual(expect.arrayContaining(['hearback.db', 'hearback.db.secret']))
  server.kill('SIGTERM')
  const [code] = (await once(server, 'exit')) as [number | null]
  expect(code, printed).toBe(0)
})

it('sets no variable in its examples that the server does not know', () => {
  const known = readFileSync(join(root, 'server/config.ts'), 'utf8')
  const files = [
    'Dockerfile',
    ...['compose.yaml', 'compose.postgres.yaml', 'hearback.service', 'kubernetes.yaml'].map(
      (name) => `deploy/${name}`
    )
  ]
  const ours = /\b(?:HEARBACK_[A-Z_]+|PUBLIC_URL|TRUST_PROXY|DATABASE_URL|METRICS_PORT|SMTP_URL|MAIL_FROM)\b/g
  const named = new Set(files.flatMap((file) => readFileSync(join(root, file), 'utf8').match(ours) ?? []))
  expect(named.size).toBeGreaterThan(5)
  expect([...named].filter((name) => !known.includes(`  ${name}:`))).toEqual([])
})

/** Whether everybody may pass through all folders on the way. */
function isOpen(path: string): boolean {
  return (statSync(path).mode & 0o005) === 0o005 && (dirname(path) === path || isOpen(dirname(path)))
}
