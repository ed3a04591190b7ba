import type { Direction, Metric } from '../shared/protocol'

/** Everything a customer may read in one language. A file that lacks a key does not compile. */
export type Language = {
  direction: Direction
  /** What is asked where the survey's owner has not written a question. */
  questions: Record<Metric, string>
  /** Names of the points from lowest to highest. Two name the ends only. */
  labels: { csat: Five; nps: Two; ces: Two; thumbs: Two }
  feedback: string
  /** The comment prompt before a rating is known, which a page without JavaScript always is. */
  comment: string
  commentLow: string
  commentHigh: string
  optional: string
  /** "Was it solved?" and its three answers; yes and no also stand alone. */
  solved: string
  yes: string
  no: string
  notYet: string
  /** Asks for one choice of reasons, after a good rating as well as after a bad one. */
  reason: string
  /** A second question, about the person as distinct from the outcome. */
  person: string
  /** What a customer ticks who allows to be contacted about this answer. */
  contact: string
  send: string
  close: string
  thanks: string
  /** After a low rating. */
  thanksLow: string
  saved: string
  /** Announced instead of `saved` where more than a comment follows. */
  more: string
  /** Announced when the survey was closed without an answer. */
  closed: string
  waiting: string
  refused: string
  /** On the hosted page only. */
  choose: string
  change: string
  gone: string
  goneHint: string
  /** Over a test link. */
  test: string
}

type Two = readonly [string, string]
type Five = readonly [string, string, string, string, string]
