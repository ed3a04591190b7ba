import { and, eq, gte, lt } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { RecoveryQuery, RecoveryView } from '../contract/follow-ups'
import type { Database } from '../db/database'
import type { VersionRow } from '../db/rows'
import { percentageOf } from '../statistics/percentage'
import { isFew } from '../tallies/withheld'
import { dayIn, instantIn } from '../time/days'
import { addDays, periodOf } from '../time/periods'
import type { OpenSite } from './find'
import { conditionsFor, ownedBy } from './find'

/** What became of a message that never arrived. */
const turnedAway: readonly (string | null)[] = ['failed', 'cancelled', 'dead']

/**
 * Of the customers who were not satisfied and whose follow-up was closed in a period: how many were asked once
 * more, how many answered, and how many of these are satisfied now. Each rating is read by what the survey
 * counted as satisfied when it was given.
 */
export async function recoveryOf(
  database: Database,
  opened: OpenSite,
  { survey: surveyId, from, to, owner, nature, ...tags }: RecoveryQuery,
  now: number
): Promise<RecoveryView> {
  const { followUp, response, tagSet, survey, secondAsk, delivery, surveyVersion } = database.tables
  const { timeZone } = opened.site
  const period = periodOf({ from, to }, dayIn(timeZone, now))
  // What the survey meant when the customer rated first, and when they rated again.
  const [first, second] = [alias(surveyVersion, 'first_version'), alias(surveyVersion, 'second_version')]
  const rows = await database.handle
    .select({
      rating: response.rating,
      first,
      state: secondAsk.state,
      delivery: delivery.state,
      ratedAgain: secondAsk.rating,
      second
    })
    .from(followUp)
    .innerJoin(response, and(eq(response.surveyId, followUp.surveyId), eq(response.id, followUp.responseId)))
    .innerJoin(tagSet, eq(tagSet.id, response.tagSetId))
    .innerJoin(survey, eq(survey.id, followUp.surveyId))
    .innerJoin(first, and(eq(first.surveyId, response.surveyId), eq(first.version, response.version)))
    .leftJoin(secondAsk, eq(secondAsk.followUpId, followUp.id))
    .leftJoin(delivery, eq(delivery.id, secondAsk.deliveryId))
    .leftJoin(second, and(eq(second.surveyId, secondAsk.surveyId), eq(second.version, secondAsk.version)))
    .where(
      conditionsFor(database, opened, tags, [
        surveyId === undefined ? undefined : eq(followUp.surveyId, surveyId),
        nature === undefined ? undefined : eq(followUp.nature, nature),
        ownedBy(database, opened.caller, owner),
        eq(followUp.state, 'closed'),
        eq(followUp.ended, 'done'),
        gte(followUp.closedAt, instantIn(timeZone, period.from)),
        lt(followUp.closedAt, instantIn(timeZone, addDays(period.to, 1)))
      ])
    )
  const unhappy = rows.filter((one) => !isSatisfied(one.rating, one.first))
  const answered = unhappy.filter((one) => one.state === 'answered')
  const asked = unhappy.filter((one) => one.state === 'asked' && !turnedAway.includes(one.delivery))
  const part = answered.filter(
    (one) => one.second && one.ratedAgain !== null && isSatisfied(one.ratedAgain, one.second)
  ).length
  const { value, lower, upper } = percentageOf({ part, count: answered.length })
  const isTold = !isFew(answered.length) && value !== null && lower !== null && upper !== null
  return {
    period,
    closed: unhappy.length,
    asked: asked.length + answered.length,
    answered: answered.length,
    satisfied: isTold ? part : null,
    rate: isTold ? { value, lower, upper } : null
  }
}

function isSatisfied(steps: number, { satisfiedFrom, direction }: VersionRow): boolean {
  return direction === 'higher-is-better' ? steps >= satisfiedFrom : steps <= satisfiedFrom
}
