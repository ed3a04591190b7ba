import { limits } from '../contract/terms'
import { channelOf } from '../tags/channel-names'
import { publicChannels } from './accept'

const plainTags = ['agent', 'team', 'conversation', 'customer'] as const

/**
 * What the widget says of a conversation, made to fit. A page's template writes what it has, now and then a
 * number, nothing at all or a whole address; that must cost nobody their answer, so a tag that cannot be
 * kept is left out or cut, and never refused.
 */
export function withFittingTags({
  channel,
  topics,
  agent,
  team,
  conversation,
  customer,
  ...rest
}: Record<string, unknown>): Record<string, unknown> {
  const given = { agent, team, conversation, customer }
  const tags = plainTags.flatMap((name) => {
    const tag = tagOf(given[name])
    return tag === undefined ? [] : [[name, tag] as const]
  })
  const about = (Array.isArray(topics) ? topics : [topics]).flatMap((topic) => tagOf(topic) ?? [])
  const where = tagOf(channel)
  return {
    ...rest,
    ...Object.fromEntries(tags),
    ...(about.length > 0 && { topics: about.slice(0, limits.topics) }),
    // Where else a customer was served only a key may say.
    ...(where !== undefined && publicChannels.has(channelOf(where)) && { channel: where })
  }
}

function tagOf(sent: unknown): string | undefined {
  if (typeof sent !== 'string' && typeof sent !== 'number') return undefined
  const text = String(sent)
    .replaceAll('\0', '')
    .toWellFormed()
    .trim()
    .slice(0, limits.tagLength)
    .toWellFormed()
  return text === '' ? undefined : text
}
