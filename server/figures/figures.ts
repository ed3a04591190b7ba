import type { Score, ScoresQuery, ScoresView } from '../contract/figures'
import type { Dimension } from '../contract/terms'
import { grains, peopleDimensions } from '../contract/terms'
import type { Database } from '../db/database'
import { shownScale } from '../statistics/pool'
import type { OpenSurvey } from '../surveys/open-survey'
import { inOrder, readGroups } from '../tallies/groups'
import { askedOf } from '../tallies/question'
import { ofPeriods, withRest, withRestOfTopics } from '../tallies/rest'
import type { Scorer, Tallies } from '../tallies/scorer'
import { readVersions, scorerOf } from '../tallies/scorer'
import { dayIn } from '../time/days'
import { isPart, stepsOf } from '../time/periods'
import { changesOf, compared } from './changes'
import { claimedShareOf, onlyClaimed, readClaimed } from './claimed'
import { readDimensionLabels } from './labels'
import { countReplaced } from './replaced'
import { groupsBy, withholdThinEnds } from './safe-ends'

type Row = ScoresView['rows'][number]

const none: Tallies = new Map()

/**
 * The score of a period, and its rows: by a dimension the worst first, agents and teams by how many answers
 * they have, by time every step in order. Compared with the period before, a row that has fallen silent
 * stays with no answers, so that nothing disappears without being seen. Steps are not compared one by one:
 * the days of two periods have nothing to do with each other. Those of the other period come as a second
 * series.
 */
export async function readScores(
  database: Database,
  opened: OpenSurvey,
  query: ScoresQuery,
  now: number
): Promise<ScoresView> {
  const { survey, site } = opened
  const { period, previousPeriod, by } = askedOf(opened, query, now)
  const today = dayIn(site.timeZone, now)
  const grain = grains.find((one) => one === query.by)
  const dimension = grain ? undefined : (query.by as Dimension | undefined) // what is no grain is a dimension
  const breakdown = dimension ? by(dimension) : by()
  // A period that is not over moves anyway, and another rule for repeats is not moved by them.
  const mayMove =
    !query.by &&
    query.of !== 'person' &&
    opened.access.seesFew &&
    (query.repeats ?? 'latest') === 'latest' &&
    period.to < today
  const [versions, claimed, labelOf, after, before, replaced] = await Promise.all([
    readVersions(database, survey.id),
    readClaimed(database, { ...breakdown, grain }, period),
    dimension ? readDimensionLabels(database, opened, dimension) : (key: string) => key,
    readGroups(database, { ...breakdown, grain }, period),
    previousPeriod && readGroups(database, { ...breakdown, grain }, previousPeriod),
    mayMove ? countReplaced(database, breakdown, period) : undefined
  ])
  if (dimension === 'topic') {
    const ofClaimed = claimed ? [{ rows: claimed.rows, bySets: onlyClaimed(by('topics')), period }] : []
    await withRestOfTopics(
      database,
      ofPeriods(by('topics'), { after, period, before, previousPeriod }),
      ofClaimed
    )
  } else if (dimension) withRest([after, ...(before ? [before] : [])], claimed ? [claimed] : [])
  const scorer = scorerOf(versions, opened, after.total)
  for (const { rows } of [after, ...(before ? [before] : [])]) scorer.withhold(rows.values())
  if (dimension)
    await withholdThinEnds(database, opened, scorer, {
      among: by(),
      groups: groupsBy(dimension, after.rows),
      period
    })
  if (dimension && before && previousPeriod)
    await withholdThinEnds(database, opened, scorer, {
      among: by(),
      groups: groupsBy(dimension, before.rows),
      period: previousPeriod
    })
  const changed = dimension && (await changesOf(scorer, before?.rows, after.rows))
  const total = scorer.score(after.total)
  const rowOf = (key: string): Row => {
    const tallies = after.rows.get(key) ?? none
    const score = scorer.score(tallies)
    const share = total.count === 0 ? 0 : score.count / total.count
    const part = grain && isPart(key, grain, period, today)
    return {
      key,
      label: labelOf(key),
      score,
      share,
      ...(part && { part }),
      ...claimedShareOf(scorer, claimed?.of(key), tallies),
      ...changed?.get(key)
    }
  }
  const keys = dimension
    ? new Set([...after.rows.keys(), ...(before?.rows.keys() ?? [])])
    : grain
      ? stepsOf(period, grain)
      : []
  const rows = [...keys].map(rowOf)
  return {
    ...headOf(scorer),
    period,
    ...(previousPeriod && { previousPeriod }),
    total,
    ...(replaced !== undefined && replaced > 0 && { replaced }),
    ...claimedShareOf(scorer, claimed?.total, after.total),
    ...(before && compared(scorer, before.total, after.total)),
    rows: dimension
      ? rows.sort(peopleDimensions.some((one) => one === dimension) ? mostFirst : worstFirst(scorer))
      : rows,
    ...(grain &&
      before &&
      previousPeriod && {
        previousRows: stepsOf(previousPeriod, grain).map((key) => {
          const score = scorer.score(before.rows.get(key) ?? none)
          return { key, score, ...(isPart(key, grain, previousPeriod, today) && { part: true as const }) }
        })
      })
  }
}

/** What the ratings of a figure meant, for whoever reads it. */
export function headOf({ meaning }: Scorer) {
  const { metric, satisfiedFrom, direction } = meaning
  return { metric, scale: shownScale(meaning), satisfiedFrom, direction }
}

/**
 * People stand in no order of raw scores: with few answers, or hard topics, a place in it would be chance.
 */
function mostFirst(a: Row, b: Row): number {
  return b.score.count - a.score.count || inOrder(a.key, b.key)
}

/** Rows with too few answers to show come last, by how many there are. */
function worstFirst({ meaning }: Scorer) {
  const worst = (score: Score) =>
    score.unit === 'mean' && meaning.direction === 'lower-is-better'
      ? -(score.value ?? 0)
      : (score.value ?? 0)
  const hidden = (score: Score) => Number(score.state === 'hidden')
  return (a: Row, b: Row) =>
    hidden(a.score) - hidden(b.score) ||
    (hidden(a.score) ? 0 : worst(a.score) - worst(b.score)) ||
    b.score.count - a.score.count ||
    inOrder(a.key, b.key)
}
