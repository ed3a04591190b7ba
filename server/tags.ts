import { createHash } from 'node:crypto'
import { channelOf, slugOf } from './channel-names'
import type { Dimension, PeopleDimension, Surface } from './contract/terms'
import { peopleDimensions } from './contract/terms'
import type { Database, Handle } from './db/database'
import type { RulesBySite } from './tag-rules'

/** What an answer is about, as it was sent. */
export type SentTags = { channel: string; topics: readonly string[]; agent: string; team: string; locale: string; surface: Surface }

/**
 * The same with slugs; empty text means none. `claimed` says which of agent and team nobody vouches for: '', 'agent', 'team' or
 * 'agent,team'. Answers with equal tags share one row, named by a hash of them.
 */
export type TagSet = { id: string; siteId: string; channel: string; topics: string[]; agent: string; team: string; locale: string; surface: string; claimed: string }

export type TagSetRow = Database['tables']['tagSet']['$inferSelect']

/** A name that people read for a key that programs use; the first one that was sent stays, beside the one that a manager gave. */
export type Label = { siteId: string; dimension: Dimension; key: string; label: string; given: string | null }

export type Tags = { tagSet: TagSet; labels: Label[] }

/** Tags that were sent lately. Most answers have tags like those of another one, and slugs and hash take their time. */
const recent = new Map<string, Tags>()
const recentMax = 20_000
/** Of those, what a database is known to have, so that it is not written again. */
const kept = new WeakMap<Database, WeakSet<Tags>>()

/** `claimed`: what of the answer is merely claimed, people and other things. */
export function tagsOf(siteId: string, sent: SentTags, claimed: string | null = null): Tags {
  const name = JSON.stringify([siteId, sent.channel, sent.topics, sent.agent, sent.team, sent.locale, sent.surface, claimed])
  const known = recent.get(name)
  if (known) return known
  if (recent.size >= recentMax) recent.clear()
  const tags = { tagSet: tagSetOf(siteId, sent, claimed ?? ''), labels: labelsOf(siteId, sent) }
  recent.set(name, tags)
  return tags
}

/** What was sent, of a tag set that is kept. What it counts as is told by the site's rules. */
export function sentTagsOf({ sentChannel, sentAgent, sentTeam, topics, ...row }: TagSetRow): TagSet {
  return { ...row, channel: sentChannel, agent: sentAgent, team: sentTeam, topics: JSON.parse(topics) as string[] } // written by keepTags only
}

/** Writes the tag sets and labels that are not there yet. The rules must be held: see holdRules. */
export function* keepTags(handle: Handle, database: Database, all: readonly Tags[], rules: RulesBySite) {
  const { tagSet, tagSetTopic, label } = database.tables
  const fresh = all.filter((tags) => !kept.get(database)?.has(tags))
  if (fresh.length === 0) return
  const onConflict = 'on conflict do nothing'
  const tagSets = inOrder(fresh.map((tags) => tags.tagSet), ({ id }) => id)
  const counted = tagSets.map((sent) => rules(sent.siteId).counted(sent))
  const rows = tagSets.map((sent, index) => {
    const { channel, agent, team } = counted[index] ?? sent
    return { ...sent, channel, agent, team, sentChannel: sent.channel, sentAgent: sent.agent, sentTeam: sent.team, topics: JSON.stringify(sent.topics) }
  })
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

function tagSetOf(siteId: string, sent: SentTags, allClaimed: string): TagSet {
  const topics = [...new Set(sent.topics.map(slugOf).filter(Boolean))].sort()
  const tags = { channel: channelOf(sent.channel), topics, agent: sent.agent, team: sent.team, locale: sent.locale, surface: sent.surface }
  const claimed = claimedPeople(sent, allClaimed)
  // What is usual for the surface is no part of the name, so that sets from before anything was signed keep theirs.
  const usual = sent.surface === 'widget' ? claimedPeople(sent, 'agent,team') : ''
  const named = [siteId, ...Object.values(tags), ...(claimed === usual ? [] : [claimed])]
  const id = createHash('sha256').update(JSON.stringify(named)).digest('base64url').slice(0, 22)
  return { id, siteId, ...tags, claimed }
}

/** Which of the people in these tags are merely claimed. */
function claimedPeople(tags: Pick<SentTags, PeopleDimension>, claimed: string): string {
  return peopleDimensions.filter((dimension) => tags[dimension] !== '' && claimed.split(',').includes(dimension)).join(',')
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
