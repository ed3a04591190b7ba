import { expect, test } from 'vitest'
import { ask, outcomeOf, point, stage } from '../support/stage'
import { surveyOf } from '../support/widget-server'

const at = stage([
  surveyOf('faces'),
  surveyOf('nps'),
  surveyOf('thumbs'),
  surveyOf('stars', { on: 'event', by: 'order-placed', again: 30 })
])

test('a page on which nothing is asked costs one request and stores nothing', async () => {
  const page = await at.visit()
  await page.waitForLoadState('networkidle')
  expect(at.server.asked).toEqual(['/w/site_test.js'])
  expect(
    await page.evaluate(() => [
      localStorage.length,
      document.cookie,
      document.querySelectorAll('body ~ *').length
    ])
  ).toEqual([0, '', 0])
})

test('the first tap is the answer, the comment is added to the same one, and the page says thank you', async () => {
  const page = await at.visit({ html: 'lang="en"' })
  await ask(page, {
    survey: 'svy_faces',
    channel: 'chat',
    topics: ['billing', 'refund'],
    agent: 'ana',
    team: 'tier-1',
    conversation: 'c-1'
  })
  await page.getByRole('group', { name: 'How did we do?' }).waitFor()
  await point(page, 'Good').click()
  await expect.poll(() => at.server.stored.size).toBe(1)
  const [first] = at.server.stored.values()
  expect(first).toEqual({
    id: expect.stringMatching(/^(\d+-){3}\d+$/),
    secret: expect.stringMatching(/^(\d+-){3}\d+$/),
    survey: 'svy_faces',
    version: 1,
    rating: 4,
    channel: 'chat',
    topics: ['billing', 'refund'],
    agent: 'ana',
    team: 'tier-1',
    conversation: 'c-1',
    locale: 'en',
    pageUrl: `${at.host.origin}/`,
    surface: 'widget',
    taps: [[4, expect.any(Number)]]
  })
  expect(await outcomeOf(page)).toEqual({ state: 'answered' })

  await page.getByLabel('What did you like?').fill('  Quick and friendly.\nThank you!  ')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText('Thank you!').first().waitFor()
  await expect
    .poll(() => at.server.stored.get(first?.id ?? ''))
    .toEqual({ ...first, comment: 'Quick and friendly.\nThank you!' })
  expect(at.server.stored.size).toBe(1)
})

test('what was tapped by mistake is changed by another tap, under the same id', async () => {
  const page = await at.visit()
  await ask(page)
  await point(page, 'Very bad').click()
  await page.getByLabel('What went wrong?').waitFor()
  await point(page, 'Very good').click()
  await page.getByLabel('What did you like?').waitFor()
  await expect.poll(() => [...at.server.stored.values()].map(({ rating }) => rating)).toEqual([5])
})

test('zero is an answer', async () => {
  const page = await at.visit()
  await ask(page, { survey: 'svy_nps' })
  await page.getByRole('radio', { name: /^0/ }).click()
  await expect.poll(() => [...at.server.stored.values()].map(({ rating }) => rating)).toEqual([0])
})

test('the tag, what was set, who was identified and the ask itself say what an answer is about, the last word winning', async () => {
  const page = await at.visit({ tag: 'data-topics="billing, refund" data-agent="ana" data-team="tier-1"' })
  await page.evaluate(() => {
    window.hearback?.('set', { agent: 'bo', conversation: 'c-2' } as never)
    window.hearback?.('identify', { customer: 'kim', signature: 'abc' } as never)
  })
  await ask(page, { conversation: 'c-3' })
  await point(page, 'Okay').click()
  // The server takes the space off a name.
  await expect
    .poll(() => at.server.posted[0])
    .toMatchObject({
      topics: ['billing', ' refund'],
      agent: 'bo',
      team: 'tier-1',
      conversation: 'c-3',
      customer: 'kim',
      signature: 'abc'
    })
})

test('calls made before the tag has loaded are carried out', async () => {
  const page = await at.visit({
    head: `<script>window.hearback ||= function () { (hearback.q ||= []).push(arguments) }
      hearback('set', { agent: 'ana' }); hearback('ask', { survey: 'svy_thumbs' })</script>`
  })
  await point(page, 'Yes').click()
  await expect
    .poll(() => at.server.posted[0])
    .toMatchObject({ survey: 'svy_thumbs', rating: 1, agent: 'ana' })
})

