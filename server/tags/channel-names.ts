import { plainSlugOf, slugOf } from './names'

export { slugOf } from './names'

/**
 * The canonical channels and what else people call them. An unknown name stays its own slug. Sources that
 * use a name for something else (Intercom calls its web chat “messenger”) bring aliases of their own, which
 * are looked up first.
 */
const channels = [
  'web',
  'in_app',
  'email',
  'sms',
  'voice',
  'whatsapp',
  'messenger',
  'instagram',
  'telegram',
  'line',
  'wechat',
  'viber',
  'x',
  'tiktok',
  'apple_messages',
  'rcs',
  'in_person',
  'api',
  'other'
] as const

const canonical: ReadonlySet<string> = new Set(channels)

/** A map, because anything may be sent as a channel, “constructor” too. */
const aliases = new Map<string, (typeof channels)[number]>(
  Object.entries({
    'in-app': 'in_app',
    app: 'in_app',
    mobile: 'in_app',
    'e-mail': 'email',
    mail: 'email',
    text: 'sms',
    'text-message': 'sms',
    twilio: 'sms',
    phone: 'voice',
    call: 'voice',
    ivr: 'voice',
    'phone-call': 'voice',
    telephone: 'voice',
    facebook: 'messenger',
    fb: 'messenger',
    'facebook-page': 'messenger',
    'facebook-messenger': 'messenger',
    ig: 'instagram',
    'instagram-dm': 'instagram',
    twitter: 'x',
    tweet: 'x',
    'twitter-dm': 'x',
    chat: 'web',
    'live-chat': 'web',
    'web-widget': 'web',
    website: 'web',
    'apple-messages': 'apple_messages',
    imessage: 'apple_messages',
    qr: 'in_person',
    kiosk: 'in_person',
    'in-person': 'in_person',
    'whats-app': 'whatsapp'
  } as const)
)

/**
 * The canonical id of what was sent as a channel, or its slug. A channel that is known is known with a sign
 * beside its name, too: “📱 WhatsApp”.
 */
export function channelOf(sent: string): string {
  const slug = slugOf(sent)
  const plain = plainSlugOf(sent)
  return aliases.get(slug) ?? aliases.get(plain) ?? (isChannel(plain) ? plain : slug)
}

export function isChannel(key: string): boolean {
  return canonical.has(key)
}

/** The same as it was before symbols counted. */
export function plainChannelOf(sent: string): string {
  const plain = plainSlugOf(sent)
  return aliases.get(plain) ?? plain
}
