import { and, asc, eq, inArray, isNull, lt, or } from 'drizzle-orm'
import { recordAudit } from '../audit/log'
import { ratingOf } from '../contract/rating-steps'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import type { ResponseRow } from '../db/rows'
import type { TagSet } from '../tags/tag-set'
import { sentTagsOf } from '../tags/tags'
import { addDays } from '../time/periods'
import { oversent } from './bursts'
import { noteHeld } from './held'
import { isUnproven, requireProof } from './proof'
import { bareRatings, usualRatings } from './usual'

/**
 * How many answers of one network to one survey count on one day. A kiosk with 300 and an office of 500
 * people are well within it.
 */
export const networkBudget = 1_000
/** So many answers without a hand on them are looked at together: of one network, and of all. */
const bareMin = { network: 12, all: 40 }
/** They are looked at again when there are so many times as many. */
const againAt = 1.25
/** Stands for all networks. Nobody's hash is empty. */
const everywhere = ''
const daysKept = 35

/** Why answers wait here, whatever is sent under their ids later. */
export const heldReasons: ReadonlySet<string | null> = new Set(['network-budget', 'burst'])

type DayRow = Database['tables']['networkDay']['$inferSelect']
type Changed = { row: ResponseRow; tagSet: TagSet; before: ResponseRow | undefined; tagSetBefore: TagSet }
type Group = { day: DayRow; is: DayRow; fresh: ResponseRow[]; edited: ResponseRow[] }

/**
 * Looks at the answers of the public that a transaction keeps, before they count, and makes those suspect
 * that are beyond the budget of their network, or belong to a burst that moves the score. What is counted
 * here is counted in that transaction, so it holds across processes and restarts, and nothing gets past it
 * by coming at the same moment. Gives the answers from before that turn out to belong to a burst.
 */
export function* holdStuffing(
  handle: Handle,
  database: Database,
  changed: readonly Changed[],
  now: number
): Generator<PromiseLike<unknown>, Changed[], unknown> {
  const counting = changed.filter(({ row }) => row.network !== null && row.state === 'counted')
  // What waited for its proof counts from now on, so it is looked at now.
  const isFresh = (before: ResponseRow | undefined) => before === undefined || isUnproven(before)
  const fresh = counting.filter(({ before }) => isFresh(before)).map(({ row }) => row)
  const edited = counting
    .filter(
      ({ row, before }) =>
        before !== undefined && !isFresh(before) && before.rating !== row.rating && row.touched === false
    )
    .map(({ row }) => row)
  if (fresh.length + edited.length === 0) return []
  const groups = yield* countDays(handle, database, fresh, edited)
  const late: Changed[] = []
  const held: ResponseRow[] = []
  for (const group of groups.values()) {
    if (group.day.network === everywhere) continue
    const all = groups.get(groupName(group.day, everywhere))
    held.push(...holdNew(group, all))
  }
  for (const group of groups.values()) late.push(...(yield* holdBurst(handle, database, group, now)))
  yield* writeHeld(handle, database, held)
  for (const { day, is } of groups.values()) {
    if (day.held === 0 && is.held > 0)
      yield* note(handle, database, is, {
        detail: { reason: 'network-budget', budget: networkBudget },
        siteId: siteIn(changed, is),
        at: now
      })
  }
  yield* requireProof(
    handle,
    database,
    [...new Set([...held, ...late.map(({ row }) => row)].map(({ surveyId }) => surveyId))],
    now
  )
  yield* writeDays(handle, database, [...groups.values()])
  for (const { day, fresh: its } of groups.values())
    if (day.network === everywhere && day.answers <= its.length) yield* forgetDays(handle, database, day)
  // An answer of this commit is among those that were found in the database, too.
  const own = new Map(counting.map((one) => [nameOf(one.row), one.row]))
  return late.filter(({ row }) => {
    const mine = own.get(nameOf(row))
    if (mine) Object.assign(mine, { state: row.state, stateReason: row.stateReason })
    return !mine
  })
}

/** Whether a network may give only so many answers: a customer's own link is for one as it is. */
function isLimited({ invitationId, standing }: ResponseRow): boolean {
  return invitationId === null || standing === 'unverified'
}

