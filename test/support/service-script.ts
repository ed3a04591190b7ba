import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { columnsOf } from '../../server/columns/columns'
import type { BreachesView, Kpis, KpisView } from '../../server/contract/figures-kpis'
import type { DriversView, WaitingView } from '../../server/contract/figures-more'
import { keepConversation } from '../../server/conversations/conversations'
import type { Database } from '../../server/db/database'
import { erasePerson } from '../../server/erasure/erase'
import { changeAnswer } from '../../server/responses/change'
import { storeAnswers } from '../../server/responses/store'
import { hoursOf } from '../../server/sites/service-settings'
import { siteById } from '../../server/sites/sites'
import { waitingBandOf, waitingBands } from '../../server/statistics/bands'
import { firstContactSeen } from '../../server/statistics/contacts'
import { keyDrivers } from '../../server/statistics/drivers'
import { durationFigures } from '../../server/statistics/durations'
import { percentageOf } from '../../server/statistics/percentage'
import { openSurvey } from '../../server/surveys/open-survey'
import { dayIn } from '../../server/time/days'
import { businessMilliseconds, hoursFor } from '../../server/time/opening-hours'
import { nearly } from './nearly'
import type { Sent, Shop } from './shop'
import { answerOf, now, timeZone } from './shop'

const owner = {
  kind: 'key' as const,
  id: 'key_1',
  siteId: null,
  scopes: new Set(['responses:write' as const])
}
const dayMs = 86_400_000
const first = Date.parse('2026-10-20T00:00:00Z')

/** What a manager says of names: sms counts as whatsapp, refund is under billing. */
const rules = { channel: { sms: { into: 'whatsapp' } }, topic: { refund: { under: 'billing' } } }
const targets = {
  whatsapp: { firstResponseSeconds: 600, resolutionSeconds: 5_000 },
  voice: { firstResponseSeconds: 60 }
}
const targetsBy = {
  team: { 'tier-2': { firstResponseSeconds: 1_200 } },
  topic: { login: { resolutionSeconds: 9_000 }, billing: { resolutionSeconds: 12_000 } }
}
const day = (from: string, until: string) => [{ from, until }]
/** The shop's own, a split shift in a zone whose clocks change, and a team that works at night. */
const openingHours = {
  site: {
    week: { mon: day('09:00', '17:30'), tue: day('09:00', '17:30'), thu: day('09:00', '12:00') },
    holidays: [
      { date: '2026-11-09', name: 'Iqbal Day', open: [] },
      { date: '2026-11-11', open: day('10:00', '11:00') }
    ]
  },
  channels: {
    voice: {
      timeZone: 'America/New_York',
      week: { sat: day('20:00', '02:00'), sun: [...day('00:30', '08:00'), ...day('09:00', '15:00')] },
      holidays: []
    }
  },
  teams: {
    'tier-2': { week: { mon: day('22:00', '06:00'), wed: day('00:00', '00:00'), fri: day('12:00', '18:00') } }
  }
}

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })
const conversation = fc.record({
  channel: maybe(fc.constantFrom('whatsapp', 'sms', 'voice')),
  agent: maybe(fc.constantFrom('ana', 'Émile')),
  team: maybe(fc.constantFrom('tier-1', 'tier-2')),
  topics: maybe(fc.subarray(['billing', 'refund', 'login'])),
  customer: maybe(fc.constantFrom('u-1', 'u-2', 'u-3', 'u-4')),
  openedAt: maybe(fc.integer({ min: first, max: now })),
  first: maybe(
    fc.oneof(
      fc.integer({ min: -5, max: 9_000_000 }),
      fc.integer({ min: 0, max: 3_000 }).map((seconds) => 1_000 * seconds),
      fc.constant(4e10)
    )
  ),
  resolution: maybe(fc.integer({ min: -2, max: 20_000 }).map((seconds) => 1_000 * seconds)),
  handleSeconds: maybe(fc.integer({ min: 0, max: 900 })),
  holdSeconds: maybe(fc.integer({ min: 0, max: 3 })),
  resolvedOnFirstContact: maybe(fc.boolean())
})
const answer = fc.record({
  conversation: fc.nat(20),
  rating: fc.integer({ min: 1, max: 5 }),
  locale: fc.constantFrom('en', 'ur'),
  surface: fc.constantFrom('page' as const, 'api' as const),
  at: fc.integer({ min: first, max: now }),
  answers: fc.record(
    {
      speed: fc.integer({ min: 1, max: 5 }),
      courtesy: fc.integer({ min: 1, max: 5 }),
      solved: fc.constantFrom('yes', 'no', 'not-yet')
    },
    { requiredKeys: ['speed'] }
  )
})
/** `jump`: by how many days the clock is wrong at that moment. */
const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ keep: fc.nat(20), conversation, jump: fc.constantFrom(0, 0, 0, -700, 900) })
  },
  { weight: 4, arbitrary: fc.record({ answer, again: fc.option(fc.nat()) }) },
  { weight: 1, arbitrary: fc.record({ exclude: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ isRuled: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ hasHours: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ erase: fc.constantFrom('u-1', 'u-2') }) },
  { weight: 1, arbitrary: fc.record({ remove: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ ask: fc.constantFrom('look', 'forget') }) }
)

