import { z } from 'zod'
import type { Channel, Outgoing } from './channel'
import { outcomeOf } from './outcome'
import { country, phoneNumberOf } from './phone-number'
import { smsText } from './sms-text'
import { account, formOf, isFromTwilio, twiml } from './twilio'

const settings = z.strictObject({
  ...account,
  from: z.string().trim().min(1).max(64).meta({
    description:
      'Who the text is from: a Twilio number (“+1…”), a sender name, or a Messaging Service (“MG…”).'
  }),
  footer: z.string().trim().max(160).default('').meta({
    description: 'Last line of each text, such as “Reply STOP to opt out.” Some countries demand it.'
  }),
  country
})

type Settings = z.output<typeof settings>

/**
 * What becomes of a text: `MessageStatus` of the status callback. Those on the way to “sent” say nothing
 * new.
 */
const statuses: Record<string, 'sent' | 'delivered' | 'read' | 'failed'> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  undelivered: 'failed',
  failed: 'failed'
}

/**
 * Token or account wrong, missing right, account suspended or closed: 20003, 20004, 20005, 20006, 10001,
 * 90010; 21606: the number of the sender is not the account's. https://www.twilio.com/docs/api/errors
 */
const ownersTrouble = new Set([10001, 20003, 20004, 20005, 20006, 21606, 90010])

/**
 * The customer has sent STOP to this number, and Twilio or the carrier keeps to it:
 * https://www.twilio.com/docs/api/errors/21610
 */
const optedOutError = 21610

/** Texts by Twilio: https://www.twilio.com/docs/messaging/api/message-resource */
export const smsTwilio: Channel<Settings> = {
  kind: 'sms_twilio',
  label: 'sms',
  settings,
  secrets: ['authToken'],
  steps: [
    'Enter {hook} in the Twilio console as “A message comes in” of your number or Messaging Service, with HTTP POST.',
    'What becomes of each text is reported by itself.'
  ],
  limits: { text: 1600, perSecond: 10 },

  render(ask, settings) {
    const to = phoneNumberOf(ask.to, settings.country)
    if (to === undefined) return { unsendable: 'address-wrong' }
    return [message(to, smsText(ask, settings.footer), settings, ask.hookUrl)]
  },

  senderOf: (address, { country }) => phoneNumberOf(address, country) ?? address,

  outcome: (answer) =>
    outcomeOf(answer, (said) => {
      const { sid, code, message } = answerBody.parse(said)
      const reason = message === undefined ? undefined : `${code ?? ''} ${message}`.trim()
      return {
        messageId: sid,
        reason,
        optedOut: code === optedOutError,
        keyRefused: ownersTrouble.has(code ?? 0)
      }
    }),

  verify: (request, { authToken }, publicUrl) => isFromTwilio(request, authToken, publicUrl),

  parse({ body }) {
    const form = formOf(body)
    const [messageId, sender, status] = [
      form.get('MessageSid') ?? '',
      form.get('From') ?? '',
      form.get('MessageStatus')
    ]
    if (messageId === '') return []
    if (status === null)
      return [{ dedup: messageId, ...said(sender, form.get('Body') ?? '', form.get('OptOutType')) }]
    const became = statuses[status]
    const reason = form.get('ErrorCode')
    if (!became) return []
    const why =
      reason === null
        ? {}
        : { reason: `error ${reason}`, ...(reason === String(optedOutError) && { optedOut: true as const }) }
    return [{ dedup: `${messageId}:${status}`, kind: 'status', messageId, status: became, ...why }]
  },

  accepted: () => twiml(''),

  thank: ({ to, text }, settings) => [message(to, text, settings)],

  say({ to, text, hookUrl }, settings) {
    const number = phoneNumberOf(to, settings.country)
    return number === undefined ? { unsendable: 'address-wrong' } : message(number, text, settings, hookUrl)
  }
}

const answerBody = z
  .object({ sid: z.string().optional(), code: z.number().optional(), message: z.string().optional() })
  .catch({})

type Said =
  | { kind: 'text'; sender: string; text: string }
  | { kind: 'opted-out' | 'opted-in'; sender: string }

/** What a text from a customer means: owners may have Twilio answer keywords of their own, which it names. */
function said(sender: string, text: string, optOutType: string | null): Said {
  return optOutType === 'STOP'
    ? { kind: 'opted-out', sender }
    : optOutType === 'START'
      ? { kind: 'opted-in', sender }
      : { kind: 'text', sender, text }
}

/** SmartEncoded swaps typographic signs that would double the price. */
function message(
  to: string,
  text: string,
  { accountSid, authToken, from }: Settings,
  hookUrl?: string
): Outgoing {
  const form = new URLSearchParams({
    To: to,
    [from.startsWith('MG') ? 'MessagingServiceSid' : 'From']: from,
    Body: text,
    SmartEncoded: 'true',
    ...(hookUrl === undefined ? {} : { StatusCallback: hookUrl })
  })
  return {
    to: 'http',
    method: 'POST',
    url: `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Messages.json`,
    headers: {
      authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded'
    },
    body: form.toString()
  }
}