/** Counts the new answers by network and day, and locks what it has counted until the transaction ends. */
function* countDays(
  handle: Handle,
  database: Database,
  fresh: readonly ResponseRow[],
  edited: readonly ResponseRow[]
) {
  const groups = new Map<string, Group>()
  const groupOf = (row: ResponseRow, network: string): Group => {
    const name = groupName(row, network)
    const known = groups.get(name)
    if (known) return known
    const day = {
      surveyId: row.surveyId,
      answeredOn: row.answeredOn,
      network,
      answers: 0,
      bare: 0,
      held: 0,
      checked: 0,
      ratings: ''
    }
    const made = { day, is: day, fresh: [], edited: [] }
    groups.set(name, made)
    return made
  }
  for (const row of fresh) {
    const one = groupOf(row, row.network ?? '')
    one.fresh.push(row)
    const bare = Number(row.touched === false)
    const limited = Number(isLimited(row))
    one.day.answers += limited
    one.day.bare += bare
    if (!limited) continue
    const all = groupOf(row, everywhere)
    all.fresh.push(row)
    all.day.answers += 1
    all.day.bare += bare
  }
  for (const row of edited) {
    groupOf(row, row.network ?? '').edited.push(row)
    if (isLimited(row)) groupOf(row, everywhere)
  }
  const { networkDay } = database.tables
  const rows = [...groups.values()]
    .map(({ day }) => day)
    .sort((a, b) => (groupName(a, a.network) < groupName(b, b.network) ? -1 : 1))
  const add =
    'on conflict (survey_id, answered_on, network) do update set answers = ' +
    'network_day.answers + excluded.answers, bare = network_day.bare + excluded.bare'
  yield* database.insertRows(handle, { table: networkDay, rows, onConflict: add })
  for (const { surveyId, answeredOn } of new Map(rows.map((row) => [groupName(row, ''), row])).values()) {
    const networks = rows
      .filter((row) => row.surveyId === surveyId && row.answeredOn === answeredOn)
      .map(({ network }) => network)
    const found = yield* run(
      handle
        .select()
        .from(networkDay)
        .where(
          and(
            eq(networkDay.surveyId, surveyId),
            eq(networkDay.answeredOn, answeredOn),
            inArray(networkDay.network, networks)
          )
        )
    )
    for (const row of found)
      Object.assign(groups.get(groupName(row, row.network)) ?? {}, { day: row, is: { ...row } })
  }
  return groups
}

/**
 * The new answers of a network that wait: those that are like a burst that is known, and those beyond the
 * budget.
 */
function holdNew({ day, is, fresh, edited }: Group, all: Group | undefined): ResponseRow[] {
  const inBurst = new Set([...ratingsIn(day), ...ratingsIn(all?.day)])
  is.answers -= fresh.filter(isLimited).length
  const held = [...fresh, ...edited].filter((row) => row.touched === false && inBurst.has(row.rating))
  held.forEach((row) => Object.assign(row, { state: 'suspect', stateReason: 'burst' }))
  for (const row of fresh) {
    if (row.state !== 'counted' || !isLimited(row)) continue
    if (is.answers < networkBudget) is.answers++
    else {
      is.held++
      Object.assign(row, { state: 'suspect', stateReason: 'network-budget' })
      held.push(row)
    }
  }
  return held
}

/**
 * Looks at the answers without a hand on them, of a network or of all, when there are many more than last
 * time.
 */
function* holdBurst(
  handle: Handle,
  database: Database,
  { day, is, fresh, edited }: Group,
  now: number
): Generator<PromiseLike<unknown>, Changed[], unknown> {
  const isAll = day.network === everywhere
  if (day.bare < (isAll ? bareMin.all : bareMin.network)) return []
  if (day.bare < day.checked * againAt && edited.length === 0) return []
  is.checked = day.bare
  const bare = yield* bareRatings(handle, database, day)
  const usual = yield* usualRatings(handle, database, day, {
    isAll,
    version: fresh[0]?.version ?? edited[0]?.version
  })
  const known = ratingsIn(day)
  const found = oversent(bare, usual).filter((rating) => !known.includes(rating))
  if (found.length === 0) return []
  is.ratings = [...known, ...found].join(',')
  const late = yield* findCounted(handle, database, day, found)
  is.answers -= late.filter(({ row }) => isLimited(row)).length
  yield* writeHeld(
    handle,
    database,
    late.map(({ row }) => row)
  )
  const [first] = late
  if (first) {
    const ratings = yield* inPoints(handle, database, first.row, found)
    yield* note(handle, database, day, {
      detail: { reason: 'burst', ratings, answers: late.length },
      siteId: first.row.siteId,
      at: now
    })
  }
  return late
}

/** Numbers of steps as the ratings that they are in the version of one of the answers. */
function* inPoints(
  handle: Handle,
  { tables: { surveyVersion } }: Database,
  { surveyId, version }: ResponseRow,
  steps: readonly number[]
) {
  const its = and(eq(surveyVersion.surveyId, surveyId), eq(surveyVersion.version, version))
  const [meaning] = yield* run(
    handle.select({ stepsPerPoint: surveyVersion.stepsPerPoint }).from(surveyVersion).where(its)
  )
  return steps.map((rating) => ratingOf(rating, { stepsPerPoint: meaning?.stepsPerPoint ?? 1 }))
}