test('closing without an answer is a dismissal; the page may listen, and stop listening', async () => {
  const page = await at.visit()
  await page.evaluate(() => {
    const heard: string[] = []
    const listen = (type: string) =>
      window.hearback?.(
        'on',
        ...([type, ({ survey }: { survey: string }) => heard.push(`${type} ${survey}`)] as never[])
      )
    const stop = listen('shown')
    listen('dismissed')
    Object.assign(window, { heard, stop })
  })
  await ask(page)
  await page.getByRole('button', { name: 'Close' }).click()
  expect(await outcomeOf(page)).toEqual({ state: 'dismissed' })
  expect(await page.getByRole('radio').count()).toBe(0)
  await page.evaluate('stop()')
  await ask(page, { survey: 'svy_thumbs' })
  await page.getByRole('button', { name: 'Close' }).click()
  await expect
    .poll(() => page.evaluate('heard'))
    .toEqual(['shown svy_faces', 'dismissed svy_faces', 'dismissed svy_thumbs'])
  expect(at.server.posted).toEqual([])
})

test.each([
  ['there is no such survey', { survey: 'svy_none' }, 'no-survey'],
  ['there is no such place', { at: '#nowhere' }, 'no-place'],
  ['the place is no selector', { at: '[[' }, 'unavailable']
])('an ask says why it did not ask when %s', async (_, details, reason) => {
  const page = await at.visit()
  await ask(page, details)
  expect(await outcomeOf(page)).toEqual({ state: 'not-asked', reason })
})

test('one card at a time', async () => {
  const page = await at.visit()
  await ask(page)
  await page.getByRole('radio').first().waitFor()
  await ask(page, { survey: 'svy_nps' })
  expect(await outcomeOf(page)).toEqual({ state: 'not-asked', reason: 'already-open' })
  expect(await page.getByRole('radio').count()).toBe(5)
})

test('the page closes what is open, and takes everything away', async () => {
  const page = await at.visit()
  await ask(page)
  await page.getByRole('radio').first().waitFor()
  await page.evaluate("hearback('close')")
  expect(await outcomeOf(page)).toEqual({ state: 'dismissed', reason: 'closed-by-page' })
  await ask(page)
  await page.getByRole('radio').first().waitFor()
  await page.evaluate("hearback('destroy')")
  expect(
    await page.evaluate(() => ['hearback' in window, document.querySelectorAll('body ~ *').length])
  ).toEqual([false, 0])
})

test('an event that a survey waits for asks it, and an answer keeps it away', async () => {
  const page = await at.visit()
  await page.evaluate("hearback('event', 'other')")
  await page.evaluate("hearback('event', 'order-placed')")
  await point(page, '4, Good').click()
  await expect.poll(() => at.server.stored.size).toBe(1)
  const next = await at.again(page)
  await next.evaluate("hearback('event', 'order-placed')")
  await ask(next, { survey: 'svy_thumbs' })
  await point(next, 'Yes').waitFor()
  expect(await next.getByRole('radio').count()).toBe(2)
})

test('an element asks in line, without a close button, wherever it is put and moved', async () => {
  const page = await at.visit({
    body: '<hearback-survey survey="svy_thumbs"></hearback-survey><div id="later"></div>'
  })
  await point(page, 'No').waitFor()
  expect(await page.getByRole('button', { name: 'Close' }).count()).toBe(0)
  await page.evaluate("document.querySelector('#later').append(document.querySelector('hearback-survey'))")
  expect(await page.locator('main').getByRole('radio').count()).toBe(2)
  await point(page, 'No').click()
  await expect.poll(() => at.server.posted[0]).toMatchObject({ survey: 'svy_thumbs', rating: 0 })
})

test.each([
  ['ur', 'rtl', 'ہماری خدمت کیسی رہی؟'],
  ['ar', 'rtl', 'كيف كانت خدمتنا؟'],
  ['xx', 'ltr', 'How did we do?']
])('a page in "%s" is asked in a language that suits it', async (lang, direction, question) => {
  const page = await at.visit({ html: `lang="${lang}" dir="${direction}"`, context: { locale: 'xx' } })
  await ask(page)
  const card = page.getByRole('region')
  await card.getByRole('group', { name: question }).waitFor()
  expect(await card.getAttribute('dir')).toBe(direction)
  const box = await card.boundingBox()
  expect(box && box.x < 500).toBe(direction === 'rtl')
})
