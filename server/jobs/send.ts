import { setTimeout as sleep } from 'node:timers/promises'
import { and, eq, inArray, isNull, lt, sql } from 'drizzle-orm'
import type { Outcome, Outgoing, VendorAnswer } from '../channels/channel'
import type { Connector } from '../connectors'
import { connectorById, usable } from '../connectors'
import { unsendableReason } from '../contract/unsendable'
import { run } from '../db/database'
import { passingFailure } from '../db/failures'
import type { DeliveryRow, DeliveryState, Purpose } from '../deliveries'
import { keepRefusal } from '../opt-outs/refusal'
import { Problem } from '../problem'
import type { Services } from '../services'
import { storable } from '../storable'
import { forgetAccess, withAccess } from './access'
import { messageOf } from './message'
import { exchange } from './vendor'

export type SendingServices = Pick<Services, 'database' | 'sealing' | 'config' | 'publication' | 'metrics' | 'log' | 'now'>

/** How long to wait after each failure: an ask is worth some hours, thanks only moments. */
const waitsMs: Record<Purpose, readonly number[]> = {
  ask: [5_000, 20_000, 60_000, 300_000, 900_000, 3_600_000, 10_800_000, 21_600_000],
  reminder: [5_000, 20_000, 60_000, 300_000, 900_000, 3_600_000, 10_800_000, 21_600_000],
  thanks: [2_000, 10_000, 30_000]
}
const answerLengthMax = 500
const reasonLengthMax = 300
const messageIdLengthMax = 500
/** No vendor is left alone for longer, whatever it says. */
const pauseMaxMs = 24 * 3_600_000

/** For how long it is tried to write down what became of a message: less than until others take it for forgotten, and send it again. */
const writeForMs = 60_000
const writeEveryMs = 250

/** `waiting`: nothing was tried, because it may leave only `at` an instant. */
type Settled = { outcome: Outcome | { state: 'cancelled'; reason: string } | { state: 'waiting'; at: number }; answer?: VendorAnswer }

/** Sends one claimed message and writes down what became of it. Throws only where the database does. */
export async function send(services: SendingServices, delivery: DeliveryRow): Promise<void> {
  const row = await connectorById(services.database, delivery.connectorId)
  if (!row) return
  const connector = usable(row, services.sealing)
  const settled = connector ? await attempt(services, delivery, connector) : { outcome: { state: 'later', reason: 'connector-locked' } as const }
  services.metrics.deliveries.inc({ kind: row.kind, outcome: settled.outcome.state })
  if (settled.outcome.state === 'refused' && settled.outcome.optedOut) await surely(() => keepOptedOut(services, delivery))
  await surely(() => settle(services, delivery, settled))
}

/** Kept before the message is done with, so that a crash in between leaves nobody who is asked again. */
async function keepOptedOut({ database, now }: SendingServices, { invitationId }: DeliveryRow): Promise<void> {
  const { invitation } = database.tables
  const [asked] = await database.handle.select().from(invitation).where(eq(invitation.id, invitationId ?? ''))
  if (asked) await keepRefusal(database, asked, now())
}

async function attempt(services: SendingServices, delivery: DeliveryRow, connector: Connector): Promise<Settled> {
  const message = await messageOf(services, delivery, connector)
  if ('cancel' in message) return { outcome: { state: 'cancelled', reason: message.cancel } }
  if ('wait' in message) return { outcome: { state: 'waiting', at: message.wait } }
  if ('unsendable' in message) return { outcome: { state: 'refused', reason: message.unsendable } }
  let last: Settled = { outcome: { state: 'sent' } }
  for (const [step, outgoing] of message.entries()) {
    // What the vendor took before a crash or a refusal of the next is not sent again.
    if (step < delivery.stepsDone) continue
    const ready = await withAccess(services, connector, outgoing)
    if ('outcome' in ready) return ready
    const answer = await exchange(signed(services, connector, ready), connector)
    if ('unsendable' in answer) return { outcome: { state: 'refused', reason: answer.unsendable } }
    const outcome = connector.channel.outcome(answer)
    if (outcome.state !== 'sent') {
      // Vendors replace access tokens before their time, and say so in as many ways as there are vendors.
      if (connector.channel.access) await forgetAccess(services, connector)
      return { outcome, answer }
    }
    last = { outcome: { ...last.outcome, ...outcome }, answer }
    if (step + 1 < message.length) await surely(() => noteStep(services, delivery, step + 1))
  }
  return last
}

