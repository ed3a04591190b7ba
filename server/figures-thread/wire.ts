import type { Caller } from '../people/access'
import type { ToldError } from '../text/told-error'

/** What the thread is started with: where the answers are, and what opens what is sealed beside them. */
export type Given = { databaseUrl: string; secret: string; formerSecrets?: readonly string[] }

/** `path`: the address of a figure as it was asked for, from `/api/v1` on, with its query. */
export type Asked = { is: 'figure'; ask: number; path: string; caller: Caller } | { is: 'load'; ask: number } | { is: 'close' }

/** A failure that a client is told about, as it can be sent from thread to thread. */
export type SentProblem = { code: string; status: number; message: string; field?: string; retryAfterSeconds?: number }

export type Answered = { ask: number } & ({ is: 'figure'; json: string } | { is: 'loaded' } | { is: 'problem'; problem: SentProblem } | { is: 'failed'; error: ToldError })
