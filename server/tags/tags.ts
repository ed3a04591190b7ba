import { createHash } from 'node:crypto'
import { inArray } from 'drizzle-orm'
import type { Dimension, PeopleDimension } from '../contract/terms'
import { peopleDimensions } from '../contract/terms'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import type { TagSetRow } from '../db/rows'
import { channelOf, slugOf } from './channel-names'
import { restKey } from './keys'
import { personKeyOf, personNameOf } from './names'
import { admitKeys } from './new-keys'
import type { RulesBySite } from './rules'
import type { SentTags, TagSet } from './tag-set'

/**
 * A name that people read for a key that programs use; the first one that was sent stays, beside the one
 * that a manager gave.
 */
type Label = { siteId: string; dimension: Dimension; key: string; label: string; given: string | null }

/** `byPage`: nobody vouches for them, so that keys that are new may have to wait: see tags/new-keys.ts. */
export type Tags = { tagSet: TagSet; labels: Label[]; byPage: boolean }

/**
 * Tags that were sent lately. Most answers have tags like those of another one, and slugs and hash take
 * their time.
 */
const recent = new Map<string, Tags>()
/** Each takes some 3 kB. */
const recentMax = 5_000
/** Of those, what a database is known to have, so that it is not written again. */
const kept = new WeakMap<Database, WeakSet<Tags>>()

/** `claimed`: what of the answer is merely claimed, people and other things. */
export function tagsOf(siteId: string, sent: SentTags, claimed: string | null = null, byPage = false): Tags {
  const name = JSON.stringify([
    siteId,
    sent.channel,
    sent.topics,
    sent.agent,
    sent.team,
    sent.locale,
    sent.surface,
    claimed,
    byPage,
    sent.handler,
    sent.bot
  ])
  const known = recent.get(name)
  if (known) return known
  if (recent.size >= recentMax) recent.clear()
  const tags = { tagSet: tagSetOf(siteId, sent, claimed ?? ''), labels: labelsOf(siteId, sent), byPage }
  recent.set(name, tags)
  return tags
}

/** What was sent, of a tag set that is kept. What it counts as is told by the site's rules. */
export function sentTagsOf({
  sentChannel,
  sentAgent,
  sentTeam,
  sentHandler,
  sentBot,
  topics,
  ...row
}: TagSetRow): TagSet {
  return {
    ...row,
    channel: sentChannel,
    agent: sentAgent,
    team: sentTeam,
    handler: sentHandler,
    bot: sentBot,
    topics: JSON.parse(topics) as string[]
  } // written by keepTags only
}

/** Which tag sets are there: by their names, which keys of each count as the rest. */
function* knownSets(
  handle: Handle,
  { tables: { tagSet } }: Database,
  fresh: readonly Tags[]
): Generator<PromiseLike<unknown>, ReadonlyMap<string, string>, unknown> {
  const isOne = inArray(tagSet.id, [...new Set(fresh.map((tags) => tags.tagSet.id))].sort())
  const rows = yield* run(handle.select({ id: tagSet.id, rest: tagSet.rest }).from(tagSet).where(isOne))
  return new Map(rows.map((row) => [row.id, row.rest]))
}

/**
 * Writes the tag sets and labels that are not there yet, and gives the sets as they are kept: some of their
 * keys may count as the rest. The rules must be held: see holdRules.
 */
export function* keepTags(
  handle: Handle,
  database: Database,
  all: readonly Tags[],
  { rules, now }: { rules: RulesBySite; now: number }
): Generator<PromiseLike<unknown>, (tags: Tags) => TagSet, unknown> {
  const { tagSet, tagSetTopic, label } = database.tables
  const fresh = freshAmong(database, all)
  if (fresh.length === 0) return ({ tagSet }) => tagSet
  const known = yield* knownSets(handle, database, fresh)
  const sets = new Map(
    inOrder(
      fresh.map((tags) => tags.tagSet),
      ({ id }) => id
    ).map((set) => [set.id, set])
  )
  const byPage = new Map<string, boolean>()
  for (const tags of fresh) byPage.set(tags.tagSet.id, tags.byPage && (byPage.get(tags.tagSet.id) ?? true))
  const rests = yield* admitKeys(
    handle,
    database,
    [...sets.values()]
      .filter(({ id }) => !known.has(id))
      .map((set) => ({ tagSet: set, byPage: byPage.get(set.id) ?? false })),
    { rules, now }
  )
  const effective = new Map(
    [...sets].map(([id, set]) => {
      const rest = known.get(id) ?? rests.get(set) ?? ''
      return [id, rest === '' ? set : { ...set, rest }]
    })
  )
  const onConflict = 'on conflict do nothing'
  const tagSets = [...effective.values()].filter(({ id }) => !known.has(id))
  const counted = tagSets.map((sent) => rules(sent.siteId).counted(sent))
  const rows = tagSets.map((sent, index) => {
    const { channel, agent, team, handler, bot } = counted[index] ?? sent
    return {
      ...sent,
      channel,
      agent,
      team,
      handler,
      bot,
      sentChannel: sent.channel,
      sentAgent: sent.agent,
      sentTeam: sent.team,
      sentHandler: sent.handler,
      sentBot: sent.bot,
      topics: JSON.stringify(sent.topics)
    }
  })
  const members = counted.flatMap(({ id, topics }) => topics.map((topic) => ({ tagSetId: id, topic })))
  // A flood of names leaves none behind: what waits is called by its key.
  const named = fresh.filter((tags) => effective.get(tags.tagSet.id)?.rest === '')
  const labels = inOrder(
    named.flatMap((tags) => tags.labels),
    ({ siteId, dimension, key }) => `${siteId}\n${dimension}\n${key}`
  )
  yield* database.insertRows(handle, { table: tagSet, rows, onConflict })
  yield* database.insertRows(handle, { table: tagSetTopic, rows: members, onConflict })
  yield* database.insertRows(handle, { table: label, rows: labels, onConflict })
  return (tags) => effective.get(tags.tagSet.id) ?? tags.tagSet
}

