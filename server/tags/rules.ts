import { inArray } from 'drizzle-orm'
import type { ClaimedAgents, Dimension, PeopleDimension } from '../contract/terms'
import { peopleDimensions } from '../contract/terms'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import type { SiteRow } from '../db/rows'
import type { KeyedDimension } from './keys'
import { keyName, restKey } from './keys'
import { plainSlugOf } from './names'
import type { TagSet } from './tag-set'

/**
 * What a manager said of a tag: `into` names the one that it is another name for, `under` the topic that it
 * is a part of. Answers keep what was sent with them; the rules say what that counts as, for past and
 * coming answers alike.
 */
export type TagRule = { into?: string; under?: string }
/** These have rules: they come from many sources that spell them differently. */
export type RuledDimension = 'topic' | 'channel' | 'agent' | 'team'
const ruledDimensions = ['topic', 'channel', 'agent', 'team'] as const
const older = ['topic', 'channel'] as const

/**
 * Keys from before symbols counted, when “C++”, “C#” and “C” were one topic, c. What is sent now counts
 * under such a key, until a manager takes it apart.
 */
type OlderKeys = Record<(typeof older)[number], readonly string[]>

export type TagRules = {
  ruleOf(dimension: RuledDimension, key: string): TagRule
  /** Every rule that somebody made, by the key that it is about. */
  all(dimension: RuledDimension): ReadonlyMap<string, TagRule>
  /** The key from before symbols counted that this one counts under without anybody having said so. */
  olderOf(dimension: RuledDimension, key: string): string | undefined
  /** Whether there are any such keys. */
  hasOlder: boolean
  /** Whether a key is known as it is, however it would be written today. */
  isKept(dimension: Dimension, key: string): boolean
  /** These keys and every other name that counts under one of them. */
  withOtherNames(dimension: RuledDimension, keys: readonly string[]): string[]
  /** The key that answers with `key` are counted by, in any dimension. */
  canonical(dimension: Dimension, key: string): string
  /** That key, the topic that it stands under, the one above that, and so on. */
  lineage(dimension: RuledDimension, key: string): string[]
  /**
   * The topics that those count as which were sent together, with every one that they stand under, each
   * once and in order.
   */
  countedTopics(sent: readonly string[]): string[]
  /**
   * The tags that a set counts as: its channel by its canonical key, its topics, nobody for whom it merely
   * claims, and handled by a bot where its agent is one and nobody says otherwise.
   */
  counted(sent: TagSet): TagSet
  /** The agents that are bots. */
  bots: ReadonlySet<string>
  /** Whether agents and teams that a page merely claimed count as nobody. */
  leavesOut: boolean
  /** The same with claimed agents counted, or left out. */
  withClaimed(claimedAgents: ClaimedAgents): TagRules
  /** The same with keys from before symbols counted. */
  withOlder(keys: OlderKeys): TagRules
  /** The same with another rule for one key; nothing where that would lead in a circle. */
  changed(dimension: RuledDimension, key: string, rule: TagRule): TagRules | undefined
  /** As the site keeps them. */
  text: string
}

/** What a site says of its tags. */
export type RuledSite = Pick<SiteRow, 'tagRules' | 'claimedAgents' | 'bots'>

export type RulesBySite = (siteId: string) => TagRules

type Kept = Record<RuledDimension, Record<string, TagRule>> & { older: OlderKeys }
type Rules = Record<RuledDimension, ReadonlyMap<string, TagRule>>

/** Sites rarely change their rules and are asked for them with every answer. */
const known = new Map<string, TagRules>()
const knownMax = 1_000

export function rulesOf({ tagRules, claimedAgents, bots }: RuledSite): TagRules {
  const name = `${claimedAgents} ${bots} ${tagRules}`
  const rules = known.get(name)
  if (rules) return rules
  const kept = JSON.parse(tagRules) as Partial<Kept> // written by textOf only
  const made = makeRules(
    perDimension((dimension) => new Map(Object.entries(kept[dimension] ?? {}))),
    kept.older ?? noneOlder,
    claimedAgents === 'leave-out',
    JSON.parse(bots) as string[] // written by changeSite only
  )
  if (known.size >= knownMax) known.clear()
  known.set(name, made)
  return made
}

/**
 * The rules of these sites, which nobody changes until the transaction ends: what counts by them must not
 * change in between.
 */
export function* holdRules(
  handle: Handle,
  database: Database,
  siteIds: readonly string[]
): Generator<PromiseLike<unknown>, RulesBySite, unknown> {
  const { site } = database.tables
  const query = handle
    .select({ id: site.id, tagRules: site.tagRules, claimedAgents: site.claimedAgents, bots: site.bots })
    .from(site)
    .where(inArray(site.id, [...new Set(siteIds)]))
  const rows = yield* run(database.held(query))
  const rules = new Map(rows.map((row) => [row.id, rulesOf(row)]))
  return (siteId) => {
    const found = rules.get(siteId)
    if (!found) throw new Error(`there is no site ${siteId}`)
    return found
  }
}

