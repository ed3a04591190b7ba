import { createHmac } from 'node:crypto'
import type { SQL } from 'drizzle-orm'
import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { connectorNamed } from '../connectors/connectors'
import type { Connector } from '../connectors/settings'
import { usable } from '../connectors/settings'
import type { DeliveryView, deliveryPurposes, deliveryStates, endedStates } from '../contract/connectors'
import { cursorOf, placeOf } from '../contract/cursor'
import type { InvitationInput } from '../contract/invitations'
import { problem } from '../contract/problem'
import type { UnsendableReason } from '../contract/unsendable'
import type { Database } from '../db/database'
import { run } from '../db/database'
import type { DeliveryRow, InvitationRow } from '../db/rows'
import { readable } from '../db/vault'
import { takesMany } from '../invitations/invitation'
import type { LinkConfig } from '../invitations/link'
import { newId } from '../secrets/ids'
import type { Ring } from '../secrets/ring'
import { everyKey, newestKey } from '../secrets/ring'
import type { Sealing } from '../secrets/sealing'
import type { Published } from '../surveys/publication'
import { askOf } from './ask'

export type DeliveryState = (typeof deliveryStates)[number]
export type Purpose = (typeof deliveryPurposes)[number]

/** An invitation as it will be kept, and the message that takes it to the customer. */
export type Carried = { invitation: InvitationRow; delivery?: DeliveryRow }
/** What decides how invitations of one site leave: `delivery` is what their maker said of it. */
export type Carriers = {
  /**
   * With the address as replies from it will be signed, so that whoever has sent STOP is known however the
   * number is written.
   */
  addressed(input: InvitationInput): InvitationInput
  carry(invitation: InvitationRow): Carried
}

const deliveriesShown = 50
/** So many messages are put into the outbox again in one transaction. */
const againAtOnce = 500

/**
 * Finds the connectors that are named by the invitations of one site, before they are made. A name that is
 * no connector's means that the site sends the link itself. Throws `invalid` for what is unclear or cannot
 * be used.
 */
export async function carriers(
  {
    database,
    sealing,
    config,
    now
  }: { database: Database; sealing: Sealing; config: LinkConfig; now: number },
  published: Published,
  deliveries: readonly (string | undefined)[]
): Promise<Carriers> {
  const found = new Map<string, Connector>()
  for (const name of new Set(deliveries)) {
    const row = name === undefined ? undefined : await connectorNamed(database, published.site.id, name)
    if (name === undefined || !row) continue
    const connector = usable(row, sealing)
    if (!connector)
      throw problem(
        'invalid',
        `The connector “${row.name}” cannot be used; enter its secrets again under Settings.`,
        'delivery'
      )
    found.set(name, connector)
  }
  return {
    addressed(input) {
      const { channel, settings } = found.get(input.delivery ?? '') ?? {}
      return input.address && channel?.senderOf
        ? { ...input, address: channel.senderOf(input.address, settings) }
        : input
    },
    carry(invitation) {
      const connector = found.get(invitation.delivery ?? '')
      return connector ? carried(connector, invitation, published, { config, now }) : { invitation }
    }
  }
}

function carried(
  connector: Connector,
  given: InvitationRow,
  published: Published,
  { config, now }: { config: LinkConfig; now: number }
): Carried {
  const invitation = { ...given, delivery: connector.channel.label }
  if (invitation.state !== 'created') return { invitation }
  const delivery = newDelivery({
    connector,
    invitation,
    purpose: 'ask',
    ring: config,
    dueAt: invitation.dueAt ?? now,
    now
  })
  const reason = whyUnsendable(connector, invitation, published, { config, key: delivery.id })
  return reason === undefined
    ? { invitation, delivery }
    : { invitation: { ...invitation, state: 'unsendable', stateReason: reason } }
}

/** What no later moment would change; a closed window may open again. */
function whyUnsendable(
  connector: Connector,
  invitation: InvitationRow,
  published: Published,
  { config, key }: { config: LinkConfig; key: string }
): UnsendableReason | undefined {
  if (takesMany(invitation)) return 'link-for-many'
  if (!invitation.address) return 'no-address'
  const rendered = connector.channel.render(
    askOf(invitation, published, connector, { config, key, windowOpen: true }),
    connector.settings
  )
  return 'unsendable' in rendered ? rendered.unsendable : undefined
}

type NewDelivery = {
  connector: Connector
  invitation: { id: string | null; address: string | null }
  purpose: Purpose
  ring: Ring
  dueAt: number
  now: number
}

/** A message that is to leave at `dueAt`, for the transaction that it belongs to. */
export function newDelivery({ connector, invitation, purpose, ring, dueAt, now }: NewDelivery): DeliveryRow {
  const { row } = connector
  return {
    id: newId('dlv'),
    siteId: row.siteId,
    connectorId: row.id,
    invitationId: invitation.id,
    purpose,
    thread: threadTo(connector, invitation.address ?? '', ring),
    content: null,
    state: 'queued',
    attempts: 0,
    stepsDone: 0,
    dueAt,
    messageId: null,
    reason: null,
    answer: null,
    createdAt: now,
    sentAt: null,
    ratedAt: null,
    commentUntil: null
  }
}

/** The thread of whoever is written to at an address. */
function threadTo({ row, channel, settings }: Connector, address: string, ring: Ring): string {
  return threadOf(ring, row.id, channel.senderOf?.(address, settings) ?? address)
}

