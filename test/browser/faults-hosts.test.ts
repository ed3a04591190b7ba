import { expect, test } from 'vitest'
import { ask, outcomeOf, point, stage } from '../support/stage'
import { surveyOf } from '../support/widget-server'

const at = stage([surveyOf('faces')])

test.each([
  [
    'Prototype.js, which gives arrays a toJSON',
    `Array.prototype.toJSON = function () { return '[' + this.join(', ') + ']' }
     Function.prototype.bind = function (to) { const call = this; return function () { return call.apply(to, arguments) } }
     Array.prototype.reduce = function () { return this.length > 1 ? this : this[0] }
     Element.prototype.remove = function () { this.parentNode.removeChild(this); return this }
     Element.prototype.select = Element.prototype.observe = function () { return this }`
  ],
  [
    'MooTools, whose Array.from takes one thing for a list of one',
    `Array.from = (item) => (item == null ? [] : typeof item === 'object' && 'length' in item ? Array.prototype.slice.call(item) : [item])
     Array.prototype.clean = Array.prototype.pick = function () { return this }
     Function.prototype.bind = function (to) { const call = this; return function () { return call.apply(to, arguments) } }
     Element.prototype.set = Element.prototype.dispose = function () { return this }
     window.$ = document.id = (id) => document.getElementById(id)`
  ],
  [
    'cookies and databases that throw',
    `const refuse = { get() { throw new DOMException('no', 'SecurityError') } }
     Object.defineProperty(Document.prototype, 'cookie', refuse)
     for (const name of ['indexedDB', 'caches', 'sessionStorage', 'localStorage']) Object.defineProperty(window, name, refuse)`
  ],
  [
    'an Object.prototype of more',
    `Object.prototype.extend = function () { return this }; Object.prototype.value = 'no value'`
  ],
  [
    'prototypes frozen against scripts like ours',
    `;[Object, Array, Function, String, Promise, Map, Set].forEach(({ prototype }) => Object.freeze(prototype))`
  ]
])('on a page with %s the whole answer arrives', async (_, script) => {
  const page = await at.visit({ tag: 'data-topics="billing, refund"', head: `<script>${script}</script>` })
  await ask(page)
  await point(page, 'Good').click()
  await page.getByLabel('What did you like?').fill('Kind')
  await page.getByRole('button', { name: 'Send' }).click()
  // The server takes the space off a name.
  await expect
    .poll(() => [...at.server.stored.values()])
    .toMatchObject([{ rating: 4, topics: ['billing', ' refund'], comment: 'Kind', locale: 'en' }])
})

test('a page that swaps its body, tag and all, keeps one instance and the card that is open', async () => {
  const page = await at.visit()
  await ask(page)
  await point(page, 'Good').waitFor()
  await page.evaluate((src) => {
    const body = document.createElement('body')
    const script = document.createElement('script')
    script.src = src
    body.append(script)
    document.body.replaceWith(body)
    return new Promise((resolve) => (script.onload = resolve))
  }, `${at.server.origin}/w/site_test.js?swapped`)
  expect(await page.getByRole('radio').count()).toBe(5)
  await point(page, 'Good').click()
  await expect.poll(() => at.server.stored.size).toBe(1)
  expect(at.server.posted.length).toBe(1)
})

test('a page that is written anew loses the card and nothing else', async () => {
  const page = await at.visit()
  await ask(page)
  await point(page, 'Good').waitFor()
  await page.evaluate(() => {
    document.open()
    document.write('<!doctype html><html lang="en"><title>Anew</title><p>Another page</p></html>')
    document.close()
  })
  expect(await page.getByRole('radio').count()).toBe(0)
  await page.evaluate("hearback('close')")
  await ask(page)
  await point(page, 'Good').click()
  await expect.poll(() => at.server.stored.size).toBe(1)
  expect(await outcomeOf(page)).toEqual({ state: 'answered' })
})
