import { and, eq, inArray, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import type { ResponseState, Standing } from './contract/terms'
import type { Database, Handle } from './db/database'
import { run } from './db/database'
import { lotOf } from './lots'
import type { Sender } from './responses/sender'
import { heldReasons, holdStuffing } from './responses/stuffing'
import { effectOf } from './machines'
import { holdRepeats, isTallied, settleRepeats } from './repeats'
import type { RulesBySite } from './tag-rules'
import { holdRules } from './tag-rules'
import type { SentTags, Tags, TagSet } from './tags'
import { forgetTags, keepTags, rememberTags, sentTagsOf, tagsOf } from './tags'
import type { TallyChange } from './figures/tallies'
import { keepTallies } from './figures/tallies'

/** An answer that was checked and may be kept. `null` means that nothing was sent for it. */
export type Answer = {
  surveyId: string
  siteId: string
  version: number
  id: string
  rating: number
  comment: string | null
  answers: Record<string, boolean | number | string>
  tags: SentTags
  customer: string | null
  /** By what the customer is looked up; storeAnswers finds it. */
  customerHash?: string | null
  conversation: string | null
  delivery: string | null
  pageUrl: string | null
  invitationId: string | null
  state: ResponseState
  stateReason: string | null
  answeredAt: number
  answeredOn: string
  editWindowMs: number
  standing: Standing
  /** Which of agent, conversation, customer and team a page said without a signature that covers them; null is none. */
  claimed: string | null
  /** The hash of what a page needs to change the answer later. */
  secretHash: string | null
  /** Names what was signed where that is no conversation: answers with one name count once. */
  signedAs: string | null
  /** Sent by the site's own program, or through the invitation's link. A page may only change what a page has sent. */
  vouched: boolean
  /** How many answers its invitation takes, where that is neither one nor any number. */
  uses?: number
  /** The points that were sent so far from the page it came from, where that page says so. */
  points?: readonly number[]
  /** Where it came from, if it came from the public. */
  from?: Sender
}

export type ResponseRow = Database['tables']['response']['$inferSelect']

/** What became of an answer. `locked`: it differs from what is kept and may no longer change, or its link has no use left. */
export type Stored = { outcome: 'created' | 'unchanged' | 'edited' | 'locked'; row: ResponseRow; tagSet: TagSet }

/**
 * Keeps answers and their tallies in one commit. An answer whose id is known edits what is kept (the rating first, the
 * comment later) or, sent again as it was, changes nothing. Results come in the order of `answers`.
 */
export async function storeAnswers(database: Database, answers: readonly Answer[], now: number): Promise<Stored[]> {
  const hashed = answers.map((answer) => ({ ...answer, customerHash: database.vault.hash(answer.siteId, answer.customer) }))
  const incoming = hashed.map((answer) => ({ answer, tags: tagsOf(answer.siteId, answer.tags, answer.claimed, answer.standing === 'unverified' && answer.invitationId === null) }))
  try {
    const stored = await database.atomically((handle) => store(handle, database, incoming, now))
    rememberTags(database, incoming.map(({ tags }) => tags))
    return stored
  } catch (error) {
    forgetTags(database)
    throw error
  }
}

function* store(handle: Handle, database: Database, sent: readonly { answer: Answer; tags: Tags }[], now: number) {
  const rules = yield* holdRules(handle, database, sent.map(({ answer }) => answer.siteId))
  yield* holdRepeats(handle, database, sent.flatMap(({ answer }) => (answer.conversation === null ? [] : [answer.surveyId])))
  const setOf = yield* keepTags(handle, database, sent.map(({ tags }) => tags), rules, now)
  const incoming = sent.map(({ answer, tags }) => ({ answer, tags: { tagSet: setOf(tags) } }))

  const { response } = database.tables
  const late = yield* beyondUses(handle, database, incoming.map(({ answer }) => answer))
  const inTime = incoming.filter(({ answer }) => !late.has(answer))
  const candidates = new Map(inTime.toReversed().map(({ answer, tags }) => [nameOf(answer), rowOf(answer, tags.tagSet, now)]))
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
    if (row && fresh.has(name) && !kept.has(name)) kept.set(name, { row, tagSet: tags.tagSet, before: undefined, tagSetBefore: tags.tagSet })
  }
  const known = inTime.map(({ answer }) => answer).filter((answer) => !fresh.has(nameOf(answer)))
  for (const [name, found] of yield* load(handle, database, known)) kept.set(name, found)

  const results: Stored[] = []
  for (const { answer, tags } of incoming) {
    if (late.has(answer)) {
      results.push({ outcome: 'locked', row: rowOf(answer, tags.tagSet, now), tagSet: tags.tagSet })
      continue
    }
    const name = nameOf(answer)
    const current = kept.get(name)
    if (!current) throw new Error(`answer ${name} is neither new nor known`)
    const { outcome, row, tagSet } = fresh.delete(name) ? { outcome: 'created' as const, ...current } : edit(current, answer, tags.tagSet, now)
    Object.assign(current, { row, tagSet })
    results.push({ outcome, row, tagSet })
  }

  const changed = [...kept.values()].filter(({ row, before }) => row !== before)
  for (const { row, before } of changed) {
    if (before || row.editedAt !== null) yield* run(handle.update(response).set(row).where(and(eq(response.surveyId, row.surveyId), eq(response.id, row.id))))
  }
  const doubted = yield* holdStuffing(handle, database, changed, now)
  yield* holdRepeats(handle, database, doubted.flatMap(({ row }) => (row.conversation === null ? [] : [row.surveyId])))
  changed.push(...doubted)
  const settled = yield* settle(handle, database, changed, rules)
  yield* keepTallies(handle, database, [...changed.flatMap((kept) => tallyChanges(kept, rules)), ...settled])
  const news = results.filter(({ outcome }) => outcome === 'created' || outcome === 'edited')
  yield* closeInvitations(handle, database, [...news, ...doubted].map(({ row }) => row), now)
  return results
}

