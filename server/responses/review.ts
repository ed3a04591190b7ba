import type { SQL } from 'drizzle-orm'
import { and, asc, eq, gte, inArray, isNull, like, lt, notLike, or } from 'drizzle-orm'
import type { Act } from '../access/act'
import type { Caller } from '../access/permissions'
import { actorOf, recordAudit } from '../audit/log'
import { problem } from '../contract/problem'
import type { ReviewInput, ReviewView } from '../contract/reviews'
import type { ResponseState } from '../contract/terms'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import type { ResponseRow } from '../db/rows'
import { newId } from '../secrets/ids'
import type { OpenSurvey } from '../surveys/open-survey'
import type { Kept } from './change'
import { keepChange } from './change'
import { keepHistory } from './history'
import { ratedAs } from './rated'
import { holdRepeats } from './repeats'

/** So many answers go into one commit; between commits others are served. */
const lotSize = 500
const separator = ' '

type Changes = Pick<ResponseRow, 'state' | 'stateReason' | 'reviewedAt' | 'review'>

/**
 * Restores or leaves out all suspect answers that fit. It goes on in lots, each in one commit; each answer
 * keeps what it was before, so that the whole can be undone, and tells in its history who did it. The trail
 * names it once.
 */
export async function reviewAll(
  database: Database,
  opened: OpenSurvey,
  input: ReviewInput,
  { caller, now }: Act
): Promise<ReviewView> {
  const { response } = database.tables
  const { day, network, reason, rating, from, to, state, why } = input
  const id = newId('rev')
  const ratings = rating === undefined ? [] : [{ from: rating, to: rating }]
  const rated = rating === undefined ? undefined : await ratedAs(database, opened.survey.id, ratings)
  const fits = and(
    eq(response.state, 'suspect'),
    day === undefined ? undefined : eq(response.answeredOn, day),
    network === undefined ? undefined : eq(response.network, network),
    reason === undefined ? undefined : eq(response.stateReason, reason),
    rated?.condition(response),
    from === undefined ? undefined : gte(response.receivedAt, Date.parse(from)),
    to === undefined ? undefined : lt(response.receivedAt, Date.parse(to)),
    or(isNull(response.review), notLike(response.review, `${id}${separator}%`))
  )
  const changeTo = (row: ResponseRow): Changes => ({
    state,
    stateReason: why,
    reviewedAt: now,
    review: [id, row.state, row.stateReason ?? ''].join(separator)
  })
  const answers = await inLots(database, opened, { fits, changeTo, caller, now })
  const which = Object.fromEntries(
    Object.entries({ day, network, reason, rating, from, to }).filter(([, value]) => value !== undefined)
  )
  await note(database, opened, {
    caller,
    action: 'answers-reviewed',
    detail: { review: id, state, reason: why, answers, ...which },
    at: now
  })
  return { id, answers }
}

/** Makes the answers of a review what they were, but for those that somebody has changed since. */
export async function undoReview(
  database: Database,
  opened: OpenSurvey,
  id: string,
  { caller, now }: Act
): Promise<ReviewView> {
  const { response } = database.tables
  if (!/^rev_\w+$/.test(id)) throw problem('not-found')
  const changeTo = (row: ResponseRow): Changes => {
    const [, state = '', ...reason] = (row.review ?? '').split(separator)
    // Written by the review itself, from the state before.
    return {
      state: state as ResponseState,
      stateReason: reason.join(separator) || null,
      reviewedAt: null,
      review: null
    }
  }
  const fits = and(
    like(response.review, `${id}${separator}%`),
    inArray(response.state, ['counted', 'excluded'])
  )
  const answers = await inLots(database, opened, { fits, changeTo, caller, now })
  if (answers === 0) throw problem('not-found')
  await note(database, opened, { caller, action: 'review-undone', detail: { review: id, answers }, at: now })
  return { id, answers }
}

type Decision = Act & { fits: SQL | undefined; changeTo: (row: ResponseRow) => Changes }

async function inLots(database: Database, opened: OpenSurvey, decision: Decision): Promise<number> {
  let answers = 0
  for (;;) {
    const changed = await database.atomically((handle) => changeLot(handle, database, opened, decision))
    answers += changed
    if (changed < lotSize) return answers
    await new Promise((resolve) => setImmediate(resolve))
  }
}

function* changeLot(
  handle: Handle,
  database: Database,
  { survey }: OpenSurvey,
  { fits, changeTo, caller, now }: Decision
) {
  const { response, tagSet } = database.tables
  yield* holdRepeats(handle, database, [survey.id])
  const rows = yield* run(
    database.locked(
      handle
        .select()
        .from(response)
        .where(and(eq(response.surveyId, survey.id), fits))
        .orderBy(asc(response.id))
        .limit(lotSize)
    )
  )
  const sets = yield* run(
    handle
      .select()
      .from(tagSet)
      .where(inArray(tagSet.id, [...new Set(rows.map((row) => row.tagSetId))]))
  )
  const byId = new Map(sets.map((set) => [set.id, set]))
  const changes = rows.flatMap((row) => {
    const tags = byId.get(row.tagSetId)
    return tags ? [{ before: { row, tags }, after: { row: { ...row, ...changeTo(row) }, tags } }] : []
  })
  // What stands alone is changed together; what others may have to give way to, one by one.
  const isAlone = ({ row }: Kept) =>
    row.conversation === null && row.signedAs === null && row.invitationId === null
  yield* changeTogether(
    handle,
    database,
    changes.filter(({ before }) => isAlone(before))
  )
  for (const { before, after } of changes.filter((one) => !isAlone(one.before))) {
    yield* keepChange(handle, database, { before, after }, now)
    yield* run(
      handle
        .update(response)
        .set({ review: after.row.review, reviewedAt: after.row.reviewedAt })
        .where(and(eq(response.surveyId, survey.id), eq(response.id, after.row.id)))
    )
  }
  const actor = actorOf(caller)
  yield* keepHistory(
    handle,
    database,
    changes.map(({ before: { row }, after }) => {
      const detail = {
        from: row.state,
        to: after.row.state,
        ...(after.row.stateReason !== null && { reason: after.row.stateReason })
      }
      return { row, action: 'response-state-changed', actor, standing: 'reviewed', detail }
    }),
    now
  )
  return rows.length
}

function* changeTogether(
  handle: Handle,
  database: Database,
  changes: readonly { before: Kept; after: Kept }[]
) {
  const { response } = database.tables
  const groups = new Map<string, { set: Changes; ids: string[] }>()
  for (const {
    after: {
      row: { id, state, stateReason, reviewedAt, review }
    }
  } of changes) {
    const set = { state, stateReason, reviewedAt, review }
    const group = groups.get(JSON.stringify(set))
    if (group) group.ids.push(id)
    else groups.set(JSON.stringify(set), { set, ids: [id] })
  }
  for (const { set, ids } of groups.values()) {
    yield* run(
      handle
        .update(response)
        .set(set)
        .where(and(eq(response.surveyId, changes[0]?.after.row.surveyId ?? ''), inArray(response.id, ids)))
    )
  }
}

type Noted = { caller: Caller; action: string; detail: Record<string, unknown>; at: number }

function note(database: Database, { survey, site }: OpenSurvey, { caller, action, detail, at }: Noted) {
  return database.atomically(function* (handle) {
    yield* run(
      recordAudit(handle, database, { siteId: site.id, caller, action, subject: survey.id, detail, at })
    )
  })
}
