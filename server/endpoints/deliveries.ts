import { and, desc, eq, gte, inArray, lt, notInArray, sql } from 'drizzle-orm'
import { cursorOf, placeOf } from '../contract/cursor'
import type {
  EndpointDeliveriesQuery,
  EndpointDeliveriesView,
  EndpointDeliveryView,
  ReplayInput
} from '../contract/endpoints'
import { problem } from '../contract/problem'
import type { Database } from '../db/database'
import type { EndpointDeliveryRow, EndpointRow } from '../db/rows'
import { readable } from '../db/vault'
import { newId } from '../secrets/ids'
import { deliveryLeaseMs } from './claiming'
import type { EndpointServices } from './send'
import { sendToEndpoint } from './send'

const shownAtOnce = 50
const lotSize = 500
/** So long what was told, or waits to be, is in the log. */
const keptMs = 30 * 86_400_000

/** What an endpoint was told and is to be told, the latest first. */
export async function endpointDeliveries(
  { tables: { endpointDelivery: delivery }, handle }: Database,
  endpointId: string,
  { state, cursor }: EndpointDeliveriesQuery
): Promise<EndpointDeliveriesView> {
  const after = cursor === undefined ? undefined : placeOf(cursor)
  const found = await handle
    .select()
    .from(delivery)
    .where(
      and(
        eq(delivery.endpointId, endpointId),
        state && eq(delivery.state, state),
        after && sql`(${delivery.happenedAt}, ${delivery.id}) < (${after.at}, ${after.id})`
      )
    )
    .orderBy(desc(delivery.happenedAt), desc(delivery.id))
    .limit(shownAtOnce + 1)
  const rows = found.slice(0, shownAtOnce)
  const last = found.length > shownAtOnce ? rows.at(-1) : undefined
  return {
    rows: rows.map(deliveryView),
    next: last ? cursorOf({ at: last.happenedAt, id: last.id }) : null
  }
}

/** Sends something that means nothing at once, also to a paused endpoint, and tells what became of it. */
export async function sendTest(
  services: EndpointServices,
  endpoint: EndpointRow
): Promise<EndpointDeliveryView> {
  const { endpointDelivery } = services.database.tables
  const now = services.now()
  const row: EndpointDeliveryRow = {
    id: newId('msg'),
    endpointId: endpoint.id,
    siteId: endpoint.siteId,
    surveyId: null,
    type: 'endpoint.test',
    subject: endpoint.id,
    about: null,
    state: 'sending',
    attempts: 1,
    dueAt: now + deliveryLeaseMs,
    status: null,
    reason: null,
    answer: null,
    happenedAt: now,
    triedAt: now
  }
  await services.database.handle.insert(endpointDelivery).values(row)
  await sendToEndpoint(services, row, endpoint)
  const [sent] = await services.database.handle
    .select()
    .from(endpointDelivery)
    .where(eq(endpointDelivery.id, row.id))
  return deliveryView(sent ?? row)
}

/** Has one delivery sent once more under its id. Throws `not-found`. */
export async function replayOne(
  { tables: { endpointDelivery: delivery }, handle }: Database,
  endpointId: string,
  { id, now }: { id: string; now: number }
): Promise<EndpointDeliveryView> {
  const isIt = and(eq(delivery.endpointId, endpointId), eq(delivery.id, id))
  const [again] = await handle
    .update(delivery)
    .set(onceMore(now))
    .where(and(isIt, isOver(delivery)))
    .returning()
  if (again) return deliveryView(again)
  const [row] = await handle.select().from(delivery).where(isIt)
  if (!row) throw problem('not-found')
  return deliveryView(row)
}

/** Has everything that happened since an instant sent once more, each under its id, and gives how many. */
export async function replaySince(
  { tables: { endpointDelivery: delivery }, handle }: Database,
  endpointId: string,
  { since, state }: ReplayInput,
  now: number
): Promise<number> {
  const wanted = and(
    eq(delivery.endpointId, endpointId),
    gte(delivery.happenedAt, Date.parse(since)),
    state ? eq(delivery.state, state) : isOver(delivery),
    sql`${delivery.type} <> 'endpoint.test'`
  )
  let count = 0
  for (;;) {
    const some = handle.select({ id: delivery.id }).from(delivery).where(wanted).limit(lotSize)
    const again = await handle
      .update(delivery)
      .set(onceMore(now))
      .where(and(wanted, inArray(delivery.id, some)))
      .returning({ id: delivery.id })
    count += again.length
    if (again.length < lotSize) return count
  }
}

/** Takes what is too old out of the log. Resolves to whether there may be more. */
export async function clearOld(
  { tables: { endpointDelivery: delivery }, handle }: Database,
  now: number
): Promise<boolean> {
  const isOld = lt(delivery.happenedAt, now - keptMs)
  const some = handle.select({ id: delivery.id }).from(delivery).where(isOld).limit(lotSize)
  const gone = await handle.delete(delivery).where(inArray(delivery.id, some)).returning({ id: delivery.id })
  return gone.length === lotSize
}

const isOver = (delivery: Database['tables']['endpointDelivery']) =>
  notInArray(delivery.state, ['waiting', 'sending'])

const onceMore = (now: number) => ({ state: 'waiting' as const, attempts: 0, dueAt: now, reason: null })

function deliveryView(row: EndpointDeliveryRow): EndpointDeliveryView {
  const isWaiting = row.state === 'waiting' || row.state === 'sending'
  return {
    id: row.id,
    type: row.type,
    subject: row.subject,
    survey: row.surveyId,
    state: row.state,
    attempts: row.attempts,
    dueAt: isWaiting ? new Date(row.dueAt).toISOString() : null,
    status: row.status,
    reason: row.reason,
    answer: readable(row.answer),
    happenedAt: new Date(row.happenedAt).toISOString(),
    triedAt: row.triedAt === null ? null : new Date(row.triedAt).toISOString()
  }
}
