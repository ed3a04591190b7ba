import { eq } from 'drizzle-orm'
import type { AttributeDeclared } from '../../server/contract/attributes'
import type { ScoresView } from '../../server/contract/figures'
import type { Dimension } from '../../server/contract/terms'
import { dimensions, peopleDimensions } from '../../server/contract/terms'
import type { Database } from '../../server/db/database'
import { repeatRules, withoutRepeats } from '../../server/statistics/repeats'
import { scoreOf } from '../../server/statistics/score'
import { now, timeZone } from './shop'

/** As a calendar on the shop's wall shows it. */
const today = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(now)

type Period = ScoresView['period']
type Row = ScoresView['rows'][number]
type Answer = {
  id: string
  conversation: string | null
  answeredAt: number
  rating: number
  version: number
  answeredOn: string
  topics: string[]
  tags: Partial<Record<Dimension, string>>
  /** How the person was rated, where that is a point of the scale. */
  person: number | undefined
  claimed: string[]
}

/** Every answer that counts, read one by one. */
export async function everything({
  handle,
  tables: { response, tagSet, site }
}: Database): Promise<Answer[]> {
  const [shop] = await handle.select().from(site).where(eq(site.id, 'sit_shop'))
  const declared = JSON.parse(shop?.attributes ?? '[]') as AttributeDeclared[]
  const bots = JSON.parse(shop?.bots ?? '[]') as string[]
  const rows = await handle
    .select()
    .from(response)
    .innerJoin(tagSet, eq(tagSet.id, response.tagSetId))
    .where(eq(response.state, 'counted'))
  return rows.map(({ response: row, tag_set: tags }) => {
    const { id, conversation, answeredAt, rating, version, answeredOn, claimed } = row
    const said = row.answers === null ? {} : (JSON.parse(row.answers) as Record<string, unknown>)
    const isClaimed = (name: string) => claimed?.split(',').includes(name) ?? false
    const counted = (name: 'agent' | 'team', sent: string) =>
      isClaimed(name) && shop?.claimedAgents === 'leave-out' ? '' : sent
    const people = { agent: counted('agent', tags.sentAgent), team: counted('team', tags.sentTeam) }
    const claims = [
      isClaimed('agent') && tags.sentAgent !== '' ? ['agent'] : [],
      isClaimed('team') && tags.sentTeam !== '' ? ['team'] : []
    ].flat()
    const byBot = tags.sentHandler === '' && bots.includes(tags.sentAgent)
    const handled = byBot
      ? { handler: 'bot', bot: tags.sentBot || tags.sentAgent }
      : { handler: tags.sentHandler, bot: tags.sentBot }
    const topics = JSON.parse(tags.topics) as string[]
    return {
      id,
      conversation,
      answeredAt,
      rating,
      version,
      answeredOn,
      topics: topics.length > 0 ? topics : [''],
      tags: {
        ...tags,
        ...people,
        ...handled,
        ...saidOf(said, version),
        ...attributesOf(row.attributes, declared),
        commented: row.comment === null ? 'no' : 'yes',
        topic: ''
      },
      person: ratingOf(said['person']),
      claimed: claims
    }
  })
}

/** What figures put together, by how the site declares it: see response-scripts.ts. */
function attributesOf(kept: string | null, declared: readonly AttributeDeclared[]): Record<string, string> {
  const said = JSON.parse(kept ?? '{}') as Record<string, unknown>
  const quarters = ['01 02 03', '04 05 06', '07 08 09', '10 11 12']
  const bandIn = (one: AttributeDeclared, value: unknown) => {
    if (one.kind === 'number' && typeof value === 'number')
      return `${one.limits.findLast((limit) => limit <= value) ?? ''}..${one.limits.find((limit) => limit > value) ?? ''}`
    if (one.kind === 'yes-no' && typeof value === 'boolean') return value ? 'yes' : 'no'
    if (one.kind === 'date' && typeof value === 'string' && value.length === 10) {
      const [year = '', month = ''] = value.split('-')
      if (one.bands === 'quarter')
        return `${year}-Q${1 + quarters.findIndex((months) => months.split(' ').includes(month))}`
      return one.bands === 'month' ? `${year}-${month}` : year
    }
    return (one.kind === 'text' || one.kind === 'list') && typeof value === 'string' ? value : ''
  }
  return Object.fromEntries(declared.map((one) => [`attribute.${one.key}`, bandIn(one, said[one.key])]))
}

