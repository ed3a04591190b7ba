import { setTimeout as sleep } from 'node:timers/promises'
import { and, eq, sql } from 'drizzle-orm'
import { makeConnections } from '../connectors/kept-connections'
import { channelOfKind } from '../connectors/kinds.ts'
import { slowed } from '../connectors/pace'
import type { Connector } from '../connectors/settings'
import { usable } from '../connectors/settings'
import type { Database } from '../db/database'
import type { ConnectorRow } from '../db/rows'
import { makeSetBack } from '../db/set-back'
import type { Job } from '../jobs/polling-job'
import { makeJob } from '../jobs/polling-job'
import { tellNews } from '../live'
import type { Claimed, Slice } from './claiming'
import { bringBack, claimSlice, putBack, waitingConnectors } from './claiming'
import { retryWhileBusy } from './retry-while-busy'
import { send } from './send'
import type { SendingServices } from './sending'

/** So many messages of one connector may wait for their answers in this process. */
const underWayMax = 1_000
/**
 * How long after its last message it is looked at how many of a slice came too fast; slower answers are
 * waited for by nobody.
 */
const lookAfterMs = 500

/**
 * Sends what is due, side by side as far as each vendor takes it: a slow answer holds up neither the next
 * message nor another connector. A message is claimed for a while before it is sent: processes share the
 * work and the rate, and what one of them leaves behind when it is killed is sent again under the same key.
 */
export function makeOutbox(services: Omit<SendingServices, 'connections'>): Job {
  const { database, sealing, now, log } = services
  const connections = makeConnections()
  const sending: SendingServices = { ...services, connections }
  const underWay = new Map<string, number>()
  /** The messages that this process has claimed and not done with. */
  const ours = new Set<string>()
  const setBack = makeSetBack(services)
  const mostOf = ({ kind }: Pick<ConnectorRow, 'kind'>) =>
    Math.min(channelOfKind(kind)?.limits.atOnce ?? underWayMax, underWayMax)

  /**
   * What became of it, or nothing where that could not be written down; one that fails must not make the
   * others look done.
   */
  async function sendOne(message: Claimed, row: ConnectorRow, connector: Connector | undefined) {
    return send(sending, message, row, connector).catch((error: unknown) => {
      log.error({ err: error, delivery: message.id }, 'what became of a message could not be written down')
    })
  }

  async function sendSlice(slice: Slice, stopped: AbortSignal) {
    const { connector: row, messages, inMs, everyMs } = slice
    const connector = usable(row, sealing)
    const begunAt = performance.now()
    const seen = { tried: 0, throttled: 0, cutShort: false }
    let isOver = false
    const running: Promise<void>[] = []
    for (const [index, message] of messages.entries()) {
      const waitMs = Math.max(0, begunAt + inMs + index * everyMs - performance.now())
      await sleep(waitMs, undefined, { signal: stopped }).catch(() => undefined)
      if (isOver || stopped.aborted) {
        const rest = messages.slice(index)
        await retryWhileBusy(() => putBack(database, rest)).finally(() =>
          rest.forEach(({ id }) => ours.delete(id))
        )
        break
      }
      underWay.set(row.id, (underWay.get(row.id) ?? 0) + 1)
      const one = sendOne(message, row, connector).then((outcome) => {
        underWay.set(row.id, (underWay.get(row.id) ?? 1) - 1)
        ours.delete(message.id)
        if (!outcome) return
        seen.tried += 1
        if (outcome.state === 'key-refused') isOver = true
        if (outcome.state !== 'later') return
        if (outcome.throttled) seen.throttled += 1
        if (outcome.afterMs === undefined) return
        isOver = true
        if (outcome.throttled) seen.cutShort = true
      })
      running.push(one)
    }
    const all = Promise.all(running)
    await Promise.race([all, sleep(lookAfterMs)])
    if (seen.throttled > 0) await retryWhileBusy(() => slowDown(database, slice, seen, now()))
    await tellNews(database, log, row.siteId, { connector: row.id })
    await all
  }

  const job = makeJob(async (stopped) => {
    await setBack((byMs) => bringBack(database, byMs, now()))
    const { due, nextInMs } = await waitingConnectors(database, now())
    const slices: (Slice | undefined)[] = []
    for (const id of due) {
      const slice = await claimSlice(database, id, now(), {
        ours,
        mostOf: (row) => mostOf(row) - (underWay.get(id) ?? 0)
      })
      for (const { id } of slice?.messages ?? []) ours.add(id)
      slices.push(slice)
    }
    const begun = slices.flatMap((slice) => (slice ? [sendSlice(slice, stopped)] : []))
    return { begun, ...(nextInMs === undefined ? {} : { nextInMs }) }
  }, log)
  return {
    ...job,
    async close() {
      await job.close()
      connections.close()
    }
  }
}

/** Lowers the pace that a slice was sent at, unless another slice has done so meanwhile. */
async function slowDown(
  { handle, tables: { connector } }: Database,
  { connector: row, perSecond }: Slice,
  seen: Parameters<typeof slowed>[2],
  now: number
): Promise<void> {
  const isSame = and(eq(connector.id, row.id), eq(sql`coalesce(${connector.paceAt}, 0)`, row.paceAt ?? 0))
  await handle
    .update(connector)
    .set(slowed(row, perSecond, seen, now))
    .where(isSame)
}