function makeRules(
  rules: Rules,
  olderKeys: OlderKeys,
  leavesOut: boolean,
  botKeys: readonly string[]
): TagRules {
  const counted = new WeakMap<TagSet, TagSet>()
  const olderSets = {
    topic: new Set(olderKeys.topic),
    channel: new Set(olderKeys.channel),
    agent: noKeys,
    team: noKeys
  }
  const hasOlder = older.some((dimension) => olderSets[dimension].size > 0)
  const isEmpty =
    !hasOlder && botKeys.length === 0 && ruledDimensions.every((dimension) => rules[dimension].size === 0)

  function olderOf(dimension: RuledDimension, key: string): string | undefined {
    if (olderSets[dimension].size === 0 || rules[dimension].has(key)) return undefined
    const plain = plainSlugOf(key)
    return plain !== key && olderSets[dimension].has(plain) ? plain : undefined
  }

  function ruleOf(dimension: RuledDimension, key: string): TagRule {
    const into = olderOf(dimension, key)
    return into === undefined ? (rules[dimension].get(key) ?? {}) : { into }
  }

  function canonical(dimension: RuledDimension, key: string): string {
    let current = key
    for (let next: string | undefined = key; next !== undefined; next = ruleOf(dimension, current).into)
      current = next
    return current
  }

  function lineage(dimension: RuledDimension, key: string): string[] {
    const line: string[] = []
    for (
      let next: string | undefined = key;
      next !== undefined;
      next = rules[dimension].get(line.at(-1) ?? '')?.under
    )
      line.push(canonical(dimension, next))
    return line
  }

  const bots = new Set(botKeys.map((key) => canonical('agent', key)))

  const countedTopics = (sent: readonly string[]) =>
    [...new Set(sent.flatMap((topic) => lineage('topic', topic)))].sort()

  return {
    ruleOf,
    all: (dimension) => rules[dimension],
    olderOf,
    hasOlder,
    isKept: (dimension, key) =>
      isRuled(dimension) && (rules[dimension].has(key) || olderSets[dimension].has(key)),
    withOtherNames: (dimension, keys) => [
      ...new Set([
        ...keys,
        ...[...rules[dimension].keys()].filter((key) => keys.includes(canonical(dimension, key)))
      ])
    ],
    canonical: (dimension, key) => (isRuled(dimension) ? canonical(dimension, key) : key),
    lineage,
    countedTopics,
    counted(sent) {
      if (isEmpty && sent.rest === '' && !(leavesOut && sent.claimed)) return sent
      const ready = counted.get(sent)
      if (ready) return ready
      const { agent, team, topics } = withoutRest(sent)
      const people = { agent: canonical('agent', agent), team: canonical('team', team) }
      const made = {
        ...sent,
        ...people,
        ...(sent.handler === '' && bots.has(people.agent) && byBot(sent, people.agent)),
        ...nobodyFor(sent, leavesOut),
        channel: canonical('channel', sent.channel),
        topics: countedTopics(topics)
      }
      counted.set(sent, made)
      return made
    },
    bots,
    leavesOut,
    withClaimed: (claimedAgents) => makeRules(rules, olderKeys, claimedAgents === 'leave-out', botKeys),
    withOlder: (keys) => makeRules(rules, keys, leavesOut, botKeys),
    changed(dimension, key, rule) {
      const others = [...rules[dimension]].filter(([other]) => other !== key)
      const isRule = rule.into !== undefined || rule.under !== undefined
      // That a key stands apart from an older one is a rule of its own.
      const isOlder = olderSets[dimension].has(plainSlugOf(key)) && plainSlugOf(key) !== key
      const wanted = new Map(isRule || isOlder ? [...others, [key, rule] as const] : others)
      const made = makeRules({ ...rules, [dimension]: wanted }, olderKeys, leavesOut, botKeys)
      return leadsBack((of) => made.ruleOf(dimension, of), key) ? undefined : made
    },
    text: textOf(rules, olderKeys)
  }
}

/** What a tag set is about, less the keys that count as the rest. */
function withoutRest({ rest, topics, agent, team }: TagSet): Pick<TagSet, 'topics' | 'agent' | 'team'> {
  if (rest === '') return { topics, agent, team }
  const waiting = new Set(JSON.parse(rest) as string[]) // written by admitKeys only
  const counted = (dimension: KeyedDimension) => (key: string) =>
    waiting.has(keyName({ dimension, key })) ? restKey : key
  return {
    topics: [...new Set(topics.map(counted('topic')))],
    agent: counted('agent')(agent),
    team: counted('team')(team)
  }
}

/** What a set counts as whose agent is a bot. */
function byBot({ bot }: TagSet, agent: string): Pick<TagSet, 'handler' | 'bot'> {
  return { handler: 'bot', bot: bot || agent }
}

/** Of the people in a tag set those that count as nobody, because they are merely claimed. */
function nobodyFor({ claimed }: TagSet, leavesOut: boolean): Partial<Record<PeopleDimension, ''>> {
  return Object.fromEntries(
    peopleDimensions.flatMap((dimension) =>
      leavesOut && claimed.includes(dimension) ? [[dimension, '']] : []
    )
  )
}

/** Whether the rules lead from a key to itself. Those of all other keys are known not to. */
function leadsBack(ruleOf: (key: string) => TagRule, key: string): boolean {
  for (let next = nextOf(ruleOf(key)); next !== undefined; next = nextOf(ruleOf(next)))
    if (next === key) return true
  return false
}

/**
 * A tag that is another name for one is nothing of its own any more: where it stood under is only
 * remembered.
 */
function nextOf({ into, under }: TagRule): string | undefined {
  return into ?? under
}

function textOf(rules: Rules, olderKeys: OlderKeys): string {
  const hasOlder = older.some((dimension) => olderKeys[dimension].length > 0)
  return JSON.stringify({
    ...perDimension((dimension) => Object.fromEntries(rules[dimension])),
    ...(hasOlder && { older: olderKeys })
  })
}

function perDimension<T>(of: (dimension: RuledDimension) => T): Record<RuledDimension, T> {
  return { topic: of('topic'), channel: of('channel'), agent: of('agent'), team: of('team') }
}

function isRuled(dimension: Dimension): dimension is RuledDimension {
  return ruledDimensions.some((one) => one === dimension)
}

const noKeys: ReadonlySet<string> = new Set()
const noneOlder: OlderKeys = { topic: [], channel: [] }
