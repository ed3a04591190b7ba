import { existsSync, readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch } from '../support/chromium'
import { ask, point } from '../support/stage'
import type { WidgetServer } from '../support/widget-server'
import { startWidgetServer, surveyOf } from '../support/widget-server'

/**
 * Pages on which the widget went wrong once, kept beside the project; where they are absent, nothing is
 * tried.
 */
const cases = ['../shared/cases', '../../shared/cases'].find((folder) => existsSync(folder)) ?? ''
const isThere = cases !== ''
if (!isThere) console.warn('../shared/cases is absent: its pages are not tried.')

const libraries: Record<string, string> = {
  '/turbo.es2017-umd.js': 'node_modules/@hotwired/turbo/dist/turbo.es2017-umd.js',
  '/react.production.min.js': 'node_modules/react/umd/react.production.min.js',
  '/react-dom.production.min.js': 'node_modules/react-dom/umd/react-dom.production.min.js'
}

let browser: Browser
let ours: WidgetServer
let site: Server

beforeAll(async () => {
  ;[browser, ours] = await Promise.all([
    launch(),
    startWidgetServer([surveyOf('faces'), surveyOf('faces_page')], { faces_page: { place: 'page' } })
  ])
  site = createServer(({ url = '/' }, response) => {
    const path = libraries[url] ?? cases + url
    if (!existsSync(path)) return response.writeHead(404).end()
    response.setHeader('content-type', path.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8')
    response.end(
      readFileSync(path, 'utf8')
        .replaceAll('SRC', `${ours.origin}/w/site_test.js`)
        .replace(/<!-- Served as[^]*?-->/, '')
    )
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  await browser.close()
  await ours.close()
  site.closeAllConnections()
  site.close()
})

async function visit(name: string): Promise<{ page: Page; errors: string[] }> {
  ours.stored.clear()
  const page = await browser.newPage({ viewport: { width: 1000, height: 700 }, reducedMotion: 'reduce' })
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(`${error}`))
  // a server that listens has a port
  await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/${name}.html`)
  await page.waitForFunction('window.hearback?.site')
  return { page, errors }
}

async function comment(page: Page, words: string) {
  await point(page, 'Good').click()
  await page.getByLabel('What did you like?').click()
  await page.keyboard.type(words)
  expect(await page.getByLabel('What did you like?').inputValue()).toBe(words)
}

test.skipIf(!isThere)('widget-01: a card that is asked for beside a modal dialog takes the tap', async () => {
  const { page, errors } = await visit('widget-01-modal-dialog')
  await page.getByRole('button', { name: 'Pay' }).click()
  await point(page, 'Very good').click()
  await expect.poll(() => [...ours.stored.values()].map(({ rating }) => rating)).toEqual([5])
  expect([await page.evaluate('d.open'), errors]).toEqual([true, []])
})

test.skipIf(!isThere)('widget-02: shortcuts of the page take no letter of a comment', async () => {
  const { page } = await visit('widget-02-host-shortcuts')
  await ask(page)
  await comment(page, 'nobody answers')
  expect(await page.evaluate('fired')).toEqual([])
})

test.skipIf(!isThere)('widget-03: a trap for the focus takes no word of a comment', async () => {
  const { page } = await visit('widget-03-focus-trap')
  await ask(page)
  await comment(page, 'slow answer')
  expect(await page.locator('#first').inputValue()).toBe('')
})

test.skipIf(!isThere)('widget-04: a page in a srcdoc frame sends its answer', async () => {
  ours.stored.clear()
  const page = await browser.newPage({ reducedMotion: 'reduce' })
  // a server that listens has a port
  await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/widget-04-srcdoc-frame.html`)
  const frame = page.frames()[1]
  await frame?.waitForFunction('window.hearback?.site')
  await frame?.evaluate("void window.hearback('ask')")
  await page.frameLocator('#f').getByRole('radio', { name: 'Good', exact: true }).click()
  await expect.poll(() => [...ours.stored.values()].map(({ rating }) => rating)).toEqual([4])
})

test.skipIf(!isThere)('widget-06: the tag works as a module', async () => {
  const { page, errors } = await visit('widget-06-module-tag')
  await ask(page)
  await point(page, 'Good').click()
  await expect.poll(() => ours.stored.size).toBe(1)
  expect(errors).toEqual([])
})

test.skipIf(!isThere)(
  'widget-07: a page that was hidden and left by Turbo can be used when it comes back',
  async () => {
    const { page } = await visit('widget-07-turbo-one')
    await page.locator('#go').click()
    await page.waitForURL('**/widget-07-turbo-two.html')
    await ask(page, { survey: 'svy_faces_page' })
    await page.getByRole('dialog').waitFor()
    await page.goBack()
    await page.waitForURL('**/widget-07-turbo-one.html')
    await page.keyboard.press('Escape')
    await page.goForward()
    await page.waitForURL('**/widget-07-turbo-two.html')
    await page.locator('#b2').click({ timeout: 5_000 })
    expect(await page.evaluate('pressed')).toBe(1)
  }
)

test.skipIf(!isThere)(
  'widget-08: React takes over the whole document and leaves the card alone',
  async () => {
    const { page, errors } = await visit('widget-08-react18-document')
    await ask(page)
    await point(page, 'Good').waitFor()
    const recovered = await page.evaluate(async () => {
      const { React, ReactDOM } = window as never as {
        React: { createElement(...all: unknown[]): unknown }
        ReactDOM: { hydrateRoot(...all: unknown[]): void }
      }
      const h = React.createElement
      const script = (src: string | null, more = {}) => h('script', { src, ...more })
      const [tag] = document.querySelectorAll('script')
      const App = () =>
        h(
          'html',
          { lang: 'en' },
          h(
            'head',
            {},
            h('meta', { charSet: 'utf-8' }),
            h('title', {}, 'Shop'),
            script(tag?.getAttribute('src') ?? null, { async: true }),
            script('/react.production.min.js'),
            script('/react-dom.production.min.js')
          ),
          h('body', {}, h('h1', {}, 'Order'), h('button', { id: 'inc' }, 'n=', 0))
        )
      const heard: string[] = []
      ReactDOM.hydrateRoot(document, h(App), {
        onRecoverableError: ({ message }: Error) => heard.push(message)
      })
      await new Promise((go) => setTimeout(go, 300))
      return heard
    })
    expect([recovered, errors]).toEqual([[], []])
    await point(page, 'Good').click()
    await expect.poll(() => ours.stored.size).toBe(1)
  }
)
