import { describe, expect, it } from 'vitest'
import type { Scale } from '../../../../server/channels/read-rating'
import { readReply } from '../../../../server/channels/read-reply'
import { replyHint, replyRequest } from '../../../../server/text/reply-words'
import { languageFor, languages } from '../../../../widget/words'
import { moreReplies, moreTraps, replies, traps } from './typed-replies'

const toFive = { min: 1, max: 5 }
const toTen = { min: 0, max: 10 }
const read = (text: string, locale = 'en', scale: Scale = toFive) =>
  readReply(
    text,
    scale,
    scale.max === 5 ? languageFor(locale).labels.csat.map((label, index) => `${index + 1} – ${label}`) : [],
    locale
  )

describe('a reply to an ask', () => {
  it('is read as a person reads it', () => {
    const missed = [...replies, ...moreReplies].filter(
      ([text, rating, locale]) => read(text, locale)?.rating !== rating
    )
    expect(missed.map(([text]) => text)).toEqual([])
    expect(replies).toHaveLength(120)
  })

  it('is no rating where something else is meant', () => {
    expect(
      [...traps, ...moreTraps]
        .map(([text, locale]) => [text, read(text, locale)])
        .filter(([, found]) => found !== undefined)
    ).toEqual([])
  })

  it.each([
    ['2 because nobody answered my calls', 'because nobody answered my calls'],
    ['5\nAna was super helpful', 'Ana was super helpful'],
    ['5 (great, thanks)', 'great, thanks'],
    ['5 👍', '👍'],
    ['1, still broken', 'still broken'],
    ['Rating: 4', null],
    ['5 – very good', null],
    ['5 stars', null],
    ['4/5 but slow', 'but slow'],
    ['5...', null],
    ['2 “never again”', '“never again”']
  ])('takes what stands beside the rating in %j for the comment %j', (text, comment) => {
    expect(read(text)).toMatchObject({ comment })
  })

  it('keeps to the scale of the survey', () => {
    expect(
      ['10 because', '0, never again', '8/10 fine', '7 thanks', '7 days', '8am', '11 thanks', '4/5 fine'].map(
        (text) => read(text, 'en', toTen)?.rating
      )
    ).toEqual([10, 0, 8, 7, undefined, undefined, undefined, undefined])
  })

  it('may lie between two points where the scale has that step', () => {
    const inHalves = (text: string) => read(text, 'en', { ...toFive, stepsPerPoint: 2 })
    expect(
      [
        '4.5',
        '4,5',
        '٤٫٥',
        '4½',
        '4.5/5',
        '4.5 but slow',
        '4.0',
        '4',
        '5.5',
        '4.3',
        '4.5.2026',
        '4.5 hours',
        '4 - 5'
      ].map((text) => inHalves(text)?.rating)
    ).toEqual([4.5, 4.5, 4.5, 4.5, 4.5, 4.5, 4, 4, undefined, undefined, undefined, undefined, undefined])
    expect(inHalves('4.5 but slow')).toEqual({ rating: 4.5, comment: 'but slow' })
    expect(['4.5', '4½', '4.5 but slow'].map((text) => read(text))).toEqual([undefined, undefined, undefined])
  })

  it('is not taken where its words name another point', () => {
    expect(['1 very good', '5 – bad', '2, okay'].map((text) => read(text))).toEqual([
      undefined,
      undefined,
      undefined
    ])
  })

  it('is not held up by what is no answer at all', () => {
    for (const text of [
      '5 '.repeat(2_000),
      '5' + ' '.repeat(4_900),
      `5 ${'('.repeat(4_900)}`,
      `5 ${'.'.repeat(4_900)}x`,
      '★ '.repeat(20_000)
    ])
      read(text)
    expect(read(`5 ${'so good '.repeat(600)}`)).toMatchObject({ rating: 5 })
  })
})

it('asks for a reply in every language, by what the ends mean, and says which is best', () => {
  const range = { min: 1, max: 5, best: 5 }
  expect(replyRequest('en-GB', range, ['Very bad', 'Very good'])).toBe(
    'Please reply with 1 (Very bad) to 5 (Very good).'
  )
  expect(replyHint('en', { min: 1, max: 7, best: 1 })).toBe('Please reply with 1 to 7; 1 is best.')
  const said = Object.keys(languages).map((locale) => replyHint(locale, range))
  for (const hint of said) expect(hint).toMatch(/1.*5.*; .*5/)
  // The two written forms of Portuguese say it in the same words.
  expect(new Set(said).size).toBe(said.length - 1)
})