/** As rows of bands are called. */
function labelFor(key: string): string {
  const [, from = '', until = ''] = /^(-?\d*)\.\.(-?\d*)$/.exec(key) ?? []
  if (from === '' && until === '') return key
  if (from === '') return `under ${until}`
  return until === '' ? `${from} and more` : `${from} to under ${until}`
}

/** Version 2 offers two reasons, version 1 none: see response-scripts.ts. */
function saidOf({ solved, reason, person, contact }: Record<string, unknown>, version: number) {
  const one = (values: readonly unknown[], value: unknown) => (values.includes(value) ? String(value) : '')
  return {
    solved: one(['yes', 'no', 'not-yet'], solved),
    reason: one(version === 2 ? ['slow', 'price'] : [], reason),
    person: one([1, 2, 3, 4, 5], person),
    contact: contact === true ? 'yes' : contact === false ? 'no' : ''
  }
}

function isDimension(name: string): name is Dimension {
  return name.startsWith('attribute.') || dimensions.some((one) => one === name)
}

function ratingOf(person: unknown): number | undefined {
  return [1, 2, 3, 4, 5].find((point) => point === person)
}

/**
 * The figures that `view` should hold, counted from the answers in the most obvious way. The order of rows
 * is taken from `view`.
 */
export function countAgain(answers: readonly Answer[], asked: URLSearchParams, view: ScoresView): ScoresView {
  const by = asked.get('by')
  const valuesOf = (answer: Answer, dimension: Dimension) =>
    dimension === 'topic' ? answer.topics : [answer.tags[dimension] ?? '']
  const wanted = (dimension: Dimension, value: string) =>
    !asked.has(dimension) || asked.getAll(dimension).includes(value)
  const rule = repeatRules.find((one) => one === asked.get('repeats')) ?? 'latest'
  const period = { from: asked.get('from') ?? '', to: asked.get('to') ?? '' }
  const isIn = ({ from, to }: Period, { answeredOn }: Answer) => answeredOn >= from && answeredOn <= to
  // All others are words of a question, and no answer has them.
  const filtered = [...new Set(asked.keys())].filter(isDimension)
  const hasTags = (answer: Answer) =>
    filtered.every((dimension) => valuesOf(answer, dimension).some((value) => wanted(dimension, value)))
  const fits = (answer: Answer) => isIn(period, answer) && hasTags(answer)
  const standing = withoutRepeats(answers, rule, ({ conversation }) => conversation).filter(hasTags)
  const rated = standing.flatMap((answer) => {
    const { person } = answer
    if (asked.get('of') !== 'person') return [answer]
    return person === undefined ? [] : [{ ...answer, rating: person }]
  })
  const fitting = rated.filter((answer) => isIn(period, answer))
  const total = scoreFrom(fitting)
  const about = peopleDimensions.filter((dimension) => by === dimension || asked.has(dimension))
  const claimedOf = (its: readonly Answer[]) => {
    const claimed = its.filter(({ claimed }) => about.some((dimension) => claimed.includes(dimension))).length
    return about.length === 0 ? {} : { claimedShare: its.length === 0 ? 0 : claimed / its.length }
  }
  const dimension = by !== null && isDimension(by) ? by : undefined
  const keysOf = (answer: Answer) =>
    dimension
      ? valuesOf(answer, dimension).filter((value) => wanted(dimension, value))
      : [stepOf(answer.answeredOn, by)]
  const expected = new Set(dimension ? fitting.flatMap(keysOf) : by === null ? [] : allSteps(period, by))
  const order = view.rows.map(({ key }) => key)
  const rows = [...expected]
    .sort((a, b) => order.indexOf(a) - order.indexOf(b))
    .map((key): Row => {
      const its = fitting.filter((answer) => keysOf(answer).includes(key))
      const score = scoreFrom(its)
      const part = dimension ? undefined : isPart(key, by, period)
      return {
        key,
        label: labelFor(key),
        score,
        share: total.count === 0 ? 0 : score.count / total.count,
        ...(part && { part }),
        ...claimedOf(its)
      }
    })
  const replaced =
    by === null && rule === 'latest' && !asked.has('of') ? replacedSince(answers, fits, period.to) : 0
  // Version 2 calls a 3 satisfied already (some-answers.ts); where nobody answered, the survey says what it
  // means today.
  const satisfiedFrom =
    fitting.length === 0 ? view.satisfiedFrom : fitting.some(({ version }) => version === 2) ? 3 : 4
  return {
    metric: 'csat',
    satisfiedFrom,
    direction: 'higher-is-better',
    scale: { min: 1, max: 5 },
    period,
    total,
    ...(replaced > 0 && { replaced }),
    ...claimedOf(fitting),
    rows,
    ...compared()
  }

  function compared() {
    const previousPeriod = otherPeriod(period, asked.get('compare'))
    if (!previousPeriod) return {}
    const before = rated.filter((answer) => isIn(previousPeriod, answer))
    const previousRows = [...new Set(allSteps(previousPeriod, by))].map((key) => {
      const part = isPart(key, by, previousPeriod)
      return {
        key,
        score: scoreFrom(before.filter(({ answeredOn }) => stepOf(answeredOn, by) === key)),
        ...(part && { part })
      }
    })
    return { previousPeriod, previous: scoreFrom(before), change: view.change, previousRows }
  }
}

