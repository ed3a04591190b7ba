import { z } from 'zod'
import type { Ask, Channel, ChannelEvent, Outcome, Outgoing, Thanks, VendorAnswer } from './channel'
import { fitText } from './fit-text'
import { endsOf, labelOf, payloadOf, rowsOf } from './points'
import { idText, readJson } from './read-json'
import { isSame } from './signatures'
import { keyRefused, keyRefusedBy, laterBecauseOf, postJson, refused, throttled } from './vendor-answers'

const settings = z.strictObject({
  botToken: z
    .string()
    .regex(/^\d+:[\w-]{20,}$/, 'Paste the whole token as @BotFather shows it: digits, a colon, letters.')
    .meta({
      title: 'Bot token',
      description: 'Ask @BotFather for it with /token. A bot can write only to people who wrote to it first.'
    }),
  webhookSecret: z
    .string()
    .regex(/^[\w-]{16,256}$/, 'Take 16 to 256 letters, digits, _ or -.')
    .meta({
      title: 'Webhook secret',
      description: 'Any long random text; Telegram sends it along with every update, so that nobody else can.'
    })
})
type Settings = z.infer<typeof settings>

/**
 * core.telegram.org/bots/api: sendMessage, InlineKeyboardButton (`callback_data` counts bytes),
 * answerCallbackQuery; bots/faq: broadcasting.
 */
const limits = { perSecond: 30, text: 4096, callbackDataBytes: 64, callbackAnswer: 200, buttonsPerRow: 8 }

/**
 * Up to this many points have a row each with its label; more are digits side by side, which a phone shows
 * whole.
 */
const labelledPointsMax = 5
const digitsPerRow = 6

export const telegram: Channel<Settings> = {
  kind: 'telegram',
  label: 'telegram',
  settings,
  secrets: ['botToken', 'webhookSecret'],
  steps: [
    'Make a bot with @BotFather, or take the one that answers customers, and paste its token here.',
    'Saving tells Telegram nothing, and customers answer through the link. For ratings in ' +
      'the chat let it call us, by the button below or by POST {connect}: Telegram then ' +
      'sends everything to {hook} and to nobody else, so leave that out where your helpdesk ' +
      'has the bot.'
  ],
  limits,
  render,
  connect: ({ botToken, webhookSecret }, hookUrl) =>
    call(botToken, 'setWebhook', {
      url: hookUrl,
      secret_token: webhookSecret,
      allowed_updates: ['message', 'callback_query', 'my_chat_member']
    }),
  outcome,
  provenByHead: true,
  verify: ({ headers }, { webhookSecret }) =>
    isSame(headers['x-telegram-bot-api-secret-token'], webhookSecret),
  parse: ({ body }) => {
    const update = updateShape.safeParse(readJson(body))
    return update.success ? eventsOf(update.data) : []
  },
  thank,
  say: ({ to, text }, { botToken }) => call(botToken, 'sendMessage', { chat_id: to, text })
}

function render(ask: Ask, { botToken }: Settings): Outgoing[] {
  const isLabelled = ask.points.length <= labelledPointsMax
  const text = isLabelled ? ask.question : `${ask.question}\n\n${endsOf(ask.points)}`
  const rows = rowsOf(ask.points, isLabelled ? 1 : digitsPerRow).map((row) =>
    row.map((point) => ({
      text: isLabelled ? labelOf(point, limits.text) : String(point.rating),
      callback_data: payloadOf(ask.token, point.rating)
    }))
  )
  return [
    call(botToken, 'sendMessage', {
      chat_id: ask.to,
      text: fitText(text, limits.text),
      // The link stands below as well: presses reach us only where the bot's one webhook is ours.
      reply_markup: { inline_keyboard: [...rows, [{ text: ask.words.open, url: ask.url }]] }
    })
  ]
}

/**
 * Telegram keeps a button spinning until its press is answered, and leaves it in place until it is taken
 * away.
 */
