import type { ResponseRow } from '../db/rows'
import type { TagSet } from '../tags/tag-set'
import type { Answer } from './answer'

/** An answer as it is kept when it comes. */
export function rowOf(answer: Answer, tagSet: TagSet, now: number): ResponseRow {
  // Each column by its name: to copy all but a few of an answer takes ten times as long.
  return {
    surveyId: answer.surveyId,
    id: answer.id,
    siteId: answer.siteId,
    version: answer.version,
    tagSetId: tagSet.id,
    rating: answer.rating,
    comment: answer.comment,
    answers: answersText(answer.answers),
    attributes: answer.attributes ?? null,
    customer: answer.customer,
    customerHash: answer.customerHash ?? null,
    conversation: answer.conversation,
    invitationId: answer.invitationId,
    delivery: answer.delivery,
    pageUrl: answer.pageUrl,
    state: answer.state,
    stateReason: answer.stateReason,
    answeredAt: answer.answeredAt,
    answeredOn: answer.answeredOn,
    receivedAt: now,
    editedAt: null,
    erasedAt: null,
    repeated: null,
    standing: answer.standing,
    claimed: answer.claimed,
    secretHash: answer.secretHash,
    signedAs: answer.signedAs,
    reviewedAt: null,
    network: answer.from?.network ?? null,
    touched: answer.from?.touched ?? null,
    review: null
  }
}

/** As it is kept. An empty answer takes back the one before, so none is kept. */
export function answersText(answers: Answer['answers']): string | null {
  const given = Object.entries(answers).filter(([, value]) => value !== '')
  return given.length > 0 ? JSON.stringify(Object.fromEntries(given)) : null
}
