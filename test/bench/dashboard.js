import { spawnSync } from 'node:child_process'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { findBrowser, quiet } from '../../bin/browser.js'
import { freePort } from '../support/free-port.js'
import { startHearback } from './servers.js'
import { table } from './table.js'

const runs = 5
const throttles = { full: 1, slow: 4 }
const pages = ['', '/channels', '/topics', '/map', '/agents', '/service', '/response', '/answers']
const owner = { email: 'demo@hearback.example', password: 'look around in it' }
/** A figure of real data, wherever a page says one first. */
const figure = '.headline-value, .saying-title, .sayings li, main tbody td, main article'

/**
 * How long a manager waits for the first figure of each page of the demo, with nothing kept and with the
 * files of the page before kept, beside a page of a few lines that shows one number which it asks for.
 */
export async function measureDashboard({ folder, log, print }) {
  const databaseUrl = `file:${folder}/dashboard.db`
  spawnSync(
    process.execPath,
    [fileURLToPath(new URL('../../bin/hearback.js', import.meta.url)), 'demo', '--database', databaseUrl],
    { stdio: 'ignore' }
  )
  const port = await freePort()
  const server = await startHearback(databaseUrl, {
    PORT: String(port),
    PUBLIC_URL: `http://localhost:${port}`
  })
  const bare = await serveBare()
  const browser = await chromium.launch({ executablePath: findBrowser(), args: quiet })
  try {
    const url = `http://localhost:${port}`
    const context = await browser.newContext({ baseURL: url })
    await context.request.post('/api/auth/sign-in/email', { data: owner })
    const storageState = await context.storageState()
    await context.close()
    const site = (await server.request('/sites')).rows.find(({ id }) => id !== server.site.id)
    const [survey] = (await server.request(`/surveys?site=${site.id}`)).rows
    const sides = [
      { name: 'bare page', url: bare.url, selector: 'h1' },
      ...pages.map((page) => ({
        name: page.slice(1) || 'overview',
        url: `${url}/sites/${site.id}/surveys/${survey.id}${page}`,
        selector: figure
      }))
    ]
    const seen = new Map(sides.map(({ name }) => [name, { full: [], kept: [], slow: [] }]))
    for (let run = 0; run < runs; run++) {
      log(`the dashboard beside a bare page: run ${run + 1} of ${runs}`)
      for (const side of sides) {
        const full = await visit(browser, storageState, side, throttles.full)
        const slow = await visit(browser, storageState, side, throttles.slow)
        seen.get(side.name).full.push(full.first)
        seen.get(side.name).kept.push(full.again)
        seen.get(side.name).slow.push(slow.first)
      }
    }
    print(
      `\nThe first figure of each page of the demo, Chromium over loopback, ms from the ` +
        `start of the navigation (medians of ${runs}, the pages taking turns)`
    )
    const of = (name, way) => median(seen.get(name)[way])
    const cells = ({ name }) => [
      name,
      ...Object.keys(seen.get(name)).flatMap((way) => [
        of(name, way).toFixed(0),
        `${(of(name, way) / of('bare page', way)).toFixed(1)} ×`
      ])
    ]
    table(
      print,
      ['page', 'nothing kept', 'ratio', 'files kept', 'ratio', 'processor ÷ 4', 'ratio'],
      sides.map(cells)
    )
  } finally {
    await browser.close()
    bare.close()
    await server.stop()
  }
}

/** Two visits with one cache: the first finds it empty. */
async function visit(browser, storageState, { url, selector }, rate) {
  const context = await browser.newContext({
    storageState,
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    reducedMotion: 'reduce'
  })
  try {
    const page = await context.newPage()
    const cdp = await context.newCDPSession(page)
    await cdp.send('Emulation.setCPUThrottlingRate', { rate })
    const seen = async () => {
      await page.goto(url, { waitUntil: 'commit' })
      return page.evaluate(
        (wanted) =>
          new Promise((resolve) => {
            const look = () =>
              document.querySelector(wanted)
                ? requestAnimationFrame(() => resolve(performance.now()))
                : requestAnimationFrame(look)
            look()
          }),
        selector
      )
    }
    return { first: await seen(), again: await seen() }
  } finally {
    await context.close()
  }
}

/** The least that a page of figures can be: a document, and a number that it asks for. */
async function serveBare() {
  const body = `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>A number</title>
    <script>fetch('/number').then((answer) => answer.json()).then((number) => { document.body.innerHTML = '<h1>' + number + '</h1>' })</script>`
  const server = createServer((request, response) =>
    response
      .setHeader('content-type', request.url === '/number' ? 'application/json' : 'text/html')
      .end(request.url === '/number' ? '75' : body)
  )
  const port = await listening(server)
  return { url: `http://localhost:${port}/`, close: () => (server.close(), server.closeAllConnections()) }
}

async function listening(server) {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server.address().port
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
}
