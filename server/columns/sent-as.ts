import { tagsOf } from '../tags/sent-tags'
import type { ReadConversation } from './reading/conversations'
import type { ReadInvitation } from './reading/invitations'
import type { CountedAs } from './sent-sets'

type Named<Row> = { nameOf(row: Row): string; countedAs: CountedAs }

/** What a conversation is about, as it is kept, and what that counts as. */
export const conversationSet: Named<ReadConversation> = {
  nameOf: ({ channel, agent, team, topics }) => JSON.stringify([channel ?? '', agent ?? '', team ?? '', topics ?? '[]']),
  countedAs(sent, rules) {
    const [channel, agent, team, topics] = JSON.parse(sent) as [string, string, string, string] // as nameOf wrote it
    return {
      tags: {
        channel: rules.canonical('channel', channel),
        agent: rules.canonical('agent', agent),
        team: rules.canonical('team', team)
      },
      topics: rules.countedTopics([...new Set(JSON.parse(topics) as string[])].filter(Boolean)) // written by keepConversations only
    }
  }
}

/** The same of an invitation, whose tags are kept as they were written. */
export const invitationSet: Named<ReadInvitation> = {
  nameOf: ({ channel, agent, team, topics, locale, delivery }) =>
    JSON.stringify([channel, agent, team, topics, locale, delivery ?? '']),
  countedAs(sent, rules, note) {
    const parts = JSON.parse(sent) as [string, string, string, string, string, string] // as nameOf wrote it
    const [channel, agent, team, topics, locale, delivery] = parts
    const keysOf = (dimension: keyof typeof tagsOf, kept: string) =>
      tagsOf[dimension](kept, rules).map(({ key, sent: written }) => {
        note(dimension, key, written)
        return key
      })
    const keyOf = (dimension: keyof typeof tagsOf, kept: string) => keysOf(dimension, kept)[0] ?? ''
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
}
