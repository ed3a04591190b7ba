import type { Score } from '../contract/figures'
import type { LiftQuery, LiftView } from '../contract/plans'
import type { Database } from '../db/database'
import { ownMixDefaults } from '../statistics/own-mix'
import type { Part } from '../statistics/pool'
import { shownScale } from '../statistics/pool'
import type { Prior } from '../statistics/prior'
import { priorOf, priorsWithoutOne } from '../statistics/prior'
import { shrunken } from '../statistics/ranking'
import type { Sample } from '../statistics/sample'
import { centreOf, sampleOf } from '../statistics/sample'
import type { Lift, Trained } from '../statistics/training'
import {
  answersForLift,
  differenceInDifferences,
  expectedOf,
  liftBeyond,
  plainLift,
  programmeLift,
  trainingOutcome
} from '../statistics/training'
import { readLabels } from '../tags/labels'
import { inOrder } from '../tallies/groups'
import { answerCount } from '../tallies/rest'
import type { Scorer, Tallies } from '../tallies/scorer'
import { readVersions, scorerOf } from '../tallies/scorer'
import { isFew } from '../tallies/withheld'
import { dayIn } from '../time/days'
import type { Period } from '../time/periods'
import { addDays, stepsOf } from '../time/periods'
import type { Answers, Dimension, Slice, Slices } from './answers'
import { answersAbout, noSlices, unitIn } from './answers'
import type { OpenPlan, Plan } from './plans'
import { afterOf, askedBaseline, chosenOf, guardedBaseline, isSeparate, separateBaselines } from './windows'

const volumeDays = 28
/** A baseline apart is used where it has so many answers of each who was trained. */
const separateAtLeast = ownMixDefaults.comparableAtLeast
const pointsWanted = [5, 10, 15]
/** A day that is further away is no plan. */
const daysAhead = 3_660
const proposedMost = 10

type Row = LiftView['rows'][number]
type Compared = Pick<Row, 'before' | 'after' | 'lift'>
type Judged = Omit<Compared, 'lift'> & { lift: Lift | null }
type Labels = Record<Exclude<Dimension, 'rest'>, (key: string) => string>
/** The answers of the baseline, and the score that would come without a plan. */
type Expected = { sample: Sample; value: number } | null

/** What is known of one of a kind before its first answer, and without each of the others in turn. */
type Learned = { prior: Prior | null; without: readonly Prior[] }

const nobody: Tallies = new Map()

/**
 * What a plan changed, and how many answers it takes to see that. Only the answers to those who were trained
 * count, and only about what they were trained in. Throws `invalid` for windows that do not fit the plan.
 */
export async function readLift(
  database: Database,
  { opened, plan }: OpenPlan,
  query: LiftQuery,
  now: number
): Promise<LiftView> {
  const { survey, site } = opened
  const today = dayIn(site.timeZone, now)
  const after = afterOf(plan, query, today)
  const chosenPeriod = chosenOf(plan)
  const answers = answersAbout(database, opened, plan)
  const [versions, labels, { baseline, was }, is, chosen, lately] = await Promise.all([
    readVersions(database, survey.id),
    readLabelsOf(database, site.id),
    readBaseline(answers, plan, askedBaseline(plan, query, today), today),
    after ? answers.slices(after) : noSlices,
    chosenPeriod ? answers.slices(chosenPeriod) : noSlices,
    answers.count({ from: addDays(today, 1 - volumeDays), to: today })
  ])
  const guard = isSeparate(plan, baseline) ? 'separate' : 'average'
  const answered = new Map([was, is, chosen].flatMap(({ programme }) => [...programme.all]))
  const scorer = scorerOf(versions, opened, answered)
  const judge = judgeOf(scorer, guard)
  const programme = judge.compared(was.programme, is.programme, chosen.programme)
  const hasComparison = plan.comparison.length > 0
  const beyond = hasComparison ? judge.beyond(was, is) : null
  const judged = hasComparison ? beyond : programme.lift
  const { verdict, answersNeeded } = judged
    ? trainingOutcome(scorer.meaning, judged, judge.parts(is.programme.all))
    : { verdict: 'not-clear' as const, answersNeeded: null }
  const expected = judge.expected(was.programme)
  const trendOf = { from: firstOf(baseline.from, chosenPeriod?.from), to: lastOf(today, after?.to) }
  const { metric, satisfiedFrom, direction } = scorer.meaning
  return {
    metric,
    scale: shownScale(scorer.meaning),
    satisfiedFrom,
    direction,
    period: trendOf,
    chosenPeriod,
    before: baseline,
    after,
    guard,
    chosen: chosenPeriod && judge.score(chosen.programme.all),
    programme: toldOf(programme),
    comparison: hasComparison
      ? { ...toldOf(judge.compared(was.comparison, is.comparison)), beyond: beyond && valueOf(beyond) }
      : null,
    elsewhere: was.elsewhere && is.elsewhere ? toldOf(judge.compared(was.elsewhere, is.elsewhere)) : null,
    verdict,
    answersNeeded,
    rows: rowsOf(was, is, judge, labels),
    needed: neededOf(plan, { expected, perDay: lately / volumeDays, today, there: is.programme.all }, judge),
    proposed: proposedOf(was, plan, expected, judge).map((one) => ({ ...one, label: labels.agent(one.key) })),
    trend: await trendIn(answers, trendOf, judge)
  }
}

