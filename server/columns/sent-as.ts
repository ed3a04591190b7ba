import { sentTagsBy } from '../tags/sent-tags'
import type { CountedAs } from './sent-sets'

/** What a conversation counts as that was sent about this, as reading/conversations.ts reads it. */
export const countedConversation: CountedAs = (sent, rules) => {
  // in the order of reading
  const [channel, agent, team, topics] = JSON.parse(sent) as [string, string, string, string]
  return {
    tags: {
      channel: rules.canonical('channel', channel),
      agent: rules.canonical('agent', agent),
      team: rules.canonical('team', team)
    },
    // written by keepConversations only
    topics: rules.countedTopics([...new Set(JSON.parse(topics) as string[])].filter(Boolean))
  }
}

/** The same of an invitation (see reading/invitations.ts), whose tags are kept as they were written. */
export const countedInvitation: CountedAs = (sent, rules, note) => {
  // in the order of reading
  const parts = JSON.parse(sent) as [string, string, string, string, string, string]
  const [channel, agent, team, topics, locale, delivery] = parts
  const keysOf = (dimension: keyof typeof sentTagsBy, kept: string) =>
    sentTagsBy[dimension](kept, rules).map(({ key, sent: written }) => {
      note(dimension, key, written)
      return key
    })
  const keyOf = (dimension: keyof typeof sentTagsBy, kept: string) => keysOf(dimension, kept)[0] ?? ''
  return {
    tags: {
      channel: keyOf('channel', channel),
      agent: keyOf('agent', agent),
      team: keyOf('team', team),
      locale,
      delivery: keyOf('delivery', delivery)
    },
    topics: keysOf('topic', topics).filter(Boolean).sort()
  }
}
