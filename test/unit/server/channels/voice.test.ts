import fc from 'fast-check'
import twilio from 'twilio'
import { describe, expect, it } from 'vitest'
import type { Ask, Inbound } from '../../../../server/channels/channel'
import { voicePbx } from '../../../../server/channels/voice-pbx'
import { voiceTwilio } from '../../../../server/channels/voice-twilio'

const hookUrl = 'https://surveys.example.com/hooks/con_1'
const token = 'a'.repeat(22)
const now = Date.parse('2026-11-21T12:00:00Z')
const names = ['Very bad', 'Bad', 'Okay', 'Good', 'Very good']

const ask = (more: Partial<Ask> = {}): Ask => ({
  token,
  url: `https://surveys.example.com/s/${token}`,
  to: '',
  siteName: 'Shop',
  locale: 'en',
  direction: 'ltr',
  question: 'How did we do?',
  points: names.map((name, index) => ({ rating: index + 1, label: `${index + 1} – ${name}` })),
  words: {
    open: 'Open',
    rate: 'Rate',
    reply: 'Please reply with 1 to 5',
    thanks: (rating) => (rating < 4 ? 'We will try to do better.' : 'Thank you!')
  },
  windowOpen: true,
  hookUrl,
  idempotencyKey: 'k',
  ...more
})
const nps = ask({
  points: Array.from({ length: 11 }, (_, rating) => ({
    rating,
    label: rating === 0 ? '0 – Not likely' : rating === 10 ? '10 – Very likely' : String(rating)
  }))
})

describe('a call over Twilio', () => {
  const settings = voiceTwilio.settings.parse({
    authToken: 'f'.repeat(32),
    recordings: { ur: 'https://shop.example/question.mp3?a=1&b=2' }
  })
  function call(fields: Record<string, string> = {}, search = `?t=${token}`): Inbound {
    return {
      method: 'POST',
      url: `${hookUrl}${search}`,
      query: new URLSearchParams(search),
      headers: {},
      body: new TextEncoder().encode(
        new URLSearchParams({ CallSid: 'CA1', From: '+923001234567', ...fields }).toString()
      )
    }
  }
  const answered = (request: Inbound, open: Ask | undefined = ask()) =>
    voiceTwilio.accepted?.(request, voiceTwilio.parse(request, settings, now), open, settings).body
  /** What Twilio's own library writes for the same: the oracle. */
  function expected(words: string, { digits = 1, next = 2 } = {}) {
    const response = new twilio.twiml.VoiceResponse()
    const gather = response.gather({
      input: ['dtmf'],
      numDigits: digits,
      finishOnKey: '#',
      timeout: 7,
      method: 'POST',
      action: `${hookUrl}?t=${token}&try=${next}`
    })
    gather.say({ language: 'en-US' }, words)
    response.hangup()
    return response.toString()
  }
  const plain = (xml: string | undefined) =>
    xml?.replace(
      /&(amp|lt|gt|quot);/g,
      (_, name: string) => `&#${{ amp: 38, lt: 60, gt: 62, quot: 34 }[name]};`
    )

  it('says the question and which key means what, and waits for one', () => {
    expect(plain(answered(call()))).toBe(
      plain(expected('How did we do? 1, Very bad. 2, Bad. 3, Okay. 4, Good. 5, Very good.'))
    )
  })

  it('takes two keys for 0 to 10, and tells only what the ends mean', () => {
    expect(plain(answered(call(), nps))).toBe(
      plain(expected('How did we do? 0, Not likely. 10, Very likely.', { digits: 2 }))
    )
  })

  it('writes whatever a question holds as Twilio’s library does', () => {
    // A quotation mark may stand in text either way; Twilio's library leaves it as it is.
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('<', '>', '&', "'", 'a', 'é', '😀', ' '),
          minLength: 1,
          maxLength: 20
        }),
        (question) => {
          const open = ask({ question, points: [] })
          expect(plain(answered(call(), open))).toBe(plain(expected(question)))
        }
      )
    )
  })

  it('plays a recording in a language that Twilio cannot speak', () => {
    expect(answered(call(), ask({ locale: 'ur-PK' }))).toContain(
      '<Play>https://shop.example/question.mp3?a=1&#38;b=2</Play>'
    )
  })

  it.each([
    ['5', ask(), 5],
    ['1', ask(), 1, 'We will try to do better.'],
    ['0', nps, 0, 'We will try to do better.'],
    ['10', nps, 10]
  ])(
    'takes the keys %s for a rating, and says thanks that fit it',
    (Digits, open, rating, thanks = 'Thank you!') => {
      expect(voiceTwilio.parse(call({ Digits }), settings, now)).toEqual([
        {
          kind: 'pressed',
          dedup: `CA1:${token}:${rating}`,
          sender: '+923001234567',
          payload: `r.${token}.${rating}`
        }
      ])
      expect(answered(call({ Digits }), open)).toBe(
        `<?xml version="1.0" encoding="UTF-8"?><Response><Say language="en-US">${thanks}</Say><Hangup/></Response>`
      )
    }
  )

  it('asks again after a wrong key, three times in all, and hangs up where there is nothing to ask', () => {
    const hangup = '<?xml version="1.0" encoding="UTF-8"?><Response><Hangup/></Response>'
    expect(answered(call({ Digits: '9' }, `?t=${token}&try=2`))).toContain('try=3')
    expect(answered(call({ Digits: '9' }, `?t=${token}&try=4`))).toBe(hangup)
    expect(voiceTwilio.accepted?.(call(), [], undefined, settings).body).toBe(hangup)
    expect(voiceTwilio.parse(call({ Digits: '*' }), settings, now)).toEqual([])
  })

  it('is believed only where Twilio signed it, with the token in the address', () => {
    const request = call({ Digits: '5' })
    const signature = twilio.getExpectedTwilioSignature('f'.repeat(32), `${hookUrl}?t=${token}`, {
      CallSid: 'CA1',
      From: '+923001234567',
      Digits: '5'
    })
    const verified = (headers: Record<string, string>, search = `?t=${token}`) =>
      voiceTwilio.verify(
        { ...request, headers, url: `${hookUrl}${search}`, query: new URLSearchParams(search) },
        settings,
        hookUrl,
        now
      )
    expect([
      verified({ 'x-twilio-signature': signature }),
      verified({ 'x-twilio-signature': signature }, `?t=${'b'.repeat(22)}`),
      verified({})
    ]).toEqual([true, false, false])
  })
})

