import type { ControlQuery, ControlView } from '../contract/figures-more'
import type { Database } from '../db/database'
import { chartDefaults, controlChart } from '../statistics/control-chart'
import type { OpenSurvey } from '../surveys/open-survey'
import { readGroups } from '../tallies/groups'
import { askedOf } from '../tallies/question'
import { readVersions, scorerOf } from '../tallies/scorer'
import { stepsOf } from '../time/periods'
import { headOf } from './figures'

/** The score step by step, with the limits within which chance alone moves it. */
export async function readControl(
  database: Database,
  opened: OpenSurvey,
  query: ControlQuery,
  now: number
): Promise<ControlView> {
  const { period, by } = askedOf(opened, query, now)
  const [versions, { total, rows }] = await Promise.all([
    readVersions(database, opened.survey.id),
    readGroups(database, { ...by(), grain: query.by }, period)
  ])
  const scorer = scorerOf(versions, opened, total)
  const tallies = (key: string) => rows.get(key) ?? new Map()
  scorer.withhold(rows.values())
  const steps = stepsOf(period, query.by).map((key) => ({ key, parts: scorer.parts(tallies(key)) }))
  const { centre, points } = controlChart(scorer.meaning, steps, {
    ...chartDefaults,
    joins: opened.access.seesFew
  })
  return {
    ...headOf(scorer),
    period,
    centre: scorer.isKept(scorer.score(total)) ? null : centre,
    points: points.map(({ key, score, ...point }) =>
      scorer.isWithheld(tallies(key))
        ? { key, score: scorer.score(tallies(key)), limits: null, signal: 'none' }
        : { key, score, ...point }
    )
  }
}
