import { eq } from 'drizzle-orm'
import type { ScoresView } from '../../server/contract/figures'
import type { Dimension } from '../../server/contract/terms'
import { dimensions, peopleDimensions } from '../../server/contract/terms'
import type { Database } from '../../server/db/database'
import { repeatRules, withoutRepeats } from '../../server/scores/repeats'
import { scoreOf } from '../../server/scores/score'

type Row = ScoresView['rows'][number]
type Answer = { id: string; conversation: string | null; answeredAt: number; rating: number; version: number; answeredOn: string; topics: string[]; tags: Record<Dimension, string>; claimed: string[] }

/** Every answer that counts, read one by one. */
export async function everything({ handle, tables: { response, tagSet, site } }: Database): Promise<Answer[]> {
  const [shop] = await handle.select().from(site).where(eq(site.id, 'sit_shop'))
  const rows = await handle.select().from(response).innerJoin(tagSet, eq(tagSet.id, response.tagSetId)).where(eq(response.state, 'counted'))
  return rows.map(({ response: { id, conversation, answeredAt, rating, version, answeredOn, claimed }, tag_set: tags }) => {
    const isClaimed = (name: string) => claimed?.split(',').includes(name) ?? false
    const counted = (name: 'agent' | 'team', sent: string) => (isClaimed(name) && shop?.claimedAgents === 'leave-out' ? '' : sent)
    const people = { agent: counted('agent', tags.sentAgent), team: counted('team', tags.sentTeam) }
    const claims = [isClaimed('agent') && tags.sentAgent !== '' ? ['agent'] : [], isClaimed('team') && tags.sentTeam !== '' ? ['team'] : []].flat()
    const topics = JSON.parse(tags.topics) as string[]
    return { id, conversation, answeredAt, rating, version, answeredOn, topics: topics.length > 0 ? topics : [''], tags: { ...tags, ...people, topic: '' }, claimed: claims }
  })
}

/** The figures that `view` should hold, counted from the answers in the most obvious way. The order of rows is taken from `view`. */
export function countAgain(answers: readonly Answer[], asked: URLSearchParams, view: ScoresView): ScoresView {
  const by = asked.get('by')
  const valuesOf = (answer: Answer, dimension: Dimension) => (dimension === 'topic' ? answer.topics : [answer.tags[dimension]])
  const wanted = (dimension: Dimension, value: string) => !asked.has(dimension) || asked.getAll(dimension).includes(value)
  const rule = repeatRules.find((one) => one === asked.get('repeats')) ?? 'latest'
  const fitting = withoutRepeats(answers, rule, ({ conversation }) => conversation).filter(
    (answer) =>
      answer.answeredOn >= (asked.get('from') ?? '') &&
      answer.answeredOn <= (asked.get('to') ?? '') &&
      dimensions.every((dimension) => valuesOf(answer, dimension).some((value) => wanted(dimension, value)))
  )
  const total = scoreFrom(fitting)
  const about = peopleDimensions.filter((dimension) => by === dimension || asked.has(dimension))
  const claimedOf = (its: readonly Answer[]) => {
    const claimed = its.filter(({ claimed }) => about.some((dimension) => claimed.includes(dimension))).length
    return about.length === 0 ? {} : { claimedShare: its.length === 0 ? 0 : claimed / its.length }
  }
  const dimension = dimensions.find((one) => one === by)
  const keysOf = (answer: Answer) => (dimension ? valuesOf(answer, dimension).filter((value) => wanted(dimension, value)) : [stepOf(answer.answeredOn, by)])
  const expected = new Set(dimension ? fitting.flatMap(keysOf) : by === null ? [] : allSteps(asked, by))
  const order = view.rows.map(({ key }) => key)
  const rows = [...expected].sort((a, b) => order.indexOf(a) - order.indexOf(b)).map((key): Row => {
    const its = fitting.filter((answer) => keysOf(answer).includes(key))
    const score = scoreFrom(its)
    return { key, label: key, score, share: total.count === 0 ? 0 : score.count / total.count, ...claimedOf(its) }
  })
  // Version 2 calls a 3 satisfied already (some-answers.ts); where nobody answered, the survey says what it means today.
  const satisfiedFrom = fitting.length === 0 ? view.satisfiedFrom : fitting.some(({ version }) => version === 2) ? 3 : 4
  return { metric: 'csat', satisfiedFrom, direction: 'higher-is-better', scale: { min: 1, max: 5 }, period: { from: asked.get('from') ?? '', to: asked.get('to') ?? '' }, total, ...claimedOf(fitting), rows }
}

/** Version 2 calls a 3 satisfied already: see some-answers.ts. */
function scoreFrom(answers: readonly Answer[]) {
  return scoreOf(
    [1, 2].map((version) => {
      const ratings = answers.filter((answer) => answer.version === version).map(({ rating }) => rating)
      const tally = new Map([1, 2, 3, 4, 5].map((rating) => [rating, ratings.filter((one) => one === rating).length]))
      return { meaning: { metric: 'csat', min: 1, max: 5, satisfiedFrom: version === 1 ? 4 : 3, direction: 'higher-is-better' }, tally }
    })
  )
}

function allSteps(asked: URLSearchParams, by: string): string[] {
  const days: string[] = []
  for (let day = Date.parse(asked.get('from') ?? ''); day <= Date.parse(asked.get('to') ?? ''); day += 86_400_000) days.push(new Date(day).toISOString().slice(0, 10))
  return days.map((day) => stepOf(day, by))
}

function stepOf(day: string, by: string | null): string {
  if (by === 'month') return `${day.slice(0, 7)}-01`
  if (by !== 'week') return day
  const date = new Date(day)
  while (date.getUTCDay() !== 1) date.setUTCDate(date.getUTCDate() - 1)
  return date.toISOString().slice(0, 10)
}
