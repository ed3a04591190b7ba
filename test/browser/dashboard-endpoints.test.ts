import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import { barriers } from '../support/barriers'
import { looks, overflow, plain, settled, startDashboard } from '../support/dashboard-visit'
import { onBothDatabases } from '../support/databases'
import type { FakeVendor } from '../support/fake-vendor'
import { startFakeVendor } from '../support/fake-vendor'

const waitMs = 15_000

onBothDatabases((fresh, dialect) => {
  const once = it.runIf(dialect === 'sqlite')
  const dashboard = startDashboard(fresh)
  let site: SiteView
  let survey: SurveyView
  let receiver: FakeVendor
  let path = ''

  beforeAll(async () => {
    receiver = await startFakeVendor(() => ({ status: 200, body: 'thanks' }))
    site = await dashboard.asOwner<SiteView>('/api/v1/sites', { name: 'Lark & Sons', timeZone: 'UTC' })
    survey = await dashboard.asOwner<SurveyView>('/api/v1/surveys', {
      site: site.id,
      name: 'Satisfaction',
      metric: 'csat',
      state: 'live'
    })
  })
  afterAll(() => receiver.close())

  it('makes an endpoint, shows its secret once, tries it, and logs what it was told', async () => {
    const page = await dashboard.open(`/sites/${site.id}/endpoints`)
    await page.getByText('There are no endpoints yet.').waitFor()
    await page.getByRole('link', { name: 'Add an endpoint' }).click()
    await page.getByLabel('Address').fill(`${receiver.url}/hook`)
    await page.getByLabel('Name', { exact: true }).fill('Our CRM')
    await page.getByRole('button', { name: 'Add the endpoint' }).click()
    const secret = await page.getByRole('textbox', { name: 'Secret' }).innerText()
    await page.getByRole('link', { name: 'Open the endpoint' }).click()
    await page.getByRole('heading', { name: 'Our CRM', level: 1 }).waitFor()
    path = new URL(page.url()).pathname
    expect(await page.content()).not.toContain(secret)

    await page.getByRole('button', { name: 'Send a test' }).click()
    await page.getByText('thanks').first().waitFor()
    const [tried] = receiver.calls
    expect(new Webhook(secret).verify(tried?.body ?? '', tried?.headers ?? {})).toMatchObject({
      type: 'endpoint.test'
    })

    await dashboard.asProgram('POST', '/api/v1/responses', {
      id: 'answer-of-ana',
      survey: survey.id,
      rating: 4
    })
    const rows = page.getByRole('row').filter({ hasText: 'response.created' })
    await expect
      .poll(async () => plain((await rows.allInnerTexts()).join()), { timeout: waitMs })
      .toMatch(/Delivered 200 ?thanks/)
    await rows.getByRole('button', { name: /^Send again what happened at/ }).click()
    await expect.poll(() => receiver.calls.length, { timeout: waitMs }).toBe(3)
    expect(receiver.calls[2]?.headers['webhook-id']).toBe(receiver.calls[1]?.headers['webhook-id'])

    page.on('dialog', (dialog) => void dialog.accept())
    await page.getByRole('button', { name: 'Make a new secret' }).click()
    const next = page.getByRole('textbox', { name: 'Secret' })
    await expect.poll(async () => (await next.innerText()) !== secret, { timeout: waitMs }).toBe(true)
    await page.getByText(/^The secret before signs, too, until/).waitFor()

    await page.getByRole('button', { name: 'Pause', exact: true }).click()
    await page.getByText('It is paused because somebody said so.').waitFor()
    await page.getByText('Send the last days again').click()
    await page.getByLabel('Only what was given up').uncheck()
    await page.locator('details').getByRole('button', { name: 'Send again', exact: true }).click()
    await page.getByText('1 event waits to be sent.').waitFor()
    await page.getByRole('button', { name: 'Let it go on' }).click()
    await expect.poll(() => receiver.calls.length, { timeout: waitMs }).toBe(4)
  })

  it('changes what it is told and says why an address is refused', async () => {
    const page = await dashboard.open(path)
    await page.getByLabel(/^A follow-up was opened/).check()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Saved', { exact: true }).waitFor()
    await page.reload()
    await settled(page)
    expect(await page.getByLabel(/^A follow-up was opened/).isChecked()).toBe(true)
    await page.getByLabel('Address').fill('https://eve:secret@example.com/')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText(/Leave the name and the password out/).waitFor()
    dashboard.forgive()
  })

  once.each([
    ...looks,
    ['in Urdu on a phone', { viewport: { width: 360, height: 740 }, locale: 'ur' }],
    ['in Mongolian', { locale: 'mn-MN', colorScheme: 'dark' }]
  ] as const)('has no barriers and nothing out of view, %s', async (_name, options) => {
    const page = await dashboard.open(path, options)
    for (const address of [`/sites/${site.id}/endpoints`, `/sites/${site.id}/endpoints/new`, path]) {
      await page.goto(dashboard.url + address)
      await settled(page)
      expect([address, await barriers(page), await overflow(page)]).toEqual([address, [], 0])
    }
  })

  it('says above the figures that an endpoint is gone, and removes it', async () => {
    receiver.misbehave({ status: 410, body: 'gone' })
    await dashboard.asProgram('POST', '/api/v1/responses', {
      id: 'answer-too-late',
      survey: survey.id,
      rating: 4
    })
    const figures = `/sites/${site.id}/surveys/${survey.id}`
    const page = await dashboard.open(figures)
    await expect
      .poll(
        async () => {
          await page.goto(dashboard.url + figures)
          await settled(page)
          return plain(
            await page
              .getByRole('status')
              .allInnerTexts()
              .then((all) => all.join())
          )
        },
        { timeout: waitMs }
      )
      .toContain('The endpoint “Our CRM” is told nothing')
    await page.getByRole('link', { name: 'Open the endpoint' }).click()
    await page.getByText('It is paused because it answered that it is gone (410).').waitFor()
    page.on('dialog', (dialog) => void dialog.accept())
    await page.getByRole('button', { name: 'Remove the endpoint' }).click()
    await page.getByText('There are no endpoints yet.').waitFor()
  })
})
