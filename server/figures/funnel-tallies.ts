import { and, eq, exists, gt, inArray, notExists, or, sql } from 'drizzle-orm'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import { hashOf } from '../ids'
import { keysOf } from './funnel-cuts'
import type { OfSurvey, Place, Steps, Uncounted } from './funnel-invitations'
import { noteCounted, steps, takeUncounted } from './funnel-invitations'
import type { InvitationTags } from './funnel-tags'

/**
 * An invitation counts in the tallies under its tags, its day and what became of it, and says so (counted_as). Whoever stamps one
 * says that it changed (changed_at above 0) and waits for nothing; it is counted anew a moment later, by the job that does so or by
 * whoever asks for the funnel first: out of where it was, into where it is.
 */
const atOnceMax = 2_000
const markedAtOnceMax = 20_000

type Work<T> = Generator<PromiseLike<unknown>, T, unknown>
type Tables = Database['tables']
type TallyRow = Tables['funnelTally']['$inferSelect']
type TagTallyRow = Tables['funnelTagTally']['$inferSelect']

const added = (table: string) => steps.map((step) => `${step} = ${table}.${step} + excluded.${step}`).join(', ')
const addToTally = `on conflict (survey_id, cut, grain, period, key, state, reason) do update set ${added('funnel_tally')}`
const addToTagTally = `on conflict (survey_id, tag_set_id, grain, period, state, reason) do update set ${added('funnel_tag_tally')}`

/**
 * Brings the tallies of a survey up to date, some invitations at a time, so that others are served meanwhile; who asks waits until
 * all that had changed are counted. What changes while the last of them are is for the next.
 */
export async function countInvitations(database: Database, of: OfSurvey): Promise<void> {
  if ((await uncountedSurveys(database, of.surveyId)).length === 0) return
  while (await countSome(database, of)) await new Promise((resolve) => setImmediate(resolve))
}

/** The surveys, all or this one, that have something to count, or days that were counted in another zone than the site's. */
export function uncountedSurveys({ tables: { survey, site, invitation, funnelSurvey }, handle }: Database, surveyId?: string): PromiseLike<OfSurvey[]> {
  const changed = handle.select({ id: invitation.id }).from(invitation).where(and(eq(invitation.surveyId, survey.id), gt(invitation.changedAt, 0)))
  const inThisZone = handle.select().from(funnelSurvey).where(and(eq(funnelSurvey.surveyId, survey.id), eq(funnelSurvey.timeZone, site.timeZone)))
  return handle
    .select({ surveyId: survey.id, site })
    .from(survey)
    .innerJoin(site, eq(site.id, survey.siteId))
    .where(and(surveyId === undefined ? undefined : eq(survey.id, surveyId), or(exists(changed), notExists(inThisZone))))
}

/** Counts some of what there is to count. Whether there may be more. */
export function countSome(database: Database, of: OfSurvey): Promise<boolean> {
  const { funnelSurvey } = database.tables
  return inTurn(database, of.surveyId, function* (handle) {
    const [known] = yield* run(handle.select().from(funnelSurvey).where(eq(funnelSurvey.surveyId, of.surveyId)))
    const round = known?.round ?? 0
    if (known?.timeZone !== of.site.timeZone && (yield* markAll(handle, database, of, round))) return true
    const uncounted = yield* takeUncounted(handle, database, of, round, atOnceMax)
    if (uncounted.length === 0) return false
    yield* keepCounts(handle, database, of, uncounted)
    yield* noteCounted(handle, database, uncounted, round)
    return uncounted.length === atOnceMax
  })
}

/** Begins another round: all invitations of a survey are counted anew, whatever is kept of them. */
export function forgetFunnel(database: Database, surveyId: string): Promise<void> {
  const { funnelSurvey, funnelTally, funnelTagTally } = database.tables
  return inTurn(database, surveyId, function* (handle) {
    for (const table of [funnelTally, funnelTagTally]) yield* run(handle.delete(table).where(eq(table.surveyId, surveyId)))
    yield* run(handle.update(funnelSurvey).set({ timeZone: '', round: sql`${funnelSurvey.round} + 1` }).where(eq(funnelSurvey.surveyId, surveyId)))
  })
}

