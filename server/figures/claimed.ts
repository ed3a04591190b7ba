import type { PeopleDimension } from '../contract/terms'
import { peopleDimensions } from '../contract/terms'
import type { Database } from '../db/database'
import type { Breakdown } from '../tallies/counts'
import { readGroups } from '../tallies/groups'
import type { Scorer, Tallies } from '../tallies/scorer'
import type { Period } from '../time/periods'

/**
 * What of figures about people is merely claimed: of all of it, and of each value that they are put side by
 * side by.
 */
export type Claimed = { total: Tallies; rows: Map<string, Tallies>; of(key: string): Tallies }

const none: Tallies = new Map()

/**
 * Reads how many of the answers behind figures about people name an agent or team whom nobody vouches for.
 * Nothing of other figures.
 */
export async function readClaimed(
  database: Database,
  breakdown: Breakdown,
  period: Period
): Promise<Claimed | undefined> {
  const claimed = claimedIn(breakdown)
  if (!claimed) return undefined
  const { total, rows } = await readGroups(
    database,
    { ...breakdown, filters: { ...breakdown.filters, claimed } },
    period
  )
  return { total, rows, of: (key) => rows.get(key) ?? none }
}

/**
 * The same of only those answers that name an agent or team whom nobody vouches for, where figures are
 * about people.
 */
export function onlyClaimed(breakdown: Breakdown): Breakdown {
  const claimed = claimedIn(breakdown)
  return claimed ? { ...breakdown, filters: { ...breakdown.filters, claimed } } : breakdown
}

/** Whom figures are about, that may be merely claimed. */
export function claimedIn({ filters, by }: Breakdown): readonly PeopleDimension[] | undefined {
  const about = peopleDimensions.filter((dimension) => filters[dimension] || by.includes(dimension))
  return about.length > 0 ? about : undefined
}

/**
 * The share of a figure that is merely claimed, 0 to 1, as a field of what is told of it; none where the
 * figure is about nobody.
 */
export function claimedShareOf(
  scorer: Scorer,
  claimed: Tallies | undefined,
  all: Tallies
): { claimedShare?: number } {
  if (!claimed) return {}
  const { count } = scorer.score(all)
  return { claimedShare: count === 0 ? 0 : scorer.score(claimed).count / count }
}
