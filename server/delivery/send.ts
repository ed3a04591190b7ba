import { and, eq, inArray, isNull, lt, sql } from 'drizzle-orm'
import type { Outcome, Outgoing, VendorAnswer } from '../channels/channel'
import { forgetAccess, withAccess } from '../connectors/access-token'
import { goOn, pauseConnector, tryNext } from '../connectors/pausing'
import type { Connector } from '../connectors/settings'
import { exchange } from '../connectors/vendor-request'
import { unsendableReason } from '../contract/unsendable'
import { run } from '../db/database'
import type { ConnectorRow, DeliveryRow } from '../db/rows'
import { storable } from '../text/storable-text'
import type { Claimed } from './claiming'
import { pauseMaxMs } from './claiming'
import type { DeliveryState, Purpose } from './deliveries'
import { messageOf } from './message'
import { keepRefusal } from './refusal'
import { retryWhileBusy } from './retry-while-busy'
import type { SendingServices } from './sending'
import { writeBack } from './write-back'

/** How long to wait after each failure: an ask is worth some hours, thanks only moments. */
const waitsMs: Record<Purpose, readonly number[]> = {
  ask: [5_000, 20_000, 60_000, 300_000, 900_000, 3_600_000, 10_800_000, 21_600_000],
  reminder: [5_000, 20_000, 60_000, 300_000, 900_000, 3_600_000, 10_800_000, 21_600_000],
  thanks: [2_000, 10_000, 30_000],
  reply: [5_000, 20_000, 60_000, 300_000, 900_000, 3_600_000, 10_800_000, 21_600_000],
  'write-back': [5_000, 20_000, 60_000, 300_000, 900_000, 3_600_000, 10_800_000, 21_600_000]
}
const throttledWaitMs = 1_000
/** What is no failure of the message brings it no nearer to being given up than this many attempts. */
const uncountedMax = 3
const answerLengthMax = 500
const reasonLengthMax = 300
const messageIdLengthMax = 500

/** `waiting`: nothing was tried, because it may leave only `at` an instant. */
type Settled = {
  outcome: Outcome | { state: 'cancelled'; reason: string } | { state: 'waiting'; at: number }
  answer?: VendorAnswer
  /** What is kept of it from now on, sealed. */
  content?: string
}

/**
 * Sends one claimed message, writes down what became of it and says so. `row` is its connector as it was
 * claimed, `connector` nothing where its settings cannot be read. Throws only where the database does.
 */
export async function send(
  services: SendingServices,
  delivery: Claimed,
  row: ConnectorRow,
  connector: Connector | undefined
): Promise<Settled['outcome']> {
  const locked: Settled = { outcome: { state: 'key-refused', reason: 'connector-locked' } }
  const tried = connector ? await attempt(services, delivery, connector) : locked
  const settled: Settled = isOnlyThisOne(delivery, row, tried.outcome)
    ? { ...tried, outcome: { state: 'refused', reason: 'vendor-refused' } }
    : tried
  const { outcome } = settled
  services.metrics.deliveries.inc({ kind: row.kind, outcome: outcome.state })
  if (outcome.state === 'sent') services.hearing.taken(row.id)
  if (outcome.state === 'refused' && outcome.optedOut)
    await retryWhileBusy(() => keepOptedOut(services, delivery))
  await retryWhileBusy(() => settle(services, delivery, row, settled))
  return outcome
}

/**
 * Whether the vendor, whose word may be about one message, has taken others since it refused this one
 * before.
 */
function isOnlyThisOne(
  { reason, wasDueAt }: Claimed,
  { takenAt }: ConnectorRow,
  outcome: Settled['outcome']
): boolean {
  return (
    outcome.state === 'key-refused' &&
    outcome.unsure === true &&
    reason === wordsOf(outcome) &&
    (takenAt ?? 0) >= wasDueAt
  )
}

/** Why the key was refused, as the vendor says it where it says anything. */
function wordsOf({ reason, said }: Extract<Outcome, { state: 'key-refused' }>): string {
  return storable(said ?? reason, reasonLengthMax)
}

/** Kept before the message is done with, so that a crash in between leaves nobody who is asked again. */
async function keepOptedOut(
  { database, now }: SendingServices,
  { invitationId }: DeliveryRow
): Promise<void> {
  const { invitation } = database.tables
  const [asked] = await database.handle
    .select()
    .from(invitation)
    .where(eq(invitation.id, invitationId ?? ''))
  if (asked) await keepRefusal(database, asked, now())
}

async function attempt(
  services: SendingServices,
  delivery: DeliveryRow,
  connector: Connector
): Promise<Settled> {
  if (delivery.purpose === 'write-back') return writeBack(services, delivery, connector)
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
    const answer = await exchange(signed(services, connector, ready), connector, {
      kept: services.connections
    })
    if ('unsendable' in answer) return { outcome: { state: 'refused', reason: answer.unsendable } }
    const outcome = connector.channel.outcome(answer)
    if (outcome.state !== 'sent') {
      // Vendors replace access tokens before their time, and say so in as many ways as there are vendors.
      if (connector.channel.access) await forgetAccess(services, connector)
      return { outcome, answer }
    }
    last = { outcome: { ...last.outcome, ...outcome }, answer }
    if (step + 1 < message.length) await retryWhileBusy(() => noteStep(services, delivery, step + 1))
  }
  return last
}

