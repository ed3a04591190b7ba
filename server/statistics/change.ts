import type { Change } from '../contract/figures'
import type { Difference } from './difference'
import { differenceOf, unknown } from './difference'
import type { Part } from './pool'
import { poolOn } from './pool'
import { directionOf } from './sample'
import { scoreDefaults } from './score'
import type { Stepwise } from './stepwise'
import { judged } from './verdict'

/**
 * The answers before and after, of which the last part of `after` names the scale; answers on other scales
 * stay out.
 */
export type Sides = { before: readonly Part[]; after: readonly Part[] }

/**
 * What changed between two sets of answers, after - before, in the unit of their score, as a comparison
 * that stands alone.
 */
export function change(before: readonly Part[], after: readonly Part[], settings = scoreDefaults): Change {
  const [found = noChange] = judgedChanges([changeIn({ before, after }, settings)])
  return found
}

/**
 * The same of the rows of a table, which are judged as one family: of twenty rows in which nothing changed
 * one would be marked in most periods otherwise. A row of which a side is still hidden has no verdict and
 * is no part of the family.
 */
export function* changes(rows: readonly Sides[], settings = scoreDefaults): Stepwise<Change[]> {
  const found: RowChange[] = []
  for (const sides of rows) {
    found.push(changeIn(sides, settings))
    yield
  }
  return judgedChanges(found)
}

/** What changed in one row, before the family is looked at. */
type RowChange = { difference: Difference; isShown: boolean; direction: 1 | -1 }

function changeIn({ before, after }: Sides, settings = scoreDefaults): RowChange {
  const meaning = after.at(-1)?.meaning
  if (!meaning) return { difference: unknown, isShown: false, direction: 1 }
  const [was, is] = [poolOn(meaning, before), poolOn(meaning, after)]
  return {
    difference: differenceOf(meaning, was, is),
    isShown: Math.min(was.count, is.count) >= settings.hiddenBelow,
    direction: directionOf(meaning)
  }
}

/** The same of changes that were found one by one, each in the direction of its own scale. */
export function judgedChanges(rows: readonly RowChange[]): Change[] {
  const verdicts = judged(
    rows.map(({ difference, isShown }) => ({ ...difference, p: isShown ? difference.p : null })),
    1
  )
  return rows.map(({ difference, direction }, index) => {
    const { q = null, verdict = 'not-clear' } = verdicts[index] ?? {}
    return { ...difference, q, verdict: direction > 0 ? verdict : opposite[verdict] }
  })
}

const opposite = { better: 'worse', worse: 'better', 'not-clear': 'not-clear' } as const

export const noChange: Change = { ...unknown, q: null, verdict: 'not-clear' }
