import { readFileSync } from 'node:fs'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { email } from '../../server/channels/email'
import { surveyPage } from '../../server/presentation/survey-page'
import type { Posted } from '../../widget/shared/protocol'
import { barriers } from '../support/barriers'
import { launch } from '../support/chromium'
import { expectOneRow } from '../support/ends'
import type { Look } from '../support/widget-server'
import { definitionOf } from '../support/widget-server'

const id = '3f0b9c9a-3b1e-4a57-9d5e-0c8f6f1f7a01'
let browser: Browser
let server: Server
let origin: string
let context: BrowserContext
let posted: (Posted & { website?: string })[]
let taps: [point: number, afterMs: number][]
let noted: string[]
let noise: string[]
let kind: string
let locale: string
let editable: boolean
let away: boolean
let look: Look

beforeAll(async () => {
  const script = readFileSync('dist/widget/page.js', 'utf8')
  server = createServer((request, response) => void answer(request, response, script))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // An HTTP server that listens has an address with a port.
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await launch()
})
afterAll(async () => {
  await browser.close()
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  ;[posted, noted, noise, kind, locale, editable, away, look] = [[], [], [], 'faces', 'en', true, false, {}]
})
afterEach(async () => {
  await context.close()
  expect(noise).toEqual([])
})

/** A link's address as our server keeps it: GET shows, POST of a form or of JSON stores. */
async function answer(request: IncomingMessage, response: ServerResponse, script: string) {
  const asked = {
    nonce: 'test',
    script,
    definition: definitionOf(kind, locale, look),
    siteName: 'A shop',
    action: '/s/token',
    id
  }
  const html = (data: Parameters<typeof surveyPage>[0], status = 200) =>
    response
      .writeHead(status, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy':
          `default-src 'none'; style-src 'nonce-test'; script-src 'nonce-test'; connect-src ` +
          `'self'; img-src data:; form-action 'self'; base-uri 'none'`
      })
      .end(surveyPage(data))
  if (request.method === 'GET') {
    const preselected = new URL(request.url ?? '', origin).searchParams.get('p')
    return html({ at: 'asking', ...asked, ...(preselected && { rating: Number(preselected) }) })
  }
  let body = ''
  for await (const part of request) body += part
  if (/\/(opened|started)$/.test(request.url ?? '')) {
    noted.push(request.url?.split('/').at(-1) ?? '')
    return response.writeHead(204).end()
  }
  if (away)
    return response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Log in to the Wi-Fi</html>')
  if (request.headers['content-type']?.startsWith('application/json')) {
    const { taps: made, ...answered } = JSON.parse(body)
    taps = made
    posted.push(answered)
    return response
      .writeHead(201, { 'content-type': 'application/json' })
      .end(JSON.stringify({ id, state: 'counted' }))
  }
  const form = Object.fromEntries(new URLSearchParams(body))
  if (!form['rating'])
    return html({ at: 'asking', ...asked, missing: true, comment: form['comment'] ?? '' }, 422)
  // A form has nothing but texts.
  posted.push({ ...form, rating: Number(form['rating']) } as never)
  html({ at: 'answered', ...asked, rating: Number(form['rating']), comment: form['comment'] ?? '', editable })
}

async function open(path = '/s/token', options: BrowserContextOptions = {}): Promise<Page> {
  context = await browser.newContext({
    viewport: { width: 390, height: 700 },
    reducedMotion: 'reduce',
    ...options
  })
  const page = await context.newPage()
  page.on('pageerror', (error) => noise.push(`${error}`))
  page.on('console', (message) => noise.push(message.text()))
  await page.goto(origin + path)
  return page
}

const point = (page: Page, name: string) => page.getByRole('radio', { name, exact: true })

