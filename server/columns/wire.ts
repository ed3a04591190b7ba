import type { Dimension, RatingOf } from '../contract/terms'
import type { HoursOfSite } from '../time/opening-hours'

export type Cells = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array

/**
 * What answers are put side by side by: a dimension, or the whole set of their topics, in which each answer
 * is once.
 */
export type ColumnDimension = Dimension | 'topics' | 'claimed'

/** Values by their dimension: what is wanted of it. A dimension that is absent is not filtered. */
export type Tagged = Readonly<Record<string, readonly string[]>>

/**
 * What an answer differs in beside its tags: values by the facet. One that is absent, or '', the answer does
 * not have.
 */
export type Facets = Readonly<Partial<Record<string, string>>>

/** What a set of tags counts as; `code` is its number among the sets of its kind in its site. */
export type SetOfTags = { code: number; topics: readonly string[]; tags: Readonly<Record<string, string>> }

/** Whose sets of tags these are. */
export type SetsOf = 'answers' | 'conversations' | 'invitations'

/** `person`: how the person was rated beside the outcome, as one more than the steps; 0 where nobody said. */
export const answerCells = ['day', 'set', 'version', 'rating', 'place', 'person'] as const

/**
 * Answers to a survey as they are now: for each id six cells (see `answerCells`). `conversations` are their
 * ids, `further` what further questions were answered with that can be counted, and `attributes` those that any
 * of them has.
 */
export type Rows = {
  site: string
  survey: string
  ids: string[]
  cells: Int32Array
  conversations?: (string | null)[]
  further?: (Further | null)[]
  facets?: Facets[]
  attributes?: AttributeCells[]
}

/** What answers have of an attribute: of each the place of its value among `values`. */
export type AttributeCells = { name: string; values: string[]; cells: Uint16Array }

/** What was rated beside the whole: points, or words as steps from 0 to 1. */
export type Further = { name: string; value: number; isPoints: boolean }[]

/**
 * Conversations as they are now: for each id seven cells (see `conversationCells`), and the hash of its
 * customer. One that is gone began at NaN.
 */
export type ConversationRows = {
  site: string
  ids: string[]
  cells: Float64Array
  customers: (string | null)[]
}

/**
 * Milliseconds, NaN where nobody knows; `solved`: on the first contact, 0 where nobody knows, 1 no, 2 yes.
 */
export const conversationCells = [
  'began',
  'set',
  'firstResponse',
  'resolution',
  'handle',
  'hold',
  'solved'
] as const

/**
 * Invitations to a survey as they are now: for each id three cells, namely when it was made in ms, set of
 * tags, and how far it came as bits by the places of `reachedSteps`; and the attributes that any of them has.
 * One that is counted nowhere was made at NaN.
 */
export type InvitationRows = {
  site: string
  survey: string
  ids: string[]
  cells: Float64Array
  states: string[]
  reasons: string[]
  attributes?: AttributeCells[]
}

/** How far an invitation came, beside being made. `receipts`: somebody says that it arrived. */
export const reachedSteps = ['sent', 'receipts', 'delivered', 'opened', 'started', 'completed'] as const

export type InvitationMeaning = { state: string; reason: string; reached: number }

/**
 * Invitations that were made in a stretch of time in epoch ms, `until` excluded, by a dimension or whole sets
 * of topics.
 */
export type FunnelQuestion = {
  survey: string
  from: number
  until: number
  filters: Tagged
  by: string | undefined
}
/** `cells`: three for each count, namely the number of its key, the number of its meaning, and the count. */
export type FunnelTold = { keys: string[]; meanings: InvitationMeaning[]; cells: Uint32Array }

/**
 * Which place an answer has among those to the same conversation; 0 is counted nowhere. The numbers are
 * bits of `Question.places`.
 */
export const placeNumbers = { alone: 1, latest: 2, first: 3, between: 4 } as const

/**
 * The answers to a survey of some days, both inclusive; days are numbers, of days since 1970. `of`: which of
 * their ratings is meant, that of the outcome or that of the person; answers without it are left out.
 */
export type OfAnswers = {
  survey: string
  from: number
  to: number
  places: number
  filters: Tagged
  of: RatingOf
}

/**
 * `byDay`: the day comes first among the keys. `ratings`: whether counts tell the ratings apart, or by day
 * nothing and else the versions only; `latest`: whether the last day of each group is wanted.
 */
export type Question = OfAnswers & {
  by: readonly ColumnDimension[]
  byDay: boolean
  ratings: boolean
  latest: boolean
}

/**
 * `cells`: three for each count, namely the number of its keys, the number of its meaning, and the count;
 * several may have the same keys and meaning. `latest`: a day for each of the keys.
 */
