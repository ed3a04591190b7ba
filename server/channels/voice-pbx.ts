import { z } from 'zod'
import type { Channel } from './channel'
import { payloadOf } from './points'
import { idText, readJson } from './read-json'
import { isSame } from './signatures'
import { spokenQuestion } from './voice-twilio'

const settings = z.strictObject({
  secret: z.string().min(12).max(200).meta({
    title: 'Secret',
    description:
      'A password of 12 characters or more that your telephone system sends as the header X-Hearback-Secret.'
  })
})
type Settings = z.output<typeof settings>

const call = z.object({
  token: z.string().regex(/^[\w-]{22}$/),
  call: idText,
  caller: idText.optional(),
  digits: z.union([z.int().min(0).max(99), z.string().regex(/^\d{1,2}#?$/)]).optional()
})

/**
 * The same for any telephone system that can post JSON: without digits it is told what to ask, with them
 * they are the answer.
 */
export const voicePbx: Channel<Settings> = {
  kind: 'voice_pbx',
  label: 'voice',
  settings,
  secrets: ['secret'],
  surface: 'dtmf',
  steps: [
    'Make a link for the call with POST /api/v1/invitations and keep the 22 characters at its end.',
    'Post {"token": "…", "call": "id of the call"} to {hook} with the header ' +
      'X-Hearback-Secret; the answer says what to ask and how many digits there may be.',
    'Post the same with “digits” when the caller has pressed; the answer says “thanks”, “again” or “closed”.'
  ],
  limits: { points: 11 },
  render: () => ({ unsendable: 'call-needed' }),
  outcome: () => ({ state: 'refused', reason: 'call-needed' }),
  provenByHead: true,
  verify: ({ headers }, { secret }) => isSame(headers['x-hearback-secret'], secret),

  parse({ body }) {
    const { data } = call.safeParse(readJson(body))
    if (data?.digits === undefined) return []
    const rating = parseInt(String(data.digits), 10)
    return [
      {
        kind: 'pressed',
        dedup: `${data.call}:${data.token}:${rating}`,
        sender: data.caller ?? data.call,
        payload: payloadOf(data.token, rating)
      }
    ]
  },

  asks: ({ body }) => call.safeParse(readJson(body)).data?.token,

  accepted({ body }, events, ask) {
    const [event] = events
    const json = (answer: Record<string, unknown>) => ({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(answer)
    })
    if (!ask || !call.safeParse(readJson(body)).success) return json({ state: 'closed' })
    const pressed =
      event?.kind === 'pressed'
        ? ask.points.find(({ rating }) => payloadOf(ask.token, rating) === event.payload)
        : undefined
    if (pressed)
      return json({ state: 'thanks', say: ask.words.thanks?.(pressed.rating) ?? '', locale: ask.locale })
    return json({
      state: event ? 'again' : 'ask',
      say: spokenQuestion(ask),
      locale: ask.locale,
      digitsMax: String(ask.points.at(-1)?.rating ?? 0).length,
      points: ask.points
    })
  }
}
