import { createHash } from 'node:crypto'
import { channelOf, slugOf } from './channels'
import type { Dimension, Surface } from './contract'
import type { Database, Handle } from './db/database'
import { run } from './db/database'

/** What an answer is about, as it was sent. */
export type SentTags = { channel: string; topics: readonly string[]; agent: string; team: string; locale: string; surface: Surface }

/** The same with slugs; empty text means none. Answers with equal tags share one row, named by a hash of them. */
export type TagSet = { id: string; siteId: string; channel: string; topics: string[]; agent: string; team: string; locale: string; surface: string }

/** A name that people read for a key that programs use; the first one that was sent stays. */
export type Label = { siteId: string; dimension: Dimension; key: string; label: string }

export function tagSetOf(siteId: string, sent: SentTags): TagSet {
  const topics = [...new Set(sent.topics.map(slugOf).filter(Boolean))].sort()
  const tags = { channel: channelOf(sent.channel), topics, agent: sent.agent, team: sent.team, locale: sent.locale, surface: sent.surface }
  const id = createHash('sha256').update(JSON.stringify([siteId, ...Object.values(tags)])).digest('base64url').slice(0, 22)
  return { id, siteId, ...tags }
}

export function labelsOf(siteId: string, sent: SentTags): Label[] {
  const topics = sent.topics.map((label) => ({ siteId, dimension: 'topic' as const, key: slugOf(label), label }))
  const channel = { siteId, dimension: 'channel' as const, key: channelOf(sent.channel), label: sent.channel }
  return [channel, ...topics].filter(({ key, label }) => key !== '' && key !== label)
}

/** Writes the tag sets and labels that are not there yet. */
export function* keepTagSets(handle: Handle, { tables }: Database, tagSets: readonly TagSet[], labels: readonly Label[]) {
  if (tagSets.length > 0) {
    const rows = tagSets.map((tagSet) => ({ ...tagSet, topics: JSON.stringify(tagSet.topics) }))
    yield* run(handle.insert(tables.tagSet).values(rows).onConflictDoNothing())
    const members = tagSets.flatMap(({ id, topics }) => topics.map((topic) => ({ tagSetId: id, topic })))
    if (members.length > 0) yield* run(handle.insert(tables.tagSetTopic).values(members).onConflictDoNothing())
  }
  if (labels.length > 0) yield* run(handle.insert(tables.label).values([...labels]).onConflictDoNothing())
}
