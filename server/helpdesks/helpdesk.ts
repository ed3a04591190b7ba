import { z } from 'zod'
import type { Channel, ChannelEvent, Inbound, Resolution, Unsendable } from '../channels/channel'
import { isSame } from '../channels/signatures'
import type { Handler } from '../contract/inviting'
import { handlers, whoHandledBy } from '../contract/inviting'
import { limits, text } from '../contract/terms'
import { channelOf, slugOf } from '../tags/channel-names'

/** What every helpdesk is told: whom to ask what when a conversation is resolved, and what its names mean. */
export const askingFields = {
  survey: text(40).min(1).meta({
    title: 'Survey',
    description: 'The survey that is asked when a conversation is resolved, by its id (“svy_…”).'
  }),
  delivery: text(40)
    .optional()
    .meta({
      title: 'Delivery',
      description:
        'The connector that carries the ask, by its id (“con_…”). Left empty, the helpdesk ' +
        'posts it into the conversation where it can.'
    }),
  channels: z.record(text(limits.tagLength), text(limits.tagLength)).default({}).meta({
    title: 'Channels',
    description:
      'What this helpdesk calls a channel, and which channel that is here: “WhatsApp line 2” → whatsapp.'
  })
}

/** For helpdesks with a survey of their own, on the scale that they use. */
export const ownRatings = {
  ratingsSurvey: text(40)
    .optional()
    .meta({
      title: 'Its own ratings',
      description:
        'A survey in which ratings of the helpdesk’s own survey are counted too, by its id. ' +
        'Left empty, they are not: they answer another question.'
    })
}

/** For helpdesks that sign nothing. */
export const sharedSecret = {
  secret: z.string().min(12).max(200).meta({
    title: 'Secret',
    description:
      'A password of 12 characters or more, which the helpdesk sends along as the header X-Hearback-Secret.'
  })
}

export type Asking = z.output<z.ZodObject<typeof askingFields>>

/**
 * A helpdesk is a channel that also says when a conversation was resolved (see `Resolution`). Where it can,
 * it posts the ask into the conversation, and what the customer writes there comes back as a text.
 */
export type Helpdesk<S extends Asking> = Channel<S>

/** Whether a connector with these settings is a helpdesk: only they say which survey to ask. */
export function isHelpdesk(settings: unknown): boolean {
  return z.object({ survey: askingFields.survey }).safeParse(settings).success
}

/** For those that take no message from us. */
export const cannotPost: Unsendable = { unsendable: 'helpdesk-cannot-post' }

/**
 * The channel that a helpdesk's name for it means: as the owner said, as the helpdesk is known to mean it,
 * else as the name itself reads.
 */
export function channelNamed(
  sent: string | undefined,
  aliases: Readonly<Record<string, string>>,
  { channels }: Asking
): string | undefined {
  if (sent === undefined) return undefined
  const slug = slugOf(sent)
  const named = (names: Readonly<Record<string, string>>) =>
    Object.entries(names).find(([name]) => slugOf(name) === slug)?.[1]
  return channelOf(named(channels) ?? named(aliases) ?? sent)
}

/** Whether the request brings the secret that it was told, as a header, as a password, or in the address. */
export function bringsSecret({ headers, query }: Inbound, secret: string): boolean {
  const [, basic] = /^Basic ([\w+/=]+)$/i.exec(headers.authorization ?? '') ?? []
  const password =
    basic === undefined
      ? undefined
      : Buffer.from(basic, 'base64')
          .toString()
          .replace(/^[^:]*:/, '')
  const given = [
    headers['x-hearback-secret'],
    headers.authorization?.replace(/^Bearer /i, ''),
    password,
    query.get('secret')
  ]
  return given.some((one) => isSame(one, secret))
}

/** Epoch milliseconds of a time that is written as ISO 8601, or as epoch seconds or milliseconds. */
export const moment = z.union([z.number(), z.string()]).transform((written, context) => {
  const number =
    typeof written === 'number' ? written : /^\d{9,13}(\.\d+)?$/.test(written) ? Number(written) : undefined
  const at =
    number === undefined
      ? Date.parse(String(written))
      : number < 1e11
        ? Math.round(number * 1000)
        : Math.round(number)
  if (at > 0 && at < 1e13) return at
  context.addIssue({ code: 'custom', message: 'is no time' })
  return z.NEVER
})

/** A field that counts as not sent where it is empty, null, or has another shape than usual. */
export function maybe<Schema extends z.ZodType>(schema: Schema) {
  return schema.optional().catch(undefined)
}

/**
 * Who handled a conversation, where a helpdesk says so of both: whether a person answered, and whether a
 * program did. `undefined` is what it does not say; nobody is taken for a person, or for none, without
 * being told.
 */
export function handlerOf({
  human,
  bot
}: {
  human: boolean | undefined
  bot: boolean | undefined
}): Handler | undefined {
  if (human) return bot === undefined ? undefined : bot ? 'human-and-bot' : 'human'
  return human === false && bot ? 'bot' : undefined
}

/** Who handled it, in the words of the rules or in those of everything else. */
export function handlerNamed(sent: string | undefined): Handler | undefined {
  const word = sent?.toLowerCase()
  return handlers.find((handler) => handler === word || whoHandledBy[handler] === word)
}

/** What is remembered of a conversation before its end. */
export function seenOf({
  conversation,
  topics,
  agent,
  team,
  handledBy,
  bot
}: Resolution): Extract<ChannelEvent, { kind: 'seen' }>['resolution'] {
  return {
    conversation,
    topics,
    ...(agent && { agent }),
    ...(team && { team }),
    ...(handledBy && { handledBy }),
    ...(bot && { bot })
  }
}

/** The values of fields that an account has made of its own, by their names. */
export const ownFields = maybe(z.record(z.string(), z.unknown()))

/** What these fields say together; of several with one name the last one wins. */
export function fieldsOf(
  ...all: readonly z.output<typeof ownFields>[]
): Readonly<Record<string, unknown>> | undefined {
  if (all.every((fields) => fields === undefined)) return undefined
  return Object.fromEntries(all.flatMap((fields) => Object.entries(fields ?? {})))
}

/** A name, a label or the like. */
export const someText = z.string().trim().min(1).max(1000)
/** What a customer wrote, however long. */
export const writtenText = z.string().trim().min(1)

/** Without what is absent, so that nothing unknown is written over something known. */
export function known(resolution: { [Key in keyof Resolution]: Resolution[Key] | undefined }): Resolution {
  // Only absent fields are left out, and those that must be there always are.
  return Object.fromEntries(
    Object.entries(resolution).filter(([, value]) => value !== undefined)
  ) as Resolution
}
