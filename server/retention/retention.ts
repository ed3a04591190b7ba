import { eq } from 'drizzle-orm'
import type { Change } from '../access/act'
import { changesBetween, recordAudit } from '../audit/log'
import type { Retained, RetentionInput, RetentionView } from '../contract/retention'
import { retained } from '../contract/retention'
import type { Database } from '../db/database'
import { reading, run } from '../db/database'
import type { SiteRow } from '../db/rows'
import { forgetWords } from '../search/forget'
import { siteById } from '../sites/sites'
import { dayIn } from '../time/days'
import { kinds, lotSize } from './empty'

const dayMs = 86_400_000

type Days = Partial<Record<Retained, number>>

function daysOf({ retention }: SiteRow): Days {
  return JSON.parse(retention) as Days // written by changeRetention only
}

/** What a site keeps for how long, and what that would empty today; `asked` are days that are not set yet. */
export async function viewRetention(
  database: Database,
  site: SiteRow,
  asked: Days,
  now: number
): Promise<RetentionView> {
  const days = daysOf(site)
  const wanted = Object.keys(asked).length > 0 ? asked : days
  const parts = await partsOf(database, site.id)
  const today: [Retained, number][] = []
  for (const kind of retained) {
    const since = wanted[kind]
    today.push([
      kind,
      since === undefined
        ? 0
        : await reading(database, (handle) => kinds[kind].count(handle, database, parts, now - since * dayMs))
    ])
  }
  // Both have every kind: they are made from the list of them.
  return {
    days: Object.fromEntries(retained.map((kind) => [kind, days[kind] ?? null])),
    today: Object.fromEntries(today)
  } as RetentionView
}

export async function changeRetention(
  database: Database,
  siteId: string,
  { caller, patch, now }: Change<RetentionInput>
): Promise<SiteRow> {
  const { site } = database.tables
  await database.atomically(function* (handle) {
    const [row] = yield* run(database.locked(handle.select().from(site).where(eq(site.id, siteId))))
    if (!row) return
    const before = daysOf(row)
    const after = Object.fromEntries(
      Object.entries({ ...before, ...patch }).filter(([, days]) => days != null)
    )
    const detail = changesBetween({ retention: before }, { retention: after })
    if (!detail) return
    yield* run(
      handle
        .update(site)
        .set({ retention: JSON.stringify(after), retainedOn: null })
        .where(eq(site.id, siteId))
    )
    yield* run(
      recordAudit(handle, database, {
        siteId,
        caller,
        action: 'retention-changed',
        subject: siteId,
        detail,
        at: now
      })
    )
  })
  return siteById(database, siteId)
}

/**
 * Empties what the sites keep no longer, each once a day, in lots between which others come in. Gives how
 * many rows were emptied. Throws once `stopped` is; a site that was not done then is gone on with at the
 * next call.
 */
export async function retain(database: Database, now: number, stopped?: AbortSignal): Promise<number> {
  const { site } = database.tables
  let emptied = 0
  for (const row of await database.handle.select().from(site)) {
    const days = daysOf(row)
    const today = dayIn(row.timeZone, now)
    if (row.retainedOn === today || Object.keys(days).length === 0) continue
    const parts = await partsOf(database, row.id)
    const before = emptied
    for (const kind of retained) {
      const since = days[kind]
      if (since === undefined) continue
      for (;;) {
        stopped?.throwIfAborted()
        const count = await database.atomically((handle) =>
          kinds[kind].empty(handle, database, parts, { before: now - since * dayMs, now })
        )
        emptied += count
        if (count < lotSize) break
        await new Promise((resolve) => setImmediate(resolve))
      }
    }
    if (emptied > before) await forgetWords(database)
    await database.handle.update(site).set({ retainedOn: today }).where(eq(site.id, row.id))
  }
  return emptied
}

async function partsOf({ tables: { survey, connector }, handle }: Database, siteId: string) {
  const surveys = await handle.select({ id: survey.id }).from(survey).where(eq(survey.siteId, siteId))
  const connectors = await handle
    .select({ id: connector.id })
    .from(connector)
    .where(eq(connector.siteId, siteId))
  return { id: siteId, surveys: surveys.map(({ id }) => id), connectors: connectors.map(({ id }) => id) }
}
