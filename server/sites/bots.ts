import type { Database, Handle } from '../db/database'
import type { SiteRow } from '../db/rows'
import { moveBots } from '../tags/move-answers'
import { personKeyOf } from '../tags/names'
import { rulesOf } from '../tags/rules'

/**
 * Counts the answers of a site by which of its agents are bots, in the transaction that changes it. The site
 * must be locked.
 */
export function* countByBots(handle: Handle, database: Database, before: SiteRow, after: SiteRow) {
  if (before.bots === after.bots) return
  const [was, is] = [rulesOf(before), rulesOf(after)]
  const changed = [
    ...[...was.bots].filter((agent) => !is.bots.has(agent)),
    ...[...is.bots].filter((agent) => !was.bots.has(agent))
  ]
  yield* moveBots(handle, database, { siteId: before.id, before: was, after: is }, changed)
}

/** The agents that are bots, by their keys. */
export function botsOf({ bots }: Pick<SiteRow, 'bots'>): string[] {
  return JSON.parse(bots) as string[] // written by botsText only
}

export function botsText(bots: readonly string[]): string {
  return JSON.stringify([...new Set(bots.map(personKeyOf))].filter(Boolean).sort())
}