/**
 * What happens to conversations and their answers: told in parts and again, excluded, merged, erased,
 * removed, and looked at in between.
 */
export const serviceScript = (length: number) => fc.array(step, { minLength: length, maxLength: 2 * length })
type Script = ReturnType<typeof serviceScript> extends fc.Arbitrary<infer Steps> ? Steps : never

async function sayHours({ handle, tables: { site } }: Database, hasHours: boolean) {
  await handle
    .update(site)
    .set({ openingHours: JSON.stringify(hasHours ? openingHours : {}) })
    .where(eq(site.id, 'sit_shop'))
}

/** `other` is another process on the same database, which does every other thing. */
export async function serve(shop: Shop, other: Database, steps: Script): Promise<{ isRuled: boolean }> {
  const opened = await openSurvey(shop.database, owner, 'svy_shop', 'responses:write')
  const sent: Partial<Sent>[] = []
  let isRuled = false
  for (const [index, one] of steps.entries()) {
    const database = index % 2 === 0 ? shop.database : other
    const { conversation: table, site } = database.tables
    if ('keep' in one) {
      const { first: firstMs, resolution, openedAt, ...said } = one.conversation
      const time = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString())
      const after = (ms: number | undefined) =>
        openedAt === undefined || ms === undefined ? undefined : time(openedAt + ms)
      const times = {
        openedAt: time(openedAt),
        firstResponseAt: after(firstMs),
        resolvedAt: after(resolution)
      }
      await keepConversation(
        database,
        { siteId: 'sit_shop', id: `c-${one.keep}` },
        { ...said, ...times },
        now + one.jump * dayMs
      )
    } else if ('answer' in one) {
      const known = one.again === null ? undefined : sent[one.again % Math.max(1, sent.length)]
      const fresh = {
        ...one.answer,
        at: new Date(one.answer.at).toISOString(),
        conversation: `c-${one.answer.conversation}`,
        id: `answer-${sent.length}`
      }
      if (!known) sent.push(fresh)
      await storeAnswers(
        database,
        [
          answerOf(
            known
              ? { ...fresh, id: known.id ?? '', at: known.at ?? '', conversation: known.conversation ?? null }
              : fresh
          )
        ],
        now
      )
    } else if ('exclude' in one) {
      const id = sent[one.exclude % Math.max(1, sent.length)]?.id
      if (id)
        await changeAnswer(database, opened, id, {
          patch: { state: 'excluded', reason: 'x' },
          caller: owner,
          now
        })
    } else if ('isRuled' in one) {
      isRuled = one.isRuled
      await database.handle
        .update(site)
        .set({ tagRules: JSON.stringify(isRuled ? rules : {}) })
        .where(eq(site.id, 'sit_shop'))
    } else if ('hasHours' in one) {
      await sayHours(database, one.hasHours)
    } else if ('erase' in one) {
      await erasePerson(
        { ...shop.services, database: shop.database },
        { siteId: 'sit_shop', who: one.erase },
        owner
      )
    } else if ('remove' in one) await database.handle.delete(table).where(eq(table.id, `c-${one.remove}`))
    else if (one.ask === 'forget') columnsOf(shop.database).forget()
    else await shop.ask('/kpis?survey=svy_shop')
  }
  return { isRuled }
}

