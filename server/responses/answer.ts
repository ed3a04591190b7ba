import type { ResponseState, Standing } from '../contract/terms'
import type { ResponseRow } from '../db/rows'
import type { SentTags, TagSet } from '../tags/tag-set'

/** An answer that was checked and may be kept. `null` means that nothing was sent for it. */
export type Answer = {
  surveyId: string
  siteId: string
  version: number
  id: string
  rating: number
  comment: string | null
  answers: Record<string, boolean | number | string>
  tags: SentTags
  /** As they are kept; left out where its site declares none. */
  attributes?: string | null
  customer: string | null
  /** By what the customer is looked up; storeAnswers finds it. */
  customerHash?: string | null
  conversation: string | null
  delivery: string | null
  pageUrl: string | null
  invitationId: string | null
  state: ResponseState
  stateReason: string | null
  answeredAt: number
  answeredOn: string
  editWindowMs: number
  standing: Standing
  /**
   * Which of agent, attributes, conversation, customer and team a page said without a signature that covers them; null
   * is none.
   */
  claimed: string | null
  /** The hash of what a page needs to change the answer later. */
  secretHash: string | null
  /** Names what was signed where that is no conversation: answers with one name count once. */
  signedAs: string | null
  /**
   * By what it may change what is kept: a program by the id alone, a customer by the link of their own, a
   * page (also that of a placement) by the secret that it sent with its first answer.
   */
  sender: 'program' | 'link' | 'page'
  /** Who sent it, as its history says: `key:…`, `import`, `helpdesk`, `link`, `chat`, `page`, `placement`. */
  actor: string
  /** How many answers its invitation takes, where that is neither one nor any number. */
  uses?: number
  /** The points that were sent so far from the page it came from, where that page says so. */
  points?: readonly number[]
  /** Whether its page has done a proof of work for it: see responses/proof.ts. */
  proven?: true
  /** Where it came from, if it came from the public. */
  from?: Sender
  /**
   * Of an answer of the widget, the pattern of pages that its page fits: it counts itself among the asks of
   * the site.
   */
  askedOnPage?: string
}

/** Where an answer of the public came from, and what was seen of a hand on the page. */
export type Sender = {
  /** By its keyed hash: see limits/network.ts. */
  network: string
  /**
   * Whether the page told of a hand: a program that only sends answers does not, and neither do pages
   * without JavaScript.
   */
  touched: boolean
}

/**
 * What became of an answer. `locked`: it differs from what is kept and may no longer change, or its link
 * has no use left.
 */
export type Stored = {
  outcome: 'created' | 'unchanged' | 'edited' | 'locked'
  row: ResponseRow
  tagSet: TagSet
}
