import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { readConfig } from '../../server/config'
import { openDatabase } from '../../server/db/open-database'
import { main } from '../../server/main'
import { prepare } from '../../server/upgrades/prepare'
import { neverBeginsAnew } from '../support/page-flips'

/** A database that was started once, whole in its file, with its secret beside it. */
let used: { folder: string; file: string; secret: string }
let folder: string
let file: string
let said: string[]

beforeAll(async () => {
  const home = mkdtempSync(join(tmpdir(), 'hearback-used-'))
  used = { folder: home, file: join(home, 'hearback.db'), secret: join(home, 'hearback.db.secret') }
  const config = readConfig({ DATABASE_URL: `file:${used.file}` })
  const database = await openDatabase(config.databaseUrl)
  await prepare(database, config)
  await database.close()
})
afterAll(() => rmSync(used.folder, { recursive: true }))

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-place-'))
  file = join(folder, 'hearback.db')
  copyFileSync(used.file, file)
  copyFileSync(used.secret, `${file}.secret`)
  said = []
  const keep = (line: string) => void said.push(line)
  vi.spyOn(console, 'error').mockImplementation(keep)
  vi.spyOn(console, 'log').mockImplementation(keep)
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true })
})

const run = (args: string[], more: Record<string, string> = {}) =>
  main(args, { DATABASE_URL: `file:${file}`, ...more })
const serving = (start: { isNew?: boolean; hasNewSecret?: boolean } = {}) =>
  readConfig({ DATABASE_URL: `file:${file}` }, { isServing: true, ...start })
/** Whoever looks at a database leaves an empty log beside it. */
const names = () =>
  readdirSync(folder)
    .filter((name) => !/-(wal|shm)$/.test(name))
    .sort()
const contents = () =>
  Object.fromEntries(names().map((name) => [name, readFileSync(join(folder, name)).toString('base64')]))
const otherSqlite = (path: string) =>
  new BetterSqlite(path).exec("create table todo (what text); insert into todo values ('milk')").close()

/** Writes over a page of the file, counted from 1, as a bad disk does. */
function spoil(page: number) {
  const bytes = readFileSync(file)
  bytes.fill(0xa5, (page - 1) * 2048, page * 2048)
  writeFileSync(file, bytes)
}

/** The page where a table begins. */
function rootOf(table: string): number {
  const connection = new BetterSqlite(file, { readonly: true })
  const page = connection
    .prepare<[string], number>('select rootpage from sqlite_schema where name = ?')
    .pluck()
    .get(table)
  connection.close()
  return page ?? 0
}

it.each([
  ['gone', () => rmSync(file), 'is gone, but'],
  ['of no byte', () => truncateSync(file, 0), 'is empty'],
  [
    'a database without a table, as a copy of a live file can be',
    () => (rmSync(file), new BetterSqlite(file).exec('create table a (b); drop table a').close()),
    'is empty'
  ],
  [
    'a text',
    () => writeFileSync(file, 'Dear diary, today a customer was kind.\n'.repeat(200)),
    'is not a database'
  ],
  ['nothing but zeros', () => writeFileSync(file, Buffer.alloc(statSync(file).size)), 'is not a database'],
  ['another program’s database', () => (rmSync(file), otherSqlite(file)), 'is a database of another program'],
  [
    'another program’s with migrations, too',
    () => otherSqliteWithMigrations(),
    'is a database of another program'
  ],
  ['cut to its half', () => truncateSync(file, Math.floor(statSync(file).size / 2)), 'is damaged'],
  ['cut within its first page', () => truncateSync(file, 1000), 'is damaged'],
  ['without its first page', () => spoil(1), 'is not a database'],
  ['spoilt in the page of its schema', () => spoil(rootOf('site')), 'is damaged'],
  ['spoilt in the page of an index', () => spoil(rootOf('sqlite_autoindex_migration_1')), 'is damaged']
])(
  'does not start with a file that is %s, and leaves everything as it is',
  async (_what, change, sentence) => {
    change()
    const before = contents()
    expect(await run(['serve'])).toBe(1)
    expect(said.join('\n')).toContain(`${file} ${sentence}`)
    if (!sentence.includes('another program'))
      expect(said.join('\n')).toMatch(/npx hearback restore FILE.*npx hearback serve --new/)
    expect(contents()).toEqual(before)
  }
)