const dimensions = ['channel', 'agent', 'team', 'topic'] as const
export const serviceQuestion = fc.record({
  by: fc.option(fc.constantFrom(...dimensions)),
  window: fc.constantFrom(1, 7, 30),
  from: fc.integer({ min: -40, max: -1 }),
  days: fc.integer({ min: 1, max: 40 }),
  channel: fc.option(fc.subarray(['', 'whatsapp', 'voice'], { minLength: 1 }), { freq: 2 }),
  agent: fc.option(fc.subarray(['', 'ana', 'Émile'], { minLength: 1 }), { freq: 2 }),
  topic: fc.option(fc.subarray(['', 'billing', 'refund'], { minLength: 1 }), { freq: 2 }),
  locale: fc.option(fc.constant<string[]>(['ur']), { freq: 4 })
})
type Question = typeof serviceQuestion extends fc.Arbitrary<infer One> ? One : never

const dayAt = (offset: number) =>
  new Date(Date.parse('2026-11-20') + offset * dayMs).toISOString().slice(0, 10)

function queryOf({ by, window, from, days, ...filters }: Question): URLSearchParams {
  const query = new URLSearchParams({
    survey: 'svy_shop',
    window: String(window),
    from: dayAt(from),
    to: dayAt(from + days - 1),
    ...(by && { by })
  })
  for (const [dimension, keys] of Object.entries(filters))
    for (const key of keys ?? []) query.append(dimension, key)
  return query
}

type Goal = 'firstResponseSeconds' | 'resolutionSeconds'
type Goals = Readonly<Record<string, Partial<Record<Goal, number>>>>

/** Of several topics the soonest; then what is said of the team; then of the channel. */
function goalOf(
  { topic, team, channel }: Readonly<Record<'topic' | 'team' | 'channel', readonly string[]>>,
  name: Goal
): number | undefined {
  const among = (goals: Goals, keys: readonly string[]) =>
    keys.flatMap((key) => goals[key]?.[name] ?? []).sort((a, b) => a - b)[0]
  return among(targetsBy.topic, topic) ?? among(targetsBy.team, team) ?? among(targets, channel)
}

/** `missed`: the ids of those that missed a goal by a clock, those that began last first. */
type Counted = Pick<KpisView, 'total'> & {
  rows: Record<string, Kpis>
  missed(goal: Goal, isOpen: boolean): string[]
}

