import { and, eq, inArray } from 'drizzle-orm'
import { isChannel, plainChannelOf } from '../channel-names'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import { doneInCode } from '../db/migrate'
import { moveTags } from '../figures/move-tags'
import { operator } from '../people/access'
import { recordAudit } from '../people/audit'
import type { RuledDimension, TagRules } from '../tag-rules'
import { rulesOf } from '../tag-rules'
import { personKeyOf, plainSlugOf, slugOf } from './names'

type Work<T> = Generator<PromiseLike<unknown>, T, unknown>
type Join = { dimension: RuledDimension; key: string; into: string }

/** Enough for any site that was not flooded; of one that was, the names beyond have few answers. */
const olderMax = 5_000

/**
 * Once after the upgrade: names that were kept before they were written as they are now. Nothing that is kept is written anew: agents
 * and teams that only look alike are joined by entries in Names, which can be taken back, and what was one topic before symbols
 * counted goes on being one.
 */
export async function joinNamesOnce(database: Database, now: number, tell: (sentence: string) => void): Promise<void> {
  const { handle, tables: { migration, site } } = database
  const [, name] = doneInCode
  await database.exclusively('names', async () => {
    if ((await handle.select().from(migration).where(eq(migration.name, name))).length > 0) return
    let joined = 0
    for (const { id } of await handle.select({ id: site.id }).from(site).orderBy(site.id)) joined += await joinNames(database, id, now)
    await handle.insert(migration).values({ name, appliedAt: now }).onConflictDoNothing()
    if (joined > 0) tell(`Names that look the same are one now, and can be taken apart under Names: ${joined === 1 ? '1 name' : `${joined} names`}.`)
  })
}

/** The same for one site; gives how many names were joined to another. */
export function joinNames(database: Database, siteId: string, now: number): Promise<number> {
  const { site } = database.tables
  return database.atomically(function* (handle) {
    const [row] = yield* run(database.locked(handle.select().from(site).where(eq(site.id, siteId))))
    if (!row) return 0
    const kept = yield* keptNames(handle, database, siteId)
    let rules = rulesOf(row).withOlder({ topic: kept.topics, channel: kept.channels })
    let joined = 0
    for (const join of [...alikePeople(kept), ...(yield* alikeTopics(handle, database, siteId, rules))]) {
      const after = rules.isKept(join.dimension, join.key) && rules.all(join.dimension).has(join.key) ? undefined : rules.changed(join.dimension, join.key, { into: join.into })
      if (!after) continue
      yield* moveTags(handle, database, siteId, join, rules, after)
      yield* takeLabel(handle, database, siteId, join)
      const detail = { from: { mergedInto: null }, to: { mergedInto: join.into } }
      yield* run(recordAudit(handle, database, { siteId, caller: operator('hearback'), action: `${join.dimension}-changed`, subject: join.key, detail, at: now }))
      rules = after
      joined++
    }
    if (rules.text !== rulesOf(row).text) yield* run(handle.update(site).set({ tagRules: rules.text }).where(eq(site.id, siteId)))
    return joined
  })
}

type KeptNames = { topics: string[]; channels: string[]; agents: string[]; teams: string[] }

/** Everything that answers, invitations and conversations of a site are kept under. */
function* keptNames(handle: Handle, { tables: { tagKey, tagSet, invitation, conversationTags } }: Database, siteId: string): Work<KeptNames> {
  const keys = yield* run(handle.select({ key: tagKey.key, dimension: tagKey.dimension }).from(tagKey).where(eq(tagKey.siteId, siteId)))
  const sent = yield* run(handle.selectDistinct({ channel: tagSet.sentChannel, agent: tagSet.sentAgent, team: tagSet.sentTeam }).from(tagSet).where(eq(tagSet.siteId, siteId)))
  const asked = yield* run(
    handle
      .selectDistinct({ channel: invitation.channel, agent: invitation.agent, team: invitation.team, topics: invitation.topics })
      .from(invitation)
      .where(eq(invitation.siteId, siteId))
  )
  const { channel, agent, team, topics } = conversationTags
  const told = yield* run(handle.selectDistinct({ channel, agent, team, topics }).from(conversationTags).where(eq(conversationTags.siteId, siteId)))
  const all = [...sent, ...asked, ...told]
  const topicsOf = (rows: readonly { topics: string }[]) => rows.flatMap((row) => JSON.parse(row.topics) as string[]) // written by this code only
  return {
    topics: some([...keys.flatMap(({ dimension, key }) => (dimension === 'topic' ? [key] : [])), ...topicsOf(told), ...topicsOf(asked).map(plainSlugOf)]),
    channels: some(all.map((row) => plainChannelOf(row.channel ?? '')).filter((key) => !isChannel(key))),
    agents: distinct(all.map((row) => row.agent)),
    teams: distinct(all.map((row) => row.team))
  }
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

/** Topics that were kept under another key than they would be today, for more than the symbols in them: something in them is not seen. */
function* alikeTopics(handle: Handle, { tables: { label } }: Database, siteId: string, rules: TagRules): Work<Join[]> {
  const labels = yield* run(handle.select({ key: label.key, label: label.label }).from(label).where(and(eq(label.siteId, siteId), eq(label.dimension, 'topic'))))
  return labels.flatMap(({ key, label: sent }) => {
    // A label that a rule left is a name for a key that nobody sent.
    const today = slugOf(sent)
    if (plainSlugOf(sent) !== key || today === key || today === '' || rules.olderOf('topic', today) === key) return []
    return [rules.isKept('topic', today) ? { dimension: 'topic' as const, key, into: today } : { dimension: 'topic' as const, key: today, into: key }]
  })
}

/** The name that a manager gave stays with those that it was given to. */
function* takeLabel(handle: Handle, database: Database, siteId: string, { dimension, key, into }: Join): Work<void> {
  const { label } = database.tables
  const its = and(eq(label.siteId, siteId), eq(label.dimension, dimension), inArray(label.key, [key]))
  const [given] = yield* run(handle.select().from(label).where(its))
  if (given?.given) yield* database.insertRows(handle, { table: label, rows: [{ ...given, key: into }], onConflict: 'on conflict do nothing' })
}

function some(keys: readonly string[]): string[] {
  return distinct(keys).slice(0, olderMax)
}

function distinct(keys: readonly string[]): string[] {
  return [...new Set(keys)].filter((key) => key !== '').sort()
}
