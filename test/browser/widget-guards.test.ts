import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { ask, outcomeOf, point, stage } from '../support/stage'
import { surveyOf } from '../support/widget-server'

const at = stage(
  [surveyOf('faces'), surveyOf('stars', { on: 'event', by: 'paid' }), surveyOf('faces_page')],
  { faces_page: { place: 'page' } }
)
const modules = createRequire(import.meta.url)

async function comment(page: Page, words: string) {
  await point(page, 'Good').click()
  await page.getByLabel('What did you like?').click()
  await page.keyboard.type(words)
  expect(await page.getByLabel('What did you like?').inputValue()).toBe(words)
  await page.getByRole('button', { name: 'Send' }).click()
  await expect.poll(() => [...at.server.stored.values()].map(({ comment }) => comment)).toEqual([words])
}

const shortcuts = `window.fired = []
  const typing = ({ tagName, isContentEditable }) => ['INPUT', 'TEXTAREA', 'SELECT'].includes(tagName) || isContentEditable
  const act = (event) => { if (typing(event.target)) return; event.preventDefault(); fired.push(event.key); document.querySelector('#search').focus() }`

test.each([
  ['on the document', "document.addEventListener('keydown', act)"],
  ['on the way down', "document.addEventListener('keydown', act, true)"],
  ['on the window before anybody', "addEventListener('keydown', act, true)"],
  ['at keypress alone', "document.addEventListener('keypress', act)"],
  ['at keyup', "addEventListener('keyup', act)"],
  [
    'at the body, without looking who types',
    'document.body.parentNode.onkeydown = (event) => { fired.push(event.key); event.preventDefault() }'
  ]
])('shortcuts of the page %s take nothing of a comment', async (_, listen) => {
  const page = await at.visit({ body: `<input id="search"><script>${shortcuts}; ${listen}</script>` })
  await ask(page)
  await comment(page, 'nobody answers/')
  expect(await page.evaluate('[fired, document.querySelector("#search").value]')).toEqual([[], ''])
})

test('no press in the card is one beside the menus of the page, and what began on the page ends there', async () => {
  const page = await at.visit({
    body: `<div id="slider" style="width:80px;height:80px;background:#999"></div><script>window.heard = []
      for (const type of ['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'click', 'touchstart', 'focusin', 'focus', 'input', 'beforeinput'])
        for (const [where, capture] of [[document, false], [document, true], [document.documentElement, true]])
          where.addEventListener(type, ({ target }) => heard.push(type + ' ' + target.id), capture)</script>`
  })
  await ask(page)
  await comment(page, 'kind')
  expect(await page.evaluate('heard')).toEqual([])
  await ask(page, { survey: 'svy_faces' })
  await page.locator('#slider').hover()
  await page.mouse.down()
  const box = await page.getByRole('region').boundingBox()
  await page.mouse.move((box?.x ?? 0) + 20, (box?.y ?? 0) + 20)
  await page.mouse.up()
  expect(await page.evaluate('heard.some((one) => one.startsWith("pointerup"))')).toBe(true)
})

test.each([
  ['focusin', "document.addEventListener('focusin', keep)"],
  ['focus on the way down', "document.addEventListener('focus', keep, true)"],
  [
    'focusout of its fields',
    "document.addEventListener('focusout', ({ relatedTarget }) => relatedTarget && keep({ target: relatedTarget }))"
  ]
])(
  'a trap of the page that listens to %s takes no word of a card that was there before',
  async (_, listen) => {
    const page = await at.visit({
      body: `<div id="modal" role="dialog" style="padding:20px"><input id="first"></div>
      <script>const keep = ({ target }) => modal.contains(target) || first.focus(); ${listen}</script>`
    })
    await ask(page)
    await page.locator('#first').click()
    await comment(page, 'slow answer')
    expect(await page.locator('#first').inputValue()).toBe('')
  }
)

test('beside a trap that listened before anybody, a card that is asked for stands inside the dialog', async () => {
  const page = await at.visit({
    body: `<div id="modal" role="dialog" aria-modal="true" style="position:fixed;top:20px;transform:scale(0.9)"><input id="first"></div>
      <script>addEventListener('focusin', ({ target }) => modal.contains(target) || first.focus(), true); first.focus()</script>`
  })
  await ask(page)
  await page.waitForFunction('modal.lastElementChild.shadowRoot')
  await comment(page, 'slow answer')
  expect(await page.locator('#first').inputValue()).toBe('')
})

