import type { LiftQuery } from '../contract/plans'
import { problem } from '../contract/problem'
import type { Period } from '../time/periods'
import { addDays, lengthOf, periodOf } from '../time/periods'
import type { Plan } from './plans'

type Days = Pick<Plan, 'chosenFrom' | 'chosenTo' | 'starts' | 'ends'>

/** So many days before a plan are its baseline where nobody said on which days it was chosen. */
const usualDays = 56

/** The days that made somebody choose, as far as they lie before the plan. */
export function chosenOf({ chosenFrom, chosenTo, starts }: Days): Period | null {
  if (chosenFrom === null || chosenTo === null) return null
  const to = starts !== null && chosenTo >= starts ? addDays(starts, -1) : chosenTo
  return chosenFrom <= to ? { from: chosenFrom, to } : null
}

/** The days after a plan; null while there are none yet. Throws `invalid` for days before it ends. */
export function afterOf(plan: Days, { afterFrom, afterTo }: LiftQuery, today: string): Period | null {
  const ends = plan.ends ?? plan.starts
  if (ends === null) return null
  const first = afterFrom ?? addDays(ends, 1)
  if (first <= ends)
    throw problem('invalid', `“afterFrom” must be a day after the plan ends (${ends}).`, 'afterFrom')
  if (afterTo === undefined && first > today) return null
  return periodOf({ from: first, to: afterTo ?? today }, today)
}

/** The baseline that was asked for. Throws `invalid` for one that does not end before the plan starts. */
export function askedBaseline(
  plan: Days,
  { beforeFrom, beforeTo }: LiftQuery,
  today: string
): Period | undefined {
  if (beforeFrom === undefined && beforeTo === undefined) return undefined
  if (beforeFrom === undefined || beforeTo === undefined)
    throw problem('invalid', '“beforeFrom” and “beforeTo” belong together; give both.', 'beforeTo')
  if (beforeTo >= startOf(plan, today))
    throw problem('invalid', 'The baseline must end before the plan starts.', 'beforeTo')
  return periodOf({ from: beforeFrom, to: beforeTo }, today)
}

/**
 * Periods that had no part in choosing, the best first: between choosing and the plan, then as many days
 * before as were chosen on.
 */
export function separateBaselines(plan: Days, today: string): Period[] {
  const chosen = chosenOf(plan)
  if (!chosen) return []
  const between = { from: addDays(chosen.to, 1), to: addDays(startOf(plan, today), -1) }
  const earlier = { from: addDays(chosen.from, -lengthOf(chosen)), to: addDays(chosen.from, -1) }
  return [...(between.from <= between.to ? [between] : []), earlier]
}

/** The baseline that needs a guard: the days that were chosen on, or those before the plan. */
export function guardedBaseline(plan: Days, today: string): Period {
  const last = addDays(startOf(plan, today), -1)
  return chosenOf(plan) ?? { from: addDays(last, 1 - usualDays), to: last }
}

/** Whether a baseline has none of the days that were chosen on. Of days that nobody told, nobody knows. */
export function isSeparate(plan: Days, { from, to }: Period): boolean {
  const chosen = chosenOf(plan)
  return chosen !== null && (to < chosen.from || from > chosen.to)
}

/** The first day of the plan; of one without a day, the day after today. */
function startOf({ starts }: Days, today: string): string {
  return starts ?? addDays(today, 1)
}
