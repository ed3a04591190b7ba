import type { KpisView } from '../contract/figures-kpis'
import type { FunnelView, Rate } from '../contract/funnel'
import type { Database } from '../db/database'
import type { AlertRow } from '../db/rows'
import { chanceLimits } from '../statistics/chance-limits'
import { scoreDefaults } from '../statistics/score'
import { addDays, stepOf } from '../time/periods'
import type { Signal, Target } from './detail'
import type { ReadFigure } from './reading'
import { isDue, kindsOf, surveysOf } from './signals'

/** The weeks that a response rate is judged by, as many as the days of a control chart. */
const chartWeeks = 13
/** Every customer has so many days to answer before it is judged how many did. */
const answeringDays = 7

type Days = { today: string; createdOn: string; readFigure: ReadFigure }

/**
 * What the weeks before this one have to tell, from each Monday on: those of which the response rate was lower than
 * chance explains, or in which a target was missed, and not of the week before as well.
 */
export async function weekSignals(
  database: Database,
  alert: AlertRow,
  { readFigure, ...days }: Days
): Promise<Signal[]> {
  const wanted = new Set(kindsOf(alert))
  const monday = stepOf(days.today, 'week')
  if (!isDue(monday, days)) return []
  const surveys =
    wanted.has('response-rate-worse') || wanted.has('target-missed') ? await surveysOf(database, alert) : []
  const signals: Signal[] = []
  for (const survey of wanted.has('response-rate-worse') ? surveys : []) {
    const detail = await fallenRate(alert, survey.id, { until: addDays(monday, -answeringDays), readFigure })
    if (detail)
      signals.push({
        about: `response-rate-worse ${survey.id} ${monday}`,
        detail: { kind: 'response-rate-worse', survey, ...detail }
      })
  }
  if (wanted.has('target-missed'))
    signals.push(...(await missedTargets(alert, surveys, { until: monday, readFigure })))
  return signals
}

type Week = { until: string; readFigure: ReadFigure }

/** The response rate of the week before `until` where it is news, and was not yet by the week before that. */
async function fallenRate(alert: AlertRow, survey: string, { until, readFigure }: Week) {
  const found = await lowRate(alert, survey, { until, readFigure })
  const isOld = found && (await lowRate(alert, survey, { until: addDays(until, -7), readFigure }))
  return isOld ? undefined : found
}

/** Judged by the weeks up to it, as it was judged when it was over. Figures say which days they are of. */
async function lowRate(alert: AlertRow, survey: string, { until, readFigure }: Week) {
  const read = (weeks: number) => {
    const asked = { survey, from: addDays(until, -7 * weeks), to: addDays(until, -1) }
    return readFigure<FunnelView>(alert, '/funnel', asked)
  }
  const [week, usual] = [await read(1), await read(chartWeeks)]
  if (!week || !usual) return undefined
  const rate = week.total.rates.completedOfSent
  const least = leastOf(usual.total.rates.completedOfSent, rate.count)
  const isNews = isShown(rate) && rate.value !== null && rate.value < least - rounding
  return isNews ? { ...week.period, rate, least } : undefined
}

/** A rate that is a limit is computed in another order than the limit. */
const rounding = 1e-9

/** How few of so many answer by chance, in percent, where this is usual. */
function leastOf({ part, count, value }: Rate, asked: number): number {
  const answers = new Map([
    [0, count - part],
    [1, part]
  ])
  return Math.min(100 * chanceLimits(answers, asked).lower, value ?? 0)
}

const targets = [
  { target: 'first-response', key: 'firstResponse' },
  { target: 'resolution', key: 'resolution' }
] as const satisfies { target: Target; key: string }[]

/** Conversations are those of the site, and read by the first survey whose figures the reader may see. */
async function missedTargets(
  alert: AlertRow,
  surveys: readonly { id: string }[],
  { until, readFigure }: Week
): Promise<Signal[]> {
  const { serviceLevel } = alert
  const isMissed = (rate: Rate) => isShown(rate) && rate.upper !== null && rate.upper < serviceLevel
  for (const { id } of surveys) {
    const week = { survey: id, from: addDays(until, -7), to: addDays(until, -1), compare: 'previous' }
    const view = await readFigure<KpisView>(alert, '/kpis', week)
    if (!view) continue
    return targets.flatMap(({ target, key }): Signal[] => {
      const [rate, before] = [view.total.open.sla[key], view.previous?.open.sla[key]]
      if (!rate || !isMissed(rate) || (before && isMissed(before))) return []
      const detail = {
        kind: 'target-missed',
        target,
        seenIn: id,
        ...view.period,
        rate,
        serviceLevel
      } as const
      return [{ about: `target-missed ${target} ${until}`, detail }]
    })
  }
  return []
}

function isShown({ count }: Rate): boolean {
  return count >= scoreDefaults.hiddenBelow
}
