import { describe, expect, it } from 'vitest'
import { wishIn } from '../../../../server/opt-outs/wish'
import { languageFor, languages } from '../../../../widget/words'
import { notMeant, traps, wishes, wishesInOtherWords } from './wishes'

const wishOf = (text: string, toAgent = false) => wishIn(text, { toAgent })?.wish

it('lists at least 300 wishes in 45 languages, and 100 texts that only sound like one', () => {
  expect(wishes.length).toBeGreaterThanOrEqual(300)
  expect(new Set(wishes.map(([language]) => language)).size).toBe(45)
  expect(traps.length).toBeGreaterThanOrEqual(100)
})

describe('a wish to be left alone, or to be asked again', () => {
  it('is understood in every language, however it is said', () => {
    const misread = wishes.filter(([, wish, text]) => wishOf(text) !== wish)
    expect(misread).toEqual([])
    expect(wishesInOtherWords.filter((text) => wishOf(text) !== 'out')).toEqual([])
  })

  it('is understood in whatever capitals, spaces and signs it is written', () => {
    const told = wishes.flatMap(([, wish, text]) =>
      [text.toUpperCase(), `  ${text} `, `${text}!!`, `“${text}”`].map((written) => [wish, written] as const)
    )
    expect(told.filter(([wish, text]) => wishOf(text) !== wish)).toEqual([])
  })

  it('is not heard in what only sounds like one', () => {
    for (const toAgent of [false, true]) {
      expect(
        [...traps.map(([, text]) => text), ...notMeant].filter((text) => wishOf(text, toAgent) !== undefined)
      ).toEqual([])
    }
  })

  it('is not heard in what a survey gives to choose from', () => {
    const offered = Object.keys(languages).flatMap((tag) => {
      // “Close” is left out: it stands on a button of ours, and typed it asks for an end.
      const { labels, yes, no, notYet, thanks, send } = languageFor(tag)
      return [...Object.values(labels).flat(), yes, no, notYet, thanks, send].map(
        (text) => [tag, text] as const
      )
    })
    expect(offered.length).toBeGreaterThan(500)
    expect(offered.filter(([, text]) => wishOf(text) !== undefined)).toEqual([])
  })

  it('is understood in a sentence also where an agent reads it, and not in a word that may be about an order', () => {
    const sentences = [
      'Please stop texting me',
      'unsubscribe me from these texts',
      'Lassen Sie mich in Ruhe',
      'no quiero recibir más mensajes',
      '请不要再给我发短信了'
    ]
    expect(sentences.map((text) => wishOf(text, true))).toEqual(sentences.map(() => 'out'))
  })

  it('says whether anything else was said', () => {
    expect(wishIn('Stop texting me.', { toAgent: false })).toEqual({ wish: 'out', isAll: true })
    expect(wishIn('The agent was rude. Stop texting me.', { toAgent: false })).toEqual({
      wish: 'out',
      isAll: false
    })
  })

  it('is looked for in no more time than the length of a text allows', () => {
    const texts = [
      'stop '.repeat(1_000_000),
      'no more '.repeat(500_000),
      '停止'.repeat(1_000_000),
      '.'.repeat(3_000_000),
      "l'".repeat(1_000_000)
    ]
    const began = performance.now()
    for (const text of texts) wishOf(text)
    expect(performance.now() - began).toBeLessThan(5_000)
  })
})

it.each([
  'STOP',
  ' stop. ',
  'Stop!',
  'STOP ALL',
  'Unsubscribe',
  'ARRÊT',
  'стоп',
  'إيقاف',
  'بند کریں',
  '停止',
  'ｓｔｏｐ'
])('takes “%s” for a wish to be left alone', (text) => {
  expect(wishOf(text)).toBe('out')
})

it.each(['START', 'unstop', ' Start ', 'старт'])('takes “%s” for a wish to be asked again', (text) => {
  expect(wishOf(text)).toBe('in')
})

it.each([
  'no',
  'stop calling it a fix',
  'please do not stop',
  'the end of the week',
  '5',
  'yes',
  '',
  '★',
  'I want to cancel my order',
  '/start'
])('takes “%s” for neither', (text) => {
  expect(wishOf(text)).toBeUndefined()
})

// In a helpdesk, customers reply to agents: “Shall we end it here?” — “End”.
it.each(['end', 'Remove', 'cancel', '取消', 'dur', 'quit', 'توقف', 'resume', '开始'])(
  'takes “%s” for neither where it is said to an agent',
  (text) => {
    expect([wishOf(text), wishOf(text, true)]).toEqual([expect.stringMatching(/^(in|out)$/), undefined])
  }
)

it.each(['STOP', 'Unsubscribe.', 'стоп', '退订'])(
  'takes “%s” for a wish to be left alone also where it is said to an agent',
  (text) => {
    expect(wishOf(text, true)).toBe('out')
  }
)
