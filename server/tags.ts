import { createHash } from 'node:crypto'
import { channelOf, slugOf } from './channel-names'
import type { Dimension, Surface } from './contract/terms'
import type { Database, Handle } from './db/database'
import type { RulesBySite } from './tag-rules'

/** What an answer is about, as it was sent. */
export type SentTags = { channel: string; topics: readonly string[]; agent: string; team: string; locale: string; surface: Surface }

/** The same with slugs; empty text means none. Answers with equal tags share one row, named by a hash of them. */
export type TagSet = { id: string; siteId: string; channel: string; topics: string[]; agent: string; team: string; locale: string; surface: string }

export type TagSetRow = Database['tables']['tagSet']['$inferSelect']

/** A name that people read for a key that programs use; the first one that was sent stays, beside the one that a manager gave. */
export type Label = { siteId: string; dimension: Dimension; key: string; label: string; given: string | null }

export type Tags = { tagSet: TagSet; labels: Label[] }

/** Tags that were sent lately. Most answers have tags like those of another one, and slugs and hash take their time. */
const recent = new Map<string, Tags>()
const recentMax = 20_000
/** Of those, what a database is known to have, so that it is not written again. */
const kept = new WeakMap<Database, WeakSet<Tags>>()

export function tagsOf(siteId: string, sent: SentTags): Tags {
  const name = JSON.stringify([siteId, sent.channel, sent.topics, sent.agent, sent.team, sent.locale, sent.surface])
  const known = recent.get(name)
  if (known) return known
  if (recent.size >= recentMax) recent.clear()
  const tags = { tagSet: tagSetOf(siteId, sent), labels: labelsOf(siteId, sent) }
  recent.set(name, tags)
  return tags
}

/** What was sent, of a tag set that is kept. What it counts as is told by the site's rules. */
export function sentTagsOf({ sentChannel, topics, ...row }: TagSetRow): TagSet {
  return { ...row, channel: sentChannel, topics: JSON.parse(topics) as string[] } // written by keepTags only
}

/** Writes the tag sets and labels that are not there yet. The rules must be held: see holdRules. */
export function* keepTags(handle: Handle, database: Database, all: readonly Tags[], rules: RulesBySite) {
  const { tagSet, tagSetTopic, label } = database.tables
  const fresh = all.filter((tags) => !kept.get(database)?.has(tags))
  if (fresh.length === 0) return
  const onConflict = 'on conflict do nothing'
  const tagSets = inOrder(fresh.map((tags) => tags.tagSet), ({ id }) => id)
  const counted = tagSets.map((sent) => rules(sent.siteId).counted(sent))
  const rows = tagSets.map((sent, index) => ({ ...sent, sentChannel: sent.channel, channel: counted[index]?.channel ?? sent.channel, topics: JSON.stringify(sent.topics) }))
  const members = counted.flatMap(({ id, topics }) => topics.map((topic) => ({ tagSetId: id, topic })))
  const labels = inOrder(fresh.flatMap((tags) => tags.labels), ({ siteId, dimension, key }) => `${siteId}\n${dimension}\n${key}`)
  yield* database.insertRows(handle, { table: tagSet, rows, onConflict })
  yield* database.insertRows(handle, { table: tagSetTopic, rows: members, onConflict })
  yield* database.insertRows(handle, { table: label, rows: labels, onConflict })
}

/** To be called when the transaction that kept these tags is on the disk. */
export function rememberTags(database: Database, all: readonly Tags[]) {
  const known = kept.get(database) ?? new WeakSet<Tags>()
  kept.set(database, known)
  for (const tags of all) known.add(tags)
}

/** To be called when a transaction failed: tags that were there may be gone. */
export function forgetTags(database: Database) {
  kept.delete(database)
}

function tagSetOf(siteId: string, sent: SentTags): TagSet {
  const topics = [...new Set(sent.topics.map(slugOf).filter(Boolean))].sort()
  const tags = { channel: channelOf(sent.channel), topics, agent: sent.agent, team: sent.team, locale: sent.locale, surface: sent.surface }
  const id = createHash('sha256').update(JSON.stringify([siteId, ...Object.values(tags)])).digest('base64url').slice(0, 22)
  return { id, siteId, ...tags }
}

function labelsOf(siteId: string, sent: SentTags): Label[] {
  const topics = sent.topics.map((label) => ({ siteId, dimension: 'topic' as const, key: slugOf(label), label, given: null }))
  const channel = { siteId, dimension: 'channel' as const, key: channelOf(sent.channel), label: sent.channel, given: null }
  return [channel, ...topics].filter(({ key, label }) => key !== '' && key !== label)
}

/** Each once, the first to come, and in the same order for every writer, so that two of them cannot wait for each other. */
function inOrder<Row>(rows: readonly Row[], nameOf: (row: Row) => string): Row[] {
  const byName = new Map(rows.toReversed().map((row) => [nameOf(row), row]))
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
}