/** Service figures, counted from the rows in the most obvious way. */
async function serviceAgain(
  database: Database,
  { by, window, from, days, locale, ...filters }: Question,
  isRuled: boolean
): Promise<Counted> {
  const { conversation, response, tagSet } = database.tables
  const hours = hoursOf(await siteById(database, 'sit_shop'))
  // Of two that began at the same instant the one with the lower name is the earlier, names being hashed.
  const placeOf = (id: string) => createHash('sha256').update(id).digest('hex')
  const rows = (
    await database.handle.select().from(conversation).where(eq(conversation.siteId, 'sit_shop'))
  ).sort((a, b) => (placeOf(a.id) < placeOf(b.id) ? -1 : 1))
  const answers = await database.handle
    .select()
    .from(response)
    .innerJoin(tagSet, eq(tagSet.id, response.tagSetId))
    .where(eq(response.state, 'counted'))
  const said = new Set(
    answers
      .filter(({ tag_set: tags }) => locale?.includes(tags.locale) ?? true)
      .map(({ response: { conversation } }) => conversation)
  )
  const all = rows.map((row) => {
    const kept = JSON.parse(row.topics ?? '[]') as string[]
    const topics = [
      ...new Set(kept.flatMap((topic) => (isRuled && topic === 'refund' ? ['refund', 'billing'] : [topic])))
    ]
    const channel = isRuled && row.channel === 'sms' ? 'whatsapp' : (row.channel ?? '')
    return {
      row,
      values: {
        channel: [channel],
        agent: [row.agent ?? ''],
        team: [row.team ?? ''],
        topic: topics.length > 0 ? topics : ['']
      }
    }
  })
  type One = (typeof all)[number]
  const isWanted = (name: 'channel' | 'agent' | 'topic', value: string) =>
    filters[name]?.includes(value) ?? true
  const fitting = all.filter(({ row, values }) => {
    const day = dayIn(timeZone, row.beganAt)
    const fits = (['channel', 'agent', 'topic'] as const).every((name) =>
      values[name].some((value) => isWanted(name, value))
    )
    return (
      day >= dayAt(from) && day <= dayAt(from + days - 1) && fits && (locale === null || said.has(row.id))
    )
  })
  const contacts = all.flatMap(({ row, values }) =>
    row.customerHash === null
      ? []
      : values.topic.map((topic) => ({
          customer: row.customerHash ?? '',
          topic,
          at: row.beganAt,
          id: row.id
        }))
  )
  type Moment = 'firstResponseAt' | 'resolvedAt'
  const since = (of: Moment) => (row: One['row']) =>
    row[of] === null || row.openedAt === null ? null : (row[of] - row.openedAt) / 1_000
  /** What no clock can have measured stays so, and of the rest counts what lies within opening hours. */
  const openSince = (of: Moment) => (row: One['row']) => {
    const seconds = since(of)(row)
    if (seconds === null || seconds < 0 || seconds > 366 * 86_400 || !hours) return seconds
    const channel = isRuled && row.channel === 'sms' ? 'whatsapp' : (row.channel ?? '')
    const its = hoursFor(hours, channel, row.team ?? '')
    return businessMilliseconds(its, row.beganAt, row[of] ?? 0) / 1_000
  }
  const figures = (judged: One[]): Kpis => {
    const durationOf = (secondsOf: (row: One['row']) => number | null) => {
      const tally = new Map<number, number>()
      for (const { row } of judged) {
        const seconds = secondsOf(row)
        if (seconds !== null) tally.set(seconds, (tally.get(seconds) ?? 0) + 1)
      }
      const { attainment: _none, ...found } = durationFigures(tally, null)
      return { ...found, missing: judged.length - found.count - found.excluded }
    }
    const ids = new Set(judged.map(({ row }) => row.id))
    const { window: _ms, ...seen } = firstContactSeen(contacts, window * dayMs, now, ({ id }) => ids.has(id))
    const solved = judged.flatMap(({ row }) => row.resolvedOnFirstContact ?? [])
    const met = (secondsOf: (row: One['row']) => number | null, name: Goal) => {
      const withTarget = judged.flatMap(({ row, values }) => {
        const goal = goalOf(values, name)
        return goal === undefined ? [] : [{ seconds: secondsOf(row), goal }]
      })
      const known = withTarget.flatMap(({ seconds, goal }) =>
        seconds !== null && seconds >= 0 && seconds <= 366 * 86_400 ? [seconds <= goal] : []
      )
      return withTarget.length === 0
        ? null
        : percentageOf({ part: known.filter(Boolean).length, count: known.length })
    }
    const slaOf = (of: typeof since) => ({
      firstResponse: met(of('firstResponseAt'), 'firstResponseSeconds'),
      resolution: met(of('resolvedAt'), 'resolutionSeconds')
    })
    return {
      conversations: judged.length,
      frt: durationOf(since('firstResponseAt')),
      aht: durationOf(({ handleSeconds }) => handleSeconds),
      hold: durationOf(({ holdSeconds }) => holdSeconds),
      ttr: durationOf(since('resolvedAt')),
      fcr: {
        asked: percentageOf({ part: solved.filter(Boolean).length, count: solved.length }),
        seen: { ...seen, windowDays: window }
      },
      sla: slaOf(since),
      open: {
        frt: durationOf(openSince('firstResponseAt')),
        ttr: durationOf(openSince('resolvedAt')),
        sla: slaOf(openSince)
      }
    }
  }
  const missed = (goal: Goal, isOpen: boolean) => {
    const of = goal === 'firstResponseSeconds' ? 'firstResponseAt' : 'resolvedAt'
    return fitting
      .filter(({ row, values }) => {
        const [whole, seconds, most] = [
          since(of)(row),
          (isOpen ? openSince : since)(of)(row),
          goalOf(values, goal)
        ]
        const isSound = whole !== null && whole >= 0 && whole <= 366 * 86_400
        return isSound && seconds !== null && most !== undefined && seconds > most
      })
      .sort((a, b) => b.row.beganAt - a.row.beganAt)
      .map(({ row }) => row.id)
  }
  const keys =
    by === null
      ? []
      : [...new Set(fitting.flatMap(({ values }) => values[by]))].filter(
          (key) => by === 'team' || isWanted(by, key)
        )
  return {
    missed,
    total: figures(fitting),
    rows: Object.fromEntries(
      keys.map((key) => [
        key,
        figures(fitting.filter(({ values }) => by !== null && values[by].includes(key)))
      ])
    )
  }
}

