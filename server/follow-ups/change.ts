import { and, eq } from 'drizzle-orm'
import type { Act, Change } from '../access/act'
import { actorOf, changesBetween, recordAudit } from '../audit/log'
import { isMatch } from '../contract/etag'
import type { FollowUpPatch } from '../contract/follow-ups'
import { problem } from '../contract/problem'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import type { FollowUpRow } from '../db/rows'
import { rulesOf } from '../tags/rules'
import { noteEvent } from './events'
import type { OpenFollowUp } from './find'
import type { Member } from './owners'
import { maySee, membersOf } from './owners'
import { planSecondAsk } from './second-ask'
import type { Written } from './view'

export function followUpEtag({ updatedAt }: Pick<FollowUpRow, 'updatedAt'>): string {
  return `"${updatedAt}"`
}

/**
 * Gives a follow-up to somebody, brings it further or closes it, and notes who did it. Throws `invalid` where
 * it is to be closed without a root cause and what was done, or given to somebody who may not see its answer.
 */
export async function changeFollowUp(
  database: Database,
  opened: OpenFollowUp,
  { caller, patch, ifMatch, now }: Change<FollowUpPatch>
): Promise<FollowUpRow> {
  const { followUp } = database.tables
  return database.atomically(function* (handle) {
    const before = yield* lockedOne(handle, database, opened)
    if (!isMatch(ifMatch, followUpEtag(before))) throw problem('changed-meanwhile')
    const members = yield* run(membersOf(database, handle, before.siteId))
    if (patch.owner) requireOwner(members, opened, patch.owner)
    const { done, ...rest } = patch
    const sent = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
    const written: Written = { ...(JSON.parse(before.detail) as Written), ...(done && { done }) }
    const changed: FollowUpRow = { ...before, ...sent, detail: JSON.stringify(written) }
    const after: FollowUpRow = {
      ...changed,
      ...endOf(before, changed, now),
      updatedAt: Math.max(now, before.updatedAt + 1)
    }
    if (after.state === 'closed') requireCause(after, written)
    yield* run(handle.update(followUp).set(after).where(eq(followUp.id, before.id)))
    if (after.state !== before.state) yield* planSecondAsk(handle, database, after, now)
    const detail = changesBetween(shown(before), shown(after))
    if (!detail && changed.detail === before.detail) return after
    const isClosed = before.state !== 'closed' && after.state === 'closed'
    yield* run(
      noteEvent(handle, database, after, {
        action: isClosed ? 'closed' : 'changed',
        actor: actorOf(caller),
        detail: { ...detail?.to, ...(done && { done }) },
        at: now
      })
    )
    if (detail)
      yield* run(
        recordAudit(handle, database, {
          siteId: before.siteId,
          caller,
          action: 'follow-up-changed',
          subject: before.id,
          detail: { from: named(detail.from, members), to: named(detail.to, members) },
          at: now
        })
      )
    return after
  })
}

/** Writes down what somebody found out, or agreed with the customer. */
export async function noteFollowUp(
  database: Database,
  opened: OpenFollowUp,
  text: string,
  { caller, now }: Act
): Promise<FollowUpRow> {
  const { followUp } = database.tables
  return database.atomically(function* (handle) {
    const before = yield* lockedOne(handle, database, opened)
    const after = { ...before, updatedAt: Math.max(now, before.updatedAt + 1) }
    yield* run(handle.update(followUp).set({ updatedAt: after.updatedAt }).where(eq(followUp.id, before.id)))
    yield* run(
      noteEvent(handle, database, before, {
        action: 'noted',
        actor: actorOf(caller),
        detail: { text },
        at: now
      })
    )
    return after
  })
}

/** The follow-up, locked, of an answer that nobody erases meanwhile; nothing is written of one that is. */
export function* lockedOne(
  handle: Handle,
  database: Database,
  { found }: OpenFollowUp
): Generator<PromiseLike<unknown>, FollowUpRow, unknown> {
  const { followUp, response } = database.tables
  const { surveyId, responseId } = found.followUp
  const [answer] = yield* run(
    database.held(
      handle
        .select()
        .from(response)
        .where(and(eq(response.surveyId, surveyId), eq(response.id, responseId)))
    )
  )
  const [row] = yield* run(
    database.locked(handle.select().from(followUp).where(eq(followUp.id, found.followUp.id)))
  )
  if (!answer || !row) throw problem('not-found')
  if (answer.erasedAt !== null)
    throw problem('invalid', 'The answer was erased, so nothing can be written of it any more.', 'state')
  return row
}

function requireOwner(members: readonly Member[], { site, found }: OpenFollowUp, owner: string) {
  const member = members.find(({ id }) => id === owner)
  if (!member) throw problem('invalid', `There is no member “${owner}” on this site.`, 'owner')
  if (!maySee(rulesOf(site), member, found.tags))
    throw problem('invalid', `${member.name} may not see this answer; choose somebody who may.`, 'owner')
}

/** How it ends, or that it goes on. */
function endOf(before: FollowUpRow, { state }: FollowUpRow, now: number): Partial<FollowUpRow> {
  if (state === before.state) return {}
  return state === 'closed' ? { ended: 'done', closedAt: now } : { ended: null, closedAt: null }
}

function requireCause({ nature, severity, ended }: FollowUpRow, { done }: Written) {
  if (ended !== 'done') return
  const missing = !nature ? 'nature' : !severity ? 'severity' : !done ? 'done' : undefined
  if (missing)
    throw problem(
      'invalid',
      'To close it, say where the root of it lies, how grave it is, and what was done.',
      missing
    )
}

/** What the trail keeps: nothing that somebody wrote. */
function shown({ state, owner, nature, severity }: FollowUpRow) {
  return { state, owner, nature, severity }
}

/** The trail calls people by their names, as it does elsewhere. */
function named(fields: Record<string, unknown>, members: readonly Member[]): Record<string, unknown> {
  const owner = members.find(({ id }) => id === fields['owner'])
  return owner ? { ...fields, owner: owner.name } : fields
}