function inTurn<T>(database: Database, surveyId: string, work: (handle: Handle) => Work<T>): Promise<T> {
  return database.atomically(function* (handle) {
    yield* database.inTurn(handle, [`funnel of ${surveyId}`])
    return yield* work(handle)
  })
}

/** Marks some invitations to be counted anew, for their days are counted in another zone now; whether there may be more of them. */
function* markAll(handle: Handle, { tables: { funnelSurvey, invitation } }: Database, { surveyId, site: { timeZone } }: OfSurvey, round: number): Work<boolean> {
  const some = handle.select({ id: invitation.id }).from(invitation).where(and(eq(invitation.surveyId, surveyId), eq(invitation.changedAt, 0))).limit(markedAtOnceMax)
  const marked = yield* run(handle.update(invitation).set({ changedAt: 1 }).where(inArray(invitation.id, some)).returning({ id: invitation.id }))
  if (marked.length > 0) return true
  yield* run(handle.insert(funnelSurvey).values({ surveyId, timeZone, round }).onConflictDoUpdate({ target: funnelSurvey.surveyId, set: { timeZone } }))
  return false
}

function* keepCounts(handle: Handle, database: Database, of: OfSurvey, uncounted: readonly Uncounted[]): Work<void> {
  const { invitationTagSet, funnelTally, funnelTagTally } = database.tables
  const named = uncounted.map((one) => ({ ...one, tagSetId: tagSetName(of, one.tags) }))
  const tagSets = new Map(named.map(({ tagSetId, tags: { topic, ...tags } }) => [tagSetId, { id: tagSetId, siteId: of.site.id, topics: topic, ...tags }]))
  const { tallies, tagTallies } = rowsOf(of.surveyId, named)
  yield* database.insertRows(handle, { table: invitationTagSet, rows: inOrder(tagSets), onConflict: 'on conflict do nothing' })
  yield* database.insertRows(handle, { table: funnelTally, rows: tallies, onConflict: addToTally })
  yield* database.insertRows(handle, { table: funnelTagTally, rows: tagTallies, onConflict: addToTagTally })
}

/** What each tally grows and shrinks by. */
function rowsOf(surveyId: string, uncounted: readonly (Uncounted & { tagSetId: string })[]) {
  const tallies = new Map<string, TallyRow>()
  const tagTallies = new Map<string, TagTallyRow>()
  for (const { tags, tagSetId, was, is } of uncounted) {
    const keys = keysOf(tags)
    const add = ({ day, state, reason, reached }: Place, by: 1 | -1) => {
      for (const [grain, period] of [['day', day], ['month', day.slice(0, 7)]] as const) {
        const what = `\n${period}\n${state}\n${reason}`
        for (const { cut, key } of keys) addTo(tallies, `${cut}\n${key}${what}`, reached, by, () => ({ surveyId, cut, grain, period, key, state, reason, ...nothing }))
        addTo(tagTallies, tagSetId + what, reached, by, () => ({ surveyId, tagSetId, grain, period, state, reason, ...nothing }))
      }
    }
    if (was) add(was, -1)
    if (is) add(is, 1)
  }
  return { tallies: inOrder(tallies).filter(isNews), tagTallies: inOrder(tagTallies).filter(isNews) }
}

const nothing: Steps = { invited: 0, sent: 0, receipts: 0, delivered: 0, opened: 0, started: 0, completed: 0 }

function addTo<Row extends Steps>(rows: Map<string, Row>, name: string, reached: Steps, by: 1 | -1, begin: () => Row) {
  let row = rows.get(name)
  if (!row) rows.set(name, (row = begin()))
  for (const step of steps) row[step] += by * reached[step]
}

function isNews(row: Steps): boolean {
  return steps.some((step) => row[step] !== 0)
}

/** Every writer takes the rows in the same order, so that two of them cannot wait for each other. */
function inOrder<Row>(rows: ReadonlyMap<string, Row>): Row[] {
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
}

function tagSetName({ site }: OfSurvey, tags: InvitationTags): string {
  return hashOf(JSON.stringify([site.id, tags.channel, tags.topic, tags.agent, tags.team, tags.locale, tags.delivery])).slice(0, 22)
}
