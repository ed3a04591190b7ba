import { z } from 'zod'
import type {
  Ask,
  ChannelEvent,
  HttpRequest,
  Inbound,
  Outcome,
  Saying,
  Thanks,
  Unsendable,
  VendorAnswer
} from './channel'
import type { TextUnit } from './fit-text'
import { fitsWhole, fitText, withLink } from './fit-text'
import { graphOutcome } from './meta'
import { labelOf, payloadOf } from './points'
import { idText, itemsOf, readJson } from './read-json'
import { postJson } from './vendor-answers'

/** Messenger and Instagram speak one language: the same bodies both ways, and different limits of a text. */
export type Account = { url: string; accessToken: string; textLimit: number; unit: TextUnit }

/**
 * developers.facebook.com: quick replies of Messenger and of Instagram. A payload of at most 1000
 * characters is never near.
 */
export const quickReplyLimits = { quickReplies: 13, quickReplyTitle: 20 }

export const dayMs = 24 * 60 * 60_000

export function renderQuickReplies(ask: Ask, account: Account): HttpRequest[] | Unsendable {
  if (!ask.windowOpen) return { unsendable: 'window-closed' }
  const replies = ask.points.map((point) => ({
    content_type: 'text',
    title: labelOf(point, quickReplyLimits.quickReplyTitle),
    payload: payloadOf(ask.token, point.rating)
  }))
  return [
    send(account, ask.to, {
      // Quick replies vanish after a tap and some desktops show none, so the link is always there.
      text: withLink(ask.question, ask.url, account.textLimit, account.unit),
      ...(replies.length <= quickReplyLimits.quickReplies && { quick_replies: replies })
    })
  ]
}

export function thankInText({ to, text }: Thanks, account: Account): HttpRequest[] {
  return [send(account, to, { text: fitText(text, account.textLimit, account.unit) })]
}

export function sayInText({ to, text }: Saying, account: Account): HttpRequest | Unsendable {
  return fitsWhole(text, account.textLimit, account.unit)
    ? send(account, to, { text })
    : { unsendable: 'text-too-long' }
}

export function sendOutcome(answer: VendorAnswer): Outcome {
  return graphOutcome(answer, (body) => {
    const sent = z.object({ message_id: idText }).safeParse(body)
    return sent.success ? sent.data.message_id : undefined
  })
}

const feedbackQuestion = z.object({
  type: z.string(),
  payload: z.string().regex(/^\d{1,2}$/),
  follow_up: z.object({ payload: z.string() }).optional().catch(undefined)
})

const happening = z.object({
  sender: z.object({ id: idText }),
  timestamp: z.number().optional().catch(undefined),
  message: z
    .object({
      mid: idText,
      text: z.string(),
      is_echo: z.boolean().optional(),
      quick_reply: z.object({ payload: z.string() }).optional().catch(undefined),
      reply_to: z.object({ mid: idText }).optional().catch(undefined)
    })
    .optional()
    .catch(undefined),
  postback: z
    .object({ mid: idText.optional(), title: z.string().optional(), payload: z.string() })
    .optional()
    .catch(undefined),
  messaging_feedback: z.object({ feedback_screens: z.unknown().optional() }).optional().catch(undefined)
})
const entryShape = z.object({ messaging: z.unknown().optional() })
const screenShape = z.object({ questions: z.record(z.string(), z.unknown()) })

/**
 * What people wrote or pressed, in order. Echoes of our own messages, receipts and reactions say nothing;
 * what another app answers for (`standby`) is that app's conversation.
 */
export function parseMessaging({ body }: Inbound, object: 'page' | 'instagram'): ChannelEvent[] {
  const delivered = z
    .object({ object: z.literal(object), entry: z.unknown().optional() })
    .safeParse(readJson(body))
  if (!delivered.success) return []
  return itemsOf(delivered.data.entry, entryShape)
    .flatMap(({ messaging }) => itemsOf(messaging, happening))
    .flatMap(eventsOf)
}

function eventsOf({
  sender: { id: sender },
  timestamp: at,
  message,
  postback,
  messaging_feedback
}: z.infer<typeof happening>): ChannelEvent[] {
  const when = at === undefined ? {} : { at }
  if (message && !message.is_echo) {
    const { mid: dedup, text, quick_reply, reply_to } = message
    return [
      quick_reply
        ? { dedup, ...when, kind: 'pressed', sender, payload: quick_reply.payload, text }
        : { dedup, ...when, kind: 'text', sender, text, ...(reply_to && { replyTo: reply_to.mid }) }
    ]
  }
  if (postback) {
    const { mid, payload, title } = postback
    // Postbacks of old had no id of their own.
    return [
      {
        dedup: mid ?? `${sender}:${at}:${payload}`,
        ...when,
        kind: 'pressed',
        sender,
        payload,
        ...(title !== undefined && { text: title })
      }
    ]
  }
  return itemsOf(messaging_feedback?.feedback_screens, screenShape)
    .flatMap(({ questions }) => Object.entries(questions))
    .flatMap(([question, answer]) => {
      const read = feedbackQuestion.safeParse(answer)
      if (!read.success) return []
      const comment = read.data.follow_up?.payload
      return [
        {
          dedup: `${sender}:${at}:${question}`,
          ...when,
          kind: 'rated',
          sender,
          rating: Number(read.data.payload),
          question,
          ...(comment && { comment })
        } as const
      ]
    })
}

function send({ url, accessToken }: Account, to: string, message: object): HttpRequest {
  return postJson(
    url,
    { authorization: `Bearer ${accessToken}` },
    { recipient: { id: to }, messaging_type: 'RESPONSE', message }
  )
}