test('without JavaScript the survey is a form: a point, a comment, a thank you, and a way to change the answer', async () => {
  const page = await open('/s/token', { javaScriptEnabled: false })
  await page.getByRole('button', { name: 'Send' }).click()
  expect(await page.getByText('Please choose one of the answers.').isVisible()).toBe(true)
  expect(noise.splice(0)).toEqual([expect.stringContaining('422')])
  await point(page, 'Good').check()
  await page.getByLabel('Would you like to add anything?').fill('Fine')
  await page.getByRole('button', { name: 'Send' }).click()
  expect(await page.getByText('Thank you!').isVisible()).toBe(true)
  expect(posted).toEqual([{ id, rating: 4, comment: 'Fine', website: '' }])
  await page.getByText('Change your answer').click()
  expect(await point(page, 'Good').isChecked()).toBe(true)
  await point(page, 'Bad').check()
  await page.getByRole('button', { name: 'Send' }).click()
  expect(posted.at(-1)).toEqual({ id, rating: 2, comment: 'Fine', website: '' })
})

test('the first tap is the answer, the comment follows under the same id, and the page costs one request', async () => {
  const requests: string[] = []
  const page = await open()
  page.on('request', (request) => requests.push(`${request.method()} ${new URL(request.url()).pathname}`))
  expect(await page.getByRole('textbox').count()).toBe(0)
  await point(page, 'Bad').click()
  await expect.poll(() => posted).toEqual([{ id, rating: 2 }])
  await page.getByLabel('What went wrong?').fill('Slow')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText('Thank you. We will try to do better.').waitFor()
  await expect.poll(() => posted.at(-1)).toEqual({ id, rating: 2, comment: 'Slow' })
  expect(await page.getByRole('status').textContent()).toBe('')
  expect(await page.getByRole('radio').count()).toBe(0)
  expect(requests).toEqual(['POST /s/token/opened', 'POST /s/token', 'POST /s/token'])
})

test('a link that carries a rating preselects it and sends nothing until a person says so', async () => {
  const page = await open('/s/token?p=4')
  expect(await point(page, 'Good').isChecked()).toBe(true)
  await page.waitForLoadState('networkidle')
  expect(posted).toEqual([])
  await page.getByRole('button', { name: 'Send' }).click()
  await expect.poll(() => posted).toEqual([{ id, rating: 4 }])
})

test('a tap on the preselected point confirms it', async () => {
  const page = await open('/s/token?p=4')
  await point(page, 'Good').click()
  await expect.poll(() => posted).toEqual([{ id, rating: 4 }])
})

test('what a script presses is no vote: clicks, submits, requested submits, changes', async () => {
  const page = await open('/s/token?p=5')
  await page.evaluate(() => {
    for (const one of document.querySelectorAll<HTMLElement>('input, label, button, a')) one.click()
    const form = document.querySelector('form')
    form
      ?.querySelectorAll('input')
      .forEach((input) => input.dispatchEvent(new Event('change', { bubbles: true })))
    form?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
    form?.requestSubmit()
    form?.submit()
  })
  await page.waitForLoadState('networkidle')
  expect([posted, noted]).toEqual([[], []])
  await point(page, 'Okay').click()
  await expect.poll(() => posted).toEqual([{ id, rating: 3 }])
})

test('a form that a script forces through says so in the trap', async () => {
  const page = await open('/s/token?p=5')
  await page.evaluate(() => {
    const form = document.querySelector('form')
    form?.setAttribute('method', 'post')
    form?.submit()
  })
  await expect.poll(() => posted).toMatchObject([{ rating: 5, website: 'script' }])
})

test('whoever begins and does not answer is noted as one who began, and each point that is sent brings when the hand was there', async () => {
  const page = await open()
  await page.mouse.wheel(0, 10)
  await expect.poll(() => noted).toEqual(['opened'])
  await page.getByRole('group').click({ position: { x: 2, y: 2 } })
  await expect.poll(() => noted, { timeout: 10_000 }).toEqual(['opened', 'started'])
  await point(page, 'Bad').click()
  await point(page, 'Good').click()
  await expect
    .poll(() => taps)
    .toEqual([
      [2, expect.any(Number)],
      [4, expect.any(Number)]
    ])
  expect(noted).toEqual(['opened', 'started'])
})

test('an answer that somebody else took stays, and is sent at the next visit', async () => {
  away = true
  const page = await open()
  await point(page, 'Good').click()
  await page.getByText('could not be sent yet').waitFor()
  away = false
  await page.reload()
  await expect.poll(() => posted).toEqual([{ id, rating: 4 }])
})

