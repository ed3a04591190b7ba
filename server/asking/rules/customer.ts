import type { Asking } from '../../contract/asking'
import type { Inviting } from '../../contract/inviting'
import type { Refused, Rule, Touch } from './rule'

/** What the site knows of a customer. `touches` come latest first. */
export type CustomerFacts = { now: number; surveyId: string; touches: readonly Touch[]; optedOut: boolean }

const dayMs = 86_400_000

export const notOptedOut: Rule<CustomerFacts, unknown> = (facts) =>
  facts.optedOut ? { rule: 'opted-out' } : undefined

/** How often a page asks for this survey, also where the customer was asked for it elsewhere. */
export const again: Rule<CustomerFacts, Pick<Asking, 'again'>> = (
  { now, surveyId, touches },
  { again: setting }
) => {
  const its = touches.filter((touch) => touch.surveyId === surveyId)
  if (setting === 'once') return its.length > 0 ? { rule: 'asked-before' } : undefined
  if (setting === 'until-answered')
    return its.some(({ came }) => came === 'answered') ? { rule: 'asked-before' } : undefined
  return within('lately', its[0], setting.days, now)
}

/** A link that was opened and left without an answer is a dismissal. */
export const notAfterDismissal: Rule<CustomerFacts, Pick<Asking, 'notAfterDismissalDays'>> = (
  { now, surveyId, touches },
  { notAfterDismissalDays }
) => {
  const latest = touches.find((touch) => touch.surveyId === surveyId)
  return latest?.came === 'opened'
    ? within('dismissed-lately', latest, notAfterDismissalDays, now)
    : undefined
}

export const quietPeriod: Rule<CustomerFacts, Pick<Asking, 'quietDays'>> = (
  { now, touches },
  { quietDays }
) => within('quiet-period', touches[0], quietDays, now)

/** So many asks in so many days: over when the oldest of them is so many days ago, to the millisecond. */
export const frequency: Rule<CustomerFacts, Pick<Inviting, 'frequency'>> = (
  { now, touches },
  { frequency: setting }
) => (setting ? within('frequency', touches[setting.asks - 1], setting.days, now) : undefined)

function within(
  rule: Refused['rule'],
  touch: Touch | undefined,
  days: number,
  now: number
): Refused | undefined {
  const until = touch && touch.at + days * dayMs
  return until !== undefined && until > now ? { rule, until } : undefined
}
