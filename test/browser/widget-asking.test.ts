import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { ask, outcomeOf, point, stage } from '../support/stage'
import { surveyOf } from '../support/widget-server'

/** One survey for each rule; `data-survey` on the tag leaves the others silent. */
const at = stage([
  surveyOf('faces_scroll', { on: 'scroll', by: 60 }),
  surveyOf('faces_exit', { on: 'exit' }),
  surveyOf('faces_click', { on: 'click', by: '.done, #done' }),
  surveyOf('faces_badclick', { on: 'click', by: '[[' }),
  surveyOf('faces_time', { on: 'time-on-page', by: 2 }),
  surveyOf('faces_idle', { on: 'inactivity', by: 2 }),
  surveyOf('faces_pages', { on: 'delay', by: 0, pages: [['/help/*'], ['/help/contact']] }),
  surveyOf('faces_hash', { on: 'delay', by: 0, pages: [['/#/orders/*'], []] }),
  surveyOf('faces_once', { on: 'delay', by: 0, again: 'once' }),
  surveyOf('faces_until', { again: 'until-answered', dismissed: 30 }),
  surveyOf('faces_quiet', { quiet: 7 }),
  surveyOf('faces_phones', { devices: ['phone'] }),
  surveyOf('faces_deep', { on: 'scroll', by: 80, pages: [['/help/*'], []] }),
  surveyOf('faces_spied', { on: 'time-on-page', by: 1 }),
  surveyOf('faces_none', { share: 0 }),
  surveyOf('faces_half', { share: 50 }),
  surveyOf('faces_urdu', { locales: ['ur'], only: true }),
  surveyOf('faces')
])

const only = (survey: string) => ({ tag: `data-survey="svy_faces_${survey}"` })
const shown = (page: Page) => page.getByRole('region').waitFor()
const silent = async (page: Page) => expect(await page.getByRole('region').count()).toBe(0)
const long = '<div style="height: 4000px"></div>'

test('at a share of the page that was seen', async () => {
  const page = await at.visit({ ...only('scroll'), body: long })
  await page.waitForLoadState('networkidle')
  await page.evaluate('scrollTo(0, 1000)')
  await silent(page)
  await page.evaluate('scrollTo(0, 3000)')
  await shown(page)
})

test('a page that shows as much as that without scrolling counts as seen', async () => {
  await shown(await at.visit(only('scroll')))
})

test('when the pointer leaves by the top, and by no other side', async () => {
  const page = await at.visit(only('exit'))
  const leave = (y: number) =>
    page.evaluate(
      (clientY) =>
        document.documentElement.dispatchEvent(new MouseEvent('mouseout', { bubbles: true, clientY })),
      y
    )
  await leave(400)
  await silent(page)
  await leave(0)
  await shown(page)
})

test('at a click on what a selector names, inside of it too', async () => {
  const page = await at.visit({
    ...only('click'),
    body: '<button class="done"><b>Done</b></button><button id="other">Other</button>'
  })
  await page.locator('#other').click()
  await silent(page)
  await page.locator('b').click()
  await shown(page)
})

test('a selector that is none asks nothing and breaks nothing', async () => {
  const page = await at.visit({ ...only('badclick'), body: '<button id="done">Done</button>' })
  await page.locator('#done').click()
  await silent(page)
})

test.each(['time', 'idle'])('after a while by the clock (%s)', async (kind) => {
  const page = await at.visit({ head: '<script>addEventListener("load", () => {})</script>', ...only(kind) })
  await silent(page)
  await shown(page)
})

test('whoever moves is not idle', async () => {
  const page = await at.visit(only('idle'))
  const until = Date.now() + 3_000
  while (Date.now() < until) {
    await page.mouse.move(Math.random() * 500, Math.random() * 500)
    await silent(page)
  }
  await shown(page)
})

test.each(['pushState', 'replaceState'])(
  '%s of a single-page site turns the page, and out is out',
  async (move) => {
    const page = await at.visit(only('pages'))
    await silent(page)
    await page.evaluate(`history.${move}({}, '', '/help/contact')`)
    await page.evaluate('new Promise((resolve) => setTimeout(resolve, 100))')
    await silent(page)
    await page.evaluate(`history.${move}({}, '', '/help/returns')`)
    await shown(page)
  }
)

test.each(['pushState', 'replaceState'])(
  '%s is seen as well where the browser does not tell, and given back at the end',
  async (move) => {
    const page = await at.visit({
      head: '<script>delete window.navigation; window.was = history.pushState</script>',
      ...only('pages')
    })
    await page.evaluate(`history.${move}({}, '', '/help/returns')`)
    await shown(page)
    await page.evaluate("hearback('destroy')")
    expect(await page.evaluate('[history.pushState === window.was, Object.keys(history)]')).toEqual([
      true,
      []
    ])
  }
)

test('so do a change of the fragment and a step back', async () => {
  const page = await at.visit(only('hash'))
  await page.evaluate("location.hash = '#/cart'")
  await page.evaluate("location.hash = '#/orders/1'")
  await shown(page)
  await page.getByRole('button', { name: 'Close' }).click()
  await page.evaluate("location.hash = '#/cart'")
  await page.goBack()
  await shown(page)
})