async function readLabelsOf(database: Database, siteId: string): Promise<Labels> {
  const [topic, agent, team] = await Promise.all([
    readLabels(database, siteId, 'topic'),
    readLabels(database, siteId, 'agent'),
    readLabels(database, siteId, 'team')
  ])
  return { topic, agent, team }
}

/**
 * The baseline and its answers: what was asked for, else days that had no part in choosing, those with the
 * most answers and enough of each who was trained, else such as need a guard.
 */
async function readBaseline(answers: Answers, plan: Plan, asked: Period | undefined, today: string) {
  const read = async (baseline: Period) => ({ baseline, was: await answers.slices(baseline) })
  if (asked) return read(asked)
  const apart = await Promise.all(separateBaselines(plan, today).map(read))
  const [best] = apart
    .filter(({ was: { programme } }) =>
      answers.trained.every((name) => answerCount(programme.units.get(name) ?? nobody) >= separateAtLeast)
    )
    .sort((a, b) => answerCount(b.was.programme.all) - answerCount(a.was.programme.all))
  return best ?? read(guardedBaseline(plan, today))
}

type Judge = ReturnType<typeof judgeOf>

/** Works out lifts by one kind of baseline, and tells nothing of a few answers. */
function judgeOf(scorer: Scorer, guard: LiftView['guard']) {
  const { meaning } = scorer
  const parts = (tallies: Tallies = nobody): Part[] => scorer.parts(tallies)
  const sample = (tallies: Tallies = nobody) => sampleOf(meaning, parts(tallies))
  const score = (tallies: Tallies = nobody) => shown(scorer.score(tallies))
  const learned = new Map<Slice['groups'], Map<Dimension, Learned>>()

  /** The topics, agents or teams of that time, of which each tells something of the others. */
  function groupsIn({ groups }: Slice, dimension: Dimension): Sample[] {
    const its = [...groups].filter(([name]) => unitIn(name).dimension === dimension)
    return its.sort(([a], [b]) => inOrder(a, b)).map(([, tallies]) => sample(tallies))
  }

  /** Learned once from groups of which there may be thousands. */
  function learnedFrom(was: Slice, dimension: Dimension): Learned {
    const known = learned.get(was.groups) ?? new Map<Dimension, Learned>()
    learned.set(was.groups, known)
    const there = known.get(dimension)
    if (there) return there
    const samples = groupsIn(was, dimension)
    const found = { prior: priorOf(samples), without: priorsWithoutOne(samples) }
    known.set(dimension, found)
    return found
  }

  function trainedIn(was: Slice, is: Slice): Trained[] {
    const names = [...new Set([...was.units.keys(), ...is.units.keys()])].sort()
    return names.flatMap((name): Trained[] => {
      const { prior, without } = learnedFrom(was, unitIn(name).dimension)
      const sides = { before: parts(was.units.get(name)), after: parts(is.units.get(name)) }
      return prior ? [{ ...sides, prior, without }] : []
    })
  }

  function compared(was: Slice, is: Slice, chosen?: Slice): Judged {
    const sides = { before: parts(was.all), after: parts(is.all) }
    const [before, after] = [score(was.all), score(is.all)]
    if (before.state === 'hidden' || after.state === 'hidden') return { before, after, lift: null }
    const lift =
      guard === 'separate'
        ? plainLift(meaning, sides, chosen ? parts(chosen.all) : [])
        : programmeLift(meaning, sides, trainedIn(was, is))
    return { before, after, lift }
  }

  function beyond(was: Slices, is: Slices) {
    const [lift, control] = [
      compared(was.programme, is.programme).lift,
      compared(was.comparison, is.comparison).lift
    ]
    if (!lift || !control) return null
    if (guard === 'average') return liftBeyond(meaning, lift, control)
    const sidesOf = (pick: 'programme' | 'comparison') => ({
      before: parts(was[pick].all),
      after: parts(is[pick].all)
    })
    return differenceInDifferences(meaning, sidesOf('programme'), sidesOf('comparison'))
  }

  return {
    meaning,
    parts,
    sample,
    score,
    compared,
    beyond,
    expected(was: Slice): Expected {
      const its = sample(was.all)
      if (its.count === 0 || isFew(its.count)) return null
      const guarded = guard === 'average' ? expectedOf(meaning, trainedIn(was, was)) : null
      return { sample: its, value: guarded?.value ?? centreOf(its) }
    },
    /** The agents whose shrunken score is nearest to another one. */
    nearest(was: Slice, others: ReadonlyMap<string, Tallies>, to: number) {
      const { prior } = learnedFrom(was, 'agent')
      if (!prior) return []
      return [...others]
        .map(([key, tallies]) => ({ key, its: sample(tallies) }))
        .filter(({ its }) => its.count >= ownMixDefaults.comparableAtLeast)
        .map(({ key, its }) => ({
          key,
          count: its.count,
          away: Math.abs(shrunken(its, prior) - to)
        }))
        .sort((a, b) => a.away - b.away || inOrder(a.key, b.key))
        .map(({ key, count }) => ({ key, count }))
    }
  }
}

