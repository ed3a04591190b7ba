import type { FunnelDimension } from '../contract/funnel'
import { channelOf, slugOf } from './channel-names'
import { keyIn } from './filters'
import type { TagRules } from './rules'

/** What a tag of an invitation counts as, and how it was written. */
export type SentTag = { key: string; sent: string }

/**
 * By the rules of the site, as answers are counted; what is frozen on an invitation stays as it was sent.
 * Topics are a list.
 */
export const sentTagsBy: Record<FunnelDimension, (kept: string, rules: TagRules) => SentTag[]> = {
  channel: (sent, rules) => [{ key: rules.canonical('channel', channelOf(sent)), sent }],
  topic: topicsOf,
  agent: (sent, rules) => [{ key: rules.canonical('agent', keyIn(rules, 'agent', sent)), sent }],
  team: (sent, rules) => [{ key: rules.canonical('team', keyIn(rules, 'team', sent)), sent }],
  locale: (sent) => [{ key: sent, sent }],
  delivery: (sent) => [{ key: channelOf(sent), sent }]
}

function topicsOf(kept: string, rules: TagRules): SentTag[] {
  const sent = JSON.parse(kept) as string[] // written by createInvitations and the imports only
  const written = new Map(sent.toReversed().map((topic) => [slugOf(topic), topic]))
  const counted = rules.countedTopics([...written.keys()].filter(Boolean))
  return counted.length > 0
    ? counted.map((key) => ({ key, sent: written.get(key) ?? key }))
    : [{ key: '', sent: '' }]
}
