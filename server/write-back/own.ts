import type { ChannelEvent } from '../channels/channel'
import { ownTags } from '../contract/write-back'
import type { Database } from '../db/database'
import { readWriteBack } from './settings'

const tags = new Set<string>(Object.values(ownTags))

/**
 * What a helpdesk says of a conversation, without what we have written there: our tags are none of its
 * topics, and our field is no attribute of it.
 */
export async function withoutOurs<Event extends ChannelEvent>(
  database: Database,
  connectorId: string,
  event: Event
): Promise<Event> {
  if (!('resolution' in event) || !event.resolution) return event
  const topics = event.resolution.topics.filter((topic) => !tags.has(topic))
  const { attributes } = event.resolution as { attributes?: Record<string, unknown> }
  const field = attributes && (await readWriteBack(database, connectorId)).field
  const kept =
    attributes && field !== undefined
      ? { attributes: Object.fromEntries(Object.entries(attributes).filter(([name]) => name !== field)) }
      : {}
  return { ...event, resolution: { ...event.resolution, topics, ...kept } }
}
