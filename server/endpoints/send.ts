import { and, eq, isNull, sql } from 'drizzle-orm'
import { later } from '../channels/vendor-answers'
import type { Resolve } from '../connectors/public-hosts'
import { call } from '../connectors/vendor-request'
import type { EndpointPause } from '../contract/endpoints'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import type { EndpointDeliveryRow, EndpointRow } from '../db/rows'
import { retryWhileBusy } from '../delivery/retry-while-busy'
import type { Metrics } from '../metrics'
import { storable } from '../text/storable-text'
import { mayStillRead } from './answering'
import { dataOf } from './data'
import { signatureHeaders } from './signing'

const [minuteMs, hourMs] = [60_000, 3_600_000]
/** How long to wait after each failure: three days in all. */
const waitsMs = [
  5_000,
  5 * minuteMs,
  30 * minuteMs,
  2 * hourMs,
  5 * hourMs,
  10 * hourMs,
  14 * hourMs,
  18 * hourMs,
  22 * hourMs
]
/**
 * So often more than that a delivery is taken on of which nobody wrote down what became of it: its process was
 * killed, or what it tells of could not be read.
 */
const lostMax = 5
/** A tenth of it by chance, so that what failed together does not come back together. */
const chance = 0.1
const retryAfterMaxMs = 24 * hourMs
/** An endpoint that took nothing for so long is paused. */
const failingMaxMs = 60 * hourMs
const answerLengthMax = 500
const reasonLengthMax = 300

export type EndpointServices = { database: Database; metrics: Metrics; now: () => number; resolve?: Resolve }

type Outcome = { status?: number; answer?: string } & (
  | { state: 'delivered' }
  | { state: 'cancelled'; reason: string }
  | { state: 'refused'; reason: string; afterMs?: number; pause?: EndpointPause }
)

/**
 * Sends one claimed delivery and writes down what became of it. What is sent is signed as the endpoint is
 * now. Throws only where the database does.
 */
export async function sendToEndpoint(
  services: EndpointServices,
  delivery: EndpointDeliveryRow,
  endpoint: EndpointRow
): Promise<void> {
  const outcome = await attempt(services, delivery, endpoint)
  services.metrics.deliveries.inc({ kind: 'endpoint', outcome: outcome.state })
  await retryWhileBusy(() => settle(services, delivery, endpoint, outcome))
}

async function attempt(
  { database, now, resolve }: EndpointServices,
  delivery: EndpointDeliveryRow,
  endpoint: EndpointRow
): Promise<Outcome> {
  if (delivery.attempts > waitsMs.length + 1 + lostMax) return { state: 'cancelled', reason: 'not-read' }
  if (!(await mayStillRead(database, endpoint, now())))
    return { state: 'refused', reason: 'nobody-answers', pause: 'nobody-answers' }
  const data = await dataOf(database, delivery, now())
  if (data === undefined) return { state: 'cancelled', reason: 'nothing-to-tell' }
  const { id, type, happenedAt } = delivery
  const body = JSON.stringify({ type, timestamp: new Date(happenedAt).toISOString(), data })
  const headers = {
    'content-type': 'application/json',
    ...signatureHeaders(endpoint, { id, body, now: now() })
  }
  const answer = await call(
    { to: 'http', url: endpoint.url, method: 'POST', headers, body },
    endpoint,
    resolve
  )
  if ('unsendable' in answer) return { state: 'refused', reason: answer.unsendable }
  const { status } = answer
  if (status === undefined) return { state: 'refused', reason: storable(answer.body, reasonLengthMax) }
  const said = { status, answer: storable(answer.body, answerLengthMax) }
  if (status >= 200 && status < 300) return { ...said, state: 'delivered' }
  if (status === 410) return { ...said, state: 'refused', reason: 'gone', pause: 'gone' }
  const { afterMs } = later(answer, '')
  return { ...said, state: 'refused', reason: `http-${status}`, ...(afterMs !== undefined && { afterMs }) }
}

async function settle(
  { database, now }: EndpointServices,
  delivery: EndpointDeliveryRow,
  endpoint: EndpointRow,
  outcome: Outcome
): Promise<void> {
  const { endpointDelivery } = database.tables
  const at = now()
  await database.atomically(function* (handle) {
    // Whoever claimed it again after our lease ran out writes down what became of it.
    const isOurs = and(
      eq(endpointDelivery.id, delivery.id),
      eq(endpointDelivery.state, 'sending'),
      eq(endpointDelivery.attempts, delivery.attempts)
    )
    const changes = changesBy(delivery, outcome, at)
    const said = { status: outcome.status ?? null, answer: outcome.answer ?? null }
    const settled = yield* run(
      handle
        .update(endpointDelivery)
        .set({ ...said, ...changes })
        .where(isOurs)
        .returning({ id: endpointDelivery.id })
    )
    if (settled.length > 0 && delivery.type !== 'endpoint.test')
      yield* noteHealth(handle, database, endpoint, { outcome, at })
  })
}

function changesBy(
  { type, attempts }: EndpointDeliveryRow,
  outcome: Outcome,
  now: number
): Partial<EndpointDeliveryRow> {
  if (outcome.state === 'delivered') return { state: 'delivered', reason: null, dueAt: now }
  const { reason } = outcome
  if (outcome.state === 'cancelled') return { state: 'cancelled', reason, dueAt: now }
  // Somebody waits for what becomes of a test.
  if (type === 'endpoint.test') return { state: 'failed', reason, dueAt: now }
  // What waits while its endpoint is paused was not tried in vain.
  if (outcome.pause) return { state: 'waiting', reason, attempts: attempts - 1, dueAt: now }
  const waitMs = waitsMs[attempts - 1]
  if (waitMs === undefined) return { state: 'failed', reason, dueAt: now }
  const backOffMs = Math.round(waitMs * (1 - chance * Math.random()))
  const askedMs = Math.min(outcome.afterMs ?? 0, retryAfterMaxMs)
  return { state: 'waiting', reason, dueAt: now + Math.max(backOffMs, askedMs) }
}

/**
 * Since when an endpoint takes nothing; one that says it is gone, or takes nothing for too long, is paused.
 */
function* noteHealth(
  handle: Handle,
  { tables: { endpoint } }: Database,
  { id, url, answeredFor }: EndpointRow,
  { outcome, at }: { outcome: Outcome; at: number }
) {
  if (outcome.state === 'cancelled') return
  // What another address answered, or was told for somebody else, says nothing of the endpoint as it is now.
  const isSame = and(eq(endpoint.id, id), eq(endpoint.url, url), eq(endpoint.answeredFor, answeredFor))
  if (outcome.state === 'delivered') {
    yield* run(
      handle
        .update(endpoint)
        .set({ failingSince: null })
        .where(and(isSame, sql`${endpoint.failingSince} is not null`))
    )
    return
  }
  const pausing = (because: EndpointPause) => ({
    pausedAt: at,
    pausedBecause: because,
    told: 'untold' as const
  })
  const isGoing = and(isSame, isNull(endpoint.pausedAt))
  if (outcome.pause) {
    yield* run(handle.update(endpoint).set(pausing(outcome.pause)).where(isGoing))
    return
  }
  yield* run(
    handle
      .update(endpoint)
      .set({ failingSince: at })
      .where(and(isSame, isNull(endpoint.failingSince)))
  )
  yield* run(
    handle
      .update(endpoint)
      .set(pausing('failing'))
      .where(and(isGoing, sql`${endpoint.failingSince} <= ${at - failingMaxMs}`))
  )
}
