import type { Refusal } from '../../contract/eligibility'

/**
 * One time that the customer was asked on the site, about whatever and by whatever channel, and what came
 * of it.
 */
export type Touch = { surveyId: string; at: number; came: 'nothing' | 'opened' | 'answered' }

/** Why somebody is not asked; `until` is an instant, absent where no time will change it. */
export type Refused = { rule: Refusal; until?: number }

/** Looks at what is known and says why not to ask, if so. What nobody told is no reason. */
export type Rule<Facts, Settings> = (facts: Facts, settings: Settings) => Refused | undefined

/** The first of `rules` that says no. Their order is the order in which reasons are told. */
export function firstRefusal<Facts, Settings>(
  rules: readonly Rule<Facts, Settings>[],
  facts: Facts,
  settings: Settings
): Refused | undefined {
  for (const rule of rules) {
    const refused = rule(facts, settings)
    if (refused) return refused
  }
  return undefined
}
