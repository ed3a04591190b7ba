import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { ChannelEvent } from '../channels/channel'
import { readJson } from '../channels/read-json'
import { webAddress } from '../contract/terms'
import { atPointer, jsonPointer, textAt } from '../text/json-pointer'
import type { Helpdesk } from './helpdesk'
import {
  askingFields,
  bringsSecret,
  cannotPost,
  channelNamed,
  handlerNamed,
  known,
  moment,
  seenOf,
  sharedSecret
} from './helpdesk'
import { genericWriteBack } from './write-back/generic'

/** Where our own recipe puts each field; any other body is read by changing these. */
const places = {
  conversation: '/conversation',
  channel: '/channel',
  topics: '/topics',
  agent: '/agent',
  team: '/team',
  customer: '/customer',
  email: '/email',
  phone: '/phone',
  locale: '/locale',
  openedAt: '/openedAt',
  firstResponseAt: '/firstResponseAt',
  resolvedAt: '/resolvedAt',
  handleSeconds: '/handleSeconds',
  reopens: '/reopens',
  private: '/private',
  replyLength: '/replyLength',
  handledBy: '/handledBy',
  bot: '/bot',
  attributes: '/attributes'
} as const
type Field = keyof typeof places

const sentences: Record<Field, string> = {
  conversation: 'the conversation’s or ticket’s id',
  channel: 'the channel, by any name; say under “Channels” what it means',
  topics: 'topics: a list, or text with commas',
  agent: 'the agent',
  team: 'the team',
  customer: 'your own id of the customer',
  email: 'the customer’s e-mail address',
  phone: 'the customer’s phone number',
  locale: 'the customer’s language, such as “ur”',
  openedAt: 'when it was opened',
  firstResponseAt: 'when it was first answered',
  resolvedAt: 'when it was resolved; without it, the same body within an hour is the same resolution',
  handleSeconds: 'how many seconds somebody worked on it',
  reopens: 'how often it was opened again',
  private: 'whether nobody else could read it: false for public posts',
  replyLength: 'how many letters the customer wrote',
  handledBy: 'who handled it: person, bot or bot-then-person',
  bot: 'the bot that had a part in it',
  attributes: 'an object with attributes of the site by their keys'
}

const truths = new Map(
  Object.entries({ true: true, yes: true, '1': true, false: false, no: false, '0': false })
)

/** A pointer to every field, with the places of `places` where nothing else is said. */
const pointer = <Name extends Field>(field: Name) =>
  jsonPointer
    .default(places[field])
    .meta({ title: `Where: ${field}`, description: `JSON pointer to ${sentences[field]}.` })

const settings = z.strictObject({
  ...askingFields,
  ...sharedSecret,
  conversation: pointer('conversation'),
  channel: pointer('channel'),
  topics: pointer('topics'),
  agent: pointer('agent'),
  team: pointer('team'),
  customer: pointer('customer'),
  email: pointer('email'),
  phone: pointer('phone'),
  locale: pointer('locale'),
  openedAt: pointer('openedAt'),
  firstResponseAt: pointer('firstResponseAt'),
  resolvedAt: pointer('resolvedAt'),
  handleSeconds: pointer('handleSeconds'),
  reopens: pointer('reopens'),
  private: pointer('private'),
  replyLength: pointer('replyLength'),
  handledBy: pointer('handledBy'),
  bot: pointer('bot'),
  attributes: pointer('attributes'),
  resolvedWhen: z
    .string()
    .max(400)
    .regex(
      /^(\/[^=]*=.+)?$/,
      'must be a pointer, “=”, and words with commas, such as “/status=closed,solved”'
    )
    .default('')
    .meta({
      title: 'Only when',
      description:
        'Which requests say that something was resolved, such as “/status=closed,solved”; any ' +
        'other status there says that it is open again. Left empty, all of them.'
    }),
  writeBackUrl: z
    .union([webAddress, z.literal('')])
    .default('')
    .meta({
      title: 'Where answers go',
      description: 'The address of yours that takes what is written back, see “Write back”.'
    })
})
type Settings = z.output<typeof settings>

