import type { AgentsQuery, AgentsView } from '../contract/figures-agents'
import type { Database } from '../db/database'
import { againstOwnMix } from '../scores/own-mix'
import type { Mixed } from '../scores/own-mix'
import type { Group } from '../scores/sample'
import { ranked } from '../scores/ranking'
import { scoreDefaults } from '../scores/score'
import type { OpenSurvey } from '../survey-access'
import { restKey } from '../tags/new-keys'
import { askedOf } from './asked'
import { claimedShare, readClaimed } from './claimed'
import { compared, headOf } from './figures'
import { groupedBy, inOrder, readGroups } from './groups'
import { readLabels } from './labels'
import { withRest } from './rest'
import type { Scorer, Tallies } from './meanings'
import { readVersions, scorerOf, talliesOf } from './meanings'
import { groupsBy, periodOfOthers, withholdThinEnds } from './safe-ends'
import { cellsOf } from './strata'
import type { Period } from './periods'
import { merged } from './repeat-reader'
import type { Breakdown, Count } from './tally-reader'
import { readCounts } from './tally-reader'

type Row = AgentsView['rows'][number]

const none: Tallies = new Map()

/**
 * Agents by what their answers and those of all suggest together, the worst first, and each against what everybody reached on the
 * same mix of topics and channels. Who is asked for by name is compared with everybody all the same. An agent gets the own row
 * only, and nothing that a few answers of the others could be read from.
 */
export async function readAgents(database: Database, opened: OpenSurvey, query: AgentsQuery, now: number): Promise<AgentsView> {
  const { survey, site, access } = opened
  const { only, ...unbounded } = access
  /** Whose answers an agent sees. A lead sees all agents of the teams, and is told nothing of others. */
  const mine = only?.dimension === 'agent' ? new Set(only.keys) : undefined
  const { period, previousPeriod, filters, by } = askedOf(opened, query, now)
  const { agent: _anybody, ...rest } = query
  const all = askedOf({ ...opened, access: mine ? unbounded : access }, rest, now)
  const wider = mine ? await periodOfOthers(database, all.by(), by(), period) : period
  const [versions, claimed, labelOf, everybodys, strata, mixes, before] = await Promise.all([
    readVersions(database, survey.id),
    readClaimed(database, by('agent'), period),
    readLabels(database, site.id, 'agent'),
    readCounts(database, all.by('agent'), wider),
    readCounts(database, all.by('channel', 'topics'), wider),
    // An agent's answers are few, and those in strata that may not be read have to be left out of them.
    !mine ? readCounts(database, { ...all.by('agent', 'channel', 'topics'), ratings: false }, period) : readCounts(database, by('agent', 'channel', 'topics'), period),
    previousPeriod && readGroups(database, by('agent'), previousPeriod)
  ])
  const counts = mine ? [...everybodys.filter(({ keys: [agent = ''] }) => !mine.has(agent)), ...(await readCounts(database, by('agent'), period))] : everybodys
  const scorer = scorerOf(versions, opened, talliesOf(counts))
  const isShown = (key: string) => filters.agent?.includes(key) ?? true
  const byAgent = new Map([...groupedBy(counts, 0)].map(([key, its]) => [key, talliesOf(its)]))
  const everyone = new Map(byAgent)
  // Who is asked for by name, and an agent's own row, stay by themselves.
  if (!mine && !filters.agent) withRest([{ rows: byAgent }, ...(before ? [before] : [])], claimed ? [claimed] : [])
  for (const groups of [byAgent, ...(before ? [before.rows] : [])]) scorer.withhold(groups.values())
  if (!mine) await withholdThinEnds(database, opened, scorer, all.by(), groupsBy('agent', byAgent), period)
  if (!mine && before && previousPeriod) await withholdThinEnds(database, opened, scorer, all.by(), groupsBy('agent', before.rows), previousPeriod)
  const shown = talliesOf(counts.filter(({ keys: [agent = ''] }) => isShown(agent)))
  const total = scorer.score(shown)

  const inStrata = mine ? await withOwnOf(database, by('channel', 'topics'), strata, wider, period) : strata
  const everybodyIn = strataOf(scorer, inStrata, mine && mixes)
  const known = new Set(everybodyIn.map(({ key }) => key))
  const own = !mine ? counts : mixes.filter(({ keys: [, ...stratum] }) => known.has(nameOf(stratum)))
  const mixed = mixesOf(scorer, own, mine ? own : mixes)
  const ownMix = new Map(againstOwnMix(scorer.meaning, everybodyIn, mixed).map((row) => [row.key, row]))
  const others = counts.reduce((sum, { keys: [agent = ''], count }) => sum + (mine?.has(agent) ? 0 : count), 0)
  const mayRank = !mine || others >= scoreDefaults.hiddenBelow
  const agents = [...everyone].filter(([key]) => isSomebody(key)).sort(([a], [b]) => inOrder(a, b)).map(([key, tallies]): Group => ({ key, parts: scorer.parts(tallies) }))
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
      ...claimedShare(scorer, claimed?.of(key), tallies),
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
  const order = [...(ranking?.rows.map(({ key }) => key) ?? agents.map(({ key }) => key)), restKey].filter((key) => byAgent.has(key))
  const silent = [...(before?.rows.keys() ?? [])].filter((key) => key !== '' && !byAgent.has(key)).sort()
  return {
    ...headOf(scorer),
    period,
    ...(previousPeriod && { previousPeriod }),
    total,
    ...claimedShare(scorer, claimed?.total, shown),
    unassigned: scorer.score(isShown('') ? (byAgent.get('') ?? none) : none),
    average: ranking?.average ?? null,
    strength: ranking?.strength ?? null,
    rows: [...new Set([...order, ...silent])].filter((key) => isShown(key) && !scorer.isWithheld(byAgent.get(key) ?? none)).map(rowOf)
  }
}

