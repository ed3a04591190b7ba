import type { ProblemCode } from '../contract/problem'
import { Problem } from '../contract/problem'
import { passingFailure } from '../db/transient-failures'
import type { ToldError } from '../text/told-error'
import { toldError } from '../text/told-error'

/** A failure that a client is told about, as it can be sent from thread to thread. */
type SentProblem = {
  code: string
  status: number
  message: string
  field?: string
  retryAfterSeconds?: number
}

export type Sent<Asked> = { is: 'ask'; ask: number; asked: Asked } | { is: 'close' }
export type Answered<Told> = { ask: number } & (
  | { is: 'told'; told: Told }
  | { is: 'problem'; problem: SentProblem }
  | { is: 'failed'; error: ToldError }
)

/** What a thread says by itself, once, as soon as it can be asked. */
export type Ready = { is: 'ready' }

/** What another thread is told of a failure: the problem that it is, or what a log may say of it. */
export function failedAnswer(ask: number, error: unknown): Answered<never> {
  const known = passingFailure(error) ?? error
  if (!(known instanceof Problem)) return { ask, is: 'failed', error: toldError(error) }
  const { code, status, message, field, retryAfterSeconds } = known
  const problem: SentProblem = {
    code,
    status,
    message,
    ...(field !== undefined && { field }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds })
  }
  return { ask, is: 'problem', problem }
}

/** What was asked for; throws the problem, or an error like the one that the other thread met. */
export function toldIn<Told>(answered: Answered<Told>): Told {
  if (answered.is === 'failed') throw Object.assign(new Error(answered.error.message), answered.error)
  if (answered.is === 'told') return answered.told
  const { code, status, message, field, retryAfterSeconds } = answered.problem
  // failureOf sends what a problem holds.
  throw new Problem(code as ProblemCode, status as Problem['status'], message, { field, retryAfterSeconds })
}
