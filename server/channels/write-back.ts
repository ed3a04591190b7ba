import type { WriteBackPart } from '../contract/write-back'
import type { HttpRequest, Outcome, VendorAnswer } from './exchange'

/**
 * How a helpdesk is told of an answer: pure, like everything of a channel. `write` gives the requests one
 * after the other and is given what came back to each that went well; the outbox sends them. A crash or a
 * failure begins it anew, so it looks at what is there before it writes.
 */
export type WriteBack<S> = {
  /** What the helpdesk's API takes. */
  takes: readonly WriteBackPart[]
  /** The setting without which nothing can be written, where it is missing. */
  lacks(settings: S): (keyof S & string) | undefined
  write(writing: Writing, settings: S): Steps<WriteEnd>
  /** What an answer says, where messages of the channel say it otherwise. */
  outcome?(answer: VendorAnswer): Outcome
}

/** One request. `reopens`: it opens the conversation again; `passes`: statuses that are no failure. */
type WriteStep = HttpRequest & { reopens?: true; passes?: readonly number[] }
/** `refused`: why the rest makes no sense; `stillEnded`: the conversation was not opened again after all. */
type WriteEnd = { refused?: string; stillEnded?: true } | undefined
/** Requests that end in something that is known by then. */
export type Steps<T> = Generator<WriteStep, T, VendorAnswer>

/** What is to be told of one answer. Texts are in the language of the site. */
export type Writing = {
  /** The conversation as the channel's `parse` has named it. */
  conversation: string
  /** Of small letters and digits, the same for an answer however often it is written. */
  key: string
  /** Nothing was written before this moment. Epoch milliseconds. */
  since: number
  note?: Note
  /** One that is to be there and one that is not. */
  tag?: { add: string; remove: string }
  field?: { name: string; value: number }
  /** `share` of the scale from the worst point, 0, to the best, 1. */
  native?: { share: number; comment: string | null }
  reopen: boolean
  assign?: string
}

export type Note = {
  /** When the answer was given, or changed last. */
  at: number
  lines: readonly string[]
  /** Leads to the answer. */
  link: string
  /** Stands in every note about this answer, and in no other. */
  mark: string
  /** Holds the mark, and changes with what the note says: whether this very note is there already. */
  version: string
}
