import type { SQL } from 'drizzle-orm'
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import type { ResponseRow } from '../db/rows'
import type { Event } from './history'
import { keepHistory } from './history'
import type { Settled } from './standing'
import { besideVouched, settled } from './standing'

/** Answers that count as one: those to one conversation, or those that brought the same signed claims. */
export type Group = { conversation: string } | { signedAs: string }

/** Whether an answer counts: of several that count as one, the one that stands for them. */
function doesCount({ state, repeated }: Pick<ResponseRow, 'state' | 'repeated'>): boolean {
  return state === 'counted' && (repeated === null || repeated === 'latest')
}

/**
 * The same as SQL, in the words of the indexes that hold no others: with parameters, SQLite would not know
 * them again.
 */
export function counting({ tables: { response } }: Database): SQL | undefined {
  return and(
    sql`${response.state} = 'counted'`,
    sql`(${response.repeated} is null or ${response.repeated} = 'latest')`
  )
}

/**
 * With which others an answer counts as one. A conversation that was merely claimed is none where a
 * signature covers the customer.
 */
export function groupOf({
  signedAs,
  conversation
}: Pick<ResponseRow, 'signedAs' | 'conversation'>): Group | undefined {
  if (signedAs !== null) return { signedAs }
  return conversation === null ? undefined : { conversation }
}

/** Whether a change of this answer may give others another place. */
export function movesOthers(row: ResponseRow, before: ResponseRow | undefined): boolean {
  const decisive = ['state', 'conversation', 'signedAs', 'standing', 'answeredAt', 'reviewedAt'] as const
  return before === undefined || decisive.some((name) => row[name] !== before[name])
}

/** To be called before anything is written about answers to these surveys that count with others. */
export function* holdRepeats(handle: Handle, database: Database, surveyIds: readonly string[]) {
  yield* database.inTurn(
    handle,
    surveyIds.map((id) => `repeats of ${id}`)
  )
}

/** What settling changed: the answers whose state is another one now, and how many have another place. */
export type Resettled = { moved: ResponseRow[]; places: number }

type Settling = {
  surveyId: string
  siteId: string
  groups: readonly Group[]
  now: number
  fresh?: ReadonlySet<string>
}

/**
 * Finds the places of the answers in these groups, after some came or changed, and what that changes. What
 * an answer loses or gets back by it stands in its history; of `fresh` ones, which came in this commit,
 * there is none yet.
 */
export function* settleRepeats(
  handle: Handle,
  database: Database,
  { surveyId, siteId, groups, now, fresh }: Settling
): Generator<PromiseLike<unknown>, Resettled, unknown> {
  const resettled: Resettled = { moved: [], places: 0 }
  const { response } = database.tables
  const events: Event[] = []
  const conversations = groups.flatMap((group) => ('conversation' in group ? [group.conversation] : []))
  const signatures = groups.flatMap((group) => ('signedAs' in group ? [group.signedAs] : []))
  const ours = and(eq(response.siteId, siteId), eq(response.surveyId, surveyId))
  for (const [column, among, names] of [
    [response.conversation, and(ours, isNull(response.signedAs)), conversations],
    [response.signedAs, ours, signatures]
  ] as const) {
    if (names.length === 0) continue
    // Nearly every answer is alone in its group, and needs no more than to be known as such, unless another one
    // has left it.
    const isShared = sql`count(*) > 1 or count(${response.repeated}) > 0 or max(case when ${response.stateReason} = ${besideVouched} then 1 else 0 end) = 1`
    const shared = yield* run(
      handle
        .select({ name: column })
        .from(response)
        .where(and(among, inArray(column, [...new Set(names)])))
        .groupBy(column)
        .having(isShared)
    )
    const found = shared.flatMap(({ name }) => name ?? [])
    if (found.length === 0) continue
    const rows = yield* run(
      handle
        .select()
        .from(response)
        .where(and(among, inArray(column, found)))
    )
    const nameOf = (row: ResponseRow) =>
      (column === response.signedAs ? row.signedAs : row.conversation) ?? ''
    const byName = new Map<string, ResponseRow[]>()
    for (const row of rows) byName.set(nameOf(row), [...(byName.get(nameOf(row)) ?? []), row])
    const all = new Map([...byName].map(([name, group]) => [name, settled(group)]))
    for (const row of rows) {
      const place = all.get(nameOf(row))?.get(row.id)
      if (!place || (place.place === row.repeated && place.state === row.state)) continue
      const after = { ...row, state: place.state, stateReason: place.stateReason, repeated: place.place }
      const { state, stateReason, repeated } = after
      yield* run(
        handle
          .update(response)
          .set({ state, stateReason, repeated })
          .where(and(eq(response.surveyId, surveyId), eq(response.id, row.id)))
      )
      resettled.places++
      if (state !== row.state) resettled.moved.push(after)
      if (doesCount(after) === doesCount(row)) continue
      if (!fresh?.has(row.id))
        events.push(eventOf(row, after, byName.get(nameOf(row)) ?? [], all.get(nameOf(row))))
    }
  }
  yield* keepHistory(handle, database, events, now)
  return resettled
}

/** How an answer that stood for its group does so no more, or again, and because of which other one. */
function eventOf(
  before: ResponseRow,
  after: ResponseRow,
  group: readonly ResponseRow[],
  places: ReadonlyMap<string, Settled> | undefined
): Event {
  const standsFor = (row: ResponseRow) =>
    row.id !== before.id &&
    places?.get(row.id)?.state === 'counted' &&
    ['latest', null].includes(places.get(row.id)?.place ?? null)
  const rank = (row: ResponseRow) => Number(row.standing === 'vouched')
  const other = group.filter(standsFor).sort((a, b) => rank(b) - rank(a))[0]
  const isSet = doesCount(after)
  const action = isSet
    ? 'response-counts-again'
    : after.state === 'suspect'
      ? 'response-set-aside'
      : 'response-superseded'
  const by = !isSet && other ? { by: other.id, byStanding: other.standing } : {}
  return {
    row: before,
    action,
    actor: 'hearback',
    standing: other?.standing ?? before.standing,
    detail: { rating: before.rating, ...by }
  }
}
