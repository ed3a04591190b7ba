import { eq, sql } from 'drizzle-orm'
import type { Logger } from 'pino'
import type { RefusalReason } from '../contract/connectors'
import type { Database } from '../db/database'

/**
 * Vendors call many times a second, and anybody may call with a wrong signature: it is written down once in
 * this time.
 */
const everyMs = 1_000

export type Hearing = {
  /** The vendor of this connector has called us. */
  heard(connectorId: string): void
  /** It has taken a message. */
  taken(connectorId: string): void
  /** Something that came in under the address of this connector was turned away. */
  refused(connectorId: string, reason: RefusalReason): void
  /** Resolves when all of it is written down. */
  close(): Promise<void>
}

type Heard = {
  heardAt?: number
  takenAt?: number
  refusals: Map<RefusalReason, { count: number; at: number }>
}

/** Notes when connectors were heard and what they refused. */
export function makeHearing(database: Database, log: Logger, now: () => number): Hearing {
  let heard = new Map<string, Heard>()
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> | undefined

  function of(id: string): Heard {
    const known = heard.get(id) ?? { refusals: new Map() }
    heard.set(id, known)
    return known
  }

  /** The first is written at once, what comes right after it together. */
  function soon() {
    if (timer || writing) return
    writing = write().finally(() => {
      writing = undefined
      timer = setTimeout(() => {
        timer = undefined
        if (heard.size > 0) soon()
      }, everyMs).unref()
    })
  }

  async function write() {
    const all = heard
    heard = new Map()
    for (const [id, one] of all) {
      await note(database, id, one).catch((error: unknown) => {
        log.error({ err: error, connector: id }, 'when a connector was heard could not be written down')
      })
    }
  }

  return {
    heard(id) {
      of(id).heardAt = now()
      soon()
    },
    taken(id) {
      of(id).takenAt = now()
      soon()
    },
    refused(id, reason) {
      const { refusals } = of(id)
      refusals.set(reason, { count: (refusals.get(reason)?.count ?? 0) + 1, at: now() })
      soon()
    },
    async close() {
      await writing
      clearTimeout(timer)
      timer = undefined
      await write()
    }
  }
}

async function note(database: Database, id: string, { heardAt, takenAt, refusals }: Heard) {
  const { connector, connectorRefusal } = database.tables
  const times = { ...(heardAt !== undefined && { heardAt }), ...(takenAt !== undefined && { takenAt }) }
  if (Object.keys(times).length > 0)
    await database.handle.update(connector).set(times).where(eq(connector.id, id))
  for (const [reason, { count, at }] of refusals) {
    await database.handle
      .insert(connectorRefusal)
      .values({ connectorId: id, reason, count, firstAt: at, lastAt: at })
      .onConflictDoUpdate({
        target: [connectorRefusal.connectorId, connectorRefusal.reason],
        set: { count: sql`${connectorRefusal.count} + ${count}`, lastAt: at }
      })
  }
}
