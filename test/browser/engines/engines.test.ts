import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Host, HostPage } from '../../support/host-page'
import { pageWith, startHost } from '../../support/host-page'
import type { WidgetServer } from '../../support/widget-server'
import { startWidgetServer, surveyOf } from '../../support/widget-server'
import { cases } from './cases'
import { chromium } from './chromium'
import type { Running, Tab } from './driver'
import { firefox } from './firefox'
import { visitorOf } from './visitor'
import { webkit } from './webkit'

/**
 * Whatever the page throws, logs or reports: a widget must not be noticed there. A new tab finds nothing
 * that the case before it left in the browser, such as an answer that was stored and not yet acknowledged
 * when its tab closed.
 */
const listening = `<script nonce="test">sessionStorage.fresh ||= (localStorage.clear(), 'since this tab was opened')
  window.noise = []
  addEventListener('error', ({ message }) => noise.push(message))
  addEventListener('unhandledrejection', ({ reason }) => noise.push(String(reason)))
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => noise.push(violatedDirective + ' ' + blockedURI))
  for (const level of ['warn', 'error']) console[level] = (...words) => noise.push(words.join(' '))</script>`

const asking =
  '<script nonce="test">window.hearback ||= function () { (hearback.q ||= ' +
  `[]).push(arguments) }; hearback('ask')</script>`

let server: WidgetServer
let host: Host
let current: HostPage = { html: '' }

beforeAll(async () => void (host = await startHost(() => current)))
afterAll(() => host.close())

// Each case has a server of its own: a tab that closes sends once more what it did not hear acknowledged, and
// that may arrive when the next case has begun.
beforeEach(async () => {
  server = await startWidgetServer([surveyOf('faces'), surveyOf('thumbs'), surveyOf('faces_page')], {
    faces_page: { place: 'page' }
  })
})

for (const engine of [chromium, firefox, webkit]) {
  if (!engine.isInstalled)
    console.warn(`${engine.name} is not installed and could not be: its cases are skipped.`)

  describe.skipIf(!engine.isInstalled)(engine.name, () => {
    let running: Running
    let tab: Tab | undefined

    beforeAll(async () => void (running = await engine.start()))
    afterAll(() => running?.stop())
    afterEach(async () => {
      await tab?.close()
      tab = undefined
      await server.close()
    })

    test.for(cases.map((one) => [one.name, one] as const))(
      '%s',
      async ([_, { page: { head = '', headers, ...parts } = {}, asks = true, run }]) => {
        const script = `<script async src="${server.origin}/w/site_test.js"></script>`
        current = {
          html: pageWith(script, { head: listening + (asks ? asking : '') + head, ...parts }),
          ...(headers && { headers: headers(server.origin) })
        }
        const visitor = visitorOf((tab = await running.newTab()))
        const again = async () => {
          await visitor.open(host.origin)
          await visitor.wait('window.hearback?.site')
        }
        try {
          await again()
          await run(visitor, server, again)
          expect(await visitor.evaluate('noise')).toEqual([])
        } catch (error) {
          const picture = join(tmpdir(), `hearback-${engine.name}.png`)
          await writeFile(picture, await visitor.screenshot())
          throw new Error(`${error}\n${engine.name} showed ${picture} then`, { cause: error })
        }
      }
    )
  })
}
