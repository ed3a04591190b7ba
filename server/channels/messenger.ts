import { z } from 'zod'
import type { Channel } from './channel'
import { graph, metaHandshake, metaSettings, metaVerified } from './meta'
import type { Account } from './meta-messaging'
import {
  dayMs,
  parseMessaging,
  quickReplyLimits,
  renderQuickReplies,
  sayInText,
  sendOutcome,
  thankInText
} from './meta-messaging'

const settings = z.strictObject({
  pageToken: z.string().min(20, 'Copy the whole page access token.').meta({
    title: 'Page access token',
    description:
      'On developers.facebook.com under your app, Messenger: generate one for the page that answers customers.'
  }),
  ...metaSettings
})
type Settings = z.infer<typeof settings>

/** developers.facebook.com, Messenger Platform, Send API: a text has at most 2000 characters. */
const limits = { perSecond: 40, text: 2000, ...quickReplyLimits }

export const messenger: Channel<Settings> = {
  kind: 'messenger',
  label: 'messenger',
  settings,
  secrets: ['pageToken', 'appSecret', 'verifyToken'],
  steps: [
    'On developers.facebook.com make an app with Messenger, and generate a token for your page.',
    'Under Webhooks paste {hook} as the callback URL, and the verify token from here.',
    'Subscribe the page to messages, messaging_postbacks and messaging_feedback.'
  ],
  limits,
  windowMs: dayMs,
  render: (ask, settings) => renderQuickReplies(ask, account(settings)),
  outcome: sendOutcome,
  handshake: metaHandshake,
  verify: metaVerified,
  parse: (request) => parseMessaging(request, 'page'),
  thank: (thanks, settings) => thankInText(thanks, account(settings)),
  say: (saying, settings) => sayInText(saying, account(settings))
}

function account({ pageToken }: Settings): Account {
  return { url: `${graph}/me/messages`, accessToken: pageToken, textLimit: limits.text, unit: 'utf16' }
}