function signed({ now }: SendingServices, { channel, settings }: Connector, outgoing: Outgoing): Outgoing {
  return outgoing.to === 'http' && channel.sign ? channel.sign(outgoing, settings, now()) : outgoing
}

async function noteStep(
  {
    database: {
      handle,
      tables: { delivery }
    }
  }: SendingServices,
  { id }: DeliveryRow,
  stepsDone: number
) {
  await handle.update(delivery).set({ stepsDone }).where(eq(delivery.id, id))
}

async function settle(
  { database, now }: SendingServices,
  delivery: DeliveryRow,
  row: ConnectorRow,
  { outcome, answer, content }: Settled
): Promise<void> {
  const { tables } = database
  const at = now()
  const changes = {
    ...changesBy(delivery, outcome, at),
    ...(answer && { answer: shortened(answer) }),
    ...(content !== undefined && { content })
  }
  await database.atomically(function* (handle) {
    // Whoever claimed it again after our lease ran out writes down what became of it.
    const isOurs = and(
      eq(tables.delivery.id, delivery.id),
      eq(tables.delivery.state, 'sending'),
      eq(tables.delivery.attempts, delivery.attempts)
    )
    const [settled] = yield* run(handle.update(tables.delivery).set(changes).where(isOurs).returning())
    if (!settled) return
    if (outcome.state === 'later' && outcome.afterMs !== undefined) {
      const { connector } = tables
      const clearAt = at + pauseOf(outcome)
      yield* run(
        handle
          .update(connector)
          .set({ clearAt })
          .where(and(eq(connector.id, delivery.connectorId), lt(connector.clearAt, clearAt)))
      )
    }
    if (outcome.state === 'key-refused') yield* pauseConnector(handle, database, row, { ...outcome, now: at })
    // An answer about this message alone proves the key, too.
    else if (outcome.state === 'sent' || (outcome.state === 'refused' && answer))
      yield* goOn(handle, database, row)
    else if (outcome.state === 'cancelled' || outcome.state === 'waiting')
      yield* tryNext(handle, database, row, at)
    if (settled.purpose !== 'ask' || settled.invitationId === null) return
    const { invitation } = tables
    const isOpen = and(
      eq(invitation.id, settled.invitationId),
      inArray(invitation.state, ['created', 'unsendable'])
    )
    if (settled.state === 'sent') {
      const sent = {
        state: 'sent' as const,
        stateReason: null,
        sentAt: sql`coalesce(${invitation.sentAt}, ${at})`
      }
      yield* run(handle.update(invitation).set(sent).where(isOpen))
    } else if (settled.state !== 'queued') {
      yield* run(
        handle
          .update(invitation)
          .set({ ...invitationAfter(settled) })
          .where(and(isOpen, isNull(invitation.answeredAt)))
      )
    }
  })
}

/** An invitation keeps a code, by which the funnel groups; what the vendor said stays with its message. */
function invitationAfter({ state, reason }: Pick<DeliveryRow, 'state' | 'reason'>) {
  if (reason === 'opted-out') return { state: 'suppressed' as const, stateReason: reason }
  return {
    state: 'unsendable' as const,
    stateReason: unsendableReason(reason ?? '') ?? (state === 'dead' ? 'given-up' : 'vendor-refused')
  }
}

function changesBy(
  { purpose, attempts }: DeliveryRow,
  outcome: Settled['outcome'],
  now: number
): Partial<DeliveryRow> {
  const ended = (state: DeliveryState, reason: string) => ({
    state,
    reason: storable(reason, reasonLengthMax),
    dueAt: now
  })
  switch (outcome.state) {
    case 'sent':
      return {
        state: 'sent',
        reason: null,
        sentAt: now,
        dueAt: now,
        ...(outcome.messageId !== undefined && { messageId: storable(outcome.messageId, messageIdLengthMax) })
      }
    case 'cancelled':
      return ended('cancelled', outcome.reason)
    case 'waiting':
      return { state: 'queued', attempts: attempts - 1, dueAt: outcome.at }
    case 'refused':
      return ended('failed', outcome.reason)
    case 'key-refused':
      return {
        state: 'queued',
        attempts: Math.min(attempts, uncountedMax),
        reason: wordsOf(outcome),
        dueAt: now
      }
    case 'later': {
      const pauseMs = pauseOf(outcome)
      // That we are too fast is no failure of the message, and it does not wait for longer than the connector.
      if (outcome.throttled) {
        const dueAt = now + Math.max(pauseMs, Math.round(throttledWaitMs * (0.5 + Math.random())))
        const reason = storable(outcome.reason, reasonLengthMax)
        return { state: 'queued', attempts: Math.min(attempts, uncountedMax), reason, dueAt }
      }
      const waitMs = waitsMs[purpose][attempts - 1]
      if (waitMs === undefined) return ended('dead', outcome.reason)
      // Half of it at random, so that what failed together does not come back together.
      const backOffMs = Math.round(waitMs * (0.5 + Math.random() / 2))
      return {
        state: 'queued',
        reason: storable(outcome.reason, reasonLengthMax),
        dueAt: now + Math.max(backOffMs, pauseMs)
      }
    }
  }
}

function pauseOf({ afterMs = 0 }: { afterMs?: number }): number {
  return Math.min(Math.max(Math.ceil(afterMs), 0), pauseMaxMs)
}

function shortened({ status, body }: VendorAnswer): string {
  return storable(`${status ?? 'no answer'} ${body}`, answerLengthMax)
}
