import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { ask, outcomeOf, point, stage } from '../support/stage'
import { surveyOf } from '../support/widget-server'

const at = stage([surveyOf('faces'), surveyOf('faces_page')], { faces_page: { place: 'page' } })
const modules = createRequire(import.meta.url)
const htmx = () => readFile(modules.resolve('htmx.org/dist/htmx.min.js'), 'utf8')

const question = 'What did you like?'
const rated = () => [...at.server.stored.values()].map(({ rating, comment }) => [rating, comment])

async function say(page: Page, words: string) {
  await point(page, 'Good').click()
  await page.getByLabel(question).click()
  await page.keyboard.type(words)
  expect(await page.getByLabel(question).inputValue()).toBe(words)
  await page.getByRole('button', { name: 'Send' }).click()
  await expect.poll(rated).toEqual([[4, words]])
}

/** Whether the corner is free: what is asked next is not answered with “already open”. */
const isFree = (page: Page) =>
  page.evaluate(
    `Promise.race([hearback('ask'), new Promise((go) => setTimeout(go, 300, {}))]).then(({ ` +
      `reason }) => reason !== 'already-open')`
  )

const types =
  'touchstart touchmove touchend pointerdown pointermove mousedown mouseup click ' +
  'dblclick contextmenu keydown keypress keyup beforeinput input paste copy cut ' +
  'compositionstart drop dragover dragenter wheel'

describe('a page that forbids what it hears', () => {
  const forbid = (where: string) => `window.heard = []
    for (const type of '${types}'.split(' ')) ${where}.addEventListener(type, (event) => { heard.push(type); event.preventDefault() }, { capture: true, passive: false })`

  test.each([
    ['on the document, from the beginning', (page: Page) => page.evaluate('0'), forbid('document')],
    ['on the window, after the card came', (page: Page) => page.evaluate(forbid('window')), ''],
    ['on the root element', (page: Page) => page.evaluate(forbid('document.documentElement')), '']
  ])('%s, takes no press, key or pasted word of the card', async (_, later, script) => {
    const page = await at.visit({
      body: `<script>${script}</script>`,
      context: { permissions: ['clipboard-read', 'clipboard-write'] }
    })
    await ask(page)
    await point(page, 'Good').waitFor()
    await later(page)
    await point(page, 'Good').click()
    await page.getByLabel(question).click()
    await page.evaluate("navigator.clipboard.writeText('pasted ')")
    await page.keyboard.press('Control+V')
    await page.keyboard.type('and typed')
    await page.keyboard.press('Control+A')
    await page.keyboard.press('Control+X')
    await page.keyboard.press('Control+V')
    expect(await page.getByLabel(question).inputValue()).toBe('pasted and typed')
    await page.getByRole('button', { name: 'Send' }).click()
    await expect.poll(rated).toEqual([[4, 'pasted and typed']])
    expect((await page.evaluate<string[]>('heard')).filter((type) => type !== 'pointermove')).toEqual([])
  })

  test('lets a finger tap a point, and a wheel scroll the card, whatever it locks for itself', async () => {
    const page = await at.visit({
      body: `<script>${forbid('document')}</script>`,
      context: { hasTouch: true, viewport: { width: 320, height: 220 } }
    })
    await ask(page)
    await point(page, 'Good').tap()
    await page.getByLabel(question).waitFor()
    const region = page.getByRole('region')
    const box = await region.boundingBox()
    const [x, y] = [(box?.x ?? 0) + 20, (box?.y ?? 0) + 60]
    const scrolled = () => region.evaluate((card) => card.scrollTop > 0)
    expect(await scrolled()).toBe(false)
    const client = await page.context().newCDPSession(page)
    await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] })
    for (const by of [20, 40, 60])
      await client.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x, y: y - by }] })
    await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await page.mouse.move(x, y)
    await page.mouse.wheel(0, 60)
    await expect.poll(scrolled).toBe(true)
    expect((await page.evaluate<string[]>('heard')).filter((type) => type !== 'pointermove')).toEqual([])
    await expect.poll(() => rated()[0]?.[0]).toBe(4)
  })
})

describe('beside an editor of the page', () => {
  const editor = (script: string) =>
    '<div id="editor" contenteditable style="min-height:60px;border:1px ' +
    `solid">Draft</div><script>window.fired = []; ${script}</script>`

  test.each([
    [
      'shortcuts for what is typed outside of it',
      `addEventListener('keydown', (event) => { if (event.target.isContentEditable || ` +
        `event.target.localName === 'textarea') return; fired.push(event.key); ` +
        'event.preventDefault(); editor.focus() }, true)'
    ],
    [
      'what it inserts itself',
      `for (const type of ['beforeinput', 'paste', 'keydown']) ` +
        'document.addEventListener(type, (event) => { fired.push(type); ' +
        'event.preventDefault(); if (event.data || event.key) editor.append(event.data ?? ' +
        'event.key) }, true)'
    ],
    [
      'a selection that it brings back',
      `document.addEventListener('selectionchange', () => { const selection = ` +
        'getSelection(); if (document.activeElement === document.body && ' +
        `!editor.contains(selection.anchorNode)) { fired.push('selection'); editor.focus() } })`
    ],
    [
      'commands by which it makes letters bold',
      `document.addEventListener('keydown', (event) => { if (event.ctrlKey && event.key === ` +
        `'b') { fired.push('bold'); document.execCommand('bold') } })`
    ]
  ])('that has %s, words of a card land in the card', async (_, script) => {
    const page = await at.visit({ body: editor(script) })
    await page.locator('#editor').click()
    await ask(page)
    await point(page, 'Good').click()
    await page.getByLabel(question).click()
    await page.keyboard.press('Control+B')
    await page.evaluate('fired.length = 0')
    await say(page, 'bold words')
    expect(await page.evaluate('[fired, editor.textContent]')).toEqual([[], 'Draft'])
    await page.locator('#editor').click()
  })
})

