import type { TopicsQuery, TopicsView } from '../contract/figures-topics'
import type { Database } from '../db/database'
import { topicsAgainstRest } from '../statistics/topics'
import type { OpenSurvey } from '../surveys/open-survey'
import { readLabels } from '../tags/labels'
import { readGroups } from '../tallies/groups'
import { askedOf } from '../tallies/question'
import { ofPeriods, withRestOfTopics } from '../tallies/rest'
import type { Tallies } from '../tallies/scorer'
import { readVersions, scorerOf } from '../tallies/scorer'
import { changesOf } from './changes'
import { claimedShareOf, readClaimed } from './claimed'
import { headOf } from './figures'
import { groupsBy, withholdThinEnds } from './safe-ends'
import { unhurried } from './unhurried'

const none: Tallies = new Map()
/** Answers without a topic have no row. */
const tagged = (rows: ReadonlyMap<string, Tallies>) => new Map([...rows].filter(([key]) => key !== ''))

/** Each topic against all other answers, those first that the whole would win most from. */
export async function readTopics(
  database: Database,
  opened: OpenSurvey,
  query: TopicsQuery,
  now: number
): Promise<TopicsView> {
  const { survey, site } = opened
  const { period, previousPeriod, by } = askedOf(opened, query, now)
  const [versions, claimed, labelOf, after, before] = await Promise.all([
    readVersions(database, survey.id),
    readClaimed(database, by(), period),
    readLabels(database, site.id, 'topic'),
    readGroups(database, by('topic'), period),
    previousPeriod && readGroups(database, by('topic'), previousPeriod)
  ])
  await withRestOfTopics(database, ofPeriods(by('topics'), { after, period, before, previousPeriod }))
  const scorer = scorerOf(versions, opened, after.total)
  for (const { rows } of [after, ...(before ? [before] : [])]) scorer.withhold(rows.values())
  await withholdThinEnds(database, opened, scorer, {
    among: by(),
    groups: groupsBy('topic', after.rows),
    period
  })
  if (before && previousPeriod)
    await withholdThinEnds(database, opened, scorer, {
      among: by(),
      groups: groupsBy('topic', before.rows),
      period: previousPeriod
    })
  const total = scorer.score(after.total)
  const tallies = (key: string) => after.rows.get(key) ?? none
  const topics = [...after.rows.keys()]
    .filter(Boolean)
    .map((key) => ({ key, parts: scorer.parts(tallies(key)) }))
  const [rows, changed] = await Promise.all([
    unhurried(topicsAgainstRest(scorer.meaning, scorer.parts(after.total), topics)),
    changesOf(scorer, before && tagged(before.rows), tagged(after.rows))
  ])
  return {
    ...headOf(scorer),
    period,
    ...(previousPeriod && { previousPeriod }),
    total,
    ...claimedShareOf(scorer, claimed?.total, after.total),
    untagged: scorer.score(tallies('')),
    rows: rows
      .filter(({ key, rest }) => !scorer.isWithheld(tallies(key)) && !scorer.isKept(rest))
      .map(({ difference: { p, ...difference }, ...row }) => ({
        ...row,
        label: labelOf(row.key),
        share: total.count === 0 ? 0 : row.score.count / total.count,
        difference,
        p,
        ...changed?.get(row.key)
      }))
  }
}
