import type { AgentsQuery, AgentsView } from '../contract/figures-agents'
import type { Database } from '../db/database'
import { countUpheld } from '../disputes/figures'
import type { Mixed, OwnMixRow } from '../statistics/own-mix'
import { againstOthers, ownMixDefaults } from '../statistics/own-mix'
import { ranked } from '../statistics/ranking'
import type { Group } from '../statistics/sample'
import { scoreDefaults } from '../statistics/score'
import type { OpenSurvey } from '../surveys/open-survey'
import { ownKeys } from '../tags/filters'
import { restKey } from '../tags/keys'
import { readLabels } from '../tags/labels'
import { rulesOf } from '../tags/rules'
import type { Count } from '../tallies/counts'
import { readCounts } from '../tallies/counts'
import { groupedBy, inOrder, readGroups } from '../tallies/groups'
import { askedOf } from '../tallies/question'
import { withRest } from '../tallies/rest'
import type { Scorer, Tallies } from '../tallies/scorer'
import { readVersions, scorerOf, talliesOf } from '../tallies/scorer'
import { changesOf } from './changes'
import { claimedShareOf, readClaimed } from './claimed'
import { headOf } from './figures'
import { groupsBy, periodOfOthers, withholdThinEnds } from './safe-ends'
import { cellsOf } from './strata'
import { unhurried } from './unhurried'

type Row = AgentsView['rows'][number]

const none: Tallies = new Map()

/**
 * Agents by what their answers and those of all suggest together, the worst first, and each against the
 * others on the same mix of topics and channels. Who is asked for by name is compared with all the same. An
 * agent reads of himself what a manager reads, for days at whose ends no few answers of the others come or
 * go, and only of all topics and channels: from less, single answers could be told.
 */