describe('a page whose content is exchanged under an open card', () => {
  const next = '<main><h1>Next</h1><a href="/three">Three</a></main>'
  const transition = `document.startViewTransition(() => {
    const fresh = new DOMParser().parseFromString('<body>${next}</body>', 'text/html')
    history.pushState({}, '', '/two'); document.body.replaceWith(fresh.body) }).finished`
  const pjax = `fetch('/two').then((got) => got.text()).then((html) => {
    document.querySelector('main').innerHTML = new DOMParser().parseFromString(html, 'text/html').querySelector('main').innerHTML
    history.pushState({}, '', '/two') })`

  test.each([
    ['by the text of its body', `document.body.innerHTML = '${next}'`],
    ['by a view transition, as Astro does', transition],
    [
      'by a transition that it gives up',
      `{ const moving = document.startViewTransition(() => { document.body.innerHTML = '${next}' ` +
        '}); moving.skipTransition(); moving.ready.catch(() => {}); moving.finished }'
    ],
    ['in part, as pjax does', pjax]
  ])('%s, keeps the card, its words and its promise', async (_, exchange) => {
    const page = await at.visit()
    await ask(page)
    await point(page, 'Good').click()
    await page.getByLabel(question).fill('half of')
    await page.evaluate(exchange)
    expect(await page.getByLabel(question).inputValue()).toBe('half of')
    await page.getByLabel(question).fill('')
    await say(page, 'whole now')
    expect(await outcomeOf(page)).toEqual({ state: 'answered' })
  })

  test.each([
    ['by the text of its body', `document.body.innerHTML = '${next}'`],
    ['by a view transition', transition],
    ['by the text of its root element', `document.documentElement.innerHTML = '<body>${next}</body>'`]
  ])('%s, frees a card that stood in what went, and settles its promise', async (_, exchange) => {
    const page = await at.visit({ body: '<div id="here"></div>' })
    await page.evaluate("window.outcome = hearback('ask', { at: '#here' }), 0")
    await point(page, 'Good').waitFor()
    await page.evaluate(exchange)
    expect(await outcomeOf(page)).toEqual({ state: 'dismissed', reason: 'removed-by-page' })
    expect(await isFree(page)).toBe(true)
  })

  test('by htmx, which boosts its links and keeps what it leaves, has one card and finds its page as it was', async () => {
    const page = await at.visit({
      body: '<a id="two" href="/two" hx-boost="true">Two</a><button id="press">press</button>'
    })
    await page.evaluate(await htmx())
    await page.evaluate('htmx.process(document.body)')
    const before = await page.evaluate('document.body.querySelector("main").innerText')
    await ask(page)
    await point(page, 'Good').click()
    await page.evaluate('window.same = true')
    await page.locator('#two').click()
    await page.waitForURL('**/two')
    expect(await page.evaluate('window.same')).toBe(true)
    await page.getByLabel(question).fill('boosted')
    await page.getByRole('button', { name: 'Send' }).click()
    await expect.poll(rated).toEqual([[4, 'boosted']])
    await page.goBack()
    await page.locator('#press').click({ timeout: 5_000 })
    expect(await page.evaluate('document.body.querySelector("main").innerText')).toBe(before)
    expect(await page.evaluate('document.querySelectorAll("body ~ div").length')).toBeLessThanOrEqual(1)
    await expect.poll(() => isFree(page), { timeout: 10_000 }).toBe(true)
  })

  test.each([
    ['by the text of its body', `document.body.innerHTML = '${next}'`],
    ['by a view transition', transition]
  ])('%s, while the place that hides it is open, is out of reach until that closes', async (_, exchange) => {
    const page = await at.visit({ body: '<button id="press">press</button>' })
    await ask(page, { survey: 'svy_faces_page' })
    await page.getByRole('dialog', { name: 'Feedback' }).waitFor()
    await page.evaluate(exchange)
    expect(await page.getByRole('dialog', { name: 'Feedback' }).boundingBox()).toMatchObject({
      width: 1000,
      height: 700
    })
    await say(page, 'seen')
    expect(await page.evaluate('document.body.getAttributeNames()')).toEqual([])
    await page.keyboard.press('Escape')
    await page.evaluate(
      "document.querySelector('a').addEventListener('click', (event) => { event.preventDefault(); window.pressed = 1 })"
    )
    await page.getByRole('link', { name: 'Three' }).click({ timeout: 5_000 })
    expect(await page.evaluate('pressed')).toBe(1)
  })
})

test('a page that comes back from the back-forward cache with the place open asks on, and takes the answer', async () => {
  const page = await at.visit({ body: '<button id="press" onclick="window.pressed = 1">press</button>' })
  await ask(page, { survey: 'svy_faces_page' })
  await page.getByRole('dialog', { name: 'Feedback' }).waitFor()
  // What the browser tells a page that it kept: the document is as it was, and hears that it was away.
  await page.evaluate(
    "dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })); " +
      "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"
  )
  await say(page, 'back again')
  expect(await outcomeOf(page)).toEqual({ state: 'answered' })
  await page.keyboard.press('Escape')
  await page.locator('#press').click({ timeout: 5_000 })
  expect(await page.evaluate('pressed')).toBe(1)
})