test('arrow keys pass over points; Enter in the row never sends the page', async () => {
  kind = 'nps'
  const page = await open()
  await page.keyboard.press('Tab')
  for (let times = 0; times < 7; times++) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect.poll(() => posted.map(({ rating }) => rating)).toEqual([7])
  expect(await page.getByRole('radio').count()).toBe(11)
  await page.keyboard.press('Tab')
  await page.keyboard.type('By keyboard')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect.poll(() => posted.at(-1)).toEqual({ id, rating: 7, comment: 'By keyboard' })
})

const full: Look = {
  parts: {
    solved: true,
    reasons: {
      low: [
        { key: 'too-slow', label: { en: 'Too slow' } },
        { key: 'price', label: { en: 'Price' } }
      ],
      high: [
        { key: 'friendly', label: { en: 'Friendly' } },
        { key: 'price', label: { en: 'Price' } }
      ]
    },
    person: true,
    contact: true,
    thanks: {
      low: { text: { en: 'We are sorry.' } },
      high: { link: { url: 'https://reviews.example/', label: { en: 'Review us' } } }
    }
  },
  theme: { scheme: 'light', accent: '#0b5f4f' }
}

test('without JavaScript all that a survey asks is one form', async () => {
  look = full
  const page = await open('/s/token', { javaScriptEnabled: false })
  await point(page, 'Bad').first().check()
  await page.getByRole('radio', { name: 'Not yet' }).check()
  expect(await page.getByRole('group', { name: 'What is the main reason?' }).getByRole('radio').count()).toBe(
    3
  )
  await page.getByRole('radio', { name: 'Price' }).check()
  await page
    .getByRole('group', { name: 'And how was the person' })
    .getByRole('radio', { name: 'Good', exact: true })
    .check()
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Send' }).click()
  expect(await page.getByText('We are sorry.').isVisible()).toBe(true)
  expect(posted).toEqual([
    {
      id,
      rating: 2,
      solved: 'not-yet',
      reason: 'price',
      person: '4',
      contact: 'on',
      comment: '',
      website: ''
    }
  ])
})

test('with JavaScript each tap is sent with all before it, and what does not fit the rating is neither shown nor sent', async () => {
  look = full
  const page = await open()
  await point(page, 'Bad').first().click()
  // One part at a time, with Send in view.
  const send = page.getByRole('button', { name: 'Send' })
  const isInView = async () =>
    ((box) => box !== null && box.y >= 0 && box.y + box.height <= 700)(await send.boundingBox())
  expect([
    await page.getByRole('group', { name: 'And how was the person' }).isVisible(),
    await page.getByRole('textbox').isVisible(),
    await isInView()
  ]).toEqual([false, false, true])
  await page.getByRole('radio', { name: 'Yes' }).click()
  expect(await page.getByRole('radio', { name: 'Friendly' }).isVisible()).toBe(false)
  await page.getByRole('radio', { name: 'Too slow' }).click()
  await expect
    .poll(() => posted.at(-1))
    .toEqual({ id, rating: 2, answers: { solved: 'yes', reason: 'too-slow' } })
  await point(page, 'Good').first().click()
  await expect.poll(() => posted.at(-1)).toEqual({ id, rating: 4, answers: { solved: 'yes', reason: '' } })
  expect(await page.getByRole('radio', { name: 'Friendly' }).isVisible()).toBe(true)
  await send.click()
  await send.click()
  expect([await page.getByRole('textbox').getAttribute('dir'), await isInView()]).toEqual(['auto', true])
  await page.getByRole('checkbox').click()
  await page.getByLabel('What did you like?').fill('Kind')
  await send.click()
  await expect
    .poll(() => posted.at(-1))
    .toEqual({ id, rating: 4, comment: 'Kind', answers: { solved: 'yes', reason: '', contact: true } })
  expect(await page.getByRole('link', { name: 'Review us' }).isVisible()).toBe(true)
  expect(await page.getByText('We are sorry.').isVisible()).toBe(false)
})

