import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { sender } from './contract/mail'
import { limits } from './contract/terms'
import { secretBeside, secretPath, sqlitePath } from './db/place'
import type { Start } from './db/starting-place'
import { readyPlace } from './db/starting-place'
import { writeInPlace } from './db/whole-file'
import type { MailSettings } from './mail/sender'
import { readSmtpUrl } from './mail/smtp-url'
import type { Ring } from './secrets/ring'
import { trimmedAtEnd } from './text/trim'

export type Config = {
  port: number
  host: string
  databaseUrl: string
  /** Past the pooler that `databaseUrl` names, where there is one; and a replica for lists and exports. */
  directUrl?: string
  readUrl?: string
  publicUrl: string
  secret: string
  /** What `secret` was before, the latest first; what they sealed and signed goes on. */
  formerSecrets?: readonly string[]
  admin?: { email: string; password: string }
  apiKey?: string
  /** What sends the server's own mails; without it links are handed over by hand. */
  mail?: MailSettings
  /** Where the people of a firm sign in with one account for everything. */
  oidc?: { issuer: string; clientId: string; clientSecret: string; name: string }
  trustProxy: number
  /** Where Prometheus reads on a port of its own, and what it shows to read on ours. */
  metricsPort?: number
  metricsToken?: string
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

const secretLengthMin = 16
const smtpWanted = 'use smtp://user:password@mail.example.com:587, or smtps:// for TLS from the start'

const otherPostgres = z
  .string()
  .regex(/^postgres(ql)?:\/\/.+$/, 'use postgres://user:password@host/db')
  .optional()

const variables = z.object({
  PORT: whole(0, 65_535).default(8080),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: z
    .string()
    .regex(
      /^(file:.+|postgres(ql)?:\/\/.+)$/,
      'use file:data/hearback.db or postgres://user:password@host/db'
    )
    .default('file:data/hearback.db'),
  DATABASE_DIRECT_URL: otherPostgres,
  DATABASE_READ_URL: otherPostgres,
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'use an address such as https://surveys.example.com' })
    .optional(),
  HEARBACK_SECRET: z
    .string()
    .min(secretLengthMin, `use ${secretLengthMin} characters or more, the same for every process`)
    .optional(),
  HEARBACK_FORMER_SECRETS: z
    .string()
    .transform((list) =>
      list
        .split(',')
        .map((one) => one.trim())
        .filter((one) => one !== '')
    )
    .optional(),
  HEARBACK_ADMIN_EMAIL: z.email('use an e-mail address').optional(),
  HEARBACK_ADMIN_PASSWORD: z
    .string()
    .min(limits.passwordLengthMin, `use ${limits.passwordLengthMin} characters or more`)
    .max(limits.passwordLengthMax, `use at most ${limits.passwordLengthMax} characters`)
    .optional(),
  HEARBACK_API_KEY: z
    .string()
    .regex(/^\S{6,}$/, 'use six or more characters without spaces, best “hb_” and 32 random ones')
    .optional(),
  SMTP_URL: z
    .string()
    .transform((url, context) => smtpServer(url, context))
    .optional(),
  MAIL_FROM: sender.optional(),
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/, error: 'use the address of the issuer, such as https://login.example.com' })
    .optional(),
  OIDC_CLIENT_ID: z.string().max(500).optional(),
  OIDC_CLIENT_SECRET: z.string().max(500).optional(),
  OIDC_NAME: z.string().max(60, 'use at most 60 characters').default('SSO'),
  TRUST_PROXY: whole(0, 10).default(0),
  METRICS_PORT: whole(0, 65_535).optional(),
  METRICS_TOKEN: z
    .string()
    .regex(/^\S{12,}$/, 'use twelve or more characters without spaces')
    .optional(),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'use debug, info, warn, error or silent')
    .default('info')
})

const places = variables.pick({
  DATABASE_URL: true,
  DATABASE_DIRECT_URL: true,
  DATABASE_READ_URL: true,
  HEARBACK_SECRET: true,
  HEARBACK_FORMER_SECRETS: true
})

type Environment = Record<string, string | undefined>

/**
 * What the environment says. The secrets that it names are not always all: one may lie beside the SQLite
 * file.
 */
export type Settings = Omit<Config, 'secret' | 'formerSecrets'> & Place

/** Where the database is, and the secrets that the environment names. */
type Place = {
  databaseUrl: string
  directUrl?: string
  readUrl?: string
  secret?: string
  formerSecrets: string[]
}

/**
 * Reads the environment, and begins a database and its secret where neither is there. Throws one sentence
 * that names the wrong variable and says what to set, or says what is wrong with the files of the database
 * and what to do.
 */
export function readConfig(environment: Environment, start: Start = {}): Config {
  const settings = readSettings(environment)
  const path = sqlitePath(settings.databaseUrl)
  const named = { secret: settings.secret, formerSecrets: settings.formerSecrets }
  if (path !== undefined && path !== ':memory:') readyPlace(path, named, start)
  const secret = settings.secret ?? madeSecret(path)
  return { ...settings, secret, formerSecrets: formerSecrets(secret, named.formerSecrets, path) }
}

/**
 * Reads the environment alone, and looks at no file. Throws one sentence that names the wrong variable and
 * says what to set.
 */
