import type { Surface, WhoHandled } from '../contract/terms'

/** What an answer is about, as it was sent. */
export type SentTags = {
  channel: string
  topics: readonly string[]
  agent: string
  team: string
  locale: string
  surface: Surface
  /** Nothing where nobody knows who handled it, or whether a bot had a part in it. */
  handler?: WhoHandled | ''
  bot?: string
}

/**
 * The same with slugs; empty text means none. `claimed` says which of agent and team nobody vouches for:
 * '', 'agent', 'team' or 'agent,team'. Answers with equal tags share one row, named by a hash of them.
 */
export type TagSet = {
  id: string
  siteId: string
  channel: string
  topics: string[]
  agent: string
  team: string
  locale: string
  surface: Surface
  claimed: string
  rest: string
  handler: WhoHandled | ''
  bot: string
}