/**
 * Names one customer on one connector without saying who it is. Vendors disagree on the plus before a phone
 * number, people on the spaces within.
 */
export function threadOf(ring: Ring, connectorId: string, address: string): string {
  return threadBy(newestKey(ring, 'threads'), connectorId, address)
}

/** Every name that the customer may have there, also those from under former secrets. */
export function threadsOf(ring: Ring, connectorId: string, address: string): string[] {
  return everyKey(ring, 'threads').map((key) => threadBy(key, connectorId, address))
}

function threadBy(key: string, connectorId: string, address: string): string {
  const plain = address.trim()
  const canonical = plain.includes('@')
    ? plain.toLowerCase()
    : /^\+[\d\s().-]+$/.test(plain)
      ? plain.replaceAll(/\D/g, '')
      : plain
  return createHmac('sha256', key)
    .update(`thread\n${connectorId}\n${canonical}`)
    .digest('base64url')
    .slice(0, 22)
}

/**
 * The messages of a connector in any of these states, or all, newest first; `next` is where the next page
 * begins.
 */
export async function deliveriesOf(
  { tables: { delivery }, handle }: Database,
  connectorId: string,
  {
    states = [],
    purpose,
    cursor
  }: { states?: readonly DeliveryState[]; purpose?: Purpose | undefined; cursor?: string | undefined } = {}
): Promise<{ rows: DeliveryRow[]; next: string | null }> {
  const place = cursor === undefined ? undefined : placeOf(cursor)
  const after = place && sql`(${delivery.createdAt}, ${delivery.id}) < (${place.at}, ${place.id})`
  // Written out, so that SQLite knows the partial index to be enough.
  const isFor = purpose && sql`${delivery.purpose} = ${sql.raw(`'${purpose}'`)}`
  const newestFirst = [desc(delivery.createdAt), desc(delivery.id)]
  const page = (which: SQL | undefined) =>
    handle
      .select()
      .from(delivery)
      .where(and(eq(delivery.connectorId, connectorId), isFor, which, after))
      .orderBy(...newestFirst)
      .limit(deliveriesShown + 1)
  // State by state, because the index has them so.
  const found: DeliveryRow[] = []
  for (const state of new Set(states)) {
    const which = and(eq(delivery.state, state), isTaken(state) ? undefined : notTaken(delivery))
    found.push(...(await page(which)))
  }
  found.sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1))
  const rows = states.length === 0 ? await page(undefined) : found
  const shown = rows.slice(0, deliveriesShown)
  const last = rows.length > deliveriesShown ? shown.at(-1) : undefined
  return { rows: shown, next: last ? cursorOf({ at: last.createdAt, id: last.id }) : null }
}

const isTaken = (state: DeliveryState) => state === 'sent' || state === 'delivered'
/** Written out, so that SQLite knows the partial index to be enough. */
const notTaken = (delivery: Database['tables']['delivery']) =>
  sql`${delivery.state} not in ('sent', 'delivered')`

/**
 * Puts all messages of a connector that ended in this state into the outbox once more, and gives how many.
 */
export async function sendAllAgain(
  database: Database,
  connectorId: string,
  state: (typeof endedStates)[number],
  now: number
): Promise<number> {
  const { delivery } = database.tables
  const ended = and(eq(delivery.connectorId, connectorId), eq(delivery.state, state), notTaken(delivery))
  let count = 0
  for (;;) {
    const rows = await database.handle
      .select({ id: delivery.id })
      .from(delivery)
      .where(ended)
      .limit(againAtOnce)
    if (rows.length === 0) return count
    const again = await database.handle
      .update(delivery)
      .set({ state: 'queued', attempts: 0, dueAt: now })
      .where(
        and(
          ended,
          inArray(
            delivery.id,
            rows.map(({ id }) => id)
          )
        )
      )
      .returning({ id: delivery.id })
    count += again.length
  }
}

/** Puts a message that was given up into the outbox once more. Throws `delivery-not-dead` for any other. */
export async function sendAgain(
  database: Database,
  connectorId: string,
  id: string,
  now: number
): Promise<DeliveryRow> {
  const { delivery } = database.tables
  return database.atomically(function* (handle) {
    const [row] = yield* run(
      database.locked(
        handle
          .select()
          .from(delivery)
          .where(and(eq(delivery.connectorId, connectorId), eq(delivery.id, id)))
      )
    )
    if (!row) throw problem('not-found')
    if (row.state !== 'dead' && row.state !== 'failed') throw problem('delivery-not-dead')
    const again = { ...row, state: 'queued' as const, attempts: 0, dueAt: now }
    yield* run(handle.update(delivery).set(again).where(eq(delivery.id, id)))
    return again
  })
}

export function deliveryViewOf(row: DeliveryRow): DeliveryView {
  const isWaiting = row.state === 'queued' || row.state === 'sending'
  return {
    id: row.id,
    invitation: row.invitationId,
    purpose: row.purpose,
    state: row.state,
    attempts: row.attempts,
    dueAt: isWaiting ? new Date(row.dueAt).toISOString() : null,
    reason: row.reason,
    answer: readable(row.answer),
    messageId: row.messageId,
    createdAt: new Date(row.createdAt).toISOString(),
    sentAt: row.sentAt === null ? null : new Date(row.sentAt).toISOString()
  }
}
