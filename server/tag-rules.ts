import { inArray } from 'drizzle-orm'
import type { ClaimedAgents, Dimension, PeopleDimension } from './contract/terms'
import { peopleDimensions } from './contract/terms'
import type { Database, Handle } from './db/database'
import { run } from './db/database'
import type { SiteRow } from './sites'
import type { TagSet } from './tags'
import { nameOf, restKey } from './tags/new-keys'
import type { KeyedDimension } from './tags/new-keys'

/**
 * What a manager said of a tag: `into` names the one that it is another name for, `under` the topic that it is a part of.
 * Answers keep what was sent with them; the rules say what that counts as, for past and coming answers alike.
 */
export type TagRule = { into?: string; under?: string }
/** Only these have rules: topics and channels come from many sources that spell them differently. */
export type RuledDimension = 'topic' | 'channel'

export type TagRules = {
  ruleOf(dimension: RuledDimension, key: string): TagRule
  /** Every rule there is, by the key that it is about. */
  all(dimension: RuledDimension): ReadonlyMap<string, TagRule>
  /** The key that answers with `key` are counted by, in any dimension. */
  canonical(dimension: Dimension, key: string): string
  /** That key, the topic that it stands under, the one above that, and so on. */
  lineage(dimension: RuledDimension, key: string): string[]
  /** The topics that those count as which were sent together, with every one that they stand under, each once and in order. */
  countedTopics(sent: readonly string[]): string[]
  /** The tags that a set counts as: its channel by its canonical key, its topics, and nobody for whom it merely claims. */
  counted(sent: TagSet): TagSet
  /** Whether agents and teams that a page merely claimed count as nobody. */
  leavesOut: boolean
  /** The same with claimed agents counted, or left out. */
  withClaimed(claimedAgents: ClaimedAgents): TagRules
  /** The same with another rule for one key; nothing where that would lead in a circle. */
  changed(dimension: RuledDimension, key: string, rule: TagRule): TagRules | undefined
  /** As the site keeps them. */
  text: string
}

export type RulesBySite = (siteId: string) => TagRules

type Kept = Record<RuledDimension, Record<string, TagRule>>

/** Sites rarely change their rules and are asked for them with every answer. */
const known = new Map<string, TagRules>()
const knownMax = 1_000

export function rulesOf({ tagRules, claimedAgents }: Pick<SiteRow, 'tagRules' | 'claimedAgents'>): TagRules {
  const name = `${claimedAgents} ${tagRules}`
  const rules = known.get(name)
  if (rules) return rules
  const kept = JSON.parse(tagRules) as Partial<Kept> // written by textOf only
  const made = makeRules({ topic: new Map(Object.entries(kept.topic ?? {})), channel: new Map(Object.entries(kept.channel ?? {})) }, claimedAgents === 'leave-out')
  if (known.size >= knownMax) known.clear()
  known.set(name, made)
  return made
}

/** The rules of these sites, which nobody changes until the transaction ends: what counts by them must not change in between. */
export function* holdRules(handle: Handle, database: Database, siteIds: readonly string[]): Generator<PromiseLike<unknown>, RulesBySite, unknown> {
  const { site } = database.tables
  const query = handle.select({ id: site.id, tagRules: site.tagRules, claimedAgents: site.claimedAgents }).from(site).where(inArray(site.id, [...new Set(siteIds)]))
  const rows = yield* run(database.held(query))
  const rules = new Map(rows.map((row) => [row.id, rulesOf(row)]))
  return (siteId) => {
    const found = rules.get(siteId)
    if (!found) throw new Error(`there is no site ${siteId}`)
    return found
  }
}

function makeRules(rules: Record<RuledDimension, ReadonlyMap<string, TagRule>>, leavesOut: boolean): TagRules {
  const counted = new WeakMap<TagSet, TagSet>()
  const isEmpty = rules.topic.size + rules.channel.size === 0

  function canonical(dimension: RuledDimension, key: string): string {
    let current = key
    for (let next: string | undefined = key; next !== undefined; next = rules[dimension].get(current)?.into) current = next
    return current
  }

  function lineage(dimension: RuledDimension, key: string): string[] {
    const line: string[] = []
    for (let next: string | undefined = key; next !== undefined; next = rules[dimension].get(line.at(-1) ?? '')?.under) line.push(canonical(dimension, next))
    return line
  }

  const countedTopics = (sent: readonly string[]) => [...new Set(sent.flatMap((topic) => lineage('topic', topic)))].sort()

  return {
    ruleOf: (dimension, key) => rules[dimension].get(key) ?? {},
    all: (dimension) => rules[dimension],
    canonical: (dimension, key) => (dimension === 'topic' || dimension === 'channel' ? canonical(dimension, key) : key),
    lineage,
    countedTopics,
    counted(sent) {
      if (isEmpty && sent.rest === '' && !(leavesOut && sent.claimed)) return sent
      const ready = counted.get(sent)
      if (ready) return ready
      const { agent, team, topics } = withoutRest(sent)
      const made = { ...sent, agent, team, ...nobodyFor(sent, leavesOut), channel: canonical('channel', sent.channel), topics: countedTopics(topics) }
      counted.set(sent, made)
      return made
    },
    leavesOut,
    withClaimed: (claimedAgents) => makeRules(rules, claimedAgents === 'leave-out'),
    changed(dimension, key, rule) {
      const others = [...rules[dimension]].filter(([other]) => other !== key)
      const isRule = rule.into !== undefined || rule.under !== undefined
      const wanted = new Map(isRule ? [...others, [key, rule] as const] : others)
      return leadsBack(wanted, key) ? undefined : makeRules({ ...rules, [dimension]: wanted }, leavesOut)
    },
    text: textOf(rules)
  }
}

/** What a tag set is about, less the keys that count as the rest. */
function withoutRest({ rest, topics, agent, team }: TagSet): Pick<TagSet, 'topics' | 'agent' | 'team'> {
  if (rest === '') return { topics, agent, team }
  const waiting = new Set(JSON.parse(rest) as string[]) // written by admitKeys only
  const counted = (dimension: KeyedDimension) => (key: string) => (waiting.has(nameOf({ dimension, key })) ? restKey : key)
  return { topics: [...new Set(topics.map(counted('topic')))], agent: counted('agent')(agent), team: counted('team')(team) }
}

/** Of the people in a tag set those that count as nobody, because they are merely claimed. */
function nobodyFor({ claimed }: TagSet, leavesOut: boolean): Partial<Record<PeopleDimension, ''>> {
  return Object.fromEntries(peopleDimensions.flatMap((dimension) => (leavesOut && claimed.includes(dimension) ? [[dimension, '']] : [])))
}

/** Whether the rules lead from a key to itself. Those of all other keys are known not to. */
function leadsBack(rules: ReadonlyMap<string, TagRule>, key: string): boolean {
  for (let next = nextOf(rules.get(key)); next !== undefined; next = nextOf(rules.get(next))) if (next === key) return true
  return false
}

/** A tag that is another name for one is nothing of its own any more: where it stood under is only remembered. */
function nextOf(rule: TagRule | undefined): string | undefined {
  return rule?.into ?? rule?.under
}

function textOf({ topic, channel }: Record<RuledDimension, ReadonlyMap<string, TagRule>>): string {
  return JSON.stringify({ topic: Object.fromEntries(topic), channel: Object.fromEntries(channel) })
}
