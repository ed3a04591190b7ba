import { z } from 'zod'
import { text, webAddress } from '../contract/terms'
import type { Ask, Channel, Inbound } from './channel'
import { payloadOf } from './points'
import { account, escapeXml, formOf, isFromTwilio, twiml } from './twilio'

const settings = z.strictObject({
  authToken: account.authToken,
  recordings: z
    .record(text(35), webAddress)
    .default({})
    .meta({
      title: 'Recordings',
      description:
        'What is played instead of a spoken question, by language: “ur” → ' +
        'https://…/question.mp3. For languages that Twilio cannot speak.'
    })
})
type Settings = z.output<typeof settings>

/**
 * What Twilio's basic voices speak: https://www.twilio.com/docs/voice/twiml/say/text-speech, the most usual
 * of each language first.
 */
const spoken = [
  'en-US',
  'en-GB',
  'en-AU',
  'en-IN',
  'ca-ES',
  'cmn-CN',
  'cmn-TW',
  'cy-GB',
  'da-DK',
  'de-DE',
  'de-AT',
  'es-ES',
  'es-MX',
  'es-US',
  'fi-FI',
  'fr-FR',
  'fr-CA',
  'hi-IN',
  'is-IS',
  'it-IT',
  'ja-JP',
  'ko-KR',
  'nb-NO',
  'nl-NL',
  'nl-BE',
  'pl-PL',
  'pt-BR',
  'pt-PT',
  'ro-RO',
  'ru-RU',
  'sv-SE',
  'tr-TR',
  'yue-HK',
  'zh-CN',
  'zh-TW',
  'zh-HK'
]
/** How long a caller may think, and how often a wrong key is forgiven. */
const timeoutSeconds = 7
const triesMax = 3

/**
 * Ratings by the keys of a telephone, in the call: the call is sent to our address with `?t=<token>` and
 * comes back with what was pressed. https://www.twilio.com/docs/voice/twiml/gather
 */
export const voiceTwilio: Channel<Settings> = {
  kind: 'voice_twilio',
  label: 'voice',
  settings,
  secrets: ['authToken'],
  surface: 'dtmf',
  steps: [
    'Make a link for the call with POST /api/v1/invitations and keep the 22 characters at its end.',
    'At the end of the conversation send the call on to {hook}?t= and these characters: ' +
      'with <Redirect method="POST"> in TwiML, or the widget “TwiML Redirect” in Studio.'
  ],
  limits: { points: 11 },
  render: () => ({ unsendable: 'call-needed' }),
  outcome: () => ({ state: 'refused', reason: 'call-needed' }),
  verify: (request, { authToken }, publicUrl) => isFromTwilio(request, authToken, publicUrl),

  parse({ body, query }) {
    const form = formOf(body)
    const [token, call, digits] = [query.get('t'), form.get('CallSid'), pressed(form)]
    if (token === null || call === null || digits === undefined) return []
    return [
      {
        kind: 'pressed',
        dedup: `${call}:${token}:${digits}`,
        sender: form.get('From') ?? call,
        payload: payloadOf(token, digits)
      }
    ]
  },

  asks: ({ query }) => query.get('t') ?? undefined,

  accepted({ body, query }: Inbound, _events, ask, settings) {
    if (!ask) return twiml('<Hangup/>')
    const digits = pressed(formOf(body))
    const tries = Number(query.get('try') ?? 1)
    if (digits !== undefined && ask.points.some(({ rating }) => rating === digits))
      return twiml(`${said(ask, ask.words.thanks?.(digits) ?? '')}<Hangup/>`)
    return tries > triesMax ? twiml('<Hangup/>') : twiml(`${gather(ask, settings, tries + 1)}<Hangup/>`)
  }
}

function pressed(form: URLSearchParams): number | undefined {
  const digits = form.get('Digits') ?? ''
  return /^\d{1,2}$/.test(digits) ? Number(digits) : undefined
}

/** On 0 to 10, a single digit ends with “#” or a moment of silence. */
function gather(ask: Ask, { recordings }: Settings, next: number): string {
  const numDigits = String(ask.points.at(-1)?.rating ?? 0).length
  const action = `${ask.hookUrl ?? ''}?t=${ask.token}&try=${next}`
  const recording = recordings[ask.locale] ?? recordings[ask.locale.split('-')[0] ?? '']
  const prompt =
    recording === undefined ? said(ask, spokenQuestion(ask)) : `<Play>${escapeXml(recording)}</Play>`
  return (
    `<Gather input="dtmf" numDigits="${numDigits}" finishOnKey="#" timeout="${timeoutSeconds}" ` +
    `method="POST" action="${escapeXml(action)}">${prompt}</Gather>`
  )
}

/** The question, and which key means what: “1, Very bad. 2, Bad. …” */
export function spokenQuestion({ question, points }: Pick<Ask, 'question' | 'points'>): string {
  const named = points.filter(({ rating, label }) => label !== String(rating))
  return [question, ...named.map(({ label }) => `${label.replace(' – ', ', ')}.`)].join(' ')
}

function said({ locale }: Ask, words: string): string {
  const language = spokenAs(locale)
  return words === ''
    ? ''
    : `<Say${language === undefined ? '' : ` language="${language}"`}>${escapeXml(words)}</Say>`
}

/** Twilio's name for Arabic is one of its own. */
function spokenAs(locale: string): string | undefined {
  const [primary = ''] = locale.split('-')
  if (primary === 'ar') return 'arb'
  return (
    spoken.find((name) => name.toLowerCase() === locale.toLowerCase()) ??
    spoken.find((name) => name.startsWith(`${primary}-`))
  )
}
