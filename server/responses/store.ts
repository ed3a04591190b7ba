import { and, eq, inArray, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import type { Database, Handle } from '../db/database'
import { run, together } from '../db/database'
import type { ResponseRow } from '../db/rows'
import { holdConversations, withConversation } from '../tags/handled'
import { holdRules } from '../tags/rules'
import type { TagSet } from '../tags/tag-set'
import { forgetTags, keepTags, rememberTags, sentTagsOf, tagsOf } from '../tags/tags'
import type { AskCount } from '../website/asks'
import { keepAsks } from '../website/asks'
import type { Answer, Stored } from './answer'
import { changeOf, edit } from './edit'
import type { Event } from './history'
import { keepHistory } from './history'
import { isProofAlone } from './proof'
import { groupOf, holdRepeats, movesOthers, settleRepeats } from './repeats'
import { rowOf } from './row'
import { holdStuffing } from './stuffing'

/** Keeps answers of a database elsewhere than in this thread. */
type Keep = (answers: readonly Answer[], now: number, patienceMs: number | undefined) => Promise<Stored[]>

const elsewhere = new WeakMap<Database, Keep>()

/** From now on the answers of a database are kept by `keep`; see intake-thread/. */
export function keepElsewhere(database: Database, keep: Keep) {
  elsewhere.set(database, keep)
}

/**
 * Keeps answers in one commit. An answer whose id is known edits what is kept (the rating first, the
 * comment later) or, sent again as it was, changes nothing. Results come in the order of `answers`.
 */
export async function storeAnswers(
  database: Database,
  answers: readonly Answer[],
  now: number,
  patienceMs?: number
): Promise<Stored[]> {
  const keep = elsewhere.get(database)
  if (keep) return keep(answers, now, patienceMs)
  const hashed = answers.map((answer) => ({
    ...answer,
    customerHash: database.vault.hash(answer.siteId, answer.customer)
  }))
  try {
    const { stored, tags } = await database.atomically(
      (handle) => store(handle, database, hashed, now),
      patienceMs
    )
    rememberTags(database, tags)
    return stored
  } catch (error) {
    forgetTags(database)
    throw error
  }
}

function* store(handle: Handle, database: Database, answers: readonly Answer[], now: number) {
  const held = new Set(answers.flatMap((answer) => (groupOf(answer) ? [answer.surveyId] : [])))
  const [rules, , conversations] = yield* together(
    database,
    holdRules(
      handle,
      database,
      answers.map(({ siteId }) => siteId)
    ),
    holdRepeats(handle, database, [...held]),
    holdConversations(handle, database, answers)
  )
  const sent = answers.map((one) => {
    const answer = withConversation(one, conversations)
    const byPage = answer.standing === 'unverified' && answer.invitationId === null
    return { answer, tags: tagsOf(answer.siteId, answer.tags, answer.claimed, byPage) }
  })
  const tagsSent = sent.map(({ tags }) => tags)
  const setOf = yield* keepTags(handle, database, tagsSent, { rules, now })
  const incoming = sent.map(({ answer, tags }) => ({ answer, tags: { tagSet: setOf(tags) } }))

  const { response } = database.tables
  const late = yield* beyondUses(
    handle,
    database,
    incoming.map(({ answer }) => answer)
  )
  const inTime = incoming.filter(({ answer }) => !late.has(answer))
  const candidates = new Map(
    inTime.toReversed().map(({ answer, tags }) => [nameOf(answer), rowOf(answer, tags.tagSet, now)])
  )
  const inserted = yield* database.insertRows(handle, {
    table: response,
    rows: [...candidates.values()],
    onConflict: 'on conflict do nothing',
    returning: ['surveyId', 'id']
  })
  const fresh = new Set(inserted.map(nameOf))
  const kept = new Map<string, Kept>()
  for (const { answer, tags } of inTime) {
    const name = nameOf(answer)
    const row = candidates.get(name)
    if (row && fresh.has(name) && !kept.has(name))
      kept.set(name, { row, tagSet: tags.tagSet, before: undefined, tagSetBefore: tags.tagSet })
  }
  const created: ReadonlySet<string> = new Set(fresh)
  const sentAgain = inTime.map(({ answer }) => answer).filter((answer) => !fresh.has(nameOf(answer)))
  for (const [name, found] of yield* load(handle, database, sentAgain)) kept.set(name, found)

  const results: Stored[] = []
  const events: Event[] = []
  for (const { answer, tags } of incoming) {
    if (late.has(answer)) {
      results.push({ outcome: 'locked', row: rowOf(answer, tags.tagSet, now), tagSet: tags.tagSet })
      continue
    }
    const name = nameOf(answer)
    const current = kept.get(name)
    if (!current) throw new Error(`answer ${name} is neither new nor known`)
    const { outcome, row, tagSet } = fresh.delete(name)
      ? { outcome: 'created' as const, ...current }
      : edit(current, answer, tags.tagSet, now)
    if (outcome === 'edited' && !isProofAlone(current.row, row))
      events.push(changeOf(current, { row, tagSet }, answer))
    Object.assign(current, { row, tagSet })
    results.push({ outcome, row, tagSet })
  }

  yield* keepAsks(
    handle,
    database,
    asksIn(
      incoming.map(({ answer }) => answer),
      results
    )
  )

  const changed = [...kept.values()].filter(({ row, before }) => row !== before)
  for (const { row, before } of changed) {
    if (before || row.editedAt !== null)
      yield* run(
        handle
          .update(response)
          .set(row)
          .where(and(eq(response.surveyId, row.surveyId), eq(response.id, row.id)))
      )
  }
  yield* keepHistory(handle, database, events, now)
  const doubted = yield* holdStuffing(handle, database, changed, now)
  changed.push(...doubted)
  const moved = yield* settle(handle, database, changed, { created, held, now })
  const after = new Map(moved.map((row) => [nameOf(row), row]))
  const settledResults =
    moved.length === 0
      ? results
      : results.map((result) => ({ ...result, row: after.get(nameOf(result.row)) ?? result.row }))
  const news = settledResults.filter(({ outcome }) => outcome === 'created' || outcome === 'edited')
  yield* closeInvitations(handle, database, [...[...news, ...doubted].map(({ row }) => row), ...moved], {
    now
  })
  return { stored: settledResults, tags: tagsSent }
}

/** Each new answer of the widget carries that its survey was shown. */
function asksIn(answers: readonly Answer[], results: readonly Stored[]): AskCount[] {
  return answers.flatMap(({ surveyId, answeredOn: askedOn, askedOnPage: page }, index) =>
    page === undefined || results[index]?.outcome !== 'created'
      ? []
      : [{ surveyId, askedOn, page, unanswered: 0, dismissed: 0, answered: 1 }]
  )
}

/** `held`: the surveys of which nobody else settles anything meanwhile. */
type Settling = { created: ReadonlySet<string>; held: ReadonlySet<string>; now: number }

/** The answers whose state is another one now, since some count with others than before. */
function* settle(
  handle: Handle,
  database: Database,
  changed: readonly Kept[],
  { created, held, now }: Settling
) {
  const all: ResponseRow[] = []
  for (const surveyId of new Set(changed.map(({ row }) => row.surveyId))) {
    const touched = changed.filter(({ row, before }) => row.surveyId === surveyId && movesOthers(row, before))
    const groups = touched
      .flatMap(({ row, before }) => [groupOf(row), before && groupOf(before)])
      .filter((group) => group !== undefined)
    if (groups.length === 0) continue
    // What was there before may have counted with others, though what came does not.
    if (!held.has(surveyId)) yield* holdRepeats(handle, database, [surveyId])
    const fresh = new Set(touched.flatMap(({ row }) => (created.has(nameOf(row)) ? [row.id] : [])))
    const { moved } = yield* settleRepeats(handle, database, {
      surveyId,
      siteId: touched[0]?.row.siteId ?? '',
      groups,
      now,
      fresh
    })
    all.push(...moved)
  }
  return all
}

type Kept = { row: ResponseRow; tagSet: TagSet; before: ResponseRow | undefined; tagSetBefore: TagSet }

/** The rows that are there already, locked, with their tags. */
function* load(handle: Handle, database: Database, answers: readonly Answer[]) {
  const { response, tagSet } = database.tables
  const found = new Map<string, Kept>()
  for (const surveyId of new Set(answers.map((answer) => answer.surveyId))) {
    const ids = answers.filter((answer) => answer.surveyId === surveyId).map((answer) => answer.id)
    const rows = yield* run(
      database.locked(
        handle
          .select()
          .from(response)
          .where(and(eq(response.surveyId, surveyId), inArray(response.id, ids)))
      )
    )
    const sets = yield* run(
      handle
        .select()
        .from(tagSet)
        .where(
          inArray(
            tagSet.id,
            rows.map((row) => row.tagSetId)
          )
        )
    )
    const byId = new Map(sets.map((set) => [set.id, sentTagsOf(set)]))
    for (const row of rows) {
      const set = byId.get(row.tagSetId)
      if (set) found.set(nameOf(row), { row, tagSet: set, before: row, tagSetBefore: set })
    }
  }
  return found
}

/** The new answers for which their link has no use left. Answers of programs use nothing up. */
function* beyondUses(
  handle: Handle,
  { tables: { response, invitation }, locked }: Database,
  answers: readonly Answer[]
) {
  const late = new Set<Answer>()
  const limited = answers.filter(({ uses, state }) => uses !== undefined && state !== 'suspect')
  const ids = [...new Set(limited.flatMap(({ invitationId }) => invitationId ?? []))]
  if (ids.length === 0) return late
  // Whoever has the invitation counts alone, so that the last use goes to one only.
  yield* run(
    locked(
      handle
        .select({ id: invitation.id })
        .from(invitation)
        .where(inArray(invitation.id, ids))
        .orderBy(invitation.id)
    )
  )
  const rows = yield* run(
    handle
      .select({ id: response.id, invitationId: response.invitationId })
      .from(response)
      .where(and(inArray(response.invitationId, ids), ne(response.state, 'suspect')))
  )
  const taken = new Map(
    ids.map((id) => [
      id,
      new Set(rows.filter(({ invitationId }) => invitationId === id).map((row) => row.id))
    ])
  )
  for (const answer of limited) {
    const used = taken.get(answer.invitationId ?? '')
    if (!used || used.has(answer.id)) continue
    if (used.size >= (answer.uses ?? 0)) late.add(answer)
    else used.add(answer.id)
  }
  return late
}

/**
 * Stamps the invitations that were answered at `at`, and takes the stamp back where nothing is left that
 * counts as an answer: it turned out to be a program's, or a manager took it out. `rows`: the answers that
 * changed.
 */
export function* closeInvitations(
  handle: Handle,
  { tables: { invitation } }: Database,
  rows: readonly ResponseRow[],
  { now, at = now }: { now: number; at?: number }
) {
  const isAnswer = ({ state }: ResponseRow) => state === 'counted' || state === 'test'
  const idsOf = (some: readonly ResponseRow[]) => [
    ...new Set(some.flatMap(({ invitationId }) => invitationId ?? []))
  ]
  const answered = idsOf(rows.filter(isAnswer))
  const doubted = idsOf(rows.filter((row) => !isAnswer(row)))
  const first = (stamp: typeof invitation.openedAt | typeof invitation.startedAt) =>
    sql`coalesce(${stamp}, ${at})`
  const stamps = {
    answeredAt: at,
    openedAt: first(invitation.openedAt),
    startedAt: first(invitation.startedAt)
  }
  if (answered.length > 0)
    yield* run(
      handle
        .update(invitation)
        .set(stamps)
        .where(and(inArray(invitation.id, answered), isNull(invitation.answeredAt)))
    )
  const nothingLeft = sql`not exists (select 1 from response where response.invitation_id = invitation.id and response.state in ('counted', 'test'))`
  if (doubted.length === 0) return
  const isDoubted = and(inArray(invitation.id, doubted), isNotNull(invitation.answeredAt), nothingLeft)
  yield* run(handle.update(invitation).set({ answeredAt: null }).where(isDoubted))
}

function nameOf({ surveyId, id }: { surveyId: string; id: string }) {
  return `${surveyId}\n${id}`
}
