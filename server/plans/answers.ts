import type { Database } from '../db/database'
import type { OpenSurvey } from '../surveys/open-survey'
import type { Filters } from '../tags/filters'
import { filtersOf } from '../tags/filters'
import { restKey } from '../tags/keys'
import type { Breakdown, Count } from '../tallies/counts'
import { countDays, countSum, readCounts } from '../tallies/counts'
import type { Tallies } from '../tallies/scorer'
import { talliesOf } from '../tallies/scorer'
import type { Period } from '../time/periods'
import { stepOf } from '../time/periods'
import type { Plan } from './plans'

/** `rest` is everybody together, about all other topics. */
export type Dimension = 'topic' | 'agent' | 'team' | 'rest'
export type Unit = { dimension: Dimension; key: string }

/**
 * Some answers: all of them, each of those whom the plan names by `nameOf`, and all of their kind, whose
 * average is what luck drifts back to.
 */
export type Slice = {
  all: Tallies
  units: ReadonlyMap<string, Tallies>
  groups: ReadonlyMap<string, Tallies>
}

/**
 * The answers of a period: to those who are trained, about what they are trained in; to the comparison
 * group, about the same; to those who are trained about all else, where that differs; and by agent those to
 * all who are not trained, about the same.
 */
export type Slices = {
  programme: Slice
  comparison: Slice
  elsewhere: Slice | null
  others: ReadonlyMap<string, Tallies>
}

const none: Slice = { all: new Map(), units: new Map(), groups: new Map() }
export const noSlices: Slices = { programme: none, comparison: none, elsewhere: none, others: new Map() }

type Keys = readonly string[]

