import { expect, it } from 'vitest'
import { failureOf } from '../../../../server/mail/failures'
import {
  attackLetter,
  heldLetter,
  inviteLetter,
  letterHtml,
  proveLetter,
  resetLetter,
  testLetter,
  textOf
} from '../../../../server/mail/letters'
import type { MailLanguage } from '../../../../server/mail/words'
import { wordings } from '../../../../server/mail/words'

const url = 'https://surveys.example.com/join?token=abc&more=1'
const languages = Object.keys(wordings) as MailLanguage[] // its own keys

const lettersIn = (language: MailLanguage, name: string) => [
  resetLetter(language, { name, url }),
  inviteLetter(language, { name, site: name, by: name, url }),
  proveLetter(language, { name, url }),
  attackLetter(language, { name, url }),
  heldLetter(language, { name, site: name, survey: name, url }),
  testLetter(language)
]

it.each(languages)(
  'writes every letter whole in %s, as text and as a page with its direction',
  (language) => {
    for (const letter of lettersIn(language, 'Ida')) {
      const [text, html] = [textOf(letter), letterHtml(letter)]
      expect([letter.subject, text, html].join()).not.toMatch(/undefined|\[object|\$\{/)
      expect(html).toContain(`<html lang="${language}" dir="${wordings[language].direction}">`)
      expect(text.endsWith(letter.foot)).toBe(true)
      if (letter.link)
        expect([
          text.includes(url),
          html.includes('href="https://surveys.example.com/join?token=abc&#38;more=1"')
        ]).toEqual([true, true])
    }
  }
)

it('says in other languages nothing in English but names', () => {
  for (const language of languages.filter((one) => one !== 'en')) {
    const own = language === 'ur' ? /\p{Script=Arabic}/u : /\p{Script=Cyrillic}/u
    for (const { subject, paragraphs, link, foot } of lettersIn(language, 'Ida')) {
      expect(
        [subject, ...paragraphs, foot, ...(link ? [link.label] : [])].filter((text) => !own.test(text))
      ).toEqual([])
    }
  }
})

it('lets no name be markup, a second line, a link, or longer than a name', () => {
  const names = [
    '<img src=x onerror=alert(1)>',
    'Ida\r\nBcc: all@example.com',
    'See https://evil.example/now',
    'evil.example',
    `x\u2028y${'a'.repeat(500)}`
  ]
  for (const name of names) {
    for (const letter of lettersIn('en', name)) {
      const [text, html] = [textOf(letter), letterHtml(letter)]
      expect(html).not.toMatch(/<img|onerror=alert\(1\)>/)
      expect(text).not.toMatch(/^Bcc:/m)
      expect(`${text} ${html}`.replaceAll('https://surveys.example.com', '')).not.toMatch(
        /https:\/\/|evil\.example|a{100}/
      )
    }
  }
})

it.each([
  [{ code: 'ECONNECTION' }, 'unreachable'],
  [{ code: 'EDNS' }, 'unreachable'],
  [{ code: 'ETIMEDOUT' }, 'unreachable'],
  [{ code: 'ESOCKET', originalCode: 'ECONNREFUSED' }, 'unreachable'],
  [{ code: 'ETLS' }, 'not-private'],
  [{ code: 'ESOCKET', originalCode: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'not-private'],
  [{ code: 'ESOCKET', originalCode: 'CERT_HAS_EXPIRED' }, 'not-private'],
  [{ code: 'EAUTH', responseCode: 535 }, 'sign-in'],
  [{ code: 'EENVELOPE', responseCode: 550 }, 'refused'],
  [{ code: 'EMESSAGE', responseCode: 552 }, 'refused'],
  [{ responseCode: 421 }, 'refused'],
  [new Error('x'), 'unreachable']
])('says why a mail was not handed over: %o', (error, reason) => {
  expect(failureOf(error)).toBe(reason)
})
