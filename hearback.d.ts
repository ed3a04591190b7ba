/**
 * The calls of Hearback's script tag, for those who write the pages it stands on:
 *
 *     import type {} from 'hearback'
 *     window.hearback?.('set', { topics: ['billing'] })
 *
 * The file may as well be copied into a project: it needs nothing.
 */

/** What an answer is about. The same may be said on the tag: data-topics="billing,refund" data-agent="ana" data-signature="…". */
export type HearbackTags = {
  /** Where the customer was served; “web” where nothing is said. A page vouches for no other channel than these. */
  channel?: 'web' | 'in_app'
  topics?: string[]
} & HearbackClaims

/** What an answer says of people. It is a mere claim, unless your server vouches for it by a signature. */
export type HearbackClaims = {
  agent?: string
  team?: string
  /** Your own id of what is rated, such as a ticket's. */
  conversation?: string
  /** Your own id of the customer. */
  customer?: string
  /** What your site declares of its answers, by key: { plan: 'pro', seats: 12 }. What is not declared, or does not fit, is left out. */
  attributes?: Record<string, string | number | boolean>
  /**
   * What your server makes of those of the five that are said together with it, exactly as they stand there, and of the site's
   * secret: hex HMAC-SHA256(secret, canonical JSON). It is made on your server, never on a page; docs/recipes.md shows how.
   */
  signature?: string
}

export type HearbackAsk = HearbackTags & {
  /** Which survey; the first that is live where nothing is said. */
  survey?: string
  /** In which language, in place of that of the page. */
  locale?: string
  /** Where, in line: an element or a selector. Without it the survey comes over the page, and keeps to its rules. */
  at?: Element | string
}

/** Why nobody was asked. More may come. */
export type HearbackReason =
  | 'no-survey'
  | 'no-language'
  | 'no-place'
  | 'already-open'
  | 'asked-before'
  | 'dismissed-lately'
  | 'quiet-period'
  | 'other-page'
  | 'other-device'
  | 'not-in-share'
  | 'no-origin'
  | 'unavailable'
  | 'destroyed'
  | (string & {})

export type HearbackOutcome =
  /** At the first tap. */
  | { state: 'answered' }
  | { state: 'dismissed'; reason?: 'closed-by-page' }
  | { state: 'not-asked'; reason: HearbackReason }

export type HearbackHappening = { type: 'shown' | 'answered' | 'dismissed'; survey: string; rating?: number }

export interface Hearback {
  /** Asks now. The promise never rejects; a call that waits for the script to come has none. */
  (call: 'ask', details?: HearbackAsk): Promise<HearbackOutcome> | undefined
  /** Says something of every answer from now on; what was said before stays, unless it is said anew. */
  (call: 'set', details: HearbackAsk): void
  /** Says who the customer is and what is rated, with the signature that vouches for what is said here. */
  (call: 'identify', who: HearbackClaims): void
  /** Tells of an event that a survey may wait for. */
  (call: 'event', name: string): void
  /** Listens; what it returns stops that. */
  (
    call: 'on',
    type: HearbackHappening['type'],
    hear: (happening: HearbackHappening) => void
  ): (() => void) | undefined
  /** Takes away what is shown. */
  (call: 'close'): void
  /** Takes away everything of ours. */
  (call: 'destroy'): void
  /** Calls that wait for the script to come. */
  q?: ArrayLike<unknown>[]
  /** The key of the site, once the script is there. */
  readonly site?: string
}

/** `<hearback-survey survey="svy_…">` asks where it stands. */
export interface HearbackSurveyElement extends HTMLElement {}

declare global {
  interface Window {
    hearback?: Hearback
  }
  interface HTMLElementTagNameMap {
    'hearback-survey': HearbackSurveyElement
  }
}
