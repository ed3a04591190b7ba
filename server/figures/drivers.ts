import type { DriversQuery, DriversView } from '../contract/figures-more'
import type { Database } from '../db/database'
import { driversMax, keyDrivers } from '../scores/drivers'
import type { OpenSurvey } from '../survey-access'
import { askedOf } from './asked'
import { headOf } from './figures'
import { inOrder } from './groups'
import type { WholeAnswer } from './latest-answers'
import { readLatest } from './latest-answers'
import { readVersions, scorerOf } from './meanings'

/** So many answers say which questions move the rating. */
const latest = { most: 3_000, least: 600 }
/** A question that fewer of them rated would leave too few answers that rated all. */
const askedOftenEnough = 0.5
/** How long a page was read is measured and not said, and leave to get in touch is no judgement. */
const noJudgements = new Set(['readingSeconds', 'contact'])

/**
 * Which of the further questions that customers rate move the rating of the whole: the person, and whatever else was sent as a
 * number or as yes and no. Only answers on the scale of the latest version are looked at, and only those that rated all of them.
 */
export async function readDrivers(database: Database, opened: OpenSurvey, query: DriversQuery, now: number): Promise<DriversView> {
  const { period, by } = askedOf(opened, query, now)
  const [versions, { answers, complete }] = await Promise.all([
    readVersions(database, opened.survey.id),
    readLatest(database, opened, 'answers', by(), period, latest)
  ])
  const scorer = scorerOf(versions, opened, new Map(answers.map(({ version, rating }) => [version, new Map([[rating, 1]])])))
  const comparable = answers.filter(({ version }) => scorer.isOnScale(version))
  const rated = comparable.map(({ answers, rating }) => ({ ratings: ratingsIn(answers), rating }))
  const names = namesIn(rated.map(({ ratings }) => ratings))
  const judgements = rated.flatMap(({ ratings, rating }) => {
    const drivers = names.flatMap((name) => ratings.get(name) ?? [])
    return drivers.length === names.length ? [{ drivers, outcome: rating }] : []
  })
  const mayShow = !scorer.isKept({ count: judgements.length })
  const drivers = mayShow ? keyDrivers(names, judgements) : null
  const mostOf = (name: string) => (comparable.some(({ answers }) => typeof answers[name] === 'number') ? null : 1)
  return {
    ...headOf(scorer),
    period,
    read: { count: answers.length, complete },
    drivers: drivers && { ...drivers, rows: drivers.rows.map((row) => ({ ...row, most: mostOf(row.key) })) }
  }
}

function ratingsIn(answers: WholeAnswer['answers']): Map<string, number> {
  const ratings = new Map<string, number>()
  for (const [name, value] of Object.entries(answers)) {
    const said = typeof value === 'string' ? solved[value] : value
    if (!noJudgements.has(name) && (typeof said === 'number' || typeof said === 'boolean')) ratings.set(name, Number(said))
  }
  return ratings
}

/** What “Was it solved?” is answered with, as steps. */
const solved: Record<string, number> = { no: 0, 'not-yet': 0.5, yes: 1 }

/** Those rated most often, as many as can be worked out. */
function namesIn(all: readonly Map<string, number>[]): string[] {
  const counts = new Map<string, number>()
  for (const ratings of all) for (const name of ratings.keys()) counts.set(name, (counts.get(name) ?? 0) + 1)
  const often = Math.max(0, ...counts.values()) * askedOftenEnough
  return [...counts]
    .filter(([, count]) => count >= often)
    .sort(([a, less], [b, more]) => more - less || inOrder(a, b))
    .slice(0, driversMax)
    .map(([name]) => name)
}