export type Told = { keys: Keys; meanings: Meaning[]; cells: Uint32Array; latest?: Int32Array }
export type Meaning = { version: number; rating: number }
/** Many keys with few values: of each key the numbers of its values, side by side. */
export type Keys = { values: string[][]; codes: Uint32Array }

/**
 * Answers by how long their conversation waited for the first response: by which of `bands`, in milliseconds
 * below which each ends. Only conversations that began in this stretch of time, `until` excluded.
 */
export type WaitsQuestion = OfAnswers & { began: { from: number; until: number }; bands: readonly number[] }
/**
 * `cells`: of each band its counts by meaning; then of those whose wait nobody knows, and of those that no
 * clock can have measured.
 */
type WaitsTold = { meanings: Meaning[]; cells: Uint32Array }

/** Which further questions were rated, by the version of the survey that the answers are to. */
type FurtherQuestion = OfAnswers
/**
 * `counts`: how many answers have answers to further questions by version and rating; `names`: how many of
 * them rated it, by version.
 */
export type FurtherTold = {
  counts: (Meaning & { count: number })[]
  names: { name: string; version: number; count: number; points: number }[]
}

/** Of the answers to these versions that rated all of `names`, what belongs together. */
export type MomentsQuestion = OfAnswers & { versions: readonly number[]; names: readonly string[] }
/** `means` and `products`, around the means: of each name and at last of the rating. */
type MomentsTold = { count: number; means: number[]; products: number[][] }

/**
 * Conversations of a site that began in a stretch of time in epoch ms, `until` excluded; `answered`:
 * filters of their answers.
 */
export type OfConversations = {
  site: string
  from: number
  until: number
  filters: Tagged
  answered: Tagged
  /** Where only answers to this survey are meant, and of several the latest: what was said in it. */
  survey?: string
}
/** How many there are by each value of a dimension. */
export type ConversationsQuestion = OfConversations & { by: string }
export type ConversationsTold = { keys: string[]; counts: number[] }

/**
 * Seconds to the first response and to the resolution by the values of a dimension, NaN where there is none.
 * What is said of topics counts before what is said of teams, and that before channels; of several topics
 * the soonest.
 */
export type TargetsAsked = Readonly<
  Record<'topic' | 'team' | 'channel', Readonly<Record<string, readonly [number, number]>>>
>

/**
 * Service figures: of all, and of those in each of `rows`, which are values of `by`. `windowMs`: how soon a
 * customer who gets in touch again came back; `hours`: null where it is always open.
 */
export type ServiceQuestion = OfConversations & {
  by: string | undefined
  rows: readonly (readonly string[])[]
  windowMs: number
  now: number
  targets: TargetsAsked
  hours: HoursOfSite | null
}
type ServiceTold = ServiceFigures[]
export type ServiceFigures = {
  conversations: number
  /** To the first response and to the resolution, both within opening hours, of handling and on hold. */
  durations: DurationTold[]
  asked: { part: number; count: number }
  seen: { part: number; count: number; pending: number }
  /** Of the first four of these; null where no conversation has a target. */
  met: ({ part: number; count: number } | null)[]
}
/**
 * Conversations that missed a goal, the first response (0) or the resolution (1), by the clock or within
 * opening hours; those that began last come first. `after`: where the page before ended.
 */
export type BreachesQuestion = OfConversations & {
  targets: TargetsAsked
  hours: HoursOfSite | null
  goal: 0 | 1
  isOpen: boolean
  after: ConversationPlace | null
  size: number
}
/** Of two that began at the same instant the one with the lower hash comes first: see `fixedHash`. */
export type ConversationPlace = { began: number; one: number; other: number }
/** How many missed it, and the page: milliseconds by the clock, within opening hours, and of the goal. */
export type BreachesTold = {
  count: number
  rows: (ConversationPlace & { whole: number; open: number; goal: number })[]
}

/** Seconds; `median` and `p90` with the ends of their intervals, null where so few cannot hold them. */
export type DurationTold = {
  count: number
  excluded: number
  mean: number | null
  median: QuantileTold | null
  p90: QuantileTold | null
}
export type QuantileTold = { value: number; lower: number | null; upper: number | null }

/** What can be asked of the columns, and what is told. */
export type Questions = {
  count: [Question, Told]
  waits: [WaitsQuestion, WaitsTold]
  further: [FurtherQuestion, FurtherTold]
  moments: [MomentsQuestion, MomentsTold]
  conversations: [ConversationsQuestion, ConversationsTold]
  service: [ServiceQuestion, ServiceTold]
  breaches: [BreachesQuestion, BreachesTold]
  funnel: [FunnelQuestion, FunnelTold]
  differing: [ConversationRows, string[]]
  differingInvitations: [InvitationRows, string[]]
}
export type Kind = keyof Questions
