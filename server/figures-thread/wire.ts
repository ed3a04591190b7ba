import type { Caller } from '../access/permissions'

/** What the thread is started with: where the answers are, and what opens what is sealed beside them. */
export type Given = {
  databaseUrl: string
  directUrl?: string
  secret: string
  formerSecrets?: readonly string[]
}

/** `path`: the address of a figure as it was asked for, from `/api/v1` on, with its query. */
export type Asked = { is: 'figure'; path: string; caller: Caller } | { is: 'load' | 'behind' }

/** The figure as JSON, or how many changes the columns are behind by; nothing where neither was asked for. */
export type Told = string | number | undefined