describe('a call over another telephone system', () => {
  const settings = voicePbx.settings.parse({ secret: 'a long password' })
  const post = (body: unknown): Inbound => ({
    method: 'POST',
    url: hookUrl,
    query: new URLSearchParams(),
    headers: { 'x-hearback-secret': 'a long password' },
    body: new TextEncoder().encode(JSON.stringify(body))
  })
  const answered = (body: unknown, open: Ask | undefined = ask()) => {
    const request = post(body)
    return JSON.parse(
      voicePbx.accepted?.(request, voicePbx.parse(request, settings, now), open, settings).body ?? ''
    ) as Record<string, unknown>
  }

  it('is told what to ask, and whether the keys will do', () => {
    expect(voicePbx.asks?.(post({ token, call: 'c-1' }))).toBe(token)
    expect(answered({ token, call: 'c-1' })).toMatchObject({
      state: 'ask',
      say: expect.stringContaining('How did we do?'),
      digitsMax: 1,
      locale: 'en'
    })
    expect(answered({ token, call: 'c-1' }, nps)).toMatchObject({ digitsMax: 2 })
    expect(answered({ token, call: 'c-1', digits: '5#' })).toMatchObject({
      state: 'thanks',
      say: 'Thank you!'
    })
    expect(answered({ token, call: 'c-1', digits: 2 })).toMatchObject({
      state: 'thanks',
      say: 'We will try to do better.'
    })
    expect(answered({ token, call: 'c-1', digits: 9 })).toMatchObject({ state: 'again' })
    const { state } = JSON.parse(
      voicePbx.accepted?.(post({ token, call: 'c-1' }), [], undefined, settings).body ?? ''
    ) as { state: string }
    expect(state).toBe('closed')
  })

  it('gives the keys as the answer, once for each call', () => {
    expect(voicePbx.parse(post({ token, call: 17, caller: '+92300', digits: '05' }), settings, now)).toEqual([
      { kind: 'pressed', dedup: `17:${token}:5`, sender: '+92300', payload: `r.${token}.5` }
    ])
    for (const odd of [
      null,
      [],
      { token: 'x', call: 'c', digits: 5 },
      { token, call: 'c', digits: 500 },
      { token, digits: 5 }
    ])
      expect(voicePbx.parse(post(odd), settings, now)).toEqual([])
    expect(voicePbx.verify({ ...post({}), headers: {} }, settings, hookUrl, now)).toBe(false)
  })
})
