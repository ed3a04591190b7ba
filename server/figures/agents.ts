import type { AgentsQuery, AgentsView } from '../contract/figures-agents'
import type { Database } from '../db/database'
import { againstOwnMix } from '../scores/own-mix'
import type { Cell, Group } from '../scores/sample'
import { ranked } from '../scores/ranking'
import { scoreDefaults } from '../scores/score'
import type { OpenSurvey } from '../survey-access'
import { askedOf } from './asked'
import { compared, headOf } from './figures'
import { groupedBy, readGroups } from './groups'
import { readLabels } from './labels'
import type { Tallies } from './meanings'
import { readVersions, scorerOf, talliesOf } from './meanings'
import { cellsOf } from './strata'
import type { Count } from './tally-reader'
import { readCounts } from './tally-reader'

type Row = AgentsView['rows'][number]

const none: Tallies = new Map()

/**
 * Agents by what their answers and those of all suggest together, the worst first, and each against what everybody reached on the
 * same mix of topics and channels. Who is asked for by name is compared with everybody all the same. An agent gets the own row
 * only, and nothing that a few answers of the others could be read from.
 */
export async function readAgents(database: Database, opened: OpenSurvey, query: AgentsQuery, now: number): Promise<AgentsView> {
  const { survey, site, access: { onlyAgent, ...everybody } } = opened
  const { period, previousPeriod, filters, by } = askedOf(opened, query, now)
  const { agent: _anybody, ...rest } = query
  const all = askedOf({ ...opened, access: everybody }, rest, now)
  const [versions, labelOf, counts, before] = await Promise.all([
    readVersions(database, survey.id),
    readLabels(database, site.id, 'agent'),
    readCounts(database, all.by('agent', 'channel', 'topics'), period),
    previousPeriod && readGroups(database, by('agent'), previousPeriod)
  ])
  const scorer = scorerOf(versions, opened, talliesOf(counts))
  const isShown = (key: string) => filters.agent?.includes(key) ?? true
  const byAgent = new Map([...groupedBy(counts, 0)].map(([key, its]) => [key, talliesOf(its)]))
  const shown = talliesOf(counts.filter(({ keys: [agent = ''] }) => isShown(agent)))
  const total = scorer.score(shown)

  const cells = cellsOf(scorer, counts, ([agent = '', ...stratum]) => ({ group: agent, stratum: stratum.join('\n') }))
  const named = cells.filter(({ group }) => group !== '')
  const strata = strataOf(scorer.parts, counts, onlyAgent)
  const ownMix = new Map(againstOwnMix(scorer.meaning, strata, named).map((row) => [row.key, row]))
  const others = counts.reduce((sum, { keys: [agent], count }) => sum + (agent === onlyAgent ? 0 : count), 0)
  const mayRank = onlyAgent === undefined || others >= scoreDefaults.hiddenBelow
  const agents = [...byAgent].filter(([key]) => key !== '').sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, tallies]): Group => ({ key, parts: scorer.parts(tallies) }))
  const ranking = mayRank ? ranked(scorer.meaning, agents) : null

  const rowOf = (key: string): Row => {
    const tallies = byAgent.get(key) ?? none
    const score = scorer.score(tallies)
    const rank = ranking?.rows.find((row) => row.key === key)
    const mix = ownMix.get(key)
    return {
      key,
      label: labelOf(key),
      score,
      share: total.count === 0 ? 0 : score.count / total.count,
      shrunk: rank?.shrunk ?? null,
      worseThanAverage: rank?.worseThanAverage ?? null,
      againstAverage: rank?.verdict ?? 'not-clear',
      expected: mix?.expected ?? null,
      difference: mix?.difference ?? null,
      adjusted: mix?.adjusted ?? null,
      z: mix?.z ?? null,
      p: mix?.p ?? null,
      q: mix?.q ?? null,
      verdict: mix?.verdict ?? 'not-clear',
      ...(before && compared(scorer, before.rows.get(key) ?? none, tallies))
    }
  }
  const order = ranking?.rows.map(({ key }) => key) ?? agents.map(({ key }) => key)
  const silent = [...(before?.rows.keys() ?? [])].filter((key) => key !== '' && !byAgent.has(key)).sort()
  return {
    ...headOf(scorer),
    period,
    ...(previousPeriod && { previousPeriod }),
    total,
    unassigned: scorer.score(isShown('') ? (byAgent.get('') ?? none) : none),
    average: ranking?.average ?? null,
    strength: ranking?.strength ?? null,
    rows: [...new Set([...order, ...silent])].filter((key) => isShown(key) && !scorer.isKept(scorer.score(byAgent.get(key) ?? none))).map(rowOf)
  }
}

/** The answers of everybody by what they were about. For an agent, strata in which a few others answered are left out. */
function strataOf(partsOf: (tallies: Tallies) => Cell['parts'], counts: readonly Count[], onlyAgent: string | undefined): Group[] {
  const strata = new Map<string, { counts: Count[]; others: number }>()
  for (const count of counts) {
    const [agent, ...keys] = count.keys
    const name = keys.join('\n')
    const stratum = strata.get(name) ?? { counts: [], others: 0 }
    strata.set(name, stratum)
    stratum.counts.push(count)
    if (agent !== onlyAgent) stratum.others += count.count
  }
  const mayBeRead = (others: number) => onlyAgent === undefined || others === 0 || others >= scoreDefaults.hiddenBelow
  return [...strata]
    .filter(([, { others }]) => mayBeRead(others))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { counts }]) => ({ key, parts: partsOf(talliesOf(counts)) }))
}
