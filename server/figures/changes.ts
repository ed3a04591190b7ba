import type { Change, Score } from '../contract/figures'
import { changes, noChange } from '../statistics/change'
import type { Scorer, Tallies } from '../tallies/scorer'
import { unhurried } from './unhurried'

export type Changed = { previous: Score; change: Change }

type Before = ReadonlyMap<string, Tallies> | undefined

const none: Tallies = new Map()

/** The score before, and what changed since then, as a comparison that stands alone. */
export function compared(scorer: Scorer, before: Tallies, after: Tallies): Changed {
  return { previous: scorer.score(before), change: scorer.change(before, after) }
}

/**
 * The same of the rows of one table, which are judged as one family. Nothing without a period before. Of a
 * row that is kept from the caller nothing is said, and it is no part of the family.
 */
export async function changesOf(
  scorer: Scorer,
  before: Before,
  after: ReadonlyMap<string, Tallies>
): Promise<ReadonlyMap<string, Changed> | undefined> {
  if (!before) return undefined
  const rows = [...new Set([...after.keys(), ...before.keys()])].map((key) => ({
    key,
    was: before.get(key) ?? none,
    is: after.get(key) ?? none
  }))
  const told = rows.filter(({ was, is }) => !scorer.isWithheld(was) && !scorer.isWithheld(is))
  const found = await unhurried(
    changes(told.map(({ was, is }) => ({ before: scorer.parts(was), after: scorer.parts(is) })))
  )
  const changed = new Map(told.map(({ key }, index) => [key, found[index] ?? noChange]))
  return new Map(
    rows.map(({ key, was }) => [key, { previous: scorer.score(was), change: changed.get(key) ?? noChange }])
  )
}
