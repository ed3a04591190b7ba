import { createHmac } from 'node:crypto'
import { and, eq, inArray, or } from 'drizzle-orm'
import type { Database, Handle } from '../db/database'
import { reading, run } from '../db/database'
import type { OptOutRow, SiteRow } from '../db/rows'
import { newId } from '../secrets/ids'
import { siteById } from '../sites/sites'
import { plainly, unseen } from '../text/plain-address'

/** Somebody of a site: at an address, by the site's own name for them, or both. */
type Somebody = Customer & { siteId: string }

/**
 * Remembers that somebody wants to be asked no more: neither as this customer nor at this address, whatever
 * carries the ask. Said again it changes nothing. `source` says how it is known: `stop`, `blocked`,
 * `unsubscribe`, `api`, …; of two the one stays that is harder to take back.
 */
export async function keepOptOut(
  database: Database,
  { siteId, source, ...customer }: Somebody & { source: string },
  now: number
): Promise<OptOutRow[]> {
  const marks = marksOf(database, await siteById(database, siteId), customer)
  const rows = marks.map((mark) => ({ id: newId('opt'), siteId, ...mark, source, createdAt: now }))
  return database.atomically(function* (handle) {
    const { optOut } = database.tables
    yield* database.insertRows(handle, { table: optOut, rows, onConflict: 'on conflict do nothing' })
    const theirs = and(
      eq(optOut.siteId, siteId),
      inArray(
        optOut.hash,
        marks.map(({ hash }) => hash)
      )
    )
    yield* run(
      handle
        .update(optOut)
        .set({ source })
        .where(and(theirs, inArray(optOut.source, weakerThan(source))))
    )
    return yield* find(handle, database, siteId, marks)
  })
}

/**
 * Takes back that somebody wants to be asked no more at an address, and as a customer only where it is
 * known from what `by` takes back: a word lifts what a word or a block has done, letting us in again lifts
 * a block, and neither an unsubscription by mail.
 */
export async function liftOptOut(
  database: Database,
  { siteId, by, ...customer }: Somebody & { by: 'word' | 'unblocking' }
): Promise<void> {
  const { optOut } = database.tables
  const hashes = soughtMarksOf(database, await siteById(database, siteId), customer).map(({ hash }) => hash)
  if (hashes.length === 0) return
  const isLifted = or(
    eq(optOut.kind, 'address'),
    inArray(optOut.source, by === 'word' ? ['blocked', 'stop'] : ['blocked'])
  )
  await database.handle
    .delete(optOut)
    .where(and(eq(optOut.siteId, siteId), inArray(optOut.hash, hashes), isLifted))
}

/** Whether somebody wants to be asked no more. */
export async function isOptedOut(database: Database, { siteId, ...customer }: Somebody): Promise<boolean> {
  const site = await siteById(database, siteId)
  return (await reading(database, (handle) => optOutsOf(handle, database, site, customer))).length > 0
}

/** The same inside of a transaction, as the rows that say so. */
export function* optOutsOf(handle: Handle, database: Database, site: SiteRow, customer: Customer) {
  return yield* find(handle, database, site.id, soughtMarksOf(database, site, customer))
}

/**
 * Letting an account in again takes back that it was blocked, a word also a word; what is said in any other
 * way neither of them.
 */
function weakerThan(source: string): string[] {
  return source === 'blocked' ? [] : source === 'stop' ? ['blocked'] : ['blocked', 'stop']
}

type Mark = Pick<OptOutRow, 'kind' | 'hash' | 'masked'>

function* find(handle: Handle, { tables: { optOut } }: Database, siteId: string, marks: readonly Mark[]) {
  if (marks.length === 0) return []
  const hashes = marks.map(({ hash }) => hash)
  return yield* run(
    handle
      .select()
      .from(optOut)
      .where(and(eq(optOut.siteId, siteId), inArray(optOut.hash, hashes)))
  )
}

/**
 * What is kept instead of a name or an address. The key is the site's own: it moves with the database,
 * since whoever opted out must stay so on another server with another secret.
 */
function marksOf({ vault }: Database, site: SiteRow, { customer, address }: Customer): Mark[] {
  vault.needOpen()
  return [
    ...(customer ? [markOfCustomer(site, plainly(customer))] : []),
    ...(address ? [markOf(site, 'address', plainAddress(address), address)] : [])
  ]
}

/**
 * The same to look somebody up by: what was kept before customers were compared in one way of writing is
 * found as it was written.
 */
function soughtMarksOf(database: Database, site: SiteRow, who: Customer): Mark[] {
  const marks = marksOf(database, site, who)
  return who.customer && plainly(who.customer) !== who.customer
    ? [...marks, markOfCustomer(site, who.customer)]
    : marks
}

export function markOfCustomer(site: SiteRow, customer: string): Mark {
  return markOf(site, 'customer', customer, customer)
}

function markOf(site: SiteRow, kind: Mark['kind'], plain: string, shown: string): Mark {
  return {
    kind,
    hash: createHmac('sha256', site.secret).update(`opt-out ${kind} ${plain}`).digest('base64url'),
    masked: masked(shown)
  }
}

/**
 * However it is written, with capitals, spaces, brackets or a scheme, one number and one mailbox are one
 * address.
 */
function plainAddress(address: string): string {
  const plain = address
    .normalize('NFKC')
    .replace(unseen, '')
    .trim()
    .toLowerCase()
    .replace(/^(mailto|tel|sms|whatsapp):/, '')
  return /^\+?[\d\s().-]+$/.test(plain) ? plain.replace(/\D/g, '').replace(/^00/, '') : plain
}

/** Enough for its owner to be recognised by: “o•••@example.com”, “+92•••67”, “k•••”. */
function masked(shown: string): string {
  const [, local = '', domain] = /^(.+)(@[^@]+)$/.exec(shown) ?? []
  const letters = [...(domain ? local : shown)]
  const digits = /^\+?\d[\d\s().-]{5,}$/.test(shown)
  return `${letters.slice(0, digits ? 3 : 1).join('')}•••${domain ?? (digits ? letters.slice(-2).join('') : '')}`
}

/** Whom the site is about to ask, by its own name for them or by where they are written to. */
export type Customer = { customer?: string | undefined; address?: string | undefined }
