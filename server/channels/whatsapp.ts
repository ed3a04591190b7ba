import { z } from 'zod'
import type { Ask, Channel, HttpRequest, Outcome, Thanks, Unsendable, VendorAnswer } from './channel'
import { fitText, withLink } from './fit-text'
import { graph, graphOutcome, metaHandshake, metaSettings, metaVerified } from './meta'
import { dayMs } from './meta-messaging'
import { labelOf, payloadOf } from './points'
import { itemsOf } from './read-json'
import { postJson } from './vendor-answers'
import { parseWhatsapp } from './whatsapp-events'

const settings = z.strictObject({
  phoneNumberId: z.string().regex(/^\d+$/, 'It has digits only, and is not the phone number.').meta({
    title: 'Phone number id',
    description:
      'On developers.facebook.com under your app, WhatsApp, API setup: the id below the number that answers customers.'
  }),
  accessToken: z.string().min(20, 'Copy the whole access token.').meta({
    title: 'Access token',
    description:
      'A system user’s token that does not expire, with the permission whatsapp_business_messaging.'
  }),
  ...metaSettings,
  templateName: z
    .string()
    .regex(/^[a-z0-9_]{1,512}$/, 'Template names have small letters, digits and _.')
    .optional()
    .meta({
      title: 'Template',
      description:
        'The approved template that asks once the customer has been silent for 24 hours. It ' +
        'needs one URL button that ends in {{1}}. Without it those customers are not asked.'
    }),
  templateLanguage: z
    .string()
    .regex(/^[a-z]{2,3}(_[A-Za-z]+)*$/, 'Write it as WhatsApp does: en or pt_BR.')
    .default('en')
    .meta({
      title: 'Language of the template',
      description: 'As WhatsApp shows it beside the template: en, en_US, pt_BR.'
    })
})
type Settings = z.infer<typeof settings>

/**
 * github.com/facebook/openapi, business-messaging: interactive messages. Titles and ids differ within a
 * message, which digits in front see to. A number sends 80 messages a second.
 */
const limits = {
  perSecond: 80,
  text: 4096,
  body: 1024,
  buttons: 3,
  buttonTitle: 20,
  listRows: 10,
  listRowTitle: 24,
  listButton: 20,
  urlButton: 20,
  callbackDataBytes: 512
}

export const whatsapp: Channel<Settings> = {
  kind: 'whatsapp',
  label: 'whatsapp',
  settings,
  secrets: ['accessToken', 'appSecret', 'verifyToken'],
  steps: [
    'On developers.facebook.com make an app with WhatsApp, and a system user’s token for it.',
    'Under WhatsApp, Configuration, paste {hook} as the callback URL, and the verify token from here.',
    'Subscribe to messages and user_preferences.',
    'To ask later than 24 hours after the customer’s last message, have a utility template ' +
      'approved whose one URL button ends in {{1}} after the address of your survey links.'
  ],
  limits,
  windowMs: dayMs,
  render,
  outcome,
  handshake: metaHandshake,
  verify: metaVerified,
  parse: ({ body }) => parseWhatsapp(body),
  thank: ({ to, text }: Thanks, settings) => [
    send(settings, to, { type: 'text', text: { body: fitText(text, limits.text) } })
  ],
  say: ({ to, text, idempotencyKey }, settings) =>
    send(settings, to, { biz_opaque_callback_data: idempotencyKey, type: 'text', text: { body: text } })
}

function render(ask: Ask, settings: Settings): HttpRequest[] | Unsendable {
  // What becomes of the message is reported with this, even where the API's answer was lost.
  const correlated = { biz_opaque_callback_data: ask.idempotencyKey }
  if (ask.windowOpen)
    return [send(settings, ask.to, { ...correlated, type: 'interactive', interactive: interactive(ask) })]
  if (settings.templateName === undefined) return { unsendable: 'template-missing' }
  const parameters = [{ type: 'text', text: ask.token }]
  const components = [{ type: 'button', sub_type: 'url', index: '0', parameters }]
  return [
    send(settings, ask.to, {
      ...correlated,
      type: 'template',
      template: { name: settings.templateName, language: { code: settings.templateLanguage }, components }
    })
  ]
}

/**
 * Up to three points are buttons, up to ten a list; a scale of eleven fits neither and becomes a button to
 * the page.
 */
function interactive(ask: Ask): object {
  const { points, token, question, url, words } = ask
  if (points.length > limits.listRows) {
    const parameters = { display_text: fitText(words.open, limits.urlButton), url }
    return {
      type: 'cta_url',
      body: { text: fitText(question, limits.body) },
      action: { name: 'cta_url', parameters }
    }
  }
  const body = { text: withLink(question, url, limits.body) }
  if (points.length <= limits.buttons) {
    const buttons = points.map((point) => ({
      type: 'reply',
      reply: { id: payloadOf(token, point.rating), title: labelOf(point, limits.buttonTitle) }
    }))
    return { type: 'button', body, action: { buttons } }
  }
  const rows = points.map((point) => ({
    id: payloadOf(token, point.rating),
    title: labelOf(point, limits.listRowTitle)
  }))
  return {
    type: 'list',
    body,
    action: { button: fitText(words.rate, limits.listButton), sections: [{ rows }] }
  }
}

function outcome(answer: VendorAnswer): Outcome {
  return graphOutcome(answer, (body) => {
    const sent = z.object({ messages: z.unknown().optional() }).safeParse(body)
    return sent.success ? itemsOf(sent.data.messages, z.object({ id: z.string() }))[0]?.id : undefined
  })
}

/**
 * Someone known by a user id alone (“US.1349…”) goes into `recipient`. In `to` the API would take it,
 * answer with a message's id, and drop the message.
 */
function send({ phoneNumberId, accessToken }: Settings, to: string, message: object): HttpRequest {
  const receiver = /^[A-Z]{2}\./.test(to) ? { recipient: to } : { to: to.replace(/^\+/, '') }
  return postJson(
    `${graph}/${phoneNumberId}/messages`,
    { authorization: `Bearer ${accessToken}` },
    {
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      ...receiver,
      ...message
    }
  )
}
