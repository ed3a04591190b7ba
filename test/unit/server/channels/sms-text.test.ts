import { expect, it } from 'vitest'
import type { Ask } from '../../../../server/channels/channel'
import { phoneNumberOf } from '../../../../server/channels/phone-number'
import { plain, smsSize, smsText } from '../../../../server/channels/sms-text'

const ask: Ask = {
  token: 'aaaaaaaaaaaaaaaaaaaaaa',
  url: 'https://surveys.example.com/s/aaaaaaaaaaaaaaaaaaaaaa',
  to: '+15005550006',
  siteName: 'Shop',
  locale: 'en',
  direction: 'ltr',
  question: 'How did we do?',
  points: [1, 2, 3, 4, 5].map((rating) => ({ rating, label: `${rating} – Point` })),
  words: { open: 'Open the survey', rate: 'Rate', reply: 'Please reply with 1 to 5' },
  windowOpen: true,
  idempotencyKey: 'k'
}

it.each([
  ['', 'gsm-7', 0, 1, []],
  ['x'.repeat(160), 'gsm-7', 160, 1, []],
  ['x'.repeat(161), 'gsm-7', 161, 2, []],
  ['x'.repeat(306), 'gsm-7', 306, 2, []],
  ['x'.repeat(307), 'gsm-7', 307, 3, []],
  ['€'.repeat(80), 'gsm-7', 160, 1, []],
  // An escaped character is not torn: 76 of them fill 152 of 153.
  ['€'.repeat(81), 'gsm-7', 162, 2, []],
  ['€'.repeat(153), 'gsm-7', 306, 3, []],
  ['’'.repeat(70), 'ucs-2', 70, 1, ['’']],
  ['ا'.repeat(71), 'ucs-2', 71, 2, ['ا']],
  ['😀'.repeat(35), 'ucs-2', 70, 1, ['😀']],
  // Nor is a surrogate pair: 33 of them fill 66 of 67.
  ['😀'.repeat(67), 'ucs-2', 134, 3, ['😀']],
  ['ç ó ★ ★', 'ucs-2', 7, 1, ['ç', 'ó', '★']],
  ['Çàéèìòùñ ÄÖÜ äöü ß Ø [x] {y} \\ ~ | ^ €', 'gsm-7', 47, 1, []]
] as const)('counts %s as %s', (text, encoding, units, segments, offending) => {
  expect(smsSize(text)).toEqual({ encoding, units, segments, offending })
})

it('asks in one message, and says that a digit will do', () => {
  const text = smsText(ask, 'Reply STOP to opt out.')
  expect(text).toBe(
    'Shop: How did we do?\nPlease reply with 1 to 5\nOpen the survey: ' +
      'https://surveys.example.com/s/aaaaaaaaaaaaaaaaaaaaaa\nReply STOP to opt out.'
  )
  expect(smsSize(text)).toMatchObject({ segments: 1, offending: [] })
})

it('does without words before it takes a second message, never without the question, what to reply, the link or how to opt out', () => {
  const urdu = {
    ...ask,
    siteName: 'دکان',
    question: 'ہماری خدمت؟',
    words: { open: 'سروے کھولیں', rate: 'درجہ دیں', reply: '1 سے 5' },
    url: 'https://s.example/s/aaaaaaaaaaaaaaaaaaaaaa'
  }
  expect(smsText(urdu)).toBe(`دکان: ہماری خدمت؟\n1 سے 5\n${urdu.url}`)
  expect(smsSize(smsText(urdu)).segments).toBe(1)
  const long = { ...ask, question: 'How did we do? '.repeat(12).trim() }
  const text = smsText(long, 'STOP to opt out')
  expect(text).toContain(long.question)
  expect(text).toContain(ask.url)
  expect(text).toContain('Please reply with 1 to 5')
  expect(text).toMatch(/STOP to opt out$/)
})

it('writes plain signs where they halve the price, and leaves other scripts as they are', () => {
  expect(plain('It’s “done” – thanks…')).toBe('It\'s "done" - thanks...')
  expect(plain('Понравилось – “да”?')).toBe('Понравилось – “да”?')
})

it.each([
  ['+92 300 1234567', undefined, '+923001234567'],
  ['0300-1234567', 'PK', '+923001234567'],
  ['(415) 555-2671', 'US', '+14155552671'],
  ['0300-1234567', undefined, undefined],
  ['12', 'PK', undefined],
  ['ana@example.com', 'PK', undefined],
  ['', 'PK', undefined]
] as const)('reads the phone number %s from %s', (written, country, number) => {
  expect(phoneNumberOf(written, country)).toBe(number)
})
