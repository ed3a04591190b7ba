import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { previewPage, surveyPage } from '../../../server/presentation/survey-page'
import type { SurveyPageData } from '../../../server/presentation/survey-page-data'
import { definitionOf } from '../../support/widget-server'

const asked = { nonce: 'n0nce', script: 'void 0', siteName: 'A shop', action: '/s/abc', id: 'id-1' }
const page = (data: Partial<SurveyPageData> = {}, kind = 'faces', locale = 'en') =>
  surveyPage({ at: 'asking', ...asked, definition: definitionOf(kind, locale), ...data } as SurveyPageData)

test('the page is one form that posts the points, a comment and its id, without JavaScript', () => {
  const html = page()
  expect(html).toMatch(/^<!doctype html><html lang="en" dir="ltr">/i)
  expect(html).toContain('<form method="post" action="/s/abc"')
  expect(html.match(/<input type="radio" name="rating"/g)).toHaveLength(5)
  expect(html).toContain('<textarea name="comment"')
  expect(html).toContain('<input type="hidden" name="id" value="id-1"')
  expect(html).not.toContain('checked=')
})

test('a link that carries a rating marks its point and nothing more', () => {
  expect(page({ rating: 4 }).match(/<input[^>]*checked[^>]*>/g)).toEqual([
    '<input type="radio" name="rating" value="4" checked=""/>'
  ])
})

test('a rating of zero is marked as well', () => {
  expect(page({ rating: 0 }, 'nps')).toContain('value="0" checked=""')
})

test('who sends without choosing is told so next to the points', () => {
  const html = page({ missing: true, comment: 'I wrote this already' })
  expect(html).toContain('<fieldset aria-describedby="missing">')
  expect(html).toContain('<p class="problem" id="missing">Please choose one of the answers.</p>')
  expect(html).toMatch(/<textarea[^>]*>I wrote this already<\/textarea>/)
})

test('who has answered is thanked, and may change the answer as long as it can be changed', () => {
  const editable = page({ at: 'answered', rating: 2, comment: 'Slow', editable: true })
  expect(editable).toContain('Thank you. We will try to do better.')
  expect(page({ at: 'answered', rating: 4, editable: true })).toContain('Thank you!')
  expect(editable).toMatch(/<details><summary>Change your answer<\/summary><form/)
  expect(editable).toMatch(/value="2" checked/)
  expect(editable).toMatch(/<textarea[^>]*>Slow<\/textarea>/)
  expect(page({ at: 'answered', rating: 2, editable: false })).not.toContain('<form')
})

test('closed, expired and unknown links read the same and run nothing', () => {
  const html = surveyPage({ at: 'gone', locale: 'ur', nonce: 'n', script: 'void 0' })
  expect(html).toContain('<html lang="ur" dir="rtl">')
  expect(html).not.toContain('<script')
  expect(html).not.toContain('<form')
})

test('what people wrote is text, wherever it stands', () => {
  const evil = '</textarea><script>alert(1)</script>"\'<img src=x onerror=alert(1)>'
  const definition = { ...definitionOf('faces'), question: evil }
  for (const html of [
    page({ definition, siteName: evil, comment: evil, action: evil, id: evil } as never),
    previewPage({ definition, siteName: evil })
  ]) {
    expect(html).not.toContain('<script>alert')
    expect(html).not.toContain('<img')
  }
})

test('style and script carry the nonce, and no element carries style of its own', () => {
  const html = page()
  expect(html).toContain('<style nonce="n0nce">')
  expect(html).toContain('<script nonce="n0nce">void 0</script>')
  expect(html).not.toMatch(/<[^>]+\sstyle=/)
  expect(html).not.toMatch(/<[^>]+\son\w+=/)
})

test('a preview bot sees the question and nothing to tap', () => {
  const html = previewPage({ definition: definitionOf('faces', 'ur'), siteName: 'A shop' })
  expect(html).toContain('<meta property="og:title" content="ہماری خدمت کیسی رہی؟"')
  expect(html).toContain('<meta name="robots" content="noindex"')
  expect(html).not.toMatch(/<form|<input|<script|<a /)
})

test('a trap for programs is there, out of sight and reach of people', () => {
  expect(page()).toContain(
    '<div class="unseen" aria-hidden="true"><input name="website" tabindex="-1" autocomplete="off"/></div>'
  )
})

test.each(['faces', 'stars', 'numbers', 'nps', 'ces', 'thumbs'])('the page for %s stays small', (kind) => {
  expect(gzipSync(page({}, kind), { level: 9 }).length).toBeLessThan(6_000)
})
