import type { AnyColumn } from 'drizzle-orm'
import { and, eq, sql } from 'drizzle-orm'
import { operator } from '../access/permissions'
import { recordAudit } from '../audit/log'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import { doneInCode, noteDone } from '../db/migrate'
import { isChannel, plainChannelOf } from '../tags/channel-names'
import { moveTags } from '../tags/move-answers'
import { personKeyOf, plainSlugOf, slugOf } from '../tags/names'
import type { RuledDimension, TagRules } from '../tags/rules'
import { rulesOf } from '../tags/rules'

type Work<T> = Generator<PromiseLike<unknown>, T, unknown>
type Join = { dimension: RuledDimension; key: string; into: string }

/** Enough for any site that was not flooded; of one that was, the names beyond have few answers. */
const olderMax = 5_000

/**
 * Once after the upgrade: names that were kept before they were written as they are now. Nothing that is
 * kept is written anew: agents and teams that only look alike are joined by entries in Names, which can be
 * taken back, and what was one topic before symbols counted goes on being one.
 */
export async function joinNamesOnce(
  database: Database,
  now: number,
  tell: (sentence: string) => void
): Promise<void> {
  const {
    handle,
    tables: { migration, site }
  } = database
  const name = doneInCode.names
  await database.exclusively('names', async () => {
    if ((await handle.select().from(migration).where(eq(migration.name, name))).length > 0) return
    const sites = await handle.select({ id: site.id }).from(site).orderBy(site.id)
    let joined = 0
    for (const { id } of sites) joined += await joinNames(database, id, now)
    await noteDone(database, name, now)
    if (joined === 0) return
    const names = joined === 1 ? '1 name' : `${joined} names`
    tell(`Names that look the same are one now, and can be taken apart under Names: ${names}.`)
  })
}

/** The same for one site; gives how many names were joined to another. */
function joinNames(database: Database, siteId: string, now: number): Promise<number> {
  const { site } = database.tables
  return database.atomically(function* (handle) {
    const [row] = yield* run(database.locked(handle.select().from(site).where(eq(site.id, siteId))))
    if (!row) return 0
    const kept = yield* keptNames(handle, database, siteId)
    const before = rulesOf(row)
    let rules = before.withOlder({ topic: kept.topics, channel: kept.channels })
    let joined = 0
    for (const join of [...alikePeople(kept), ...(yield* alikeTopics(handle, database, siteId, rules))]) {
      const { dimension, key, into } = join
      // What a manager has said of a name holds.
      const after = rules.all(dimension).has(key) ? undefined : rules.changed(dimension, key, { into })
      if (!after) continue
      yield* moveTags(handle, database, { siteId, before: rules, after }, join)
      yield* takeLabel(handle, database, siteId, join)
      yield* takeKey(handle, database, siteId, join)
      const detail = { from: { mergedInto: null }, to: { mergedInto: into } }
      const noted = {
        siteId,
        caller: operator('hearback'),
        action: `${dimension}-changed`,
        subject: key,
        detail,
        at: now
      }
      yield* run(recordAudit(handle, database, noted))
      rules = after
      joined++
    }
    if (rules.text !== before.text)
      yield* run(handle.update(site).set({ tagRules: rules.text }).where(eq(site.id, siteId)))
    return joined
  })
}

type KeptNames = { topics: string[]; channels: string[]; agents: string[]; teams: string[] }