/** What it changes that some conversations have other answers now than before. */
function* settle(handle: Handle, database: Database, changed: readonly Kept[], rules: RulesBySite) {
  const changes: TallyChange[] = []
  for (const surveyId of new Set(changed.map(({ row }) => row.surveyId))) {
    const touched = changed.filter(({ row, before }) => row.surveyId === surveyId && (row.state !== before?.state || row.conversation !== before.conversation))
    const siteId = touched[0]?.row.siteId ?? ''
    const conversations = touched.flatMap(({ row, before }) => [row.conversation, before?.conversation].flatMap((one) => one ?? []))
    changes.push(...(yield* settleRepeats(handle, database, surveyId, siteId, conversations, rules)))
  }
  return changes
}

type Kept = { row: ResponseRow; tagSet: TagSet; before: ResponseRow | undefined; tagSetBefore: TagSet }

/** The rows that are there already, locked, with their tags. */
function* load(handle: Handle, database: Database, answers: readonly Answer[]) {
  const { response, tagSet } = database.tables
  const found = new Map<string, Kept>()
  for (const surveyId of new Set(answers.map((answer) => answer.surveyId))) {
    const ids = answers.filter((answer) => answer.surveyId === surveyId).map((answer) => answer.id)
    const rows = yield* run(database.locked(handle.select().from(response).where(and(eq(response.surveyId, surveyId), inArray(response.id, ids)))))
    const sets = yield* run(handle.select().from(tagSet).where(inArray(tagSet.id, rows.map((row) => row.tagSetId))))
    const byId = new Map(sets.map((set) => [set.id, sentTagsOf(set)]))
    for (const row of rows) {
      const set = byId.get(row.tagSetId)
      if (set) found.set(nameOf(row), { row, tagSet: set, before: row, tagSetBefore: set })
    }
  }
  return found
}

/**
 * What `answer` makes of the row that is kept under its id. Tags stay as they were when the answer first came; another
 * rating means what the survey means now. Whatever looked like a program's gives way to a person's whole answer, and whatever
 * a page sent under an invitation's name to the answer by the invitation, with its tags: `sent`.
 */
function edit({ row, tagSet }: Kept, answer: Answer, sent: TagSet, now: number): Stored {
  // What somebody had erased comes back by nothing that was sent before.
  if (row.erasedAt !== null) return { outcome: 'locked', row, tagSet }
  const isUsurped = row.invitationId === null && tagSet.surface === 'widget' && answer.invitationId !== null && answer.state !== 'suspect'
  if (isUsurped) return { outcome: 'edited', row: { ...rowOf(answer, sent, now), editedAt: now }, tagSet: sent }
  return { ...editOwn({ row, tagSet }, answer, now), tagSet }
}

function editOwn({ row, tagSet }: Pick<Kept, 'row' | 'tagSet'>, answer: Answer, now: number): Pick<Stored, 'outcome' | 'row'> {
  const isTheirs = row.invitationId === answer.invitationId && (answer.vouched || tagSet.surface === 'widget')
  const effect = isTheirs ? effectOf(answer, row, now) : 'ignore'
  if (effect === 'ignore') return { outcome: 'locked', row }
  if (effect === 'suspect') return { outcome: 'edited', row: { ...row, rating: answer.rating, version: answer.version, state: 'suspect', stateReason: answer.stateReason ?? row.stateReason ?? 'many-points', editedAt: now } }
  // What waits because of many others goes on waiting, whatever is added to it.
  const isHeld = row.state === 'suspect' && heldReasons.has(row.stateReason)
  if (effect === 'replace' && !isHeld) return { outcome: 'edited', row: { ...rowOf(answer, tagSet, now), editedAt: now } }
  const merged = { ...(row.answers === null ? {} : (JSON.parse(row.answers) as Answer['answers'])), ...answer.answers }
  const answers = answersText(merged)
  const comment = answer.comment ?? row.comment
  if (row.rating === answer.rating && row.comment === comment && row.answers === answers) return { outcome: 'unchanged', row }
  if (now - row.receivedAt > answer.editWindowMs) return { outcome: 'locked', row }
  const version = row.rating === answer.rating ? row.version : answer.version
  return { outcome: 'edited', row: { ...row, rating: answer.rating, version, comment, answers, editedAt: now } }
}

