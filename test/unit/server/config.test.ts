import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readConfig } from '../../../server/config'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-config-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const here = (more: Record<string, string> = {}) =>
  readConfig({ DATABASE_URL: `file:${join(folder, 'data', 'hearback.db')}`, ...more })

it('starts with nothing set', () => {
  expect(here()).toMatchObject({
    port: 8080,
    host: '127.0.0.1',
    publicUrl: 'http://localhost:8080',
    trustProxy: 0
  })
})

it('makes a secret once, beside the SQLite file, for its owner’s eyes only', () => {
  const { secret } = here()
  const path = join(folder, 'data', 'hearback.db.secret')
  expect([
    secret.length >= 32,
    readFileSync(path, 'utf8'),
    (statSync(path).mode & 0o777).toString(8)
  ]).toEqual([true, secret, '600'])
  expect(here().secret).toBe(secret)
})

it.each([
  [{ PORT: '80a' }, 'PORT is wrong: use a whole number from 0 to 65535.'],
  [{ PORT: '70000' }, 'PORT is wrong: use a whole number from 0 to 65535.'],
  [
    { DATABASE_URL: 'mysql://x' },
    'DATABASE_URL is wrong: use file:data/hearback.db or postgres://user:password@host/db.'
  ],
  [
    { PUBLIC_URL: 'surveys.example.com' },
    'PUBLIC_URL is wrong: use an address such as https://surveys.example.com.'
  ],
  [
    { HEARBACK_SECRET: 'short' },
    'HEARBACK_SECRET is wrong: use 16 characters or more, the same for every process.'
  ],
  [
    { HEARBACK_API_KEY: 'a b c d' },
    'HEARBACK_API_KEY is wrong: use six or more characters without spaces, best “hb_” and 32 random ones.'
  ],
  [
    { HEARBACK_ADMIN_EMAIL: 'olga@example.com' },
    'HEARBACK_ADMIN_EMAIL and HEARBACK_ADMIN_PASSWORD go together: set both or neither.'
  ],
  [
    { HEARBACK_ADMIN_EMAIL: 'olga', HEARBACK_ADMIN_PASSWORD: 'long enough it is' },
    'HEARBACK_ADMIN_EMAIL is wrong: use an e-mail address.'
  ],
  [{ TRUST_PROXY: '-1' }, 'TRUST_PROXY is wrong: use a whole number from 0 to 10.'],
  [{ SMTP_URL: 'mail.example.com', MAIL_FROM: 'a@example.com' }, 'SMTP_URL is wrong: '],
  [{ SMTP_URL: 'smtp://mail.example.com' }, 'SMTP_URL and MAIL_FROM go together: set both or neither.'],
  [
    { SMTP_URL: 'smtp://mail.example.com', MAIL_FROM: 'a@example.com>' },
    'MAIL_FROM is wrong: use an address such as'
  ],
  [
    { SMTP_URL: 'smtp://mail.example.com', MAIL_FROM: 'a@example.com, b@example.com' },
    'MAIL_FROM is wrong: use an address such as'
  ],
  [
    { DATABASE_URL: 'postgres://u:p@h/d' },
    'HEARBACK_SECRET is missing: with PostgreSQL set the same 32 random characters for every process.'
  ]
])('says in one sentence what is wrong with %o', (environment, sentence) => {
  expect(() => here(environment)).toThrow(sentence)
})

it('knows other ways to a PostgreSQL, and that a file has none', () => {
  const ways = {
    DATABASE_DIRECT_URL: 'postgres://u:p@direct/d',
    DATABASE_READ_URL: 'postgres://u:p@replica/d'
  }
  const read = readConfig({
    DATABASE_URL: 'postgres://u:p@pooler/d',
    HEARBACK_SECRET: '0123456789abcdef',
    ...ways
  })
  expect(read).toMatchObject({ directUrl: ways.DATABASE_DIRECT_URL, readUrl: ways.DATABASE_READ_URL })
  expect(() => here({ DATABASE_READ_URL: ways.DATABASE_READ_URL })).toThrow(
    'DATABASE_READ_URL is for PostgreSQL, and DATABASE_URL names a file.'
  )
})