/**
 * Waiting and what moves the rating of all answers of the last days, counted likewise: how many in each
 * band, and the drivers.
 */
async function answersAgain(database: Database, days: number) {
  const { conversation, response } = database.tables
  const answers = (await database.handle.select().from(response).where(eq(response.state, 'counted'))).filter(
    ({ answeredOn, repeated }) =>
      answeredOn >= dayAt(-days) && answeredOn <= dayAt(-1) && (repeated === null || repeated === 'latest')
  )
  const rows = new Map((await database.handle.select().from(conversation)).map((row) => [row.id, row]))
  const isNear = ({ beganAt }: { beganAt: number }) =>
    dayIn(timeZone, beganAt) >= dayAt(-days - 90) && dayIn(timeZone, beganAt) <= dayAt(-1)
  const waits = answers.flatMap(({ conversation }) => {
    const row = rows.get(conversation ?? '')
    return row && isNear(row)
      ? [
          row.firstResponseAt === null || row.openedAt === null
            ? null
            : (row.firstResponseAt - row.openedAt) / 1_000
        ]
      : []
  })
  const known = waits.filter((wait) => wait !== null)
  const sound = known.filter((wait) => wait >= 0 && wait <= 366 * 86_400)
  const further = answers.flatMap(({ answers, rating }) =>
    answers === null ? [] : [{ rating, said: JSON.parse(answers) as Record<string, number | string> }]
  )
  const countOf = (name: string) => further.filter(({ said }) => name in said).length
  const often = Math.max(...['speed', 'courtesy', 'solved'].map(countOf)) / 2
  const names = ['speed', 'courtesy', 'solved']
    .filter((name) => countOf(name) > 0 && countOf(name) >= often)
    .sort((a, b) => countOf(b) - countOf(a) || (a < b ? -1 : 1))
  const steps: Record<string, number> = { yes: 1, no: 0, 'not-yet': 0.5 }
  const judgements = further
    .filter(({ said }) => names.every((name) => name in said))
    .map(({ said, rating }) => ({
      outcome: rating,
      drivers: names.map((name) => steps[said[name] ?? ''] ?? Number(said[name]))
    }))
  const drivers = keyDrivers(names, judgements)
  return {
    waiting: {
      read: waits.length,
      unknown: waits.length - known.length,
      excluded: known.length - sound.length,
      bands: waitingBands.map(({ key }) => sound.filter((wait) => waitingBandOf(wait) === key).length)
    },
    drivers: {
      read: further.length,
      count: drivers?.count ?? null,
      explained: drivers?.explained ?? null,
      rows: Object.fromEntries(
        drivers?.rows.map(({ key, share, mean, correlation }) => [key, { share, mean, correlation }]) ?? []
      )
    }
  }
}

