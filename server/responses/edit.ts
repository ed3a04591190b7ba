import type { ResponseRow } from '../db/rows'
import type { TagSet } from '../tags/tag-set'
import type { Answer, Stored } from './answer'
import type { Event } from './history'
import { asCounting, withProof } from './proof'
import { answersText, rowOf } from './row'
import { heldReasons } from './stuffing'
import { effectOf } from './suspicion'

/** In place of a hash: a page has sent the answer, without a secret. */
export const noSecret = ''

export type KeptAnswer = { row: ResponseRow; tagSet: TagSet }

/**
 * What `answer` makes of the row that is kept under its id. Tags stay as they were when the answer first
 * came; another rating means what the survey means now. Whatever looked like a program's gives way to a
 * person's whole answer, and whatever somebody unverified left under the name of a vouched answer gives way
 * to that one, with its tags: `sent`.
 */
export function edit({ row, tagSet }: KeptAnswer, answer: Answer, sent: TagSet, now: number): Stored {
  // What somebody had erased comes back by nothing that was sent before.
  if (row.erasedAt !== null) return { outcome: 'locked', row, tagSet }
  if (takesItsPlace(row, answer))
    return { outcome: 'edited', row: { ...rowOf(answer, sent, now), editedAt: now }, tagSet: sent }
  return { ...editOwn({ row, tagSet }, answer, sent, now), tagSet }
}

/** Whether what is kept under this id was left there by somebody else than the one whose name it is. */
function takesItsPlace(row: ResponseRow, answer: Answer): boolean {
  if (answer.sender === 'page' || answer.state === 'suspect') return false
  // An invitation's own answer has its name, whoever was faster; a program's name is for what the program
  // says.
  if (answer.id === answer.invitationId) return row.invitationId !== answer.invitationId
  return (
    answer.sender === 'program' &&
    (row.standing === 'unverified' || (row.invitationId === null && row.secretHash !== null))
  )
}

/**
 * A page proves by its secret that the answer is its own; a key or the customer's link needs no more than
 * the id, unless a link for several brought one.
 */
function mayChange(row: ResponseRow, answer: Answer): boolean {
  if (row.invitationId !== answer.invitationId) return false
  if (answer.sender === 'program') return true
  if (!row.secretHash) return answer.sender === 'link'
  const isWorthLess = row.standing === 'vouched' && answer.standing === 'unverified'
  return row.secretHash === answer.secretHash && !isWorthLess
}

function editOwn(
  { row: before, tagSet }: KeptAnswer,
  answer: Answer,
  sent: TagSet,
  now: number
): Pick<Stored, 'outcome' | 'row'> {
  const row = answer.proven ? withProof(before) : before
  const same = { outcome: row === before ? 'unchanged' : 'edited', row } as const
  const locked = { outcome: 'locked', row: before } as const
  if (!mayChange(row, answer)) return isRepetition({ row, tagSet }, answer, sent) ? same : locked
  const effect =
    row.reviewedAt === null
      ? effectOf(asCounting(answer), asCounting(row), now)
      : asCounting(answer).state === 'suspect'
        ? 'ignore'
        : 'edit'
  if (effect === 'ignore') return locked
  if (effect === 'suspect')
    return {
      outcome: 'edited',
      row: {
        ...row,
        rating: answer.rating,
        version: answer.version,
        state: 'suspect',
        stateReason: answer.stateReason ?? row.stateReason ?? 'many-points',
        editedAt: now
      }
    }
  // What waits because of many others goes on waiting, whatever is added to it.
  const isHeld = row.state === 'suspect' && heldReasons.has(row.stateReason)
  if (effect === 'replace' && !isHeld)
    return { outcome: 'edited', row: { ...rowOf(answer, tagSet, now), editedAt: now } }
  const merged = {
    ...(row.answers === null ? {} : (JSON.parse(row.answers) as Answer['answers'])),
    ...answer.answers
  }
  const answers = answersText(merged)
  const comment = answer.comment ?? row.comment
  if (row.rating === answer.rating && row.comment === comment && row.answers === answers) return same
  if (now - row.receivedAt > answer.editWindowMs) return locked
  const version = row.rating === answer.rating ? row.version : answer.version
  return {
    outcome: 'edited',
    row: { ...row, rating: answer.rating, version, comment, answers, editedAt: now }
  }
}

/**
 * Whether a page without a secret sends once more, to the letter, what it sent without one: its first try
 * may have come through unheard. Whoever knows all of an answer is told nothing by that; of one that has a
 * secret, or a key behind it, nobody is.
 */
function isRepetition({ row, tagSet }: KeptAnswer, answer: Answer, sent: TagSet): boolean {
  const same = rowOf(answer, sent, row.receivedAt)
  const fields = [
    'rating',
    'comment',
    'answers',
    'customer',
    'conversation',
    'pageUrl',
    'invitationId',
    'standing',
    'secretHash'
  ] as const
  return (
    answer.sender === 'page' &&
    row.secretHash === noSecret &&
    tagSet.id === sent.id &&
    fields.every((field) => row[field] === same[field])
  )
}

/** What the history says of a change: what was there before, and who made it something else. */
export function changeOf(before: KeptAnswer, after: KeptAnswer, answer: Answer): Event {
  const isReplaced =
    after.row.standing !== before.row.standing ||
    after.row.invitationId !== before.row.invitationId ||
    after.tagSet.id !== before.tagSet.id
  const saidBy = (kept: KeptAnswer) => ({
    ...(isReplaced ? wholeOf(kept) : saidIn(kept.row)),
    version: kept.row.version
  })
  // What a rating was in points, its version tells.
  const from: Record<string, unknown> = saidBy(before)
  const to: Record<string, unknown> = saidBy(after)
  const names = Object.keys(to).filter((name) => JSON.stringify(from[name]) !== JSON.stringify(to[name]))
  const pick = (all: Record<string, unknown>) =>
    Object.fromEntries(names.map((name) => [name, all[name] ?? null]))
  const action = isReplaced ? 'response-replaced' : 'response-edited'
  return {
    row: before.row,
    action,
    actor: answer.actor,
    standing: answer.standing,
    detail: { from: pick(from), to: pick(to) }
  }
}

function saidIn({ rating, comment, answers, state }: ResponseRow): Record<string, unknown> {
  return { rating, comment, answers: answers === null ? {} : JSON.parse(answers), state }
}

function wholeOf({ row, tagSet: { channel, topics, agent, team } }: KeptAnswer): Record<string, unknown> {
  const { conversation, standing } = row
  return { ...saidIn(row), channel, topics, agent, team, conversation, standing }
}
