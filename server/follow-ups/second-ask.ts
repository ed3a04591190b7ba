import { and, eq, inArray } from 'drizzle-orm'
import type { SecondAskView } from '../contract/follow-ups'
import { checkedSteps, ratingOf, scaleOf } from '../contract/rating-steps'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import type { FollowUpRow, SecondAskRow, VersionRow } from '../db/rows'
import { hashOf } from '../secrets/ids'
import { noteEvent } from './events'

const dayMs = 86_400_000

/** What the customer wrote the second time; it goes with the answer. */
type Said = { comment?: string }

/**
 * Belongs into the commit that closes a follow-up or opens it again. Closed, it notes that its customer is to be
 * asked once more, where the site does so; open again, nobody is asked before it is closed anew. Whoever was
 * asked already is never asked a third time.
 */
export function* planSecondAsk(handle: Handle, database: Database, followUp: FollowUpRow, now: number) {
  const { secondAsk, followUpRules } = database.tables
  const { id, siteId, surveyId, responseId } = followUp
  if (followUp.state !== 'closed') {
    const isUnasked = and(eq(secondAsk.followUpId, id), inArray(secondAsk.state, ['due', 'impossible']))
    yield* run(handle.delete(secondAsk).where(isUnasked))
    return
  }
  const [rules] = yield* run(
    handle
      .select({ days: followUpRules.askAgainDays })
      .from(followUpRules)
      .where(eq(followUpRules.siteId, siteId))
  )
  const days = rules?.days ?? null
  if (days === null) return
  const planned: SecondAskRow = {
    followUpId: id,
    siteId,
    surveyId,
    responseId,
    state: 'due',
    dueAt: now + days * dayMs,
    hindrance: null,
    askedAt: null,
    deliveryId: null,
    tokenHash: null,
    version: null,
    rating: null,
    answeredAt: null,
    detail: '{}'
  }
  yield* run(handle.insert(secondAsk).values(planned).onConflictDoNothing())
}

/** The second ask of a follow-up, if there is one, as whoever works on it sees it. */
export async function viewSecondAsk(
  { tables: { secondAsk, surveyVersion }, handle }: Database,
  followUpId: string
): Promise<SecondAskView | null> {
  const [found] = await handle
    .select({ ask: secondAsk, meaning: surveyVersion })
    .from(secondAsk)
    .leftJoin(
      surveyVersion,
      and(eq(surveyVersion.surveyId, secondAsk.surveyId), eq(surveyVersion.version, secondAsk.version))
    )
    .where(eq(secondAsk.followUpId, followUpId))
  if (!found) return null
  const { ask, meaning } = found
  return {
    state: ask.state,
    dueAt: new Date(ask.dueAt).toISOString(),
    askedAt: ask.askedAt === null ? null : new Date(ask.askedAt).toISOString(),
    hindrance: ask.hindrance,
    answer: meaning && answerView(ask, meaning)
  }
}

function answerView(ask: SecondAskRow, meaning: VersionRow): SecondAskView['answer'] {
  if (ask.rating === null || ask.answeredAt === null) return null
  return {
    rating: ratingOf(ask.rating, meaning),
    metric: meaning.metric,
    scale: scaleOf(meaning),
    satisfiedFrom: ratingOf(meaning.satisfiedFrom, meaning),
    direction: meaning.direction,
    comment: commentOf(ask),
    answeredAt: new Date(ask.answeredAt).toISOString()
  }
}

export function commentOf({ detail }: Pick<SecondAskRow, 'detail'>): string | null {
  return (JSON.parse(detail) as Said).comment ?? null // written by answerAgain, emptied by erasure
}

/** The ask that a link opens; nothing where there is none. */
export async function secondAskBy(
  { tables: { secondAsk }, handle }: Database,
  token: string
): Promise<SecondAskRow | undefined> {
  if (!/^[A-Za-z0-9_-]{22}$/.test(token)) return undefined
  const [row] = await handle
    .select()
    .from(secondAsk)
    .where(eq(secondAsk.tokenHash, hashOf(token)))
  return row
}

/** Who is asked by a second ask: by name, by address and in which language, as far as it is known. */
export async function whoIsAsked(
  { tables: { response, invitation }, handle }: Database,
  { siteId, surveyId, responseId }: SecondAskRow
) {
  const [found] = await handle
    .select({ customer: response.customer, address: invitation.address, locale: invitation.locale })
    .from(response)
    .leftJoin(invitation, eq(invitation.id, response.invitationId))
    .where(and(eq(response.surveyId, surveyId), eq(response.id, responseId)))
  return {
    siteId,
    customer: found?.customer ?? null,
    address: found?.address ?? null,
    locale: found?.locale ?? null
  }
}

type SaidAgain = {
  rating: number
  comment: string | undefined
  meaning: VersionRow
  editMs: number
  now: number
}

/**
 * Keeps what the customer says the second time, with the follow-up alone. Said once more within `editMs` it
 * takes the place of what was said first; after that nothing changes it. Resolves to what is kept. Throws
 * `invalid` for a rating off the scale.
 */
export async function answerAgain(
  database: Database,
  { followUpId }: SecondAskRow,
  { rating, comment, meaning, editMs, now }: SaidAgain
): Promise<SecondAskRow | undefined> {
  const { secondAsk, response, followUp } = database.tables
  const steps = checkedSteps(rating, meaning)
  return database.atomically(function* (handle) {
    const [about] = yield* run(handle.select().from(followUp).where(eq(followUp.id, followUpId)))
    if (!about) return undefined
    // Nobody erases the answer meanwhile.
    const [answer] = yield* run(
      database.held(
        handle
          .select()
          .from(response)
          .where(and(eq(response.surveyId, about.surveyId), eq(response.id, about.responseId)))
      )
    )
    yield* run(database.locked(handle.select().from(followUp).where(eq(followUp.id, followUpId))))
    const [before] = yield* run(
      database.locked(handle.select().from(secondAsk).where(eq(secondAsk.followUpId, followUpId)))
    )
    if (!before || !answer || answer.erasedAt !== null) return undefined
    if (before.answeredAt !== null && now - before.answeredAt > editMs) return before
    const said: Said = comment === undefined ? {} : { comment }
    const after: SecondAskRow = {
      ...before,
      state: 'answered',
      version: meaning.version,
      rating: steps,
      answeredAt: before.answeredAt ?? now,
      detail: JSON.stringify(said)
    }
    yield* run(handle.update(secondAsk).set(after).where(eq(secondAsk.followUpId, followUpId)))
    if (before.answeredAt === null)
      yield* run(noteEvent(handle, database, about, { action: 'answered', at: now }))
    return after
  })
}