/** The answers of a burst that count so far, less those that a person has looked at. */
function* findCounted(
  handle: Handle,
  { tables: { response, tagSet } }: Database,
  { surveyId, answeredOn, network }: DayRow,
  ratings: readonly number[]
) {
  const rows = yield* run(
    handle
      .select({ row: response, tags: tagSet })
      .from(response)
      .innerJoin(tagSet, eq(tagSet.id, response.tagSetId))
      .where(
        and(
          eq(response.surveyId, surveyId),
          eq(response.answeredOn, answeredOn),
          network === everywhere ? undefined : eq(response.network, network),
          eq(response.touched, false),
          eq(response.state, 'counted'),
          isNull(response.reviewedAt),
          inArray(response.rating, [...ratings]),
          network === everywhere
            ? or(isNull(response.invitationId), eq(response.standing, 'unverified'))
            : undefined
        )
      )
      .orderBy(asc(response.id))
  )
  return rows.map(({ row, tags }): Changed => {
    const set = sentTagsOf(tags)
    return {
      row: { ...row, state: 'suspect', stateReason: 'burst' },
      tagSet: set,
      before: row,
      tagSetBefore: set
    }
  })
}

const batchSize = 500

function* writeHeld(handle: Handle, { tables: { response } }: Database, rows: readonly ResponseRow[]) {
  const byReason = new Map<string, ResponseRow[]>()
  for (const row of rows)
    byReason.set(`${row.surveyId}\n${row.stateReason}`, [
      ...(byReason.get(`${row.surveyId}\n${row.stateReason}`) ?? []),
      row
    ])
  for (const its of byReason.values()) {
    for (let start = 0; start < its.length; start += batchSize) {
      const batch = its.slice(start, start + batchSize)
      const [{ surveyId, stateReason } = { surveyId: '', stateReason: null }] = batch
      yield* run(
        handle
          .update(response)
          .set({ state: 'suspect', stateReason })
          .where(
            and(
              eq(response.surveyId, surveyId),
              inArray(
                response.id,
                batch.map(({ id }) => id)
              )
            )
          )
      )
    }
  }
}

function* writeDays(handle: Handle, database: Database, groups: readonly Group[]) {
  const { networkDay } = database.tables
  const changed = groups
    .filter(({ day, is }) => JSON.stringify(day) !== JSON.stringify(is))
    .map(({ is }) => is)
  const set = ['answers', 'held', 'checked', 'ratings']
    .map((column) => `${column} = excluded.${column}`)
    .join(', ')
  yield* database.insertRows(handle, {
    table: networkDay,
    rows: changed,
    onConflict: `on conflict (survey_id, answered_on, network) do update set ${set}`
  })
}

/** With the first answer of a day goes what is older than anybody looks at. */
function forgetDays(handle: Handle, { tables: { networkDay } }: Database, { surveyId, answeredOn }: DayRow) {
  return run(
    handle
      .delete(networkDay)
      .where(
        and(eq(networkDay.surveyId, surveyId), lt(networkDay.answeredOn, addDays(answeredOn, -daysKept)))
      )
  )
}

/** Tells the owner, once a day and network: in the trail, above the figures and by mail. */
function* note(
  handle: Handle,
  database: Database,
  { surveyId, answeredOn, network }: DayRow,
  { detail, siteId, at }: { detail: Record<string, unknown>; siteId: string; at: number }
) {
  const entry = {
    siteId,
    caller: { kind: 'public' } as const,
    action: 'answers-held',
    subject: surveyId,
    detail: { day: answeredOn, ...(network && { network }), ...detail },
    at
  }
  yield* run(recordAudit(handle, database, entry))
  yield* noteHeld(handle, database, { siteId, surveyId, heldOn: answeredOn, at })
}

function siteIn(changed: readonly Changed[], { surveyId }: DayRow): string {
  return changed.find(({ row }) => row.surveyId === surveyId)?.row.siteId ?? ''
}

function ratingsIn(day: DayRow | undefined): number[] {
  return day?.ratings ? day.ratings.split(',').map(Number) : []
}

function groupName(
  { surveyId, answeredOn }: Pick<DayRow, 'surveyId' | 'answeredOn'>,
  network: string
): string {
  return `${surveyId}\n${answeredOn}\n${network}`
}

function nameOf({ surveyId, id }: ResponseRow): string {
  return `${surveyId}\n${id}`
}
