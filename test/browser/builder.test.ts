import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import { barriers } from '../support/barriers'
import { launch } from '../support/chromium'
import type { Visit } from '../support/dashboard-visit'
import { overflow, settled, visit } from '../support/dashboard-visit'
import type { FreshDatabase } from '../support/databases'
import { onBothDatabases } from '../support/databases'
import type { Host } from '../support/host-page'
import { pageWith, startHost } from '../support/host-page'
import type { ServerProcess } from '../support/server-process'
import { operatorKey, startServer } from '../support/server-process'

/**
 * An owner writes a survey with the survey itself beside the form. Each test goes on where the last one
 * ended.
 */
onBothDatabases((fresh) => {
  let place: FreshDatabase
  let server: ServerProcess
  let host: Host
  let browser: Browser
  let owner: Visit
  let site: SiteView
  let survey: SurveyView
  let html = ''
  const account = { email: 'olga@example.com', password: 'correct horse battery' }

  beforeAll(async () => {
    place = await fresh()
    server = await startServer(place.url)
    host = await startHost(() => ({ html }))
    browser = await launch()
    owner = await visit(browser)
    const { page } = owner
    await page.goto(server.setUpUrl())
    await page.getByLabel('Your name').fill('Olga Petrova')
    await page.getByLabel('E-mail').fill(account.email)
    await page.getByLabel('Choose a password').fill(account.password)
    await page.getByRole('button', { name: 'Make the account' }).click()
    await page.getByRole('heading', { name: 'Where will you ask?' }).waitFor()
    site = await page.evaluate(async (origin) => {
      const made = await fetch('/api/v1/sites', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'Lark & Sons', origins: [origin] })
      })
      return (await made.json()) as SiteView
    }, host.origin)
    html = pageWith(site.scriptTag)
  })
  afterAll(async () => {
    await browser.close()
    await host.close()
    expect(await server.stop(), server.printed()).toBe(0)
    await place.remove()
  })

  const kept = async () => {
    const answer = await fetch(`${server.url}/api/v1/surveys/${survey.id}`, {
      headers: { authorization: `Bearer ${operatorKey}` }
    })
    return (await answer.json()) as SurveyView // the tests of the API show that it has this shape
  }
  const builder = () => `${server.url}/sites/${site.id}/surveys/${survey.id}/edit`
  const shown = (page: Page) => page.frameLocator('iframe[title=Preview]')
  const question = (page: Page) => page.getByRole('textbox', { name: 'Question', exact: true })
  const asked = (page: Page, text: string) => shown(page).getByRole('group', { name: text }).waitFor()
  async function atTheShop(options: Parameters<Browser['newContext']>[0], text: string) {
    const customer = await visit(browser, options)
    await customer.page.goto(host.origin)
    await customer.page.getByRole('group', { name: text }).waitFor()
    expect(customer.faults).toEqual([])
    await customer.leave()
  }

  it('starts from our own question and shows it before anything is saved', async () => {
    const { page, faults } = owner
    await page.goto(`${server.url}/sites/${site.id}/surveys/new`)
    await asked(page, 'How did we do?')
    expect(await question(page).inputValue()).toBe('How did we do?')
    await page.getByLabel('Name of the survey').fill('After a chat')
    await page.getByLabel('Ask', { exact: true }).selectOption('as soon as the page is there')
    expect(await barriers(page)).toEqual([])
    const policy = (await fetch(`${server.url}/preview`)).headers.get('content-security-policy')
    expect(policy).toContain("frame-ancestors 'self'")
    expect(policy).toContain("default-src 'none'")
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page
      .getByText('Saved. Nobody sees it until you publish it.')
      .or(page.getByText('Nobody sees a draft.'))
      .waitFor()
    await page.waitForURL(/\/surveys\/svy_\w+\/edit$/)
    survey = { id: page.url().split('/').at(-2) } as SurveyView // only its id is known yet
    survey = await kept()
    expect(survey).toMatchObject({
      name: 'After a chat',
      state: 'draft',
      question: { en: 'How did we do?' },
      asking: { when: { on: 'load' } }
    })
    expect(faults).toEqual([])
  })

  it('shows what is typed, in each language by its direction, and customers once it is published', async () => {
    const { page, faults } = owner
    await question(page).fill('Did we help you today?')
    await asked(page, 'Did we help you today?')
    await page.getByLabel('Add a language').selectOption('Urdu')
    await asked(page, 'ہماری خدمت کیسی رہی؟')
    await question(page).fill('کیا ہم نے آپ کی مدد کی؟')
    await asked(page, 'کیا ہم نے آپ کی مدد کی؟')
    expect(
      await shown(page)
        .locator('.card')
        .evaluate((card) => getComputedStyle(card).direction)
    ).toBe('rtl')
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Publish' }).click()
    await page.getByText('Published. Pages show it within five minutes.').waitFor()
    expect(await kept()).toMatchObject({
      state: 'live',
      version: 2,
      question: { en: 'Did we help you today?', ur: 'کیا ہم نے آپ کی مدد کی؟' }
    })
    await atTheShop({ locale: 'en-GB' }, 'Did we help you today?')
    html = pageWith(site.scriptTag, { html: 'lang="ur" dir="rtl"' })
    await atTheShop({ locale: 'ur-PK' }, 'کیا ہم نے آپ کی مدد کی؟')
    expect(faults).toEqual([])
  })

  it('takes a customer’s way through the preview in every place, and keeps no answer', async () => {
    const { page, faults } = owner
    await page.getByRole('button', { name: 'English', exact: true }).click()
    await page.getByLabel('Ask whether it was solved').check()
    await page.getByLabel('Ask for a reason after a low rating').check()
    await page.getByRole('textbox', { name: 'Reason 1' }).fill('Too slow')
    for (const where of ['Page', 'Phone', 'In line']) {
      await page
        .getByRole('group', { name: 'Place' })
        .getByRole('button', { name: where, exact: true })
        .click()
      await page.getByRole('combobox', { name: 'Step' }).selectOption('Low rating')
      // What the turn before left, a high rating, stands there until the preview is drawn anew.
      await expect
        .poll(() => shown(page).getByRole('radio', { name: 'Very good', checked: true }).count())
        .toBe(0)
      await shown(page).getByRole('group', { name: 'Was it solved?' }).waitFor()
      await shown(page).getByRole('button', { name: 'Send' }).click()
      await shown(page).getByRole('group', { name: 'What is the main reason?' }).waitFor()
      await page.getByRole('combobox', { name: 'Step' }).selectOption('The question')
      await asked(page, 'Did we help you today?')
      await shown(page)
        .locator('label')
        .filter({ has: shown(page).getByRole('radio', { name: 'Very good' }) })
        .click()
      await shown(page).getByRole('group', { name: 'Was it solved?' }).waitFor()
    }
    await page
      .getByRole('group', { name: 'Place' })
      .getByRole('button', { name: 'Link', exact: true })
      .click()
    await shown(page).getByText('Lark & Sons').waitFor()
    await shown(page)
      .locator('label')
      .filter({ has: shown(page).getByRole('radio', { name: 'Very good' }) })
      .click()
    await shown(page).getByRole('group', { name: 'Was it solved?' }).waitFor()
    await shown(page).getByRole('button', { name: 'Send' }).click()
    await shown(page).getByText('What did you like?').waitFor()
    expect(await barriers(page)).toEqual([])
    const answers = await fetch(
      `${server.url}/api/v1/responses?survey=${survey.id}&state=counted&state=test&state=suspect`,
      { headers: { authorization: `Bearer ${operatorKey}` } }
    )
    expect(await answers.json()).toMatchObject({ rows: [] })
    await page
      .getByRole('group', { name: 'Place' })
      .getByRole('button', { name: 'Page', exact: true })
      .click()
    expect(faults).toEqual([])
  })

  it('says that colours cannot be read while they are chosen, and does not save them', async () => {
    const { page, faults } = owner
    await page.getByRole('textbox', { name: 'Text', exact: true }).fill('#dddddd')
    await page.getByRole('textbox', { name: 'Background', exact: true }).fill('#ffffff')
    await page.getByText('These colours are too hard to read on one another.').waitFor()
    await page.getByRole('button', { name: 'Publish changes' }).click()
    await page
      .getByRole('alert')
      .getByText(/#dddddd on #ffffff has a contrast of 1\.4/)
      .waitFor()
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('asking.theme.text')
    expect(await barriers(page)).toEqual([])
    await page.getByRole('textbox', { name: 'Text', exact: true }).fill('#222222')
    await page.getByText('easy to read').first().waitFor()
    await page.getByRole('button', { name: 'Publish changes' }).click()
    await page.getByText('Published. Pages show it within five minutes.').waitFor()
    expect(await kept()).toMatchObject({
      parts: { solved: true, reasons: { low: [{ key: 'reason-1', label: { en: 'Too slow' } }] } },
      asking: { theme: { text: '#222222', background: '#ffffff' } }
    })
    // What the browser itself says of the two refusals.
    expect(faults.splice(0).filter((fault) => !fault.includes('422'))).toEqual([])
  })

  it('loses nothing when somebody else was faster', async () => {
    const { page, faults } = owner
    await question(page).fill('Mine?')
    const { status } = await fetch(`${server.url}/api/v1/surveys/${survey.id}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${operatorKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ question: { en: 'Theirs?' } })
    })
    expect(status).toBe(200)
    await page.getByRole('button', { name: 'Publish changes' }).click()
    await page.getByText('Somebody changed this meanwhile.').waitFor()
    expect(await question(page).inputValue()).toBe('Mine?')
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Load theirs' }).click()
    await asked(page, 'Theirs?')
    await page.getByRole('button', { name: 'Put mine back' }).click()
    expect(await question(page).inputValue()).toBe('Mine?')
    await page.getByRole('button', { name: 'Publish changes' }).click()
    await page.getByText('Published. Pages show it within five minutes.').waitFor()
    expect((await kept()).question.en).toBe('Mine?')
    await page.getByRole('region', { name: 'Versions' }).getByText('Theirs?').waitFor()
    expect(faults.splice(0).filter((fault) => !fault.includes('412'))).toEqual([])
  })

  it('asks before what is not saved is left', async () => {
    const { page, faults } = owner
    const asks: string[] = []
    let answer = false
    page.on('dialog', (dialog) => {
      asks.push(dialog.message())
      void (answer ? dialog.accept() : dialog.dismiss())
    })
    await page.getByRole('link', { name: 'Overview' }).click()
    await settled(page)
    await page.goto(builder())
    await asked(page, 'Mine?')
    await question(page).fill('Half a ques')
    await page.getByRole('link', { name: 'Settings' }).click()
    expect(asks).toEqual(['What you changed is not saved. Leave this page and lose it?'])
    expect(page.url()).toBe(builder())
    expect(await question(page).inputValue()).toBe('Half a ques')
    answer = true
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('heading', { name: 'Settings' }).waitFor()
    expect(faults).toEqual([])
  })

  it('is edited and paused by keyboard alone, in the dark, on a phone', async () => {
    const { page, leave, faults } = await visit(browser, {
      viewport: { width: 375, height: 740 },
      colorScheme: 'dark',
      storageState: await owner.page.context().storageState()
    })
    await page.goto(builder())
    await asked(page, 'Mine?')
    const to = async (name: string) => {
      for (let presses = 0; presses < 80; presses++) {
        await page.keyboard.press('Tab')
        if (
          (await page.evaluate(
            () => document.activeElement?.getAttribute('name') ?? document.activeElement?.textContent
          )) === name
        )
          return
      }
      throw new Error(`Tab never comes to ${name}`)
    }
    await to('question.en')
    await page.keyboard.press('Control+A')
    await page.keyboard.type('By keyboard?')
    await asked(page, 'By keyboard?')
    expect(await barriers(page)).toEqual([])
    expect(await overflow(page)).toBe(0)
    await to('Pause')
    await page.keyboard.press('Enter')
    await page.getByText('Saved. It is paused: nobody is asked.').waitFor()
    expect(await kept()).toMatchObject({ state: 'closed', question: { en: 'By keyboard?' } })
    expect(faults).toEqual([])
    await leave()
  })
})