/** Reads the answers that a plan is about, by the names that people and topics go by today. */
export function answersAbout(
  database: Database,
  opened: OpenSurvey,
  { topics, agents, teams, comparison }: Plan
) {
  const canonical = (dimension: 'topic' | 'agent' | 'team', keys: Keys) =>
    filtersOf({ [dimension]: [...keys] }, opened)[dimension] ?? []
  const topicKeys = new Set(canonical('topic', topics))
  const agentKeys = new Set(canonical('agent', agents))
  const teamKeys = new Set(canonical('team', teams))
  const comparedKeys = new Set(canonical('agent', comparison).filter((key) => !agentKeys.has(key)))
  const isOfPeople = agentKeys.size + teamKeys.size > 0
  const onTopics: Filters = topicKeys.size > 0 ? { topic: [...topicKeys] } : {}
  const by = (filters: Filters, ...dimensions: Breakdown['by']): Breakdown => ({
    surveyId: opened.survey.id,
    siteId: opened.site.id,
    filters,
    by: dimensions
  })

  /** Whose answers these are of those who are trained. */
  const trainedBy = ([agent = '', team = '']: Keys): string | undefined => {
    if (agentKeys.has(agent)) return nameOf({ dimension: 'agent', key: agent })
    return teamKeys.has(team) ? nameOf({ dimension: 'team', key: team }) : undefined
  }
  const comparedBy = (keys: Keys) =>
    trainedBy(keys) === undefined && comparedKeys.has(keys[0] ?? '')
      ? nameOf({ dimension: 'agent', key: keys[0] ?? '' })
      : undefined
  /** All agents, and all teams where one of them is trained. */
  const groupsIn = (counts: readonly Count[]) =>
    new Map([
      ...grouped(counts, ([agent = '']) => somebody('agent', agent)),
      ...(teamKeys.size > 0 ? grouped(counts, ([, team = '']) => somebody('team', team)) : [])
    ])

  async function slicesOfPeople(period: Period): Promise<Slices> {
    const [about, all] = await Promise.all([
      readCounts(database, by(onTopics, 'agent', 'team'), period),
      topicKeys.size > 0 ? readCounts(database, by({}, 'agent', 'team'), period) : undefined
    ])
    const elsewhere = all && [...all, ...negative(about)]
    return {
      programme: sliceOf(about, trainedBy, groupsIn(about)),
      comparison: sliceOf(about, comparedBy, groupsIn(about)),
      elsewhere: elsewhere ? sliceOf(elsewhere, trainedBy, groupsIn(elsewhere)) : null,
      others: grouped(about, (keys) =>
        trainedBy(keys) === undefined && somebody('agent', keys[0] ?? '') ? keys[0] : undefined
      )
    }
  }

  async function slicesOfTopics(period: Period): Promise<Slices> {
    const [about, all, byTopic] = await Promise.all([
      readCounts(database, by(onTopics), period),
      readCounts(database, by({}), period),
      readCounts(database, by({}, 'topic'), period)
    ])
    const groups = grouped(byTopic, ([topic = '']) => somebody('topic', topic))
    const units = new Map([...groups].filter(([name]) => topicKeys.has(unitIn(name).key)))
    const everybody = () => nameOf({ dimension: 'rest', key: '' })
    const rest = [...all, ...negative(about)]
    return {
      programme: { all: talliesOf(about), units, groups },
      comparison: none,
      elsewhere: sliceOf(rest, everybody, grouped(rest, everybody)),
      others: new Map()
    }
  }

  const isTrained = ({ keys }: Count) => !isOfPeople || trainedBy(keys) !== undefined
  const dimensions = isOfPeople ? (['agent', 'team'] as const) : []

  return {
    slices: isOfPeople ? slicesOfPeople : slicesOfTopics,
    /** Each that is trained, by `nameOf`. */
    trained: [
      ...[...agentKeys].map((key) => nameOf({ dimension: 'agent', key })),
      ...[...teamKeys].map((key) => nameOf({ dimension: 'team', key })),
      ...(isOfPeople ? [] : [...topicKeys].map((key) => nameOf({ dimension: 'topic', key })))
    ],
    /** How many answers of the programme a period had. */
    async count(period: Period): Promise<number> {
      return countSum((await readCounts(database, by(onTopics, ...dimensions), period)).filter(isTrained))
    },
    /** The answers of the programme by the first day of their week. */
    async weeks(period: Period): Promise<Map<string, Tallies>> {
      const days = await countDays(database, by(onTopics, ...dimensions), period)
      return grouped(days, ([day = '', ...keys]) =>
        !isOfPeople || trainedBy(keys) !== undefined ? stepOf(day, 'week') : undefined
      )
    }
  }
}

export type Answers = ReturnType<typeof answersAbout>

function nameOf({ dimension, key }: Unit): string {
  return `${dimension} ${key}`
}

export function unitIn(name: string): Unit {
  const [dimension = ''] = name.split(' ', 1)
  return { dimension: dimension as Dimension, key: name.slice(dimension.length + 1) } // made by nameOf only
}

/** Answers to nobody, and those of all others together, are no group. */
function somebody(dimension: Dimension, key: string): string | undefined {
  return key === '' || key === restKey ? undefined : nameOf({ dimension, key })
}

function sliceOf(
  counts: readonly Count[],
  unitOf: (keys: Keys) => string | undefined,
  groups: Slice['groups']
): Slice {
  const some = counts.filter(({ keys }) => unitOf(keys) !== undefined)
  return { all: talliesOf(some), units: grouped(some, unitOf), groups }
}

function grouped(counts: readonly Count[], nameIn: (keys: Keys) => string | undefined): Map<string, Tallies> {
  const groups = new Map<string, Count[]>()
  for (const count of counts) {
    const name = nameIn(count.keys)
    if (name === undefined) continue
    const its = groups.get(name)
    if (its) its.push(count)
    else groups.set(name, [count])
  }
  return new Map([...groups].map(([name, its]) => [name, talliesOf(its)]))
}

/** To be taken away from others. */
function negative(counts: readonly Count[]): Count[] {
  return counts.map((count) => ({ ...count, count: -count.count }))
}
