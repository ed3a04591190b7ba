import type { Caller } from '../access/permissions'

/** Where figures are worked out beside everything else. */
export type FiguresThread = {
  /** The JSON that a route for figures gives `caller`; throws the problem that it throws. */
  answer(path: string, caller: Caller): Promise<string>
  /** Makes the columns, and brings them up to date. */
  load(): Promise<void>
  /** How many changes the columns do not know yet; not a number where they are not made. */
  behind(): Promise<number>
  close(): Promise<void>
}