function thank({ to, text, askedForComment, callback }: Thanks, { botToken }: Settings): Outgoing[] {
  const message = call(botToken, 'sendMessage', { chat_id: to, text: fitText(text, limits.text) })
  if (callback === undefined) return [message]
  const { callbackQueryId, chatId, messageId } = callback
  return [
    call(botToken, 'answerCallbackQuery', {
      callback_query_id: callbackQueryId,
      text: fitText(text, limits.callbackAnswer)
    }),
    ...(messageId === undefined
      ? []
      : [
          call(botToken, 'editMessageReplyMarkup', {
            chat_id: chatId,
            message_id: Number(messageId),
            reply_markup: { inline_keyboard: [] }
          })
        ]),
    // The answer to a press is gone after some seconds, which suits thanks but not a question.
    ...(askedForComment ? [message] : [])
  ]
}

const answerShape = z.object({
  ok: z.boolean(),
  result: z.object({ message_id: idText }).optional().catch(undefined),
  description: z.string().optional(),
  error_code: z.number().optional(),
  parameters: z.object({ retry_after: z.number().optional() }).optional()
})

/** A press that nobody waits for any more, buttons that are gone: no reason to keep back what comes after. */
const alreadyDone = /query is too old|query id is invalid|message is not modified|message to edit not found/i

function outcome(answer: VendorAnswer): Outcome {
  const read = answerShape.safeParse(readJson(answer.body))
  if (!read.success)
    return laterBecauseOf(answer) ?? keyRefusedBy(answer) ?? refused(`${answer.status}: ${answer.body}`)
  const { ok, result, description = '', error_code, parameters } = read.data
  if (ok || alreadyDone.test(description))
    return { state: 'sent', ...(result && { messageId: result.message_id }) }
  const wait = parameters?.retry_after
  if (wait !== undefined)
    return { state: 'later', reason: description, afterMs: wait * 1000, throttled: true }
  if (error_code === 429) return throttled(answer, description)
  // 401: the token was taken back; 404 without more is Telegram's word for a bot that it does not know. 403
  // is about one person.
  if (error_code === 401 || (error_code === 404 && description === 'Not Found'))
    return keyRefused(description)
  return laterBecauseOf(answer) ?? refused(description)
}

const person = z.object({ id: idText, is_bot: z.boolean().optional() })
const chat = z.object({ id: idText, type: z.string() })

const updateShape = z.object({
  update_id: idText,
  message: z
    .object({
      message_id: idText,
      date: z.number(),
      chat,
      from: person,
      text: z.string(),
      reply_to_message: z.object({ message_id: idText }).optional().catch(undefined)
    })
    .optional()
    .catch(undefined),
  callback_query: z
    .object({
      id: idText,
      from: person,
      data: z.string(),
      message: z
        .object({ message_id: idText, chat: z.object({ id: idText }) })
        .optional()
        .catch(undefined)
    })
    .optional()
    .catch(undefined),
  my_chat_member: z
    .object({ date: z.number(), chat, new_chat_member: z.object({ status: z.string() }) })
    .optional()
    .catch(undefined)
})

/** Only what people write to the bot alone: a “5” in a group is said to the group. */
function eventsOf({
  update_id,
  message,
  callback_query,
  my_chat_member
}: z.infer<typeof updateShape>): ChannelEvent[] {
  if (callback_query) {
    const { id, from, data, message: pressed } = callback_query
    const callback = {
      callbackQueryId: id,
      ...(pressed && { chatId: pressed.chat.id, messageId: pressed.message_id })
    }
    return [{ dedup: update_id, kind: 'pressed', sender: from.id, payload: data, callback }]
  }
  if (message?.chat.type === 'private' && !message.from.is_bot) {
    const { from, text, date, reply_to_message } = message
    return [
      {
        dedup: update_id,
        at: date * 1000,
        kind: 'text',
        sender: from.id,
        text,
        ...(reply_to_message && { replyTo: reply_to_message.message_id })
      }
    ]
  }
  // Who blocks a bot must not be written to, and may let it in again.
  if (my_chat_member?.chat.type === 'private') {
    const kind = my_chat_member.new_chat_member.status === 'kicked' ? 'opted-out' : 'opted-in'
    return [
      {
        dedup: update_id,
        at: my_chat_member.date * 1000,
        kind,
        sender: my_chat_member.chat.id,
        byBlocking: true
      }
    ]
  }
  return []
}

function call(botToken: string, method: string, body: unknown) {
  return postJson(`https://api.telegram.org/bot${botToken}/${method}`, {}, body)
}
