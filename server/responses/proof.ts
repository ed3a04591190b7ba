import { and, eq, inArray, isNull, lt, or } from 'drizzle-orm'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import type { ResponseRow, SurveyRow } from '../db/rows'
import { challengeOf, isProven } from '../limits/proof'
import type { Answer } from './answer'

/** Why an answer waits that came without a proof of work while its survey asks for one. */
const unproven = 'no-proof'
/**
 * After the last sign of an attack the proof is asked for so much longer, and that is written no more often
 * than this.
 */
const quietMs = 3_600_000
const writtenEveryMs = 300_000

/** Whether the page of an answer has still to do its work. */
export function isUnproven({ state, stateReason }: Pick<ResponseRow, 'state' | 'stateReason'>): boolean {
  return state === 'suspect' && stateReason === unproven
}

const counting = { state: 'counted', stateReason: null } as const

/**
 * What is kept of an answer, now that its page has done its work; what a person has looked at stays as they
 * left it.
 */
export function withProof(row: ResponseRow): ResponseRow {
  return isUnproven(row) && row.reviewedAt === null ? { ...row, ...counting } : row
}

/** The same as it would be without this question, for whoever asks whether a program was at work. */
export function asCounting<Kept extends Pick<ResponseRow, 'state' | 'stateReason'>>(kept: Kept): Kept {
  return isUnproven(kept) ? { ...kept, ...counting } : kept
}

/** Whether an answer merely counts now, and says what it said before. */
export function isProofAlone(before: ResponseRow, after: ResponseRow): boolean {
  const said = ['rating', 'comment', 'answers'] as const
  return isUnproven(before) && after.state === 'counted' && said.every((name) => before[name] === after[name])
}

/**
 * The answer of a page, with what its proof of work makes of it. Without a proof, where one is asked for,
 * it is kept all the same and waits, so that no answer is lost with a tab that closes, or with a browser
 * that runs no scripts; the page that sends the proof later makes it count. What somebody vouches for needs
 * none.
 */
export function judgedByProof(
  answer: Answer,
  survey: SurveyRow,
  proof: string | undefined,
  { secret, now }: { secret: string; now: number }
): Answer {
  if (answer.standing === 'vouched' || answer.state !== 'counted') return answer
  if (isProven(secret, answer, proof, now)) return { ...answer, proven: true }
  return asksForProof(survey, now) ? { ...answer, state: 'suspect', stateReason: unproven } : answer
}

function asksForProof({ proofOfWork, proofUntil }: SurveyRow, now: number): boolean {
  return proofOfWork === 'on' || (proofOfWork === 'auto' && proofUntil !== null && proofUntil > now)
}

/** What the page is to work on so that its answer counts; nothing where it need not. */
export function challengeFor(row: ResponseRow, secret: string, now: number): { challenge?: string } {
  return isUnproven(row) ? { challenge: challengeOf(secret, row, now) } : {}
}

/**
 * Switches the proof on where it comes on by itself, for as long as answers go on being held and some time
 * beyond.
 */
export function* requireProof(
  handle: Handle,
  { tables: { survey } }: Database,
  surveyIds: readonly string[],
  now: number
) {
  if (surveyIds.length === 0) return
  const isOver = or(isNull(survey.proofUntil), lt(survey.proofUntil, now + quietMs - writtenEveryMs))
  yield* run(
    handle
      .update(survey)
      .set({ proofUntil: now + quietMs })
      .where(and(inArray(survey.id, [...surveyIds]), eq(survey.proofOfWork, 'auto'), isOver))
  )
}
