import type { InlineKeyboardMarkup } from 'grammy/types'
import type { Call } from './fake-vendor'
import { startFakeVendor } from './fake-vendor'

export const botToken = '123456:a-bot-token-of-thirty-five-letters'
export const webhookSecret = 'the_secret_of_the_webhook'

type Button = { text: string; callback_data?: string; url?: string }
type Sent = {
  url?: string
  secret_token?: string
  chat_id?: string
  text?: string
  callback_query_id?: string
  message_id?: number
  reply_markup?: InlineKeyboardMarkup
}

/** The parts of Telegram's Bot API that a survey needs, with its limits: core.telegram.org/bots/api. */
export async function startFakeTelegram() {
  let messages = 0
  const vendor = await startFakeVendor(({ path, body }) => {
    const [, token, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(path) ?? []
    if (token !== botToken) return refusal(401, 'Unauthorized')
    const sent = JSON.parse(body) as Sent
    if (sent.text !== undefined && sent.text.length > (method === 'answerCallbackQuery' ? 200 : 4096))
      return refusal(400, 'Bad Request: message is too long')
    for (const button of (sent.reply_markup?.inline_keyboard ?? []).flat() as Button[]) {
      if (button.callback_data !== undefined && Buffer.byteLength(button.callback_data) > 64)
        return refusal(400, 'Bad Request: BUTTON_DATA_INVALID')
    }
    const result =
      method === 'sendMessage'
        ? { message_id: ++messages, date: 0, chat: { id: Number(sent.chat_id), type: 'private' } }
        : true
    return { status: 200, body: JSON.stringify({ ok: true, result }) }
  })
  return {
    ...vendor,
    /** What was sent by a method, in order. */
    sent: (method: string) =>
      vendor.calls
        .filter(({ path }) => path.endsWith(`/${method}`))
        .map(({ body }) => JSON.parse(body) as Sent),
    /** The payload of the button for a rating in what was asked last. */
    payload: (rating: number) => buttonsOf(vendor.calls).find((data) => data.endsWith(`.${rating}`)) ?? ''
  }
}

function buttonsOf(calls: readonly Call[]): string[] {
  const asks = calls.filter(
    ({ path, body }) => path.endsWith('/sendMessage') && body.includes('callback_data')
  )
  const keyboard = (JSON.parse(asks.at(-1)?.body ?? '{}') as Sent).reply_markup?.inline_keyboard ?? []
  return (keyboard.flat() as Button[]).flatMap(({ callback_data }) => callback_data ?? [])
}

function refusal(status: number, description: string) {
  return { status, body: JSON.stringify({ ok: false, error_code: status, description }) }
}