test.each([['a popover', '<div id="it" popover>Menu</div>', 'it.showPopover()', 'it.hidePopover()']])(
  'beside %s a card that asks by itself waits, one that is asked for can be used, and goes on when it closes',
  async (_, body, open, close) => {
    const page = await at.visit({ body })
    await page.evaluate(open)
    await page.evaluate("hearback('event', 'paid')")
    await expect.poll(() => at.server.asked).toContain('/w/beside.js')
    // Until it is known that it waits, it has the corner.
    await expect.poll(async () => (await ask(page), page.getByRole('radio').count())).toBe(5)
    await point(page, 'Good').click()
    await expect.poll(() => at.server.stored.size).toBe(1)
    await page.evaluate(close)
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByText('Thank you!').first().waitFor()
  }
)

test('in full screen a card that is asked for is seen and takes taps', async () => {
  const page = await at.visit({
    body:
      '<div id="film" style="background:#000">Film</div><button id="full" ' +
      'onclick="film.requestFullscreen()">Full</button>'
  })
  await page.locator('#full').click()
  await page.waitForFunction('document.fullscreenElement')
  await ask(page)
  await point(page, 'Good').click()
  await expect.poll(() => at.server.stored.size).toBe(1)
  await page.evaluate('document.exitFullscreen()')
  await page.getByRole('button', { name: 'Send' }).click()
})

test.each([
  [
    'removes what is not its own',
    "new MutationObserver(() => document.querySelectorAll('html > div').forEach((one) => " +
      'one.remove())).observe(document.documentElement, { childList: true })'
  ],
  [
    'is drawn anew',
    'setTimeout(() => document.replaceChild(document.documentElement.cloneNode(true), document.documentElement), 300)'
  ],
  [
    'is written anew',
    "setTimeout(() => { document.open(); document.write('<!doctype " +
      "html><title>Anew</title><p>Page'); document.close() }, 300)"
  ]
])('a page that %s settles the promise, and the next ask asks', async (_, script) => {
  const page = await at.visit()
  await ask(page)
  await page.getByRole('radio').first().waitFor()
  await page.evaluate(script)
  await page.evaluate("document.querySelector('html > div')?.remove()")
  expect(await outcomeOf(page)).toEqual({ state: 'dismissed', reason: 'removed-by-page' })
  await page.evaluate("window.again = hearback('ask')")
  await expect
    .poll(() => at.server.asked.filter((path) => path.includes('svy_faces')).length)
    .toBeGreaterThan(0)
  await expect
    .poll(() => page.evaluate("Promise.race([again, new Promise((go) => setTimeout(go, 50, 'open'))])"))
    .not.toMatchObject({ reason: 'already-open' })
})

test.each([
  '<h1>Order</h1><button>n=<!-- -->0</button>',
  '<h1>Order</h1><hearback-survey survey="svy_faces"></hearback-survey>'
])('React takes over a whole document with a card in it: %s', async (body) => {
  const react = (name: string, file: string) => readFile(`node_modules/${name}/umd/${file}`, 'utf8')
  const page = await at.visit({ body })
  if (!body.includes('hearback')) await ask(page)
  await point(page, 'Good').waitFor()
  await page.evaluate(await react('react', 'react.production.min.js'))
  await page.evaluate(await react('react-dom', 'react-dom.production.min.js'))
  const errors = await page.evaluate(async (isInline) => {
    // The page as it is, as elements of React, less what is ours.
    const { React, ReactDOM } = window as never as {
      React: { createElement(...all: unknown[]): unknown }
      ReactDOM: { hydrateRoot(...all: unknown[]): void }
    }
    const h = React.createElement
    const errors: string[] = []
    const App = () =>
      h(
        'html',
        { lang: 'en' },
        h('head', {}),
        h(
          'body',
          {},
          h(
            'main',
            {},
            h('h1', {}, 'Your order'),
            h('p', {}, 'It is on its way.'),
            h('h1', {}, 'Order'),
            isInline ? h('hearback-survey', { survey: 'svy_faces' }) : h('button', {}, 'n=', 0)
          )
        )
      )
    document.head.replaceChildren()
    for (const text of document.body.querySelector('main')?.childNodes ?? [])
      if (text instanceof Text) text.remove()
    ReactDOM.hydrateRoot(document, h(App), {
      onRecoverableError: (error: Error) => errors.push(error.message)
    })
    await new Promise((go) => setTimeout(go, 300))
    return errors
  }, body.includes('hearback'))
  expect(errors).toEqual([])
  await point(page, 'Good').click()
  await expect.poll(() => at.server.stored.size).toBe(1)
})