/** Any system that can post JSON when it resolves something. */
export const generic: Helpdesk<Settings> = {
  kind: 'helpdesk',
  label: 'api',
  settings,
  secrets: ['secret'],
  steps: [
    'Have your system post JSON to {hook} whenever a conversation or ticket is resolved, ' +
      'with the header X-Hearback-Secret.',
    'The fields are read from {"conversation", "channel", "topics", "agent", "team", ' +
      '"customer", "email", "phone", …}; where yours stand elsewhere, say so here by JSON ' +
      'pointers.',
    'Choose the connector that carries the survey to the e-mail address or phone number.'
  ],
  limits: {},
  render: () => cannotPost,
  outcome: () => ({ state: 'refused', reason: cannotPost.unsendable }),
  provenByHead: true,
  verify: (request, { secret }) => bringsSecret(request, secret),

  parse({ body }, settings, now) {
    const sent = readJson(body)
    const text = (field: Field) => textAt(sent, settings[field])
    const time = (field: Field) => moment.safeParse(text(field)).data
    const id = text('conversation')
    const status = statusIn(sent, settings.resolvedWhen)
    if (id === undefined || status === 'unsaid') return []
    const resolvedAt = time('resolvedAt')
    const named = resolutionName(id, resolvedAt, body, now)
    const resolution = known({
      conversation: id,
      ...named.resolution,
      channel: channelNamed(text('channel'), {}, settings),
      topics: listAt(sent, settings.topics),
      agent: text('agent'),
      team: text('team'),
      customer: { id: text('customer'), email: text('email'), phone: text('phone') },
      locale: text('locale'),
      openedAt: time('openedAt'),
      firstResponseAt: time('firstResponseAt'),
      resolvedAt,
      handleSeconds: whole(text('handleSeconds')),
      reopens: whole(text('reopens')),
      private: truths.get(text('private')?.toLowerCase() ?? ''),
      replyLength: whole(text('replyLength')),
      handledBy: handlerNamed(text('handledBy')),
      bot: text('bot'),
      attributes: objectAt(sent, settings.attributes)
    })
    // When it was resolved before says nothing of when it was opened again.
    const reopened = {
      kind: 'seen',
      reopened: true,
      dedup: `reopened:${named.dedup}`,
      resolution: seenOf(resolution)
    } as const
    const resolved = {
      kind: 'resolved',
      dedup: named.dedup,
      ...(resolvedAt === undefined ? {} : { at: resolvedAt }),
      resolution
    } as const
    return [status === 'open' ? reopened : resolved] satisfies ChannelEvent[]
  },

  writeBack: genericWriteBack
}

/**
 * Names a resolution by its time, or by its body where the helpdesk says none. Then each minute's report is
 * looked at, and one within an hour of another is the same resolution: see helpdesk-events.ts.
 */
export function resolutionName(id: string, resolvedAt: number | undefined, body: Uint8Array, now: number) {
  if (resolvedAt !== undefined)
    return { dedup: `resolved:${id}@${resolvedAt}`, resolution: { name: `${id}@${resolvedAt}` } }
  const name = `${id}@${createHash('sha256').update(body).digest('base64url').slice(0, 22)}`
  return {
    dedup: `resolved:${name}-${Math.floor(now / 60_000)}`,
    resolution: { name, untimed: true as const }
  }
}

/** Topics as a list, or as text with commas or semicolons. */
export function listAt(sent: unknown, at: string): string[] {
  const found = atPointer(sent, at)
  const items = Array.isArray(found) ? found : typeof found === 'string' ? found.split(/[,;]/) : []
  return items.flatMap((item) => (typeof item === 'string' && item.trim() !== '' ? [item.trim()] : []))
}

function objectAt(sent: unknown, at: string): Readonly<Record<string, unknown>> | undefined {
  const found = z.record(z.string(), z.unknown()).safeParse(atPointer(sent, at))
  return found.data
}

export function whole(text: string | undefined): number | undefined {
  const number = Number(text ?? NaN)
  return Number.isFinite(number) && number >= 0 && number < 1e9 ? Math.round(number) : undefined
}

/**
 * Whether something was resolved: what stands where the condition points and is none of its words says that
 * it is open.
 */
function statusIn(sent: unknown, condition: string): 'resolved' | 'open' | 'unsaid' {
  if (condition === '') return 'resolved'
  const at = condition.indexOf('=')
  const said = textAt(sent, condition.slice(0, at))?.toLowerCase()
  if (said === undefined) return 'unsaid'
  return condition
    .slice(at + 1)
    .split(',')
    .some((word) => word.trim().toLowerCase() === said)
    ? 'resolved'
    : 'open'
}
