#!/usr/bin/env node
// Draws the pictures of the README from the demo: `npm run pictures`. Into pictures/,
// to be looked through: with `-- cards` the survey in every kind, place, theme and direction, with `--
// pages` every page of the dashboard in light, dark, on a phone and in each language.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../test/support/free-port.js'
import { findBrowser, installBrowser, quiet } from './browser.js'
import { drawCards, drawKinds } from './pictures/cards.js'
import { drawPages } from './pictures/pages.js'
import { settled } from './pictures/settled.js'
import { makeReady, root } from './ready.js'

makeReady({ log: console.log })
if (!findBrowser()) installBrowser({ log: console.log })
const { main } = await import('../dist/server/main.js')
const { chromium } = await import('playwright-core')

const folder = mkdtempSync(join(tmpdir(), 'hearback-pictures-'))
const docs = join(root, 'docs')
const database = `file:${join(folder, 'demo.db')}`
const owner = { email: 'demo@hearback.example', password: 'look around in it' }
const key = 'hb_the_key_that_draws_the_pictures'

mkdirSync(docs, { recursive: true })
await main(['demo', '--database', database], process.env)
const port = await freePort()
const url = `http://localhost:${port}`
const serving = main(['serve'], {
  ...process.env,
  DATABASE_URL: database,
  PORT: String(port),
  PUBLIC_URL: url,
  HEARBACK_API_KEY: key,
  LOG_LEVEL: 'error'
})
const browser = await chromium.launch({ executablePath: findBrowser(), args: quiet })
try {
  await ready()
  const pictures = join(root, 'pictures')
  mkdirSync(pictures, { recursive: true })
  if (process.argv[2] === 'cards') await drawCards({ api, browser, folder: pictures, url })
  else if (process.argv[2] === 'pages')
    await drawPages({ api, browser, url, signIn, folder: pictures, named: process.argv.slice(3) })
  else {
    await drawWidget()
    await drawKinds({ api, browser, path: join(docs, 'kinds.png') })
    await drawDashboard()
  }
} finally {
  await browser.close()
  process.kill(process.pid, 'SIGTERM')
  await serving
  rmSync(folder, { recursive: true, force: true })
}

async function drawWidget() {
  const shop = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8').end(page)
  })
  await new Promise((resolve) => shop.listen(0, '127.0.0.1', resolve))
  const origin = `http://localhost:${shop.address().port}`
  const {
    rows: [site]
  } = await api('GET', '/sites')
  await api('PATCH', `/sites/${site.id}`, { origins: [origin] })
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Nargis Home &amp; Garden</title>
    <body style="font: 17px/1.6 Georgia, serif; margin: 3rem; color: #333; background: #fdfcf8">
    <h1>Your order is on its way</h1><p>Thank you for talking to Fatima today. The new pump leaves our warehouse tonight.</p>${site.scriptTag}`
  const context = await browser.newContext({ viewport: { width: 640, height: 560 }, deviceScaleFactor: 2 })
  const view = await context.newPage()
  await view.goto(origin)
  await view
    .locator('label')
    .filter({ has: view.getByRole('radio', { name: 'Good', exact: true }) })
    .click()
  // One thing is asked at a time: whether it was solved comes before the comment.
  await view
    .locator('label')
    .filter({ has: view.getByRole('radio', { name: 'Yes', exact: true }) })
    .click()
  await view.getByRole('button', { name: 'Send' }).click()
  await view.getByRole('textbox').fill('Fatima knew exactly which pump I need.')
  await settled(view)
  await view.screenshot({ path: join(docs, 'widget.png') })
  await context.close()
  await new Promise((resolve) => shop.close(resolve))
}

async function drawDashboard() {
  const context = await browser.newContext({ viewport: { width: 1160, height: 900 }, deviceScaleFactor: 1.5 })
  const view = await context.newPage()
  await view.goto(`${url}/sign-in`)
  await signIn(view)
  await view.getByRole('heading', { name: 'By topic' }).waitFor()
  await view.getByRole('link', { name: '90 days' }).click()
  await settled(view)
  await view.screenshot({ path: join(docs, 'overview.png') })
  const [first, last] = await Promise.all(
    ['By channel', 'By topic'].map((name) => view.getByRole('region', { name, exact: true }).boundingBox())
  )
  const clip = { x: 20, y: first.y, width: 1120, height: last.y + last.height - first.y }
  await view.screenshot({ path: join(docs, 'breakdown.png'), clip, fullPage: true })
  await context.close()
}

async function signIn(view) {
  // By what it is and not by what it says, which is in another language now and then.
  await view.locator('input[type=email]').fill(owner.email)
  await view.locator('input[type=password]').fill(owner.password)
  await view.locator('input[type=password]').press('Enter')
}

async function api(method, path, body) {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  return (
    await fetch(`${url}/api/v1${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) })
  ).json()
}

async function ready() {
  while (
    !(await fetch(`${url}/readyz`).then(
      (response) => response.ok,
      () => false
    ))
  )
    await new Promise((resolve) => setTimeout(resolve, 50))
}
