import type { Logger } from 'pino'
import { makeSetBack } from '../db/set-back'
import type { Job } from '../jobs/polling-job'
import { makeJob } from '../jobs/polling-job'
import { tellNews } from '../live'
import { bringDeliveriesBack, claimDue, waitingEndpoints } from './claiming'
import { clearOld } from './deliveries'
import { noteDeliveries } from './noting'
import type { EndpointServices } from './send'
import { sendToEndpoint } from './send'

/** So many deliveries of one endpoint are sent at a time by one process; a single one while it takes none. */
const atOnce = 8
const clearEveryMs = 10 * 60_000

/**
 * Tells endpoints what happened, a moment after it was committed. A delivery is claimed for a while before it
 * is sent: processes share the work, and what one of them leaves behind when it is killed is sent again under
 * the same id. Endpoints are told side by side, so that a slow one holds up no other.
 */
export function makeTellingEndpoints(
  services: EndpointServices & { log: Logger; steady: () => number }
): Job {
  const { database, log, now, steady } = services
  /** What this process has claimed and not done with, by endpoint. */
  const ours = new Map<string, Set<string>>()
  const setBack = makeSetBack(services)
  let clearAt = -Infinity

  async function clear(stopped: AbortSignal) {
    if (steady() < clearAt) return
    clearAt = steady() + clearEveryMs
    while (await clearOld(database, now())) stopped.throwIfAborted()
  }

  return makeJob(async (stopped) => {
    await setBack((byMs) => bringDeliveriesBack(database, byMs, now()))
    while (await noteDeliveries(database, now())) stopped.throwIfAborted()
    await clear(stopped)
    const { due, nextInMs } = await waitingEndpoints(database, now())
    const begun: Promise<void>[] = []
    for (const endpoint of due) {
      const theirs = ours.get(endpoint.id) ?? new Set()
      ours.set(endpoint.id, theirs)
      const most = (endpoint.failingSince === null ? atOnce : 1) - theirs.size
      if (most <= 0) continue
      const claimed = await claimDue(database, endpoint.id, { most, ours: theirs, now: now() })
      for (const { id } of claimed) theirs.add(id)
      const sending = claimed.map((delivery) =>
        sendToEndpoint(services, delivery, endpoint).finally(() => theirs.delete(delivery.id))
      )
      if (sending.length === 0) continue
      const told = Promise.allSettled(sending).then(() =>
        tellNews(database, log, endpoint.siteId, { connector: endpoint.id })
      )
      begun.push(...sending, told)
    }
    return { begun, ...(nextInMs === undefined ? {} : { nextInMs }) }
  }, log)
}
