import type { Caller } from '../people/access'

/** What the thread is started with: where the answers are, and what opens what is sealed beside them. */
export type Given = { databaseUrl: string; secret: string; formerSecrets?: readonly string[] }

/** `path`: the address of a figure as it was asked for, from `/api/v1` on, with its query. */
export type Asked = { is: 'figure'; path: string; caller: Caller } | { is: 'load' }

/** The figure as JSON; nothing where it was not asked for. */
export type Told = string | undefined