test.each(['light', 'dark'] as const)(
  'axe finds nothing wrong with all of it in %s, and it fits a phone',
  async (colorScheme) => {
    look = { ...full, theme: {} }
    const page = await open('/s/token', {
      colorScheme,
      bypassCSP: true,
      viewport: { width: 320, height: 640 }
    })
    await point(page, 'Bad').first().click()
    expect(await barriers(page)).toEqual([])
    const boxes = await page
      .locator('form input:visible, button')
      .evaluateAll((all) =>
        all.filter((one) => !one.closest('[aria-hidden]')).map((one) => one.getBoundingClientRect().toJSON())
      )
    for (const { width, height } of boxes) expect(Math.min(width, height)).toBeGreaterThanOrEqual(44)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  }
)

for (const [language, direction] of [
  ['en', 'ltr'],
  ['ur', 'rtl']
] as const) {
  test.each([
    ['nps', 11],
    ['ces', 7]
  ] as const)(
    `the points of %s stand in one row in ${language}, its ends under the first and the last, without JavaScript too`,
    async (asked, count) => {
      ;[kind, locale] = [asked, language]
      for (const javaScriptEnabled of [true, false]) {
        for (const width of [320, 390]) {
          const page = await open('/s/token', { javaScriptEnabled, viewport: { width, height: 640 } })
          await expectOneRow(page.locator('.card'), direction, count)
          expect(await page.locator('html').evaluate(({ scrollWidth }) => scrollWidth)).toBe(width)
          await context.close()
        }
      }
    }
  )
}

test.each([
  ['en', 'ltr', 11],
  ['ur', 'rtl', 11],
  ['ur', 'rtl', 7],
  ['en', 'ltr', 5]
] as const)(
  'a mail in %s, %s, holds %d points in one row, its ends under the first and the last',
  async (language, direction, count) => {
    const points = Array.from({ length: count }, (_, rating) => ({
      rating,
      label:
        rating === 0
          ? '0 – Not at all likely'
          : rating === count - 1
            ? `${rating} – Extremely likely`
            : `${rating}`
    }))
    const said = {
      question: 'How did we do?',
      siteName: 'A shop',
      url: 'https://s.example/s/t',
      to: 'jane@shop.example',
      words: {},
      unsubscribeUrl: 'https://s.example/u/t',
      idempotencyKey: 'k',
      token: 't'
    }
    const settings = {
      host: 'smtp.shop.example',
      port: 587,
      security: 'starttls',
      user: '',
      password: '',
      from: 'us@shop.example',
      fromName: '',
      replyTo: ''
    }
    // What a mail does not show is left out.
    const rendered = email.render(
      { ...said, points, locale: language, direction } as never,
      settings as never
    )
    const [sent] = Array.isArray(rendered) ? rendered : []
    if (!sent || !('mail' in sent)) throw new Error('no mail')
    for (const width of [320, 390]) {
      context = await browser.newContext({ javaScriptEnabled: false, viewport: { width, height: 640 } })
      const page = await context.newPage()
      await page.setContent(sent.mail.html)
      await expectOneRow(page.locator('body'), direction, count)
      expect(await page.locator('html').evaluate(({ scrollWidth }) => scrollWidth)).toBe(width)
      await context.close()
    }
  }
)

for (const colorScheme of ['light', 'dark'] as const) {
  for (const language of ['en', 'ar']) {
    test.each(['faces', 'stars', 'numbers', 'nps', 'ces', 'thumbs'])(
      `axe finds nothing wrong with %s in ${language}, ${colorScheme}`,
      async (asked) => {
        ;[kind, locale] = [asked, language]
        // The policy forbids what axe is put there by; it is ours and for the test only.
        const page = await open('/s/token', {
          colorScheme,
          bypassCSP: true,
          viewport: { width: 320, height: 640 }
        })
        expect(await barriers(page)).toEqual([])
        await page.getByRole('radio').last().click()
        expect(await barriers(page)).toEqual([])
        const widths = await page
          .locator('input[type=radio]')
          .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width))
        // A long row stays one row: see ends.ts.
        expect(Math.min(...widths)).toBeGreaterThanOrEqual(['nps', 'ces'].includes(kind) ? 24 : 44)
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
        await page.locator('form button').click()
        expect(await barriers(page)).toEqual([])
      }
    )
  }
}
