import { and, between, eq, gte, inArray, sql } from 'drizzle-orm'
import type { FunnelDimension } from '../contract/funnel'
import { funnelDimensions } from '../contract/funnel'
import { dayIn } from '../days'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import type { InvitationCount, OfSurvey, Steps } from './funnel-invitations'
import { countInvitations, steps, stepsFrom } from './funnel-invitations'
import type { Period, Stretch } from './periods'
import { addDays, stretchesOf } from './periods'

/**
 * What became of invitations is counted once for each day and month and kept, by these combinations of tags as they were sent. A day
 * is forgotten when anything has happened to one of its invitations since (invitation.changed_at), and counted when it is asked for,
 * so nobody who stamps an invitation waits for the figures. Any other combination is counted from the invitations themselves.
 */
const cuts: readonly (readonly FunnelDimension[])[] = [
  [],
  ['channel'],
  ['topic'],
  ['agent'],
  ['team'],
  ['locale'],
  ['delivery'],
  ['channel', 'topic'],
  ['channel', 'agent'],
  ['channel', 'team'],
  ['channel', 'locale']
]
const separator = '\u001f'
/** A change is on the disk, and clocks of several processes agree, within this. */
const settledMs = 120_000
const periodsAtOnce = 7
const namesMax = 500

type TallyRow = Database['tables']['funnelTally']['$inferSelect']
type Counted = { grain: Stretch['grain']; period: string }
type Work<T> = Generator<PromiseLike<unknown>, T, unknown>

/** The kept cut of exactly these dimensions, or nothing. */
export function funnelCutFor(needed: readonly FunnelDimension[]): readonly FunnelDimension[] | undefined {
  return cuts.find((cut) => cut.length === needed.length && cut.every((dimension) => needed.includes(dimension)))
}

