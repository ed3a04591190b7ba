import { columnsOf } from '../columns/columns'
import type { FurtherTold } from '../columns/wire'
import type { DriversQuery, DriversView } from '../contract/figures-more'
import type { Database } from '../db/database'
import { driversMax, driversOf } from '../statistics/drivers'
import type { OpenSurvey } from '../surveys/open-survey'
import { answersOf, countSum } from '../tallies/counts'
import { inOrder } from '../tallies/groups'
import { askedOf } from '../tallies/question'
import { readVersions, scorerOf, talliesOf } from '../tallies/scorer'
import { headOf } from './figures'

/** A question that fewer of them rated would leave too few answers that rated all. */
const askedOftenEnough = 0.5

/**
 * Which of the further questions that customers rate move the rating of the whole: the person, and whatever
 * else was sent as a number or as yes and no. Only answers on the scale of the latest version are looked
 * at, and only those that rated all of them.
 */
export async function readDrivers(
  database: Database,
  opened: OpenSurvey,
  query: DriversQuery,
  now: number
): Promise<DriversView> {
  const { period, by } = askedOf(opened, query, now)
  const asked = answersOf(by(), period)
  const columns = columnsOf(database)
  const [versions, { counts: told, names: rated }] = await Promise.all([
    readVersions(database, opened.survey.id),
    columns.ask('further', asked)
  ])
  const counts = told.map((count) => ({ keys: [], ...count }))
  const scorer = scorerOf(versions, opened, talliesOf(counts))
  const comparable = rated.filter(({ version }) => scorer.isOnScale(version))
  const names = namesIn(comparable)
  const onScale = [...new Set(comparable.map(({ version }) => version))]
  const moments = await columns.ask('moments', { ...asked, versions: onScale, names })
  const mayShow = !scorer.isKept({ count: moments.count })
  const drivers = mayShow ? driversOf(names, moments) : null
  const mostOf = (key: string) =>
    comparable.some(({ name, points }) => name === key && points > 0) ? null : 1
  return {
    ...headOf(scorer),
    period,
    read: { count: countSum(counts) },
    drivers: drivers && { ...drivers, rows: drivers.rows.map((row) => ({ ...row, most: mostOf(row.key) })) }
  }
}

/** Those rated most often, as many as can be worked out. */
function namesIn(rated: FurtherTold['names']): string[] {
  const counts = new Map<string, number>()
  for (const { name, count } of rated) counts.set(name, (counts.get(name) ?? 0) + count)
  const often = Math.max(0, ...counts.values()) * askedOftenEnough
  return [...counts]
    .filter(([, count]) => count >= often)
    .sort(([a, less], [b, more]) => more - less || inOrder(a, b))
    .slice(0, driversMax)
    .map(([name]) => name)
}
