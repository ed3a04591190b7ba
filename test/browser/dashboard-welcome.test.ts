import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { barriers } from '../support/barriers'
import { launch } from '../support/chromium'
import type { Visit } from '../support/dashboard-visit'
import { settled, visit } from '../support/dashboard-visit'
import type { FreshDatabase } from '../support/databases'
import { onBothDatabases } from '../support/databases'
import type { ServerProcess } from '../support/server-process'
import { operatorKey, startServer } from '../support/server-process'

/**
 * From the link that a new server prints to the first figure, as its owner goes. Each test goes on where
 * the last one ended.
 */
onBothDatabases((fresh) => {
  let place: FreshDatabase
  let server: ServerProcess
  let browser: Browser
  let owner: Visit
  const account = { email: 'olga@example.com', password: 'correct horse battery' }

  beforeAll(async () => {
    place = await fresh()
    server = await startServer(place.url)
    browser = await launch()
    owner = await visit(browser, { permissions: ['clipboard-read', 'clipboard-write'] })
  })
  afterAll(async () => {
    await browser.close()
    expect(await server.stop(), server.printed()).toBe(0)
    await place.remove()
  })

  it('makes the owner’s account from the printed link', async () => {
    const { page } = owner
    await page.goto(server.setUpUrl())
    await page.getByLabel('Your name').fill('Olga Petrova')
    await page.getByLabel('E-mail').fill(account.email)
    await page.getByLabel('Choose a password').fill(account.password)
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Make the account' }).click()
    await page.getByRole('heading', { name: 'Where will you ask?' }).waitFor()
  })

  it('makes the first site from an address as people type it', async () => {
    const { page } = owner
    await page.getByLabel('Name').fill('Lark & Sons')
    await page.getByLabel('Address').fill('shop.example/checkout?step=2')
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('heading', { name: 'What will you ask?' }).waitFor()
    const sites = await fetch(`${server.url}/api/v1/sites`, {
      headers: { authorization: `Bearer ${operatorKey}` }
    })
    expect(await sites.json()).toMatchObject({
      rows: [{ name: 'Lark & Sons', origins: ['https://shop.example'] }]
    })
  })

  it('makes the survey, and goes on there after a reload', async () => {
    const { page } = owner
    await page.reload()
    await page.getByRole('radio', { name: 'Stars' }).check({ force: true })
    expect(await page.getByLabel('Question').inputValue()).toBe('How did we do?')
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Make the survey' }).click()
    await page.getByText('Waiting for the first answer…').waitFor()
  })

  it('gives the script tag to copy', async () => {
    const { page } = owner
    const tag = await page.getByRole('textbox', { name: 'Script tag' }).textContent()
    await page.getByRole('button', { name: 'Copy' }).click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(tag)
    expect(tag).toMatch(/^<script async src="http:\/\/localhost:\d+\/w\/\S+\.js"><\/script>$/)
  })

  // A slip at the address lost every answer, and the owner's page waited for ever.
  it('says which addresses may send, tells that a page was refused, and allows it at a press', async () => {
    const { page } = owner
    await page.getByText('Pages of https://shop.example may send answers.').waitFor()
    const survey = new URL(page.url()).searchParams.get('survey')
    const send = async (origin: string) => {
      const body = JSON.stringify({ id: randomUUID(), survey, rating: 4, surface: 'widget' })
      return (
        await fetch(`${server.url}/api/v1/responses`, {
          method: 'POST',
          headers: { 'content-type': 'text/plain', origin },
          body
        })
      ).status
    }
    expect([await send('http://localhost:8281'), await send('https://elsewhere.example')]).toEqual([403, 403])
    await page.reload()
    await page.getByText('Also refused, and of no domain of yours: https://elsewhere.example.').waitFor()
    expect(await page.getByRole('button', { name: 'Allow https://elsewhere.example' }).count()).toBe(0)
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Allow http://localhost:8281' }).click()
    await page.getByText('Pages of https://shop.example, http://localhost:8281 may send answers.').waitFor()
    expect(await page.getByRole('button', { name: /^Allow / }).count()).toBe(0)
  })

  it('shows the first answer the moment it is given through the test link', async () => {
    const { page } = owner
    expect(await barriers(page)).toEqual([])
    const opened = page.context().waitForEvent('page')
    await page.getByRole('link', { name: 'Open the test survey' }).click()
    const customer = await opened
    await customer
      .locator('label')
      .filter({ has: customer.getByRole('radio', { name: '4, Good' }) })
      .click()
    await page.getByText('Your first answer arrived: 4 of 5').waitFor()
    await page.getByText('It is a test, so no score counts it.').waitFor()
    await customer.close()
    expect(await barriers(page)).toEqual([])
  })

  it('leads to a dashboard that says what to do while nothing counts yet, and fills without a reload', async () => {
    const { page } = owner
    await page.getByRole('link', { name: 'Open the dashboard' }).click()
    await page.getByText('No answers in this period yet').waitFor()
    expect(await barriers(page)).toEqual([])
    const survey = page.url().split('/').at(-1)
    const response = await fetch(`${server.url}/api/v1/responses`, {
      method: 'POST',
      headers: { authorization: `Bearer ${operatorKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ id: randomUUID(), survey, rating: 5, channel: 'whatsapp', topics: ['Delivery'] })
    })
    expect(response.status).toBe(201)
    await page.getByText('Too few answers yet').waitFor()
    await settled(page)
    expect(await barriers(page)).toEqual([])
  })

  it('signs out, asks to sign in again and leads back to where one wanted to go', async () => {
    const { page, faults } = owner
    const wanted = page.url()
    expect(faults).toEqual([])
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Welcome back' }).waitFor()
    await page.goto(`${wanted}?period=7d`)
    await page.getByLabel('E-mail').fill(account.email)
    await page.getByLabel('Password').fill('something else entirely')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('alert').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByLabel('Password').fill(account.password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByText('Too few answers yet').waitFor()
    expect(page.url()).toBe(`${wanted}?period=7d`)
  })

  it('refuses a set-up link that was used', async () => {
    const stranger = await visit(browser)
    await stranger.page.goto(server.setUpUrl())
    await stranger.page.getByText('This server is set up already.').waitFor()
    expect(await barriers(stranger.page)).toEqual([])
    await stranger.leave()
  })
})
