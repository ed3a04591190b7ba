import { and, asc, desc, eq, inArray, like, ne } from 'drizzle-orm'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import type { DeliveryRow, ResponseRow, WriteBackRow } from '../db/rows'
import { hashOf } from '../secrets/ids'
import type { Sealing } from '../secrets/sealing'
import type { WriteBackContent } from './content'
import { factsOf } from './content'
import { isUnsatisfied } from './rated'

/**
 * So long after the last change of an answer it is written: a tap is mostly followed by a reason and a
 * comment within two minutes, and an agent is to find one note, not three.
 */
export const settleMs = 3 * 60_000
/** So many answers are looked at by one transaction. */
const lotSize = 50

/**
 * Looks at one lot of the answers that came or were changed, and puts into the outbox what is to be written
 * of them. What is due was noted in the commit of each answer and is struck off in the commit that puts it
 * there, so that none is lost and none is written twice. Resolves to whether there may be more.
 */
export async function noteDue(
  { database, sealing }: { database: Database; sealing: Sealing },
  now: number
): Promise<boolean> {
  const { writeBackDue } = database.tables
  // Without a transaction, because nearly always there is nothing.
  const due = await database.handle
    .select()
    .from(writeBackDue)
    .orderBy(asc(writeBackDue.place))
    .limit(lotSize)
  if (due.length === 0) return false
  return database.atomically(function* (handle) {
    // Several processes may look at the same answers.
    yield* database.inTurn(handle, due.map(({ surveyId, id }) => `write-back of ${surveyId} ${id}`).sort())
    const mine = yield* run(
      database.locked(
        handle
          .select()
          .from(writeBackDue)
          .where(
            inArray(
              writeBackDue.place,
              due.map(({ place }) => place)
            )
          )
          .orderBy(asc(writeBackDue.place))
      )
    )
    const done: number[] = []
    const answers = new Map(mine.map((one) => [`${one.surveyId} ${one.id}`, one]))
    for (const [name, { surveyId, id }] of answers) {
      const waits = yield* put(handle, { database, sealing }, { surveyId, id }, now)
      if (!waits)
        done.push(...mine.filter((one) => `${one.surveyId} ${one.id}` === name).map(({ place }) => place))
    }
    if (done.length > 0) yield* run(handle.delete(writeBackDue).where(inArray(writeBackDue.place, done)))
    return due.length === lotSize && done.length > 0
  })
}

/** Whether it has to be looked at again, because what was known of it is being written at this moment. */
function* put(
  handle: Handle,
  { database, sealing }: { database: Database; sealing: Sealing },
  { surveyId, id }: { surveyId: string; id: string },
  now: number
) {
  const { response, writeBack, delivery } = database.tables
  const [answer] = yield* run(
    database.held(
      handle
        .select()
        .from(response)
        .where(and(eq(response.surveyId, surveyId), eq(response.id, id)))
    )
  )
  if (!answer || !mayBeWritten(answer)) return false
  const connectors = yield* run(
    handle
      .select()
      .from(writeBack)
      .where(and(eq(writeBack.siteId, answer.siteId), ne(writeBack.answers, 'none')))
      .orderBy(asc(writeBack.connectorId))
  )
  let waits = false
  for (const to of connectors) {
    const rowId = idOf(to, answer)
    const [known] = yield* run(database.locked(handle.select().from(delivery).where(eq(delivery.id, rowId))))
    if (known?.state === 'sending') waits = true
    else if (known) yield* putAgain(handle, { database, sealing }, { known, to, answer }, now)
    else if (yield* isToWrite(handle, database, to, answer)) {
      const invitationId = yield* reportedBy(handle, database, to, answer)
      if (invitationId !== undefined)
        yield* run(handle.insert(delivery).values(made(rowId, { to, answer, invitationId }, sealing, now)))
    }
  }
  return waits
}

/** Of what customers say only what counts is told, and only of a conversation that somebody vouched for. */
export function mayBeWritten({ state, erasedAt, standing, conversation }: ResponseRow): boolean {
  return state === 'counted' && erasedAt === null && standing === 'vouched' && conversation !== null
}

function* isToWrite(handle: Handle, database: Database, to: WriteBackRow, answer: ResponseRow) {
  if (answer.answeredAt < to.since) return false
  return to.answers === 'all' || (yield* isUnsatisfied(handle, database, answer))
}

type Known = { known: DeliveryRow; to: WriteBackRow; answer: ResponseRow }

/** What was written of it is written again where it says something else by now. */
function* putAgain(
  handle: Handle,
  { database, sealing }: { database: Database; sealing: Sealing },
  { known, to, answer }: Known,
  now: number
) {
  const { delivery } = database.tables
  const isIt = eq(delivery.id, known.id)
  if (known.state === 'queued') {
    // One that has failed before waits for its own time.
    if (known.attempts === 0)
      yield* run(
        handle
          .update(delivery)
          .set({ dueAt: now + settleMs })
          .where(isIt)
      )
    return
  }
  const opened = known.content === null ? undefined : sealing.open(known.content, known.id)
  // It was emptied when its time was over.
  if (opened === undefined) return
  const { facts } = JSON.parse(opened) as WriteBackContent // sealed by this module and by the outbox
  if (facts === factsOf(answer)) return
  if (facts === undefined && !(yield* isToWrite(handle, database, to, answer))) return
  const again = { state: 'queued' as const, attempts: 0, stepsDone: 0, reason: null, dueAt: now + settleMs }
  yield* run(handle.update(delivery).set(again).where(isIt))
}

/**
 * The invitation by which a connector has told us of the conversation of an answer; nothing where another
 * program named it.
 */
function* reportedBy(
  handle: Handle,
  { tables: { invitation } }: Database,
  { connectorId }: WriteBackRow,
  { siteId, conversation }: ResponseRow
) {
  const [found] = yield* run(
    handle
      .select({ id: invitation.id })
      .from(invitation)
      .where(
        and(
          eq(invitation.siteId, siteId),
          eq(invitation.conversation, conversation ?? ''),
          like(invitation.externalId, `${connectorId}:%`)
        )
      )
      .orderBy(desc(invitation.createdAt))
      .limit(1)
  )
  return found?.id
}

function idOf({ connectorId }: WriteBackRow, { surveyId, id }: ResponseRow): string {
  return `dlv_${hashOf(`${connectorId} write-back ${surveyId} ${id}`).slice(0, 22)}`
}

function made(
  id: string,
  { to, answer, invitationId }: { to: WriteBackRow; answer: ResponseRow; invitationId: string },
  sealing: Sealing,
  now: number
): DeliveryRow {
  const content: WriteBackContent = { survey: answer.surveyId, response: answer.id }
  return {
    id,
    siteId: to.siteId,
    connectorId: to.connectorId,
    invitationId,
    purpose: 'write-back',
    // It is part of nobody's thread.
    thread: id,
    content: sealing.seal(JSON.stringify(content), id),
    state: 'queued',
    attempts: 0,
    stepsDone: 0,
    dueAt: now + settleMs,
    messageId: null,
    reason: null,
    answer: null,
    createdAt: now,
    sentAt: null,
    ratedAt: null,
    commentUntil: null
  }
}
