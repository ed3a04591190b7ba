import { z } from 'zod'
import type { Channel } from './channel'
import { metaHandshake, metaSettings, metaVerified } from './meta'
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
  accountId: z.string().regex(/^\d+$/, 'It has digits only.').meta({
    title: 'Instagram account id',
    description:
      'The number of the professional account, shown beside it under your app, Instagram, API setup.'
  }),
  accessToken: z.string().min(20, 'Copy the whole access token.').meta({
    title: 'Access token',
    description:
      'On developers.facebook.com under your app, Instagram, API setup: generate one for the account.'
  }),
  ...metaSettings
})
type Settings = z.infer<typeof settings>

/**
 * developers.facebook.com, Instagram messaging: a text has at most 1000 bytes of UTF-8, so Thai has a third
 * of the letters.
 */
const limits = { perSecond: 40, textBytes: 1000, ...quickReplyLimits }

export const instagram: Channel<Settings> = {
  kind: 'instagram',
  label: 'instagram',
  settings,
  secrets: ['accessToken', 'appSecret', 'verifyToken'],
  steps: [
    'On developers.facebook.com make an app with Instagram, and generate a token for your professional account.',
    'Under Webhooks paste {hook} as the callback URL, and the verify token from here.',
    'Subscribe to messages and messaging_postbacks.'
  ],
  limits,
  windowMs: dayMs,
  render: (ask, settings) => renderQuickReplies(ask, account(settings)),
  outcome: sendOutcome,
  handshake: metaHandshake,
  verify: metaVerified,
  parse: (request) => parseMessaging(request, 'instagram'),
  thank: (thanks, settings) => thankInText(thanks, account(settings)),
  say: (saying, settings) => sayInText(saying, account(settings))
}

function account({ accountId, accessToken }: Settings): Account {
  return {
    url: `https://graph.instagram.com/v25.0/${accountId}/messages`,
    accessToken,
    textLimit: limits.textBytes,
    unit: 'bytes'
  }
}