/** The answers of everybody in a wider period, with an agent's own of the period that was asked for instead of those of the wider one. */
async function withOwnOf(database: Database, own: Breakdown, everybodys: readonly Count[], wider: Period, period: Period): Promise<Count[]> {
  if (wider.from === period.from && wider.to === period.to) return [...everybodys]
  const [out, into] = await Promise.all([readCounts(database, own, wider), readCounts(database, own, period)])
  return merged([...everybodys, ...out.map((count) => ({ ...count, count: -count.count })), ...into])
}

/** The answers of everybody by what they were about. Of strata in which only a few answers are not among `own`, nothing is told. */
function strataOf(scorer: Scorer, counts: readonly Count[], own: readonly Count[] | undefined): Group[] {
  const sizesOf = (all: readonly Count[], keysOf: (count: Count) => readonly string[]) => {
    const sizes = new Map<string, number>()
    for (const count of all) sizes.set(nameOf(keysOf(count)), (sizes.get(nameOf(keysOf(count))) ?? 0) + count.count)
    return sizes
  }
  const mine = own && sizesOf(own, ({ keys: [, ...stratum] }) => stratum)
  const sizes = sizesOf(counts, ({ keys }) => keys)
  const mayBeRead = (key: string) => {
    const others = (sizes.get(key) ?? 0) - (mine?.get(key) ?? 0)
    return !mine || others === 0 || others >= scoreDefaults.hiddenBelow
  }
  return cellsOf(scorer, counts, (keys) => ({ group: '', stratum: nameOf(keys) }))
    .filter(({ stratum }) => mayBeRead(stratum))
    .map(({ stratum, parts }) => ({ key: stratum, parts }))
}

/** Each agent's answers, and how many of them are on the scale of the figures in each stratum. */
function mixesOf(scorer: Scorer, counts: readonly Count[], mixes: readonly Count[]): Mixed[] {
  const byAgent = groupedBy(mixes, 0)
  return [...groupedBy(counts, 0)].filter(([key]) => isSomebody(key)).sort(([a], [b]) => inOrder(a, b)).map(([key, its]) => {
    const mix = new Map<string, number>()
    for (const { keys: [, ...stratum], version, count } of byAgent.get(key) ?? []) {
      if (scorer.isOnScale(version)) mix.set(nameOf(stratum), (mix.get(nameOf(stratum)) ?? 0) + count)
    }
    // In one order, so that sums of fractions come out alike on both databases.
    return { key, parts: scorer.parts(talliesOf(its)), mix: new Map([...mix].sort(([a], [b]) => inOrder(a, b))) }
  })
}

/** Whether a key names one agent: answers without one, and all others as one, are nobody. */
function isSomebody(key: string): boolean {
  return key !== '' && key !== restKey
}

function nameOf(stratum: readonly string[]): string {
  return stratum.join('\n')
}