function otherPeriod({ from, to }: Period, compare: string | null): Period | undefined {
  if (compare === 'previous')
    return { from: dayAfter(from, -daysBetween(from, to).length), to: dayAfter(from, -1) }
  // There is no leap day among those that are asked for.
  const aYearBefore = (day: string) => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`
  return compare ? { from: aYearBefore(from), to: aYearBefore(to) } : undefined
}

/**
 * How many answers counted on the evening of the last day and do not now: the answers up to that day are
 * counted as it was done then.
 */
function replacedSince(answers: readonly Answer[], fits: (answer: Answer) => boolean, to: string): number {
  if (to >= today) return 0
  const counting = (known: readonly Answer[]) =>
    withoutRepeats(known, 'latest', ({ conversation }) => conversation).filter(fits)
  const still = new Set(counting(answers))
  return counting(answers.filter(({ answeredOn }) => answeredOn <= to)).filter((answer) => !still.has(answer))
    .length
}

/** Whether days of the step are outside the period, or not over yet. */
function isPart(step: string, by: string | null, { from, to }: Period): true | undefined {
  const days = daysBetween(step, dayAfter(step, 31)).filter((day) => stepOf(day, by) === step)
  return days.some((day) => day < from || day > to || day >= today) || undefined
}

/** Version 2 calls a 3 satisfied already: see some-answers.ts. */
function scoreFrom(answers: readonly Answer[]) {
  return scoreOf(
    [1, 2].map((version) => {
      const ratings = answers.filter((answer) => answer.version === version).map(({ rating }) => rating)
      const tally = new Map(
        [1, 2, 3, 4, 5].map((rating) => [rating, ratings.filter((one) => one === rating).length])
      )
      return {
        meaning: {
          metric: 'csat',
          min: 1,
          max: 5,
          satisfiedFrom: version === 1 ? 4 : 3,
          direction: 'higher-is-better'
        },
        tally
      }
    })
  )
}

function allSteps({ from, to }: Period, by: string | null): string[] {
  return daysBetween(from, to).map((day) => stepOf(day, by))
}

function daysBetween(from: string, to: string): string[] {
  const days: string[] = []
  for (let day = from; day <= to; day = dayAfter(day, 1)) days.push(day)
  return days
}

function dayAfter(day: string, count: number): string {
  return new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10)
}

function stepOf(day: string, by: string | null): string {
  if (by === 'month') return `${day.slice(0, 7)}-01`
  if (by !== 'week') return day
  const date = new Date(day)
  while (date.getUTCDay() !== 1) date.setUTCDate(date.getUTCDate() - 1)
  return date.toISOString().slice(0, 10)
}