/** The ids of all pages of a list, of which there are to be as many as each page says. */
async function listed({ ask }: Shop, path: string): Promise<string[]> {
  const ids: string[] = []
  const totals = new Set<number>()
  for (let next: string | null = ''; next !== null; ) {
    const view: BreachesView = await (await ask(`${path}${next && `&cursor=${next}`}`)).json()
    ids.push(...view.rows.map(({ id }) => id))
    totals.add(view.total)
    next = view.next
  }
  return [...totals].every((total) => total === ids.length) ? ids : [...ids, `not ${[...totals].join()}`]
}

/** What the server tells, beside what is counted again; both are to be the same. */
export async function agreeing(
  shop: Shop,
  questions: readonly Question[],
  isRuled: boolean
): Promise<[unknown, unknown][]> {
  const { database, ask } = shop
  const { site } = database.tables
  await database.handle
    .update(site)
    .set({ targets: JSON.stringify(targets), targetsBy: JSON.stringify(targetsBy) })
  const hasHours = hoursOf(await siteById(database, 'sit_shop')) !== null
  const get = async <View>(path: string) => (await (await ask(path)).json()) as View
  const pairs: [unknown, unknown][] = []
  for (const [number, question] of questions.entries()) {
    // First with the hours that there were all along, then with others.
    if (2 * number >= questions.length) await sayHours(database, !hasHours)
    const query = queryOf(question)
    const { total, rows } = await get<KpisView>(`/kpis?${query.toString()}`)
    const told = {
      total,
      rows: Object.fromEntries(rows.map(({ key, label: _label, ...figures }) => [key, figures]))
    }
    const { missed, ...counted } = await serviceAgain(database, question, isRuled)
    pairs.push([
      [query.toString(), told],
      [query.toString(), nearly(counted)]
    ])
    const [goal, clock] = [
      number % 2 === 0 ? 'first-response' : 'resolution',
      number % 3 === 0 ? 'whole' : 'open'
    ]
    for (const name of ['by', 'window']) query.delete(name)
    pairs.push([
      await listed(shop, `/kpis/breaches?${query.toString()}&limit=2&goal=${goal}&clock=${clock}`),
      missed(goal === 'resolution' ? 'resolutionSeconds' : 'firstResponseSeconds', clock === 'open')
    ])
  }
  for (const days of [10, 30]) {
    const period = `survey=svy_shop&from=${dayAt(-days)}&to=${dayAt(-1)}`
    const waiting = await get<WaitingView>(`/scores/waiting?${period}`)
    const drivers = await get<DriversView>(`/drivers?${period}`)
    const told = {
      waiting: {
        read: waiting.read.count,
        unknown: waiting.unknown,
        excluded: waiting.excluded,
        bands: waiting.bands.map(({ score }) => score.count)
      },
      drivers: {
        read: drivers.read.count,
        count: drivers.drivers?.count ?? null,
        explained: drivers.drivers?.explained ?? null,
        rows: Object.fromEntries(
          drivers.drivers?.rows.map(({ key, share, mean, correlation }) => [
            key,
            { share, mean, correlation }
          ]) ?? []
        )
      }
    }
    pairs.push([told, nearly(await answersAgain(database, days))])
  }
  return pairs
}
