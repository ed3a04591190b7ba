import { and, eq } from 'drizzle-orm'
import type { Act } from '../access/act'
import { actorOf, recordAudit } from '../audit/log'
import type { DisputeDecision, DisputeInput } from '../contract/disputes'
import { problem } from '../contract/problem'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import type { DisputeRow } from '../db/rows'
import type { Kept } from '../responses/change'
import { applyChange, loadAnswer } from '../responses/change'
import { subjectOf } from '../responses/list'
import { holdRepeats } from '../responses/repeats'
import { newId } from '../secrets/ids'
import type { OpenSurvey } from '../surveys/open-survey'
import { ownKeys } from '../tags/filters'
import { restKey } from '../tags/keys'
import { holdRules, rulesOf } from '../tags/rules'
import type { Tags } from '../tags/tags'
import { forgetTags, rememberTags, sentTagsOf } from '../tags/tags'
import type { OpenDispute, Written } from './find'
import { isJudge, mayDecide, mayWithdraw } from './find'

/**
 * Says of a rating that it is no measure of the agent. Nothing changes until somebody else has decided. Throws
 * `not-found` for an answer that the caller may not see, and `invalid` for one that is nobody's or does not count.
 */
export async function raiseDispute(
  database: Database,
  { survey, site, access }: OpenSurvey,
  { answer: id, cause, why }: DisputeInput,
  { caller, now }: Act
): Promise<string> {
  const { dispute } = database.tables
  const { only } = access
  return database.atomically(function* (handle) {
    const { row, tags } = yield* loadAnswer(handle, database, survey.id, id)
    if (only && !ownKeys(rulesOf(site), only).includes(tags[only.dimension === 'agent' ? 'agent' : 'team']))
      throw problem('not-found')
    if (tags.agent === '' || tags.agent === restKey)
      throw problem(
        'invalid',
        'No agent is named with this answer, so there is nothing to dispute.',
        'answer'
      )
    if (row.state !== 'counted')
      throw problem('invalid', 'This answer does not count, so there is nothing to dispute.', 'answer')
    if (row.erasedAt !== null)
      throw problem('invalid', 'The answer was erased, so nothing can be written of it any more.', 'answer')
    const isOpen = and(eq(dispute.surveyId, survey.id), eq(dispute.responseId, id), eq(dispute.state, 'open'))
    const [open] = yield* run(handle.select({ id: dispute.id }).from(dispute).where(isOpen))
    if (open) throw problem('dispute-open')
    const raised: DisputeRow = {
      id: newId('dis'),
      siteId: site.id,
      surveyId: survey.id,
      responseId: id,
      agent: sentTagsOf(tags).agent,
      cause,
      state: 'open',
      raisedBy: actorOf(caller),
      raisedAt: now,
      decidedBy: null,
      decidedAt: null,
      detail: JSON.stringify({ why } satisfies Written)
    }
    yield* run(handle.insert(dispute).values(raised))
    yield* note(handle, database, raised, { caller, now, action: 'response-disputed' })
    return raised.id
  })
}

/** Throws where somebody may not decide on this dispute: a second person does. */
export function requireJudge(opened: OpenDispute) {
  if (!isJudge(opened)) throw problem('role-missing', 'owners and managers, in person,')
  if (!mayDecide(opened, opened.found.dispute)) throw problem('dispute-own')
}

export function requireRaiser(opened: OpenDispute) {
  if (!mayWithdraw(opened, opened.found.dispute))
    throw problem('role-missing', 'whoever raised it, and the agent whom it is about,')
}

/**
 * Upholds or refuses a dispute. The answer stays in every figure of the survey; the agent's are told with it and
 * without. One that was not the agent's is nobody's from then on. Throws `dispute-over` where it is not open.
 */
export async function decideDispute(
  database: Database,
  { found, site }: OpenDispute,
  { decision, reason }: DisputeDecision,
  { caller, now }: Act
): Promise<void> {
  const { dispute } = database.tables
  const retagged: Tags[] = []
  try {
    await database.atomically(function* (handle) {
      const rules = (yield* holdRules(handle, database, [site.id]))(site.id)
      yield* holdRepeats(handle, database, [found.survey.id])
      const before = yield* loadAnswer(handle, database, found.survey.id, found.dispute.responseId)
      const open = yield* lockedOpen(handle, database, found.dispute.id)
      const decided = {
        state: decision,
        decidedBy: actorOf(caller),
        decidedAt: now,
        detail: detailOf(open, before, { reason })
      }
      yield* run(handle.update(dispute).set(decided).where(eq(dispute.id, open.id)))
      yield* note(handle, database, open, { caller, now, action: 'response-dispute-decided', decision })
      const isStillTheirs = rules.canonical('agent', open.agent) === before.tags.agent
      if (decision !== 'upheld' || open.cause !== 'not-mine' || !isStillTheirs) return
      const patch = { agent: '' }
      const sent = yield* applyChange(handle, database, { site, before, rules }, { patch, caller, now })
      if (sent) retagged.push(sent)
    })
    rememberTags(database, retagged)
  } catch (error) {
    forgetTags(database)
    throw error
  }
}

/** Takes a dispute back. Throws `dispute-over` where it is not open. */
export async function withdrawDispute(
  database: Database,
  { found }: OpenDispute,
  { caller, now }: Act
): Promise<void> {
  const { dispute } = database.tables
  await database.atomically(function* (handle) {
    const open = yield* lockedOpen(handle, database, found.dispute.id)
    yield* run(
      handle
        .update(dispute)
        .set({ state: 'withdrawn', decidedBy: actorOf(caller), decidedAt: now })
        .where(eq(dispute.id, open.id))
    )
    yield* note(handle, database, open, { caller, now, action: 'response-dispute-withdrawn' })
  })
}

function* lockedOpen(
  handle: Handle,
  database: Database,
  id: string
): Generator<PromiseLike<unknown>, DisputeRow, unknown> {
  const { dispute } = database.tables
  const [row] = yield* run(database.locked(handle.select().from(dispute).where(eq(dispute.id, id))))
  if (!row) throw problem('not-found')
  if (row.state !== 'open') throw problem('dispute-over')
  return row
}

/** Nothing is written of an answer that was erased. */
function detailOf({ detail }: DisputeRow, { row }: Kept, more: Written): string {
  if (row.erasedAt !== null) return detail
  return JSON.stringify({ ...(JSON.parse(detail) as Written), ...more })
}

type Noted = Act & {
  action: 'response-disputed' | 'response-dispute-decided' | 'response-dispute-withdrawn'
  decision?: DisputeDecision['decision']
}

/** The trail keeps nothing that somebody wrote. By its subject it stands in the history of the answer. */
function* note(
  handle: Handle,
  database: Database,
  { siteId, surveyId, responseId, agent, cause }: DisputeRow,
  { caller, now, action, decision }: Noted
) {
  yield* run(
    recordAudit(handle, database, {
      siteId,
      caller,
      action,
      subject: subjectOf(surveyId, responseId),
      detail: { agent, cause, ...(decision && { decision }) },
      at: now
    })
  )
}