function signed({ now }: SendingServices, { channel, settings }: Connector, outgoing: Outgoing): Outgoing {
  return outgoing.to === 'http' && channel.sign ? channel.sign(outgoing, settings, now()) : outgoing
}

/** A vendor has taken it and cannot be told to forget it, so a busy database is no reason to. */
async function surely(write: () => Promise<void>): Promise<void> {
  const until = Date.now() + writeForMs
  for (;;) {
    try {
      return await write()
    } catch (error) {
      const passes = error instanceof Problem ? error.code === 'database-busy' : passingFailure(error)
      if (!passes || Date.now() > until) throw error
    }
    await sleep(writeEveryMs)
  }
}

async function noteStep({ database: { handle, tables: { delivery } } }: SendingServices, { id }: DeliveryRow, stepsDone: number) {
  await handle.update(delivery).set({ stepsDone }).where(eq(delivery.id, id))
}

async function settle({ database, now }: SendingServices, delivery: DeliveryRow, { outcome, answer }: Settled): Promise<void> {
  const { tables } = database
  const at = now()
  const changes = { ...changesBy(delivery, outcome, at), ...(answer && { answer: shortened(answer) }) }
  await database.atomically(function* (handle) {
    // Whoever claimed it again after our lease ran out writes down what became of it.
    const isOurs = and(eq(tables.delivery.id, delivery.id), eq(tables.delivery.state, 'sending'), eq(tables.delivery.attempts, delivery.attempts))
    const [settled] = yield* run(handle.update(tables.delivery).set(changes).where(isOurs).returning())
    if (!settled) return
    if (outcome.state === 'later' && outcome.afterMs !== undefined) {
      const { connector } = tables
      const clearAt = at + pauseOf(outcome)
      yield* run(handle.update(connector).set({ clearAt }).where(and(eq(connector.id, delivery.connectorId), lt(connector.clearAt, clearAt))))
    }
    if (settled.purpose !== 'ask' || settled.invitationId === null) return
    const { invitation } = tables
    const isOpen = and(eq(invitation.id, settled.invitationId), inArray(invitation.state, ['created', 'unsendable']))
    if (settled.state === 'sent') {
      yield* run(handle.update(invitation).set({ state: 'sent', stateReason: null, sentAt: sql`coalesce(${invitation.sentAt}, ${at})` }).where(isOpen))
    } else if (settled.state !== 'queued') {
      yield* run(handle.update(invitation).set({ ...invitationAfter(settled) }).where(and(isOpen, isNull(invitation.answeredAt))))
    }
  })
}

/** An invitation keeps a code, by which the funnel groups; what the vendor said stays with its message. */
function invitationAfter({ state, reason }: Pick<DeliveryRow, 'state' | 'reason'>) {
  if (reason === 'opted-out') return { state: 'suppressed', stateReason: reason }
  return { state: 'unsendable', stateReason: unsendableReason(reason ?? '') ?? (state === 'dead' ? 'given-up' : 'vendor-refused') }
}

function changesBy({ purpose, attempts }: DeliveryRow, outcome: Settled['outcome'], now: number): Partial<DeliveryRow> {
  const ended = (state: DeliveryState, reason: string) => ({ state, reason: storable(reason, reasonLengthMax), dueAt: now })
  switch (outcome.state) {
    case 'sent':
      return { state: 'sent', reason: null, sentAt: now, dueAt: now, ...(outcome.messageId !== undefined && { messageId: storable(outcome.messageId, messageIdLengthMax) }) }
    case 'cancelled':
      return ended('cancelled', outcome.reason)
    case 'waiting':
      return { state: 'queued', attempts: attempts - 1, dueAt: outcome.at }
    case 'refused':
      return ended('failed', outcome.reason)
    case 'later': {
      const waitMs = waitsMs[purpose as Purpose][attempts - 1] // written from the same union
      if (waitMs === undefined) return ended('dead', outcome.reason)
      // Half of it at random, so that what failed together does not come back together.
      const backOffMs = Math.round(waitMs * (0.5 + Math.random() / 2))
      return { state: 'queued', reason: storable(outcome.reason, reasonLengthMax), dueAt: now + Math.max(backOffMs, pauseOf(outcome)) }
    }
  }
}

function pauseOf({ afterMs = 0 }: { afterMs?: number }): number {
  return Math.min(Math.max(Math.ceil(afterMs), 0), pauseMaxMs)
}

function shortened({ status, body }: VendorAnswer): string {
  return storable(`${status ?? 'no answer'} ${body}`, answerLengthMax)
}