/** Everything that answers, invitations and conversations of a site are kept under. */
function* keptNames(handle: Handle, { tables }: Database, siteId: string): Work<KeptNames> {
  const { tagKey, tagSet, invitation, conversation } = tables
  const isTopic = and(eq(tagKey.siteId, siteId), eq(tagKey.dimension, 'topic'))
  const keys = yield* run(handle.select({ key: tagKey.key }).from(tagKey).where(isTopic))
  const sentTags = { channel: tagSet.sentChannel, agent: tagSet.sentAgent, team: tagSet.sentTeam }
  const sent = yield* run(handle.selectDistinct(sentTags).from(tagSet).where(eq(tagSet.siteId, siteId)))
  const asked = yield* run(
    handle.selectDistinct(tagsIn(invitation)).from(invitation).where(eq(invitation.siteId, siteId))
  )
  const saidOf = saidTags(conversation)
  const told = yield* run(
    handle.selectDistinct(saidOf).from(conversation).where(eq(conversation.siteId, siteId))
  )
  const all = [...sent, ...asked, ...told]
  const channels = all.map(({ channel }) => plainChannelOf(channel)).filter((key) => !isChannel(key))
  const topics = [...keys.map(({ key }) => key), ...topicsOf(told), ...topicsOf(asked).map(plainSlugOf)]
  return {
    topics: distinct(topics).slice(0, olderMax),
    channels: distinct(channels).slice(0, olderMax),
    agents: distinct(all.map(({ agent }) => agent)),
    teams: distinct(all.map(({ team }) => team))
  }
}

function tagsIn(table: Database['tables']['invitation']) {
  return { channel: table.channel, agent: table.agent, team: table.team, topics: table.topics }
}

/** The same of conversations, of which not everything is known. */
function saidTags({ channel, agent, team, topics }: Database['tables']['conversation']) {
  const or = (column: AnyColumn, nothing: string) => sql<string>`coalesce(${column}, ${nothing})`
  return { channel: or(channel, ''), agent: or(agent, ''), team: or(team, ''), topics: or(topics, '[]') }
}

function topicsOf(rows: readonly { topics: string }[]): string[] {
  return rows.flatMap(({ topics }) => JSON.parse(topics) as string[]) // written by this code only
}

/** Agents and teams whose keys would be written otherwise today. */
function alikePeople({ agents, teams }: KeptNames): Join[] {
  const joins = (dimension: 'agent' | 'team', keys: readonly string[]) =>
    keys.flatMap((key) => {
      const into = personKeyOf(key)
      return into === key || into === '' ? [] : [{ dimension, key, into }]
    })
  return [...joins('agent', agents), ...joins('team', teams)]
}

/** Topics that are written otherwise today for more than their symbols: something in them is not seen. */
function* alikeTopics(handle: Handle, { tables }: Database, siteId: string, rules: TagRules): Work<Join[]> {
  const { label } = tables
  const isTopic = and(eq(label.siteId, siteId), eq(label.dimension, 'topic'))
  const labels = yield* run(handle.select({ key: label.key, label: label.label }).from(label).where(isTopic))
  return labels.flatMap(({ key, label: sent }) => {
    const today = slugOf(sent)
    // A name that a manager made up is the name of a key that nobody sent.
    const wasSent = plainSlugOf(sent) === key
    if (!wasSent || today === key || today === '' || rules.olderOf('topic', today) === key) return []
    return [
      {
        dimension: 'topic' as const,
        ...(rules.isKept('topic', today) ? { key, into: today } : { key: today, into: key })
      }
    ]
  })
}

/** The name that a manager gave stays with those that it was given to. */
function* takeLabel(
  handle: Handle,
  database: Database,
  siteId: string,
  { dimension, key, into }: Join
): Work<void> {
  const { label } = database.tables
  const its = and(eq(label.siteId, siteId), eq(label.dimension, dimension), eq(label.key, key))
  const [found] = yield* run(handle.select().from(label).where(its))
  if (!found?.given) return
  yield* database.insertRows(handle, {
    table: label,
    rows: [{ ...found, key: into }],
    onConflict: 'on conflict do nothing'
  })
}

/** A name that was there is none that pages bring, however it is written. */
function* takeKey(
  handle: Handle,
  database: Database,
  siteId: string,
  { dimension, key, into }: Join
): Work<void> {
  const rows = [key, into].map((one) => ({ siteId, dimension, key: one, firstOn: '', broughtBy: 'before' }))
  yield* database.insertRows(handle, {
    table: database.tables.tagKey,
    rows,
    onConflict: 'on conflict do nothing'
  })
}

function distinct(keys: readonly string[]): string[] {
  return [...new Set(keys)].filter((key) => key !== '').sort()
}
