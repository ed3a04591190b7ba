import { and, eq } from 'drizzle-orm'
import { ZodError } from 'zod'
import type { Outcome, VendorAnswer } from '../channels/channel'
import { forgetAccess, withAccess } from '../connectors/access-token'
import type { Connector } from '../connectors/settings'
import { exchange } from '../connectors/vendor-request'
import type { Database } from '../db/database'
import { run } from '../db/database'
import type { DeliveryRow, ResponseRow } from '../db/rows'
import type { WriteBackContent } from '../write-back/content'
import { writingOf } from '../write-back/writing'
import { leaseMs } from './claiming'
import { retryWhileBusy } from './retry-while-busy'
import type { SendingServices } from './sending'

/** What became of it; `content` is what the outbox keeps of it from now on, sealed. */
type Written = {
  outcome: Outcome | { state: 'cancelled'; reason: string }
  answer?: VendorAnswer
  content?: string
}

/**
 * Tells a helpdesk of one answer, request after request. Before each the claim is prolonged, so that nobody
 * else writes the same meanwhile; whoever lost it, because this process was away for too long, stops.
 */
export async function writeBack(
  services: SendingServices,
  delivery: DeliveryRow,
  connector: Connector
): Promise<Written> {
  const { sealing } = services
  const { channel, settings } = connector
  const opened = delivery.content === null ? undefined : sealing.open(delivery.content, delivery.id)
  if (opened === undefined) return { outcome: { state: 'cancelled', reason: 'secret-changed' } }
  // sealed by write-back/due.ts and below
  const found = await writingOf(services, delivery, JSON.parse(opened) as WriteBackContent)
  if ('cancel' in found) return { outcome: { state: 'cancelled', reason: found.cancel } }
  if (!channel.writeBack || channel.writeBack.lacks(settings) !== undefined)
    return { outcome: { state: 'refused', reason: 'write-back-key-missing' } }
  const content = sealing.seal(JSON.stringify(found.content), delivery.id)
  const steps = channel.writeBack.write(found.writing, settings)
  let last: VendorAnswer | undefined
  try {
    let step = steps.next()
    while (!step.done) {
      if (!(await isStillOurs(services, delivery)))
        return { outcome: { state: 'later', reason: 'claim-lost' } }
      const { reopens, passes = [], ...request } = step.value
      if (reopens) await retryWhileBusy(() => noteReopening(services, found.answer, services.now()))
      const ready = await withAccess(services, connector, request)
      if ('outcome' in ready) return ready
      const answer = await exchange(ready, connector, { kept: services.connections })
      if ('unsendable' in answer) return { outcome: { state: 'refused', reason: answer.unsendable } }
      const outcome = (channel.writeBack.outcome ?? channel.outcome)(answer)
      if (outcome.state !== 'sent' && !passes.includes(answer.status ?? 0)) {
        if (channel.access) await forgetAccess(services, connector)
        return { outcome, answer }
      }
      // What was asked for says nothing of what became of it, and may be long.
      if (request.method !== 'GET') last = answer
      step = steps.next(answer)
    }
    const end = step.value
    if (end?.stillEnded) await retryWhileBusy(() => noteReopening(services, found.answer, null))
    if (end?.refused) return { outcome: { state: 'refused', reason: end.refused }, content }
  } catch (error) {
    if (!(error instanceof ZodError)) throw error
    return { outcome: { state: 'later', reason: 'answer-unreadable' } }
  }
  return { outcome: { state: 'sent' }, content, ...(last && { answer: last }) }
}

async function isStillOurs(
  {
    database: {
      handle,
      tables: { delivery }
    },
    now
  }: SendingServices,
  { id, attempts }: DeliveryRow
): Promise<boolean> {
  let isOurs = false
  await retryWhileBusy(async () => {
    const prolonged = await handle
      .update(delivery)
      .set({ dueAt: now() + leaseMs })
      .where(and(eq(delivery.id, id), eq(delivery.state, 'sending'), eq(delivery.attempts, attempts)))
      .returning({ id: delivery.id })
    isOurs = prolonged.length > 0
  })
  return isOurs
}

/**
 * That we open the conversation ourselves is known before the helpdesk tells us that it is open: its next end
 * is no other contact of the customer.
 */
async function noteReopening(
  { database }: { database: Database },
  { siteId, conversation }: ResponseRow,
  at: number | null
) {
  const { conversationSeen } = database.tables
  const id = conversation ?? ''
  await database.atomically(function* (handle) {
    const fresh = {
      siteId,
      id,
      agent: null,
      team: null,
      topics: null,
      handledBy: null,
      bot: null,
      seenAt: at ?? 0,
      reopenedAt: null,
      reopenedByUsAt: at
    }
    yield* run(
      handle
        .insert(conversationSeen)
        .values(fresh)
        .onConflictDoUpdate({
          target: [conversationSeen.siteId, conversationSeen.id],
          set: { reopenedByUsAt: at }
        })
    )
  })
}
