import { and, asc, eq, lte, sql } from 'drizzle-orm'
import { touchesOf } from '../asking/contacts'
import { frequency, quietPeriod } from '../asking/rules/customer'
import type { Hindrance } from '../contract/follow-ups'
import { run } from '../db/database'
import type { FollowUpRow, InvitationRow, ResponseRow, SecondAskRow, SiteRow } from '../db/rows'

import type { ReplyContent } from '../delivery/reply'
import { noteEvent } from '../follow-ups/events'
import type { Job } from '../jobs/polling-job'
import { hashOf, linkToken } from '../secrets/ids'
import { askingOf, invitingOf } from '../surveys/view'
import { queueReply, replyMessage } from './message'
import type { Replying, Way } from './way'
import { wayTo } from './way'

/** So many are asked before it is looked whether the server is to stop. */
const lotSize = 50

type Asking = Replying & { outbox: Job }
type Due = { followUp: FollowUpRow; answer: ResponseRow; site: SiteRow }

/**
 * Asks those customers once more whose time has come, each by the way on which a reply would go to them; where there
 * is none, the follow-up says why. What is asked goes into the outbox in the commit that notes it, so that nobody
 * is asked twice. Resolves to whether there may be more.
 */
export async function askAgainDue(services: Asking, now: number): Promise<boolean> {
  const { handle, tables } = services.database
  const { secondAsk, followUp, response, site } = tables
  const due: Due[] = await handle
    .select({ followUp, answer: response, site })
    .from(secondAsk)
    .innerJoin(followUp, eq(followUp.id, secondAsk.followUpId))
    .innerJoin(response, and(eq(response.surveyId, followUp.surveyId), eq(response.id, followUp.responseId)))
    .innerJoin(site, eq(site.id, followUp.siteId))
    // Written out, so that SQLite knows the partial index to be enough.
    .where(and(sql`${secondAsk.state} = 'due'`, lte(secondAsk.dueAt, now)))
    .orderBy(asc(secondAsk.dueAt), asc(secondAsk.followUpId))
    .limit(lotSize)
  for (const one of due) await askAgain(services, one, now)
  if (due.length > 0) services.outbox.wake()
  return due.length === lotSize
}

async function askAgain(services: Asking, due: Due, now: number) {
  const { answer, site } = due
  // Whatever keeps them from being asked is said on the follow-up.
  const hindrance = hindranceIn(answer)
  if (hindrance) return settle(services, due, { state: 'impossible', hindrance }, now)
  const way = await wayTo(services, { site, answer }, now)
  if ('hindrance' in way) return settle(services, due, { state: 'impossible', hindrance: way.hindrance }, now)
  const until = await quietUntil(services, due, way, now)
  if (until !== undefined) return settle(services, due, { dueAt: until }, now)
  return settle(services, due, way, now)
}

function hindranceIn({ state, answers }: ResponseRow): Hindrance | undefined {
  if (state !== 'counted') return 'left-out'
  const { contact } = JSON.parse(answers ?? '{}') as { contact?: unknown } // written by storeAnswers only
  return contact === false ? 'no-consent' : undefined
}

/** Until when the customer is left in peace, because they were asked about something else since they answered. */
async function quietUntil(
  { database, publication }: Asking,
  { answer, site }: Due,
  { invitation }: Pick<Way, 'invitation'>,
  now: number
): Promise<number | undefined> {
  const published = await publication.survey(answer.surveyId)
  if (!published) return undefined
  const settings = { ...askingOf(published.row), ...invitingOf(published.row) }
  const customer = whoOf(answer, invitation)
  const touches = await database.atomically(function* (handle) {
    return yield* touchesOf(handle, database, site.id, customer)
  })
  const facts = {
    now,
    surveyId: answer.surveyId,
    optedOut: false,
    touches: touches.filter(({ at }) => at > answer.answeredAt)
  }
  return (quietPeriod(facts, settings) ?? frequency(facts, settings))?.until
}

function whoOf({ customer }: ResponseRow, invitation: InvitationRow | undefined) {
  const address = invitation?.address ?? undefined
  return { ...(customer !== null && { customer }), ...(address !== undefined && { address }) }
}

/** Writes down what becomes of a second ask that nobody else has dealt with meanwhile. */
async function settle(
  services: Asking,
  { followUp: about, answer: { surveyId, id } }: Due,
  outcome: Way | Partial<Pick<SecondAskRow, 'state' | 'hindrance' | 'dueAt'>>,
  now: number
): Promise<void> {
  const { database, config } = services
  const { secondAsk, followUp, response } = database.tables
  const followUpId = about.id
  await database.atomically(function* (handle) {
    // Nobody erases the answer, or opens the follow-up again, meanwhile.
    const [answer] = yield* run(
      database.held(
        handle
          .select()
          .from(response)
          .where(and(eq(response.surveyId, surveyId), eq(response.id, id)))
      )
    )
    yield* run(database.locked(handle.select().from(followUp).where(eq(followUp.id, followUpId))))
    const [row] = yield* run(
      database.locked(handle.select().from(secondAsk).where(eq(secondAsk.followUpId, followUpId)))
    )
    if (row?.state !== 'due') return
    const set = (changes: Partial<SecondAskRow>) =>
      handle.update(secondAsk).set(changes).where(eq(secondAsk.followUpId, followUpId))
    if (!answer || answer.erasedAt !== null) {
      yield* run(set({ state: 'impossible', hindrance: 'erased' }))
      return
    }
    if (!('connector' in outcome)) {
      yield* run(set(outcome))
      return
    }
    const { connector, by, askedBy } = outcome
    const message = replyMessage(outcome, config, now)
    const content: ReplyContent = {
      followUp: followUpId,
      by,
      again: true,
      ...(askedBy !== undefined && { askedBy })
    }
    yield* run(
      set({
        state: 'asked',
        askedAt: now,
        deliveryId: message.id,
        tokenHash: hashOf(linkToken(config, followUpId))
      })
    )
    yield* queueReply(handle, services, message, content)
    yield* run(
      noteEvent(handle, database, about, {
        action: 'asked',
        detail: { channel: connector.channel.label, delivery: message.id },
        at: now
      })
    )
  })
}