it.each([
  ['missing', () => rmSync(`${file}.secret`), {}, 'is missing'],
  ['empty', () => writeFileSync(`${file}.secret`, '\n'), {}, 'is empty'],
  [
    'another one',
    () => writeFileSync(`${file}.secret`, 'another secret of forty-two characters 012'),
    {},
    'is not the one that'
  ],
  [
    'another one of the environment',
    () => rmSync(`${file}.secret`),
    { HEARBACK_SECRET: 'another secret of forty-two characters 012' },
    'is not the one that'
  ]
])(
  'does not start where the secret is %s, and makes no other',
  async (_what, change, environment, sentence) => {
    change()
    const before = contents()
    expect(await run(['serve'], environment)).toBe(1)
    expect(said.join('\n')).toContain(sentence)
    expect(contents()).toEqual(before)
  }
)

it('starts where the secret of the environment is a new one and the former lies beside the file, or is named', () => {
  const environment = {
    DATABASE_URL: `file:${file}`,
    HEARBACK_SECRET: 'another secret of forty-two characters 012'
  }
  const former = readFileSync(`${file}.secret`, 'utf8')
  expect(readConfig(environment, { isServing: true }).formerSecrets).toEqual([former])
  rmSync(`${file}.secret`)
  expect(
    readConfig({ ...environment, HEARBACK_FORMER_SECRETS: former }, { isServing: true }).formerSecrets
  ).toEqual([former])
})

it('refuses other commands, too, where the database is gone, and makes no new one for them', async () => {
  rmSync(file)
  for (const command of [
    ['keys', 'list'],
    ['export', '--survey', 'svy_1'],
    ['migrate'],
    ['backup', join(folder, 'b.db')]
  ])
    expect(await run(command)).toBe(1)
  expect(readdirSync(folder)).toEqual(['hearback.db.secret'])
})

it('begins anew when it is told to, and sets aside what lay there, whole', () => {
  truncateSync(file, Math.floor(statSync(file).size / 2))
  const before = contents()
  const { secret } = serving({ isNew: true })
  const [aside] = names().filter((name) => /^hearback\.db\.before-[\d-]+T[\d-]+$/.test(name))
  expect(names()).toEqual(['hearback.db', `${aside}`, `${aside}.secret`, 'hearback.db.secret'].sort())
  expect([contents()[`${aside}`], contents()[`${aside}.secret`]]).toEqual([
    before['hearback.db'],
    before['hearback.db.secret']
  ])
  expect(secret).not.toBe(readFileSync(used.secret, 'utf8'))
  expect(serving().secret).toBe(secret)
})

it('does not hide a database that can be used, nor another program’s, also when it is told to begin anew', async () => {
  const before = contents()
  expect(await run(['serve', '--new'])).toBe(1)
  expect(said.join('\n')).toContain('start without --new')
  expect(contents()).toEqual(before)
  rmSync(file)
  otherSqlite(file)
  expect(await run(['serve', '--new'])).toBe(1)
  expect(readdirSync(folder).filter((name) => name.includes('before'))).toEqual([])
})

it('goes on without what is sealed where the secret is lost and it is told so', () => {
  rmSync(`${file}.secret`)
  expect(serving({ hasNewSecret: true }).secret.length).toBeGreaterThan(32)
  expect(readFileSync(file).equals(readFileSync(used.file))).toBe(true)
})

it('begins no other database where a page was spoilt in any place', () => void neverBeginsAnew(used, 20))

it('goes on with a first start that was broken off at any moment', () => {
  for (const left of [['hearback.db'], ['hearback.db', 'hearback.db.secret'], []]) {
    rmSync(folder, { recursive: true })
    serving()
    for (const name of readdirSync(folder)) if (!left.includes(name)) rmSync(join(folder, name))
    expect(serving().secret.length).toBeGreaterThan(32)
  }
  writeFileSync(`${file}.secret`, '')
  expect(serving().secret.length).toBeGreaterThan(32)
})

it('keeps from a new database the log of one that is gone', async () => {
  rmSync(file)
  rmSync(`${file}.secret`)
  writeFileSync(`${file}-wal`, 'answers')
  expect(await run(['serve'])).toBe(1)
  expect(said.join('\n')).toContain(`${file} is gone, but ${file}-wal is there`)
  expect(existsSync(file)).toBe(false)
})

function otherSqliteWithMigrations() {
  rmSync(file)
  new BetterSqlite(file)
    .exec(
      "create table migration (name text); insert into migration values ('001-users'); create table users (id)"
    )
    .close()
}