function freshAmong(database: Database, all: readonly Tags[]): Tags[] {
  return all.filter((tags) => !kept.get(database)?.has(tags))
}

/** To be called when the transaction that kept these tags is on the disk. */
export function rememberTags(database: Database, all: readonly Tags[]) {
  const known = kept.get(database) ?? new WeakSet<Tags>()
  kept.set(database, known)
  // What pages bring is read anew each time: it may wait, and a manager may have accepted it in another
  // process.
  for (const tags of all) if (tags.tagSet.surface !== 'widget') known.add(tags)
}

/** To be called when a transaction failed: tags that were there may be gone. */
export function forgetTags(database: Database) {
  kept.delete(database)
}

function tagSetOf(siteId: string, sent: SentTags, allClaimed: string): TagSet {
  const topics = [...new Set(sent.topics.map(slugOf).filter(Boolean))].sort()
  const tags = {
    channel: channelOf(sent.channel),
    topics,
    agent: notOurs(personKeyOf(sent.agent)),
    team: notOurs(personKeyOf(sent.team)),
    locale: sent.locale,
    surface: sent.surface
  }
  const claimed = claimedPeople(sent, allClaimed)
  // What is usual for the surface is no part of the name, so that sets from before anything was signed keep
  // theirs.
  const usual = sent.surface === 'widget' ? claimedPeople(sent, 'agent,team') : ''
  const [handler, bot] = [sent.handler ?? '', notOurs(personKeyOf(sent.bot ?? ''))]
  // The same of sets from before anybody said who handled it.
  const handled = handler === '' && bot === '' ? [] : [{ handler, bot }]
  const named = [siteId, ...Object.values(tags), ...(claimed === usual ? [] : [claimed]), ...handled]
  const id = createHash('sha256').update(JSON.stringify(named)).digest('base64url').slice(0, 22)
  return { id, siteId, ...tags, claimed, rest: '', handler, bot }
}

/** A key of ours stands for no agent and no team. */
function notOurs(key: string): string {
  return key === restKey ? key.slice(1) : key
}

/** Which of the people in these tags are merely claimed. */
function claimedPeople(tags: Pick<SentTags, PeopleDimension>, claimed: string): string {
  return peopleDimensions
    .filter((dimension) => personKeyOf(tags[dimension]) !== '' && claimed.split(',').includes(dimension))
    .join(',')
}

function labelsOf(siteId: string, sent: SentTags): Label[] {
  const topics = sent.topics.map((label) => ({
    siteId,
    dimension: 'topic' as const,
    key: slugOf(label),
    label,
    given: null
  }))
  const channel = {
    siteId,
    dimension: 'channel' as const,
    key: channelOf(sent.channel),
    label: sent.channel,
    given: null
  }
  const people = peopleDimensions.map((dimension) => ({
    siteId,
    dimension,
    key: personKeyOf(sent[dimension]),
    label: personNameOf(sent[dimension]),
    given: null
  }))
  return [channel, ...topics, ...people].filter(({ key, label }) => key !== '' && key !== label)
}

/**
 * Each once, the first to come, and in the same order for every writer, so that two of them cannot wait for
 * each other.
 */
function inOrder<Row>(rows: readonly Row[], nameOf: (row: Row) => string): Row[] {
  const byName = new Map(rows.toReversed().map((row) => [nameOf(row), row]))
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
}