// What was scrolled on the page before once counted for the next, which stood at its top by then.
test('who has read one page to its end has not read the next', async () => {
  const page = await at.visit({ ...only('deep'), body: long })
  await page.evaluate("scrollTo(0, 4000); history.pushState({}, '', '/help/a'); scrollTo(0, 0)")
  await page.evaluate('new Promise((resolve) => setTimeout(resolve, 1300))')
  await silent(page)
  await page.evaluate('scrollTo(0, 4000)')
  await shown(page)
})

// A table of contents that follows the reader once set every clock back at every heading.
test('a fragment that follows the reader from heading to heading is no other page', async () => {
  const page = await at.visit(only('spied'))
  await page.evaluate("setInterval(() => history.replaceState({}, '', '#heading-' + Date.now()), 200)")
  await shown(page)
})

test('once is once, even when nobody answered', async () => {
  const page = await at.visit(only('once'))
  await shown(page)
  const next = await at.again(page)
  await ask(next, { survey: 'svy_faces_once' })
  expect(await outcomeOf(next)).toEqual({ state: 'not-asked', reason: 'asked-before' })
})

test('until answered: a dismissal keeps it away for its days, an answer for ever', async () => {
  const page = await at.visit({ tag: 'data-manual' })
  await ask(page, { survey: 'svy_faces_until' })
  await page.getByRole('button', { name: 'Close' }).click()
  await ask(page, { survey: 'svy_faces_until' })
  expect(await outcomeOf(page)).toEqual({ state: 'not-asked', reason: 'dismissed-lately' })
  await page.evaluate(
    `localStorage.setItem('hearback:site_test:asked', JSON.stringify({ svy_faces_until: ` +
      '[Date.now() - 31 * 864e5, 1] }))'
  )
  await ask(page, { survey: 'svy_faces_until' })
  await point(page, 'Good').click()
  await page.getByRole('button', { name: 'Close' }).click()
  await page.evaluate(
    `localStorage.setItem('hearback:site_test:asked', JSON.stringify({ svy_faces_until: [1, 2] }))`
  )
  await ask(page, { survey: 'svy_faces_until' })
  expect(await outcomeOf(page)).toEqual({ state: 'not-asked', reason: 'asked-before' })
})

test('a quiet period begins with any survey of the site', async () => {
  const page = await at.visit({ tag: 'data-manual' })
  await ask(page, { survey: 'svy_faces' })
  await page.getByRole('button', { name: 'Close' }).click()
  await ask(page, { survey: 'svy_faces_quiet' })
  expect(await outcomeOf(page)).toEqual({ state: 'not-asked', reason: 'quiet-period' })
})

test.each([
  ['svy_faces_phones', 'other-device'],
  ['svy_faces_none', 'not-in-share'],
  ['svy_faces_urdu', 'no-language'],
  ['svy_faces_pages', 'other-page']
])('%s is not asked here, and the page is told why: %s', async (survey, reason) => {
  const page = await at.visit({ tag: 'data-manual' })
  await ask(page, { survey })
  expect(await outcomeOf(page)).toEqual({ state: 'not-asked', reason })
})

test('a phone is known by what touches it', async () => {
  const page = await at.visit({
    tag: 'data-manual',
    context: {
      viewport: { width: 390, height: 800 },
      screen: { width: 390, height: 800 },
      hasTouch: true,
      isMobile: true
    }
  })
  await ask(page, { survey: 'svy_faces_phones' })
  await shown(page)
})

test('a share is of visitors: the same at every visit, about as many as it says, and nothing is kept of it but a random number', async () => {
  const page = await at.visit({ tag: 'data-manual' })
  const isIn = (visitor: number) =>
    page.evaluate(async (visitor) => {
      localStorage.setItem('hearback:site_test:visitor', `${visitor}`)
      // `ask` answers with a promise of what became of it; one that is shown is closed for the next.
      const outcome = window.hearback?.('ask', { survey: 'svy_faces_half' } as never) as Promise<{
        reason?: string
      }>
      window.hearback?.('close')
      const settled = await Promise.race([
        outcome,
        new Promise<{ reason: string }>((resolve) => setTimeout(resolve, 300, { reason: 'shown' }))
      ])
      window.hearback?.('close')
      return settled.reason !== 'not-in-share'
    }, visitor)
  const visitors = Array.from({ length: 24 }, (_, place) => 1_000_003 * (place + 1))
  const first: boolean[] = []
  for (const visitor of visitors) first.push(await isIn(visitor))
  expect(first.filter(Boolean).length).toBeGreaterThan(4)
  expect(first.filter(Boolean).length).toBeLessThan(20)
  expect(await isIn(visitors[0] ?? 0)).toBe(first[0])
})

test('in line a survey keeps to no rules: it is part of the page', async () => {
  const page = await at.visit({
    tag: 'data-manual',
    body: '<hearback-survey survey="svy_faces_none"></hearback-survey>'
  })
  await point(page, 'Good').waitFor()
})