test.each([
  [
    'a module',
    (src: string) => `Object.assign(document.createElement('script'), { type: 'module', src: '${src}' })`,
    []
  ],
  [
    'text that is evaluated',
    (src: string) => `fetch('${src}').then((got) => got.text()).then((text) => (0, eval)(text))`,
    ['[hearback] No tag.']
  ]
])('the tag as %s throws nothing', async (name, load, lines) => {
  const heard: string[] = []
  const page = await at.visit({ expected: /^\[hearback\]/ })
  page.on('console', (message) => heard.push(message.text()))
  await page.evaluate(
    "hearback('destroy'); document.querySelectorAll('script').forEach((one) => one.remove())"
  )
  const src = `${at.server.origin}/w/site_test.js?${name.length}`
  await page.evaluate(name === 'a module' ? `document.head.append(${load(src)})` : load(src))
  if (lines.length > 0) return expect.poll(() => heard).toEqual(lines)
  await page.waitForFunction('window.hearback?.site')
  await ask(page)
  await comment(page, 'fine')
})

describe('the place that hides the page', () => {
  test('puts nothing on the page, which Turbo finds as it was', async () => {
    const page = await at.visit({ body: '<button id="press">press</button>' })
    await page.evaluate(await readFile(modules.resolve('@hotwired/turbo/dist/turbo.es2017-umd.js'), 'utf8'))
    const before = await page.evaluate('document.documentElement.outerHTML.replace(/ data-turbo[^>]*/g, "")')
    await page.locator('#press').focus()
    await ask(page, { survey: 'svy_faces_page' })
    await page.getByRole('dialog', { name: 'Feedback' }).waitFor()
    expect(
      await page.evaluate(
        '[document.body.outerHTML.includes("inert"), document.body.getAttributeNames(), document.documentElement.getAttributeNames()]'
      )
    ).toEqual([false, [], ['lang']])
    await page.evaluate("Turbo.visit('/two')")
    await page.waitForURL('**/two')
    await page.keyboard.press('Escape')
    await page.goBack()
    await page.locator('#press').click({ timeout: 5_000 })
    await expect
      .poll(() => page.evaluate('document.documentElement.outerHTML.replace(/ data-turbo[^>]*/g, "")'), {
        timeout: 5_000
      })
      .toBe(before)
  })

  test('is in nobody’s way as soon as it is closed', async () => {
    const page = await at.visit({ body: '<button id="press" onclick="window.pressed = 1">press</button>' })
    await page.locator('#press').focus()
    await ask(page, { survey: 'svy_faces_page' })
    await page.getByRole('button', { name: 'Close' }).click()
    expect(await page.evaluate('document.activeElement.id')).toBe('press')
    await page.locator('#press').click({ timeout: 1_000 })
    expect(await page.evaluate('pressed')).toBe(1)
    expect(await page.getByRole('status').textContent()).toBe('The survey is closed.')
  })

  test('holds on a page that took showModal away, too', async () => {
    const page = await at.visit({
      head: '<script>HTMLDialogElement.prototype.showModal = undefined</script>',
      body: '<button id="press">press</button>'
    })
    await page.locator('#press').focus()
    await ask(page, { survey: 'svy_faces_page' })
    expect(await page.getByRole('dialog', { name: 'Feedback' }).boundingBox()).toEqual({
      x: 0,
      y: 0,
      width: 1000,
      height: 700
    })
    await page.keyboard.press('Escape')
    expect(await page.evaluate('document.activeElement.id')).toBe('press')
  })
})
