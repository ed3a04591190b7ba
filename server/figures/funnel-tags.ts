import { channelOf, slugOf } from '../channel-names'
import type { FunnelDimension } from '../contract/funnel'
import type { TagRules } from '../tag-rules'
import { keyIn } from './filters'

/** Which values of a dimension are asked for, as keys; a dimension that is absent is not filtered. */
export type FunnelFilters = Partial<Record<FunnelDimension, readonly string[]>>

/** The tags of an invitation as they were sent and are frozen on it: topics as the list of them, '' where there is none. */
export type InvitationTags = Record<FunnelDimension, string>

/** What the tags of invitations were sent as, and the keys that they are counted under: several for several topics. */
export type FunnelTags = Partial<Record<FunnelDimension, { key: string; sent: string }[]>>

/** By the rules of the site, as answers are counted; what is frozen on an invitation stays as it was sent. */
export const tagsOf: Record<FunnelDimension, (kept: string, rules: TagRules) => { key: string; sent: string }[]> = {
  channel: (sent, rules) => [{ key: rules.canonical('channel', channelOf(sent)), sent }],
  topic: topicsOf,
  agent: (sent, rules) => [{ key: rules.canonical('agent', keyIn(rules, 'agent', sent)), sent }],
  team: (sent, rules) => [{ key: rules.canonical('team', keyIn(rules, 'team', sent)), sent }],
  locale: (sent) => [{ key: sent, sent }],
  delivery: (sent) => [{ key: channelOf(sent), sent }]
}

export function filteredBy(filters: FunnelFilters): FunnelDimension[] {
  return Object.keys(filters) as FunnelDimension[] // the keys of this type
}

export function fits(tags: FunnelTags, filters: FunnelFilters): boolean {
  return filteredBy(filters).every((dimension) => tags[dimension]?.some(({ key }) => filters[dimension]?.includes(key)))
}

function topicsOf(kept: string, rules: TagRules): { key: string; sent: string }[] {
  const sent = JSON.parse(kept) as string[] // written by createInvitations and the imports only
  const written = new Map(sent.toReversed().map((topic) => [slugOf(topic), topic]))
  const counted = rules.countedTopics([...written.keys()].filter(Boolean))
  return counted.length > 0 ? counted.map((key) => ({ key, sent: written.get(key) ?? key })) : [{ key: '', sent: '' }]
}
