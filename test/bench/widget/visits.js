import { createServer } from 'node:http'
import { brotliCompressSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { findBrowser, quiet } from '../../../bin/browser.js'

const slow4g = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 }
const throttle = 4
const patienceMs = 60_000

/**
 * Runs in the page before anything else of it: says when the question is there and painted, and what it did
 * to the page. It looks once a frame from the first element on that a script adds, at every side alike:
 * before that, frames that nobody needs would delay what loads.
 */
const watch = `(() => {
  let shift = 0, blocked = 0
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { shift += entry.value })).observe({ type: 'layout-shift', buffered: true })
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { blocked += entry.duration - 50 })).observe({ type: 'longtask', buffered: true })
  const isThere = (root) => ISTHERE(root) || [...root.querySelectorAll('*')].some((one) => one.shadowRoot && isThere(one.shadowRoot))
  const painted = () => requestAnimationFrame(() => setTimeout(() => {
    const at = performance.now()
    // Shifts and long tasks are told of a little later than they happen.
    setTimeout(() => told(JSON.stringify({ question: at - started, shift, blocked })), 200)
  }))
  const look = () => (isThere(document) ? painted() : requestAnimationFrame(look))
  const widgetCame = (changes) => changes.some(({ addedNodes }) => [...addedNodes].some(({ nodeType, localName }) => nodeType === 1 && localName !== 'script'))
  addEventListener('DOMContentLoaded', () => isThere(document) && painted())
  new MutationObserver((changes, observer) => widgetCame(changes) && (observer.disconnect(), look())).observe(document, { childList: true, subtree: true })
})()`

/**
 * Serves pages at one origin and their scripts, compressed, at another, as strangers' pages load a widget.
 */
export async function startSides(sides) {
  const scripts = await listen((request, response) => {
    const url = new URL(request.url, scripts.origin)
    response.setHeader('access-control-allow-origin', '*')
    const file = sides.map(({ serve }) => serve?.(url)).find((found) => found)
    if (!file) return response.writeHead(404).end()
    response
      .writeHead(200, { 'content-type': file.type ?? 'text/javascript', 'content-encoding': 'br' })
      .end(packed(file.body))
  })
  const pages = await listen((request, response) => {
    const side = sides[Number(request.url.slice(1))]
    if (!side) return response.writeHead(204).end()
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pageOf(side, scripts.origin))
  })
  const browser = await chromium.launch({ executablePath: findBrowser(), args: quiet })
  return {
    visit: (side, isSlow) => visit(browser, `${pages.origin}/${sides.indexOf(side)}`, isSlow),
    async stop() {
      await browser.close()
      await Promise.all([scripts.close(), pages.close()])
    }
  }
}

function pageOf(
  { tag, isThere = "(root) => root.querySelectorAll('input[type=radio]').length > 4" },
  origin
) {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>A shop</title><h1>Your order</h1><p>It is on its way.</p>
    <script>${watch.replace('ISTHERE', `(${isThere})`)}; window.started = performance.now()</script>${tag(origin)}`
}

/** One visit with an empty cache. Times in milliseconds, sizes in bytes. */
async function visit(browser, url, isSlow) {
  const context = await browser.newContext({ reducedMotion: 'reduce' })
  try {
    const page = await context.newPage()
    const cdp = await context.newCDPSession(page)
    const wire = listenTo(cdp)
    const told = new Promise((resolve, reject) => {
      cdp.on('Runtime.bindingCalled', ({ payload }) => resolve(JSON.parse(payload)))
      setTimeout(() => reject(new Error(`no question within ${patienceMs} ms`)), patienceMs).unref()
    })
    for (const domain of ['Runtime', 'Network', 'Performance']) await cdp.send(`${domain}.enable`)
    await cdp.send('Runtime.addBinding', { name: 'told' })
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: throttle })
    if (isSlow) await cdp.send('Network.emulateNetworkConditions', slow4g)
    const before = await metricsOf(cdp)
    await page.goto(url, { waitUntil: 'commit' })
    const seen = await told
    const after = await metricsOf(cdp)
    await cdp.send('HeapProfiler.collectGarbage')
    const { JSHeapUsedSize } = await metricsOf(cdp)
    const spent = (name) => (after[name] - before[name]) * 1000
    return {
      ...seen,
      ...wire(),
      script: spent('ScriptDuration'),
      task: spent('TaskDuration'),
      heap: JSHeapUsedSize
    }
  } finally {
    await context.close()
  }
}

/** Counts what the page fetches besides itself, bodies as they travel. */
function listenTo(cdp) {
  const heads = new Map()
  let bytes = 0
  cdp.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (type !== 'Document' && !response.url.endsWith('/favicon.ico'))
      heads.set(requestId, response.encodedDataLength)
  })
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (heads.has(requestId)) bytes += encodedDataLength - heads.get(requestId)
  })
  return () => ({ bytes, requests: heads.size })
}

async function metricsOf(cdp) {
  const { metrics } = await cdp.send('Performance.getMetrics')
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]))
}

const kept = new Map()
function packed(body) {
  if (!kept.has(body)) kept.set(body, brotliCompressSync(body))
  return kept.get(body)
}

async function listen(answer) {
  const server = createServer(answer)
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((resolve) => (server.close(resolve), server.closeAllConnections()))
  }
}
