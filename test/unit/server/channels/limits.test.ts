import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { languageFor } from '../../../../widget/words'
import { ask, chats } from './chats'
import { refusalsOf, textsOf } from './vendor-limits'

const written = ['en', 'de', 'fr', 'ru', 'ar', 'ur', 'he', 'hi', 'th', 'zh', 'ja', 'ko'] as const
const emoji = ['😡', '👍🏽', '👨‍👩‍👧‍👦', '🇵🇰', '❤️‍🔥', '5️⃣', 'é', 'ज़्ज़']
const counts = [2, 3, 4, 5, 7, 10, 11]

/** Nothing, or letters of any script or emoji, over and over: up to some ten thousand. */
function repeated(most: number) {
  const some = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    fc.array(fc.constantFrom(...emoji), { minLength: 1, maxLength: 5 }).map((all) => all.join(''))
  )
  return fc.tuple(some, fc.oneof(fc.constant(0), fc.nat(most))).map(([text, times]) => text.repeat(times))
}

/**
 * A survey in one of twelve languages: with its own words, with emoji between them, with letters of any
 * script, short and far too long.
 */
const asks = fc
  .record({
    locale: fc.constantFrom(...written),
    count: fc.constantFrom(...counts),
    more: repeated(500),
    after: repeated(20),
    windowOpen: fc.boolean()
  })
  .map(({ locale, count, more, after, windowOpen }) => {
    const { questions, labels, direction, comment, feedback } = languageFor(locale)
    const lowest = count === 11 ? 0 : 1
    return {
      ...ask,
      locale,
      direction,
      windowOpen,
      question: questions.nps + more,
      points: Array.from({ length: count }, (_, index) => ({
        rating: index + lowest,
        label: `${index + lowest} – ${labels.csat[index % 5]}${after}`
      })),
      words: { open: comment + after, rate: feedback + after, reply: feedback + after }
    }
  })

describe.each(Object.entries(chats))('%s', (_, chat) => {
  it('sends nothing that the vendor would refuse, in any language, with emoji, at any length', () => {
    fc.assert(
      fc.property(asks, (given) => {
        const sent = chat.render(given)
        const refusals =
          typeof sent === 'string' ? [] : sent.flatMap((request) => refusalsOf(chat.kind, request))
        expect(refusals).toEqual([])
        expect(typeof sent === 'string' && given.windowOpen).toBe(false)
      })
    )
  })

  it('keeps the link whole and cuts no letter, flag or family in two', () => {
    const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
    const graphemes = (text: string) => [...segmenter.segment(text)].map(({ segment }) => segment)
    fc.assert(
      fc.property(asks, (given) => {
        const sent = chat.render({ ...given, windowOpen: true })
        if (typeof sent === 'string') throw new Error(sent)
        const texts = sent.flatMap(textsOf)
        expect(texts.some((text) => text.includes(given.url))).toBe(true)
        const originals = [
          given.question,
          ...given.points.map(({ label }) => label),
          given.words.open,
          given.words.rate
        ].map(graphemes)
        for (const text of texts
          .map((shown) => shown.replace(`\n${given.url}`, ''))
          .filter((shown) => shown.endsWith('…'))) {
          expect(text.isWellFormed()).toBe(true)
          const kept = graphemes(text.slice(0, -1))
          // After a question its scale's ends may stand.
          expect(
            originals.some((original) =>
              kept.every((letter, index) => index >= original.length || letter === original[index])
            ),
            text
          ).toBe(true)
        }
      }),
      { numRuns: 40 }
    )
  })

  it('cuts thanks and questions for a comment to what the vendor takes', () => {
    const [request] = chat.thank({ text: 'Спасибо! '.repeat(5_000), askedForComment: true })
    const [longest] = textsOf(
      request ?? { to: 'http', url: '', method: 'POST', headers: {}, body: '{}' }
    ).sort((a, b) => Buffer.byteLength(b) - Buffer.byteLength(a))
    const most = chat.limits['textBytes'] ?? (chat.limits['text'] ?? 0) * 2
    expect(Buffer.byteLength(longest ?? '')).toBeLessThanOrEqual(most)
    expect(longest).toMatch(/^Спасибо! .*Спасибо.*…$/)
  })
})
