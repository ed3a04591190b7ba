import type { ResponseRow } from '../db/rows'
import type { TagSet } from '../tags/tag-set'
import type { Answer } from './answer'

/** An answer as it is kept when it comes. */
export function rowOf(answer: Answer, tagSet: TagSet, now: number): ResponseRow {
  const {
    tags: _tags,
    editWindowMs: _window,
    sender: _sender,
    actor: _actor,
    uses: _uses,
    points: _points,
    proven: _proven,
    from,
    answers,
    ...columns
  } = answer
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
    review: null
  }
}

/** As it is kept. An empty answer takes back the one before, so none is kept. */
export function answersText(answers: Answer['answers']): string | null {
  const given = Object.entries(answers).filter(([, value]) => value !== '')
  return given.length > 0 ? JSON.stringify(Object.fromEntries(given)) : null
}