export async function readAgents(
  database: Database,
  opened: OpenSurvey,
  query: AgentsQuery,
  now: number
): Promise<AgentsView> {
  const { survey, site, access } = opened
  const { only, ...unbounded } = access
  /** Whose answers an agent sees. A lead sees all agents of the teams, and is told nothing of others. */
  const mine = only?.dimension === 'agent' ? new Set(ownKeys(rulesOf(site), only)) : undefined
  const { period, previousPeriod, filters, by } = askedOf(opened, query, now)
  const { agent: _anybody, ...rest } = query
  const all = askedOf({ ...opened, access: mine ? unbounded : access }, rest, now)
  const isWhole = Object.keys(filters).every((dimension) => dimension === 'agent')
  const compared = mine ? await periodOfOthers(database, all.by(), by(), period) : period
  const [versions, claimed, labelOf, everybodys, strata, mixes, ofMine, before] = await Promise.all([
    readVersions(database, survey.id),
    readClaimed(database, by('agent'), period),
    readLabels(database, site.id, 'agent'),
    readCounts(database, all.by('agent'), compared),
    readCounts(database, all.by('channel', 'topics'), compared),
    readCounts(database, { ...all.by('agent', 'channel', 'topics'), ratings: false }, compared),
    mine && readCounts(database, by('agent'), period),
    previousPeriod && readGroups(database, by('agent'), previousPeriod)
  ])
  const counts = mine
    ? [...everybodys.filter(({ keys: [agent = ''] }) => !mine.has(agent)), ...(ofMine ?? [])]
    : everybodys
  const scorer = scorerOf(versions, opened, talliesOf(counts))
  // By the difference a single rating could be told.
  const upheld = access.seesFew
    ? await countUpheld(database, opened, { ...query, period, filters, versions })
    : []
  const upheldOf = groupedBy(upheld, 0)
  const isShown = (key: string) => filters.agent?.includes(key) ?? true
  const byAgent = new Map([...groupedBy(counts, 0)].map(([key, its]) => [key, talliesOf(its)]))
  const everyone = new Map(byAgent)
  // Who is asked for by name, and an agent's own row, stay by themselves.
  if (!mine && !filters.agent)
    withRest([{ rows: byAgent }, ...(before ? [before] : [])], claimed ? [claimed] : [])
  for (const groups of [byAgent, ...(before ? [before.rows] : [])]) scorer.withhold(groups.values())
  if (!mine)
    await withholdThinEnds(database, opened, scorer, {
      among: all.by(),
      groups: groupsBy('agent', byAgent),
      period
    })
  if (!mine && before && previousPeriod)
    await withholdThinEnds(database, opened, scorer, {
      among: all.by(),
      groups: groupsBy('agent', before.rows),
      period: previousPeriod
    })
  const shown = talliesOf(counts.filter(({ keys: [agent = ''] }) => isShown(agent)))
  const total = scorer.score(shown)

  const others = counts.reduce(
    (sum, { keys: [agent = ''], count }) => sum + (mine?.has(agent) ? 0 : count),
    0
  )
  const mayCompare = !mine || (others >= scoreDefaults.hiddenBelow && isWhole)
  const found = mayCompare
    ? await unhurried(
        againstOthers(scorer.meaning, strataOf(scorer, strata), mixesOf(scorer, everybodys, mixes))
      )
    : []
  const againstOf = new Map(found.map((row) => [row.key, row]))
  const agents = [...everyone]
    .filter(([key]) => isSomebody(key))
    .sort(([a], [b]) => inOrder(a, b))
    .map(([key, tallies]): Group => ({ key, parts: scorer.parts(tallies) }))
  const ranking = mayCompare ? ranked(scorer.meaning, agents) : null
  const isRow = (key: string) => key !== '' && isShown(key)
  const rowsOf = (groups: ReadonlyMap<string, Tallies>) => new Map([...groups].filter(([key]) => isRow(key)))
  const changed = await changesOf(scorer, before && rowsOf(before.rows), rowsOf(byAgent))

  // Compared with a handful of answers, an agent could tell what a colleague was given.
  const tellable = (row: OwnMixRow | undefined) =>
    mine && row && row.against < scoreDefaults.hiddenBelow ? undefined : row

  const rowOf = (key: string): Row => {
    const tallies = byAgent.get(key) ?? none
    const score = scorer.score(tallies)
    const rank = ranking?.rows.find((row) => row.key === key)
    return {
      key,
      label: labelOf(key),
      score,
      share: total.count === 0 ? 0 : score.count / total.count,
      ...claimedShareOf(scorer, claimed?.of(key), tallies),
      shrunk: rank?.shrunk ?? null,
      worseThanAverage: rank?.worseThanAverage ?? null,
      ...disputedOf(scorer, score, { tallies, upheld: upheldOf.get(key) ?? [] }),
      ...comparisonOf(tellable(againstOf.get(key))),
      ...changed?.get(key)
    }
  }
  const order = [...(ranking?.rows.map(({ key }) => key) ?? agents.map(({ key }) => key)), restKey].filter(
    (key) => byAgent.has(key)
  )
  const silent = [...(before?.rows.keys() ?? [])].filter((key) => key !== '' && !byAgent.has(key)).sort()
  return {
    ...headOf(scorer),
    period,
    ...(previousPeriod && { previousPeriod }),
    total,
    ...claimedShareOf(scorer, claimed?.total, shown),
    unassigned: scorer.score(isShown('') ? (byAgent.get('') ?? none) : none),
    average: ranking?.average ?? null,
    strength: ranking?.strength ?? null,
    comparedPeriod: compared,
    rows: [...new Set([...order, ...silent])]
      .filter((key) => isShown(key) && !scorer.isWithheld(byAgent.get(key) ?? none))
      .map(rowOf)
  }
}