function tallyChanges({ row, tagSet, before, tagSetBefore }: Kept, rules: RulesBySite): TallyChange[] {
  const change = (of: ResponseRow, tags: TagSet, by: 1 | -1): TallyChange[] =>
    isTallied(of) ? [{ surveyId: of.surveyId, tagSet: rules(tags.siteId).counted(tags), answeredOn: of.answeredOn, version: of.version, rating: of.rating, by }] : []
  return [...(before ? change(before, tagSetBefore, -1) : []), ...change(row, tagSet, 1)]
}

/** The new answers for which their link has no use left. Answers of programs use nothing up. */
function* beyondUses(handle: Handle, { tables: { response, invitation }, locked }: Database, answers: readonly Answer[]) {
  const late = new Set<Answer>()
  const limited = answers.filter(({ uses, state }) => uses !== undefined && state !== 'suspect')
  const ids = [...new Set(limited.flatMap(({ invitationId }) => invitationId ?? []))]
  if (ids.length === 0) return late
  // Whoever has the invitation counts alone, so that the last use goes to one only.
  yield* run(locked(handle.select({ id: invitation.id }).from(invitation).where(inArray(invitation.id, ids)).orderBy(invitation.id)))
  const rows = yield* run(handle.select({ id: response.id, invitationId: response.invitationId }).from(response).where(and(inArray(response.invitationId, ids), ne(response.state, 'suspect'))))
  const taken = new Map(ids.map((id) => [id, new Set(rows.filter(({ invitationId }) => invitationId === id).map((row) => row.id))]))
  for (const answer of limited) {
    const used = taken.get(answer.invitationId ?? '')
    if (!used || used.has(answer.id)) continue
    if (used.size >= (answer.uses ?? 0)) late.add(answer)
    else used.add(answer.id)
  }
  return late
}

/**
 * Stamps the invitations that were answered at `at`, and takes the stamp back where nothing is left that counts as an answer: it
 * turned out to be a program's, or a manager took it out. `rows`: the answers that changed.
 */
export function* closeInvitations(handle: Handle, { tables: { invitation } }: Database, rows: readonly ResponseRow[], now: number, at = now) {
  const isAnswer = ({ state }: ResponseRow) => state === 'counted' || state === 'test'
  const idsOf = (some: readonly ResponseRow[]) => [...new Set(some.flatMap(({ invitationId }) => invitationId ?? []))]
  const answered = idsOf(rows.filter(isAnswer))
  const doubted = idsOf(rows.filter((row) => !isAnswer(row)))
  const first = (stamp: typeof invitation.openedAt | typeof invitation.startedAt) => sql`coalesce(${stamp}, ${at})`
  const stamps = { answeredAt: at, openedAt: first(invitation.openedAt), startedAt: first(invitation.startedAt), changedAt: now }
  if (answered.length > 0) yield* run(handle.update(invitation).set(stamps).where(and(inArray(invitation.id, answered), isNull(invitation.answeredAt))))
  const nothingLeft = sql`not exists (select 1 from response where response.invitation_id = invitation.id and response.state in ('counted', 'test'))`
  if (doubted.length > 0) yield* run(handle.update(invitation).set({ answeredAt: null, changedAt: now }).where(and(inArray(invitation.id, doubted), isNotNull(invitation.answeredAt), nothingLeft)))
}

function rowOf(answer: Answer, tagSet: TagSet, now: number): ResponseRow {
  const { tags: _tags, editWindowMs: _window, vouched: _vouched, uses: _uses, points: _points, from, answers, ...columns } = answer
  return {
    ...columns,
    customerHash: answer.customerHash ?? null,
    erasedAt: null,
    answers: answersText(answers),
    tagSetId: tagSet.id,
    receivedAt: now,
    editedAt: null,
    repeated: null,
    reviewedAt: null,
    network: from?.network ?? null,
    touched: from?.touched ?? null,
    review: null,
    lot: lotOf(answer.id)
  }
}

/** As it is kept. An empty answer takes back the one before, so none is kept. */
function answersText(answers: Answer['answers']): string | null {
  const given = Object.entries(answers).filter(([, value]) => value !== '')
  return given.length > 0 ? JSON.stringify(Object.fromEntries(given)) : null
}

function nameOf({ surveyId, id }: { surveyId: string; id: string }) {
  return `${surveyId}\n${id}`
}
