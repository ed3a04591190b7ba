import { z } from 'zod'
import type { Ask, Outgoing, Thanks } from '../channels/channel'
import { outcomeOf } from '../channels/outcome'
import { labelOf } from '../channels/points'
import { idText } from '../channels/read-json'
import { hmac, isSame } from '../channels/signatures'
import { postJson } from '../channels/vendor-answers'
import { webAddress } from '../contract/terms'
import { trimmedAtEnd } from '../text/trim'
import { chatwootEvents } from './chatwoot-events'
import type { Helpdesk } from './helpdesk'
import { askingFields, bringsSecret, maybe, ownRatings } from './helpdesk'
import { chatwootWriteBack } from './write-back/chatwoot'

const settings = z.strictObject({
  ...askingFields,
  baseUrl: webAddress
    .default('https://app.chatwoot.com')
    .meta({ title: 'Address', description: 'Where your Chatwoot is.' }),
  account: z
    .string()
    .regex(/^\d{1,12}$/, 'must be a number')
    .meta({
      title: 'Account',
      description: 'The number of your account: it follows /app/accounts/ in the address of every page.'
    }),
  accessToken: z.string().min(1).max(200).meta({
    title: 'Access token',
    description: 'Of the agent in whose name the survey is posted: Profile settings → Access Token.'
  }),
  secret: z
    .string()
    .min(8)
    .max(200)
    .meta({
      title: 'Webhook secret',
      description:
        'As Chatwoot shows it at the webhook. Where it shows none, think of a password of 12 ' +
        'characters or more and add ?secret=… to the address.'
    }),
  ask: z.enum(['options', 'link']).default('options').meta({
    title: 'How to ask',
    description: '“options” posts the points to press and the link, “link” the link only.'
  }),
  ...ownRatings
})
type Settings = z.output<typeof settings>

/**
 * A WhatsApp list takes ten rows with 24 characters; the tighter limits of the others are Chatwoot's to
 * keep.
 */
const limits = { options: 10, title: 24, perSecond: 5 }

/**
 * Chatwoot: https://www.chatwoot.com/docs/product/others/webhook-events,
 * app/presenters/conversations/event_data_presenter.rb
 */
export const chatwoot: Helpdesk<Settings> = {
  kind: 'chatwoot',
  label: 'chatwoot',
  settings,
  secrets: ['accessToken', 'secret'],
  steps: [
    'In Chatwoot open Settings → Integrations → Webhooks → Add new webhook.',
    'Paste {hook} as the URL. If your version shows no secret for the webhook, add ' +
      '?secret= and the password that you entered here.',
    'Tick “Conversation status changed”, “Message created” and “Message updated”, and save.',
    'Turn off Chatwoot’s own CSAT in the settings of each inbox, so that nobody is asked twice.'
  ],
  limits,

  render: (ask, settings) => [
    message(
      settings,
      ask.to,
      settings.ask === 'options' && ask.points.length <= limits.options
        ? options(ask)
        : { content: `${ask.question}\n${ask.words.reply}\n${ask.url}` }
    )
  ],

  outcome: (answer) =>
    outcomeOf(answer, (json) => {
      const { id, error, message } = answerBody.parse(json)
      return { messageId: id, reason: error ?? message }
    }),

  verify(request, { secret }) {
    const { headers, body } = request
    const signed = Buffer.concat([Buffer.from(`${headers['x-chatwoot-timestamp'] ?? ''}.`), body])
    return (
      isSame(headers['x-chatwoot-signature'], `sha256=${hmac('sha256', secret, signed, 'hex')}`) ||
      bringsSecret(request, secret)
    )
  },

  parse: ({ body }, settings, now) => chatwootEvents(body, settings, now),

  /**
   * What a customer types opens a resolved conversation again, so it is resolved again, unless we have just
   * asked for a comment.
   */
  thank: ({ to, text, askedForComment }: Thanks, settings) => [
    message(settings, to, { content: text }),
    ...(askedForComment ? [] : [resolve(settings, to)])
  ],

  say: ({ to, text }, settings) => message(settings, to, { content: text }),

  writeBack: chatwootWriteBack
}

const answerBody = z
  .object({ id: maybe(idText), error: maybe(z.string()), message: maybe(z.string()) })
  .catch({})

/**
 * WhatsApp gives back only the title that was pressed, so it starts with the digit; the link is for where
 * nothing can be pressed.
 */
function options({ question, url, points }: Ask) {
  const items = points.map((point) => ({ title: labelOf(point, limits.title), value: String(point.rating) }))
  return { content: `${question}\n${url}`, content_type: 'input_select', content_attributes: { items } }
}

function message(settings: Settings, to: string, content: Record<string, unknown>): Outgoing {
  return call(settings, to, 'messages', { message_type: 'outgoing', private: false, ...content })
}

function resolve(settings: Settings, to: string): Outgoing {
  return call(settings, to, 'toggle_status', { status: 'resolved' })
}

/** `to` is account and conversation, as `resolutionOf` writes it. */
function call(
  { baseUrl, accessToken }: Settings,
  to: string,
  what: string,
  body: Record<string, unknown>
): Outgoing {
  const [account = '', conversation = ''] = to.split('/').map(encodeURIComponent)
  return postJson(
    `${trimmedAtEnd(baseUrl, '/')}/api/v1/accounts/${account}/conversations/${conversation}/${what}`,
    { api_access_token: accessToken },
    body
  )
}