function rowsOf(was: Slices, is: Slices, judge: Judge, labels: Labels): Row[] {
  const names = new Set([was, is].flatMap(({ programme }) => [...programme.units.keys()]))
  return [...names].sort().flatMap((name): Row[] => {
    const { dimension, key } = unitIn(name)
    if (dimension === 'rest') return []
    const compared = judge.compared(only(was.programme, name), only(is.programme, name))
    return [{ dimension, key, label: labels[dimension](key), ...toldOf(compared) }]
  })
}

function only({ units, groups }: Slice, name: string): Slice {
  const all = units.get(name) ?? nobody
  return { all, units: new Map([[name, all]]), groups }
}

type Soon = { expected: Expected; perDay: number; today: string; there: Tallies }

/** How many answers a lift takes to be seen, and when so many will have come. */
function neededOf(plan: Plan, { expected, perDay, today, there }: Soon, judge: Judge): LiftView['needed'] {
  const first = lastOf(today, plan.ends ?? plan.starts)
  const { count } = judge.sample(there)
  return {
    perDay,
    rows: pointsWanted.map((points) => {
      const answers = expected && answersForLift(judge.meaning, expected.sample, points, expected.value)
      const days = answers === null || perDay === 0 ? NaN : Math.ceil(Math.max(0, answers - count) / perDay)
      return { points, answers, day: days <= daysAhead ? addDays(first, days) : null }
    })
  }
}

/** As many agents as are trained, or a few, whose score on these topics is nearest to theirs. */
function proposedOf({ programme, others }: Slices, plan: Plan, expected: Expected, judge: Judge) {
  if (!expected || plan.comparison.length > 0) return []
  return judge.nearest(programme, others, expected.value).slice(0, proposedMost)
}

async function trendIn(answers: Answers, period: Period, judge: Judge): Promise<LiftView['trend']> {
  const weeks = await answers.weeks(period)
  return stepsOf(period, 'week').map((key) => ({ key, score: judge.score(weeks.get(key)) }))
}

/** Without the verdict, which is of the programme alone. */
function toldOf({ before, after, lift }: Judged): Compared {
  if (!lift) return { before, after, lift: null }
  const { verdict: _verdict, ...told } = lift
  return { before, after, lift: told }
}

function valueOf({ value, lower, upper }: { value: number; lower: number | null; upper: number | null }) {
  return { value, lower, upper }
}

/** Of a few answers, how many there are and nothing else. */
function shown(score: Score): Score {
  if (!isFew(score.count)) return score
  const { satisfied: _satisfied, ...rest } = score
  return { ...rest, value: null, lower: null, upper: null, mean: null, tally: {} }
}

function firstOf(day: string, other: string | null | undefined): string {
  return other && other < day ? other : day
}

function lastOf(day: string, other: string | null | undefined): string {
  return other && other > day ? other : day
}