/** What became of the invitations of a period, from what is kept; what is missing there is counted first, some days at a time. */
export async function readFunnelTallies(database: Database, of: OfSurvey, cut: readonly FunnelDimension[], period: Period, now: number): Promise<InvitationCount[]> {
  const stretches = stretchesOf(period)
  const inTurn = <T>(work: (handle: Handle) => Work<T>) =>
    database.atomically(function* (handle) {
      yield* database.takeTurns(handle, `funnel of ${of.surveyId}`)
      return yield* work(handle)
    })
  await inTurn((handle) => forgetChanged(handle, database, of, now))
  for (;;) {
    const counts = await inTurn(function* (handle) {
      const missing = yield* missingOf(handle, database, of, stretches)
      yield* countPeriods(handle, database, of, missing.slice(0, periodsAtOnce))
      return missing.length <= periodsAtOnce ? yield* sumsOf(handle, database, of, cut, stretches) : undefined
    })
    if (counts) return counts
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** To be called after invitations to a survey were changed at other times than the clock says, or deleted. */
export async function forgetFunnel({ handle, tables: { funnelSurvey } }: Database, surveyId: string): Promise<void> {
  await handle.delete(funnelSurvey).where(eq(funnelSurvey.surveyId, surveyId))
}

/** Forgets the days whose invitations have changed, with their months, and all days where the site counts them in another zone now. */
function* forgetChanged(handle: Handle, { tables: { funnelSurvey, funnelPeriod, funnelTally, invitation } }: Database, { surveyId, site: { timeZone } }: OfSurvey, now: number): Work<void> {
  const [known] = yield* run(handle.select().from(funnelSurvey).where(eq(funnelSurvey.surveyId, surveyId)))
  const knownUntil = now - settledMs
  if (known?.timeZone !== timeZone) {
    for (const table of [funnelPeriod, funnelTally]) yield* run(handle.delete(table).where(eq(table.surveyId, surveyId)))
    yield* run(handle.insert(funnelSurvey).values({ surveyId, timeZone, knownUntil }).onConflictDoUpdate({ target: funnelSurvey.surveyId, set: { timeZone, knownUntil } }))
    return
  }
  // No zone begins its days within a quarter of an hour.
  const quarter = sql<number | string>`${sql.raw('invitation.created_at / 900000')}`
  const changed = yield* run(handle.selectDistinct({ quarter }).from(invitation).where(and(eq(invitation.surveyId, surveyId), gte(invitation.changedAt, known.knownUntil))))
  if (changed.length === 0) return
  const days = [...new Set(changed.map((row) => dayIn(timeZone, Number(row.quarter) * 900_000)))]
  const names = [...new Set(days.map((day) => day.slice(0, 7))), ...days]
  for (let start = 0; start < names.length; start += namesMax) {
    const some = names.slice(start, start + namesMax)
    yield* run(handle.delete(funnelPeriod).where(and(eq(funnelPeriod.surveyId, surveyId), inArray(funnelPeriod.period, some))))
    for (const cut of cuts) {
      const ofSome = and(eq(funnelTally.surveyId, surveyId), eq(funnelTally.cut, nameOf(cut)), inArray(funnelTally.grain, ['day', 'month']), inArray(funnelTally.period, some))
      yield* run(handle.delete(funnelTally).where(ofSome))
    }
  }
  yield* run(handle.update(funnelSurvey).set({ knownUntil }).where(eq(funnelSurvey.surveyId, surveyId)))
}

/** What of these stretches is not counted yet: days, and months after the days that they are added up from. */
function* missingOf(handle: Handle, { tables: { funnelPeriod } }: Database, { surveyId }: OfSurvey, stretches: readonly Stretch[]): Work<Counted[]> {
  const rows = yield* run(handle.select({ grain: funnelPeriod.grain, period: funnelPeriod.period }).from(funnelPeriod).where(eq(funnelPeriod.surveyId, surveyId)))
  const known = new Set(rows.map(({ period }) => period))
  const isMissing = (period: string) => !known.has(period)
  const months = stretches.filter(({ grain }) => grain === 'month').flatMap(({ from, to }) => monthsIn(from, to)).filter(isMissing)
  const days = stretches.filter(({ grain }) => grain === 'day').flatMap(({ from, to }) => daysIn(from, to))
  const missingDays = [...months.flatMap((month) => daysIn(`${month}-01`, lastDayOf(month))), ...days].filter(isMissing)
  return [...missingDays.map((period): Counted => ({ grain: 'day', period })), ...months.map((period): Counted => ({ grain: 'month', period }))]
}

function* countPeriods(handle: Handle, database: Database, of: OfSurvey, periods: readonly Counted[]): Work<void> {
  const { funnelPeriod, funnelTally } = database.tables
  for (const { grain, period } of periods) {
    const rows = grain === 'day' ? yield* tallyDay(handle, database, of, period) : yield* tallyMonth(handle, database, of, period)
    yield* database.insertRows(handle, { table: funnelTally, rows, onConflict: '' })
  }
  yield* database.insertRows(handle, { table: funnelPeriod, rows: periods.map((counted) => ({ surveyId: of.surveyId, ...counted })), onConflict: '' })
}

function* tallyDay(handle: Handle, database: Database, of: OfSurvey, day: string): Work<TallyRow[]> {
  const counts = yield* countInvitations(handle, database, of, funnelDimensions, { from: day, to: day })
  const rows = new Map<string, TallyRow>()
  for (const { kept, state, reason, ...counted } of counts) {
    for (const cut of cuts) {
      const key = cut.map((dimension) => kept[dimension] ?? '').join(separator)
      const name = JSON.stringify([cut, key, state, reason])
      const row = rows.get(name)
      if (row) for (const step of steps) row[step] += counted[step]
      else rows.set(name, { surveyId: of.surveyId, cut: nameOf(cut), grain: 'day', period: day, key, state, reason, ...counted })
    }
  }
  return [...rows.values()]
}

/** The sum of its days, all of which are counted. */
function* tallyMonth(handle: Handle, { tables: { funnelTally } }: Database, { surveyId }: OfSurvey, month: string): Work<TallyRow[]> {
  const { cut, grain, period, key, state, reason } = funnelTally
  const rows: TallyRow[] = []
  for (const name of cuts.map(nameOf)) {
    const isOfMonth = and(eq(funnelTally.surveyId, surveyId), eq(cut, name), eq(grain, 'day'), between(period, `${month}-01`, `${month}-31`))
    const sums = yield* run(handle.select({ key, state, reason, ...sumsIn(funnelTally) }).from(funnelTally).where(isOfMonth).groupBy(key, state, reason))
    rows.push(...sums.map((sum) => ({ surveyId, cut: name, grain: 'month', period: month, key: sum.key, state: sum.state, reason: sum.reason, ...stepsFrom(sum) })))
  }
  return rows
}

function* sumsOf(handle: Handle, { tables: { funnelTally } }: Database, { surveyId }: OfSurvey, cut: readonly FunnelDimension[], stretches: readonly Stretch[]): Work<InvitationCount[]> {
  const { key, state, reason } = funnelTally
  const counts: InvitationCount[] = []
  for (const { grain, from, to } of stretches) {
    const isWithin = and(eq(funnelTally.surveyId, surveyId), eq(funnelTally.cut, nameOf(cut)), eq(funnelTally.grain, grain), between(funnelTally.period, from, to))
    const rows = yield* run(handle.select({ key, state, reason, ...sumsIn(funnelTally) }).from(funnelTally).where(isWithin).groupBy(key, state, reason))
    for (const row of rows) {
      const values = row.key.split(separator)
      counts.push({ ...stepsFrom(row), state: row.state, reason: row.reason, kept: Object.fromEntries(cut.map((dimension, index) => [dimension, values[index] ?? ''])) })
    }
  }
  return counts
}

function sumsIn(table: Database['tables']['funnelTally']) {
  return Object.fromEntries(steps.map((step) => [step, sql<number | string>`sum(${table[step]})`])) as Record<keyof Steps, ReturnType<typeof sql<number | string>>> // the same keys
}

function nameOf(cut: readonly FunnelDimension[]): string {
  return cut.join(' ')
}

function daysIn(from: string, to: string): string[] {
  const days: string[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}

function monthsIn(from: string, to: string): string[] {
  const months: string[] = []
  for (let month = from; month <= to; month = addDays(lastDayOf(month), 1).slice(0, 7)) months.push(month)
  return months
}

function lastDayOf(month: string): string {
  return addDays(`${addDays(`${month}-01`, 31).slice(0, 7)}-01`, -1)
}
