import type { Answer, Stored } from '../responses/answer'

/** What the thread is started with: where the answers go, and what seals what is sealed beside them. */
export type Given = { databaseUrl: string; secret: string; formerSecrets?: readonly string[] }

/** Answers for one commit, and how long it may wait for other processes. */
export type Asked = { answers: readonly Answer[]; now: number; patienceMs: number }
export type Told = Stored[]