export function readSettings(environment: Environment): Settings {
  const data = parsed(variables, environment)
  if ((data.HEARBACK_ADMIN_EMAIL === undefined) !== (data.HEARBACK_ADMIN_PASSWORD === undefined)) {
    throw new Error('HEARBACK_ADMIN_EMAIL and HEARBACK_ADMIN_PASSWORD go together: set both or neither.')
  }
  if ((data.SMTP_URL === undefined) !== (data.MAIL_FROM === undefined))
    throw new Error('SMTP_URL and MAIL_FROM go together: set both or neither.')
  const oidc = [data.OIDC_ISSUER, data.OIDC_CLIENT_ID, data.OIDC_CLIENT_SECRET]
  if (oidc.some((value) => value === undefined) && oidc.some((value) => value !== undefined)) {
    throw new Error('OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET go together: set all three or none.')
  }
  return {
    ...placeIn(data),
    port: data.PORT,
    host: data.HOST,
    publicUrl: trimmedAtEnd(data.PUBLIC_URL ?? `http://localhost:${data.PORT}`, '/'),
    ...(data.HEARBACK_ADMIN_EMAIL && data.HEARBACK_ADMIN_PASSWORD
      ? { admin: { email: data.HEARBACK_ADMIN_EMAIL, password: data.HEARBACK_ADMIN_PASSWORD } }
      : {}),
    ...(data.HEARBACK_API_KEY ? { apiKey: data.HEARBACK_API_KEY } : {}),
    ...(data.SMTP_URL && data.MAIL_FROM ? { mail: { server: data.SMTP_URL, from: data.MAIL_FROM } } : {}),
    ...(data.OIDC_ISSUER && data.OIDC_CLIENT_ID && data.OIDC_CLIENT_SECRET
      ? {
          oidc: {
            issuer: data.OIDC_ISSUER,
            clientId: data.OIDC_CLIENT_ID,
            clientSecret: data.OIDC_CLIENT_SECRET,
            name: data.OIDC_NAME
          }
        }
      : {}),
    trustProxy: data.TRUST_PROXY,
    ...(data.METRICS_PORT === undefined ? {} : { metricsPort: data.METRICS_PORT }),
    ...(data.METRICS_TOKEN ? { metricsToken: data.METRICS_TOKEN } : {}),
    logLevel: data.LOG_LEVEL
  }
}

/**
 * The secrets that are known, of the environment and beside the SQLite file. Makes none: nothing where
 * there is none.
 */
export function knownSecrets({ databaseUrl, secret: named, formerSecrets: former }: Place): Ring | undefined {
  const path = sqlitePath(databaseUrl)
  const secret = named ?? (path === undefined ? undefined : secretBeside(path))
  return secret ? { secret, formerSecrets: formerSecrets(secret, former, path) } : undefined
}

function smtpServer(url: string, context: { addIssue(issue: { code: 'custom'; message: string }): void }) {
  const server = readSmtpUrl(url)
  if (server) return server
  context.addIssue({ code: 'custom', message: smtpWanted })
  return z.NEVER
}

/** Reads of the environment where the database is, and looks at no file; throws as `readSettings` does. */
export function readPlace(environment: Environment): Place {
  return placeIn(parsed(places, environment))
}

function placeIn(set: z.infer<typeof places>): Place {
  const { DATABASE_URL: databaseUrl, DATABASE_DIRECT_URL: directUrl, DATABASE_READ_URL: readUrl } = set
  const { HEARBACK_SECRET: secret, HEARBACK_FORMER_SECRETS: formerSecrets = [] } = set
  const others = { DATABASE_DIRECT_URL: directUrl, DATABASE_READ_URL: readUrl }
  const [beside] = Object.entries(others).filter(([, url]) => url !== undefined)
  if (beside && sqlitePath(databaseUrl) !== undefined) {
    throw new Error(`${beside[0]} is for PostgreSQL, and DATABASE_URL names a file.`)
  }
  return {
    databaseUrl,
    ...(directUrl !== undefined && { directUrl }),
    ...(readUrl !== undefined && { readUrl }),
    formerSecrets,
    ...(secret !== undefined && { secret })
  }
}

function parsed<Schema extends z.ZodType>(schema: Schema, environment: Environment): z.infer<Schema> {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== '')
  )
  const { success, data, error } = schema.safeParse(set)
  if (success) return data
  const issue = error.issues[0]
  throw new Error(`${issue?.path.join('.')} is wrong: ${issue?.message}.`)
}

/** Those that the environment names, and the one beside the SQLite file where another was set since. */
function formerSecrets(secret: string, named: readonly string[], path: string | undefined): string[] {
  const beside = (path === undefined ? undefined : secretBeside(path)) ?? ''
  return [...new Set([...named, beside])].filter((one) => one !== secret && one !== '')
}

/** The secret that is made on first start and kept beside the SQLite file, readable by its owner only. */
function madeSecret(databasePath: string | undefined): string {
  if (databasePath === undefined) {
    throw new Error(
      'HEARBACK_SECRET is missing: with PostgreSQL set the same 32 random characters for every process.'
    )
  }
  const path = secretPath(databasePath)
  // Where another process makes it meanwhile, its secret is the one to use.
  if (!existsSync(path)) writeInPlace(path, randomBytes(32).toString('base64url'))
  return readFileSync(path, 'utf8').trim()
}

function whole(min: number, max: number) {
  const message = `use a whole number from ${min} to ${max}`
  return z
    .string()
    .regex(/^\d+$/, message)
    .transform(Number)
    .pipe(z.number().min(min, message).max(max, message))
}