/** The same score without the answers about which a dispute was upheld, where there are any. */
function disputedOf(
  scorer: Scorer,
  { count }: Row['score'],
  { tallies, upheld }: { tallies: Tallies; upheld: readonly Count[] }
): Pick<Row, 'disputed'> {
  if (upheld.length === 0) return {}
  const without: Tallies = new Map([...tallies].map(([version, tally]) => [version, new Map(tally)]))
  for (const one of upheld) {
    const tally = without.get(one.version)
    tally?.set(one.rating, (tally.get(one.rating) ?? 0) - one.count)
  }
  const score = scorer.score(without)
  return score.count === count ? {} : { disputed: { upheld: count - score.count, without: score } }
}

/** What is told of the comparison with the others. */
function comparisonOf(
  row: OwnMixRow | undefined
): Pick<Row, 'compared' | 'others' | 'difference' | 'comparable' | 'coverage' | 'p' | 'q' | 'verdict'> {
  if (!row)
    return {
      compared: 'unknown',
      others: null,
      difference: null,
      comparable: 0,
      coverage: 0,
      p: null,
      q: null,
      verdict: 'not-clear'
    }
  const { others, difference, comparable, coverage, p, q, verdict } = row
  return { compared: standingOf(row), others, difference, comparable, coverage, p, q, verdict }
}

function standingOf({ comparable, coverage }: OwnMixRow): Row['compared'] {
  if (comparable === 0) return 'nobody-else'
  if (coverage < ownMixDefaults.coverageAtLeast) return 'too-little'
  return comparable < ownMixDefaults.comparableAtLeast ? 'too-few' : 'yes'
}

/** The answers of everybody by what they were about. */
function strataOf(scorer: Scorer, counts: readonly Count[]): Group[] {
  return cellsOf(scorer, counts, (keys) => ({ group: '', stratum: nameOf(keys) })).map(
    ({ stratum, parts }) => ({ key: stratum, parts })
  )
}

/** Each agent's answers, and how many of them are on the scale of the figures in each stratum. */
function mixesOf(scorer: Scorer, counts: readonly Count[], mixes: readonly Count[]): Mixed[] {
  const mixOf = mixesByAgent(scorer, mixes)
  return [...groupedBy(counts, 0)]
    .filter(([key]) => isSomebody(key))
    .sort(([a], [b]) => inOrder(a, b))
    .map(([key, its]) => {
      return { key, parts: scorer.parts(talliesOf(its)), mix: mixOf.get(key) ?? new Map<string, number>() }
    })
}

/**
 * By agent the counts of strata, in one order of these, so that sums of fractions come out alike on both
 * databases. There may be some hundred thousand of them, so each stratum is named and put into its place
 * once.
 */
function mixesByAgent(scorer: Scorer, mixes: readonly Count[]): Map<string, Map<string, number>> {
  const strata = new Map<string, Map<string, Count[]>>()
  for (const count of mixes) {
    const [, channel = '', topics = ''] = count.keys
    const ofChannel = strata.get(channel) ?? new Map<string, Count[]>()
    strata.set(channel, ofChannel)
    const its = ofChannel.get(topics)
    if (its) its.push(count)
    else ofChannel.set(topics, [count])
  }
  const named = [...strata].flatMap(([channel, ofChannel]) =>
    [...ofChannel].map(([topics, counts]) => ({ name: nameOf([channel, topics]), counts }))
  )
  const byAgent = new Map<string, Map<string, number>>()
  const onScale = new Map<number, boolean>()
  for (const { name, counts } of named.sort((a, b) => inOrder(a.name, b.name))) {
    for (const {
      keys: [agent = ''],
      version,
      count
    } of counts) {
      const isOnScale = onScale.get(version) ?? scorer.isOnScale(version)
      onScale.set(version, isOnScale)
      if (!isOnScale) continue
      const mix = byAgent.get(agent) ?? new Map<string, number>()
      byAgent.set(agent, mix)
      mix.set(name, (mix.get(name) ?? 0) + count)
    }
  }
  return byAgent
}

/** Whether a key names one agent: answers without one, and all others as one, are nobody. */
function isSomebody(key: string): boolean {
  return key !== '' && key !== restKey
}

function nameOf(stratum: readonly string[]): string {
  return stratum.join('\n')
}
