import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ConnectorView } from '../../server/contract/connectors'
import type { InvitationView } from '../../server/contract/invitations'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import { barriers } from '../support/barriers'
import type { Visit } from '../support/dashboard-visit'
import { looks, overflow, rowsOf, settled, startDashboard, visit } from '../support/dashboard-visit'
import { onBothDatabases } from '../support/databases'
import type { FakeVendor } from '../support/fake-vendor'
import { startFakeVendor } from '../support/fake-vendor'

const headers = 'Authorization: Bearer the-key-of-the-gateway'
const secret = 'a secret for the replies'

/**
 * An owner connects a gateway, sets whom to ask, and looks at what came of it. Each test goes on where the
 * last one ended.
 */
onBothDatabases((fresh, dialect) => {
  // How a page looks is the same on both databases.
  const once = it.runIf(dialect === 'sqlite')
  const dashboard = startDashboard(fresh)
  let gateway: FakeVendor
  let owner: Visit
  let page: Page
  let site: SiteView
  let survey: SurveyView

  beforeAll(async () => {
    gateway = await startFakeVendor(() => ({ status: 200, body: '{"queued":true}' }))
    site = await dashboard.asOwner<SiteView>('/api/v1/sites', {
      name: 'Lark & Sons',
      origins: ['https://shop.example']
    })
    survey = await dashboard.asOwner<SurveyView>('/api/v1/surveys', {
      site: site.id,
      name: 'Satisfaction',
      metric: 'csat',
      state: 'live'
    })
    owner = await visit(dashboard.browser, {
      storageState: dashboard.owner,
      permissions: ['clipboard-read', 'clipboard-write']
    })
    page = owner.page
    page.on('dialog', (dialog) => void dialog.accept())
  })
  afterAll(async () => {
    await gateway.close()
  })

  const about = (path = '') => `${dashboard.url}/sites/${site.id}/surveys/${survey.id}${path}`
  async function open(address: string) {
    await page.goto(address)
    await settled(page)
  }
  const api = <T>(path: string, body?: unknown) =>
    dashboard.asProgram<T>(body === undefined ? 'GET' : 'POST', `/api/v1${path}`, body)
  const connector = async () => {
    const [only] = (await api<{ rows: ConnectorView[] }>(`/connectors?site=${site.id}`)).rows
    if (!only) throw new Error('there is no connector')
    return only
  }
  const cells = async (name: string) => (await rowsOf(page, name)).slice(1)

  it('connects a gateway by what its kind asks for, and says what is wrong beside the field', async () => {
    await open(`${dashboard.url}/sites/${site.id}/settings`)
    await page
      .getByRole('navigation', { name: 'Settings of the site' })
      .getByRole('link', { name: 'Connectors' })
      .click()
    await page.getByRole('link', { name: 'SMS by another gateway' }).click()
    await page.getByRole('heading', { name: 'A new connector: SMS by another gateway' }).waitFor()
    await page.getByLabel('Name', { exact: true }).fill('Our gateway')
    await page.getByLabel('Address', { exact: true }).fill(`${gateway.url}/messages`)
    await page.getByLabel('Headers').fill(headers)
    await page.getByLabel('Secret', { exact: true }).fill('too short')
    await page.getByRole('button', { name: 'Add the connector' }).click()
    await page.getByText(/>=12 characters/).waitFor()
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('settings.secret')
    await page.getByLabel('Secret', { exact: true }).fill(secret)
    await page.getByRole('button', { name: 'Add the connector' }).click()
    await page.getByRole('heading', { name: 'Our gateway' }).waitFor()
    expect(owner.faults.splice(0).filter((fault) => !fault.includes('422'))).toEqual([])
  })

  it('shows the address to paste, and no secret to anybody', async () => {
    const { hookUrl } = await connector()
    expect(await page.getByRole('textbox', { name: 'Address to paste' }).innerText()).toBe(hookUrl)
    await page.getByRole('button', { name: 'Copy' }).click()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(hookUrl)
    await page.reload()
    await settled(page)
    expect(await page.getByLabel('Secret', { exact: true }).inputValue()).toBe('')
    expect(await page.content()).not.toContain(secret)
    expect(await page.content()).not.toContain('the-key-of-the-gateway')
  })

  it('sends a test that carries the kept secret, and shows what the gateway answered', async () => {
    await page.getByLabel('Last line').fill('Reply STOP to opt out.')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved', { exact: true }).waitFor()
    await page.getByLabel('Your phone number').fill('+92 300 1234567')
    await page.getByRole('button', { name: 'Send a test' }).click()
    await page.getByRole('status').getByText('200 {"queued":true}').waitFor()
    expect(gateway.calls.at(-1)).toMatchObject({
      headers: { authorization: 'Bearer the-key-of-the-gateway' },
      body: expect.stringContaining('Reply STOP to opt out.')
    })
    await expect
      .poll(() => cells('Last messages'))
      .toEqual([expect.stringMatching(/Survey Sent 200 \{"queued":true\}$/)])
  })

  it('sends a message again that the gateway had refused', async () => {
    gateway.misbehave({ status: 400, body: '{"error":"number is blocked"}' })
    const { id } = await connector()
    await api('/invitations', {
      survey: survey.id,
      channel: 'voice',
      topics: ['Refund'],
      agent: 'Ana',
      customer: 'k-1',
      delivery: id,
      address: '+923001234568'
    })
    await page.reload()
    await page.getByText('Refused', { exact: true }).waitFor()
    expect((await cells('Last messages')).at(0)).toMatch(
      /Survey Refused 400 \{"error":"number is blocked"\} Send again$/
    )
    await page.getByRole('button', { name: /^Send again/ }).click()
    await expect
      .poll(async () => (await cells('Last messages')).at(0), { timeout: 15_000 })
      .toMatch(/Survey Sent/)
    await page.getByRole('link', { name: 'All connectors' }).click()
    await page.getByText(/^Last message: sent/).waitFor()
    expect(owner.faults).toEqual([])
  })

  it('asks nobody who wants to be asked no more, until they may be asked again', async () => {
    await open(`${dashboard.url}/sites/${site.id}/opt-outs`)
    await page.getByText('Nobody yet.').waitFor()
    await page.getByLabel('Customer').fill('k-quiet')
    await page.getByRole('button', { name: 'Ask no more' }).click()
    await page.getByRole('button', { name: /may be asked again$/ }).waitFor()
    expect(await page.getByRole('main').innerText()).not.toContain('k-quiet')
    expect(await barriers(page)).toEqual([])
    expect(
      await api<InvitationView>('/invitations', { survey: survey.id, channel: 'email', customer: 'k-quiet' })
    ).toMatchObject({ state: 'suppressed', reason: 'opted-out' })
    await page.getByRole('button', { name: /may be asked again$/ }).click()
    await page.getByText('Nobody yet.').waitFor()
    expect(
      await api<InvitationView>('/invitations', { survey: survey.id, channel: 'email', customer: 'k-quiet' })
    ).toMatchObject({ state: 'created' })
  })

  it('counts whom it asked and whom it did not, and opens the invitations behind a figure', async () => {
    await open(about('/response'))
    expect(await cells('From invitation to answer')).toEqual([
      'Invited 100% 3',
      expect.stringMatching(/^Not asked .*33% 1$/),
      expect.stringMatching(/^Sent 67% 2$/),
      expect.stringMatching(/^Delivered/),
      'Opened 0% 0',
      expect.stringMatching(/^Started .*0% 0$/),
      'Answered 0% 0'
    ])
    expect(await cells('By channel')).toHaveLength(2)
    await page
      .getByRole('link', { name: 'Show the 1 invitation: Not asked, Wants to be asked no more' })
      .click()
    await settled(page)
    await expect
      .poll(() => cells('Invitations'))
      .toEqual([expect.stringMatching(/k-quiet E-mail Not asked Wants to be asked no more$/)])
    await page.getByRole('link', { name: 'Remove the filter Reason: Wants to be asked no more' }).click()
    await page.getByRole('combobox', { name: 'State' }).selectOption({ label: 'Sent' })
    await expect.poll(async () => (await cells('Invitations')).length).toBe(2)
  })

  it('takes a link back, which closes it', async () => {
    const { url } = await api<InvitationView>('/invitations', {
      survey: survey.id,
      channel: 'line',
      customer: 'k-late'
    })
    await page.reload()
    await settled(page)
    await page.getByRole('button', { name: 'Take back the link of k-late' }).click()
    await page.getByText('Taken back', { exact: true }).waitFor()
    expect(await (await fetch(url)).text()).not.toContain('<form')
    expect(await page.getByRole('main').innerHTML()).not.toContain('/s/')
  })

  it('makes a poster with a QR code to download and a sheet to print', async () => {
    await page.getByRole('link', { name: 'Posters and QR codes' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Till 2')
    await page.getByLabel('Where it hangs').fill('Saddar shop')
    await page.getByRole('button', { name: 'Make it' }).click()
    const picture = page.getByRole('img', { name: 'QR code of Till 2, Saddar shop' })
    await picture.waitFor()
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(0)
    const fetched = async (name: string) =>
      (
        await page.request.get(dashboard.url + (await page.getByRole('link', { name }).getAttribute('href')))
      ).headers()['content-type']
    expect(await fetched('Download the QR code of Till 2, Saddar shop as SVG')).toContain('image/svg+xml')
    expect(await fetched('Download the QR code of Till 2, Saddar shop as PNG')).toContain('image/png')
    expect(await fetched('Sheet to print')).toContain('text/html')
    expect(await page.getByRole('textbox', { name: 'Its link' }).innerText()).toMatch(/\/q\/[\w-]{22}$/)
  })

  it('looks at a list by the rules before it invites, and hands out the links once', async () => {
    await api('/opt-outs', { site: site.id, customer: 'k-30' })
    await open(about('/invitations/upload'))
    const file = {
      name: 'customers.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        'Customer ID;Channel;Topics;Colour\r\nk-30;whatsapp;"Refund;Delivery";red\r\nk-31;;Refund;\r\n'
      )
    }
    await page.getByLabel('File').setInputFiles(file)
    await page.getByText('Not read: Colour').waitFor()
    await expect
      .poll(() => cells('Upload a list'))
      .toEqual([
        '2 k-30 WhatsApp · Refund · Delivery Not asked: Wants to be asked no more',
        '3 k-31 Other · Refund Is asked'
      ])
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Invite 2' }).click()
    await page.getByRole('heading', { name: 'Done' }).waitFor()
    expect(await page.getByRole('status').getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringContaining('Not asked: Wants to be asked no more'),
      expect.stringContaining('On the way')
    ])
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download links and results as CSV' }).click()
    ])
    const lines = await (await download.createReadStream()).toArray().then((parts) =>
      Buffer.concat(parts as Buffer[])
        .toString()
        .trim()
        .split('\r\n')
    )
    expect(lines).toHaveLength(3)
    expect(lines[1]).toBe('2,k-30,suppressed,opted-out,')
    expect(lines[2]).toMatch(/^3,k-31,created,,http\S+\/s\/[\w-]{22}$/)
  })

  it('sets whom invitations go to in the builder', async () => {
    await open(about('/edit'))
    const rules = page.getByRole('region', { name: 'Links and messages' })
    await rules.getByLabel('Not too often').check()
    await rules.getByLabel('Times at most').fill('2')
    await rules.getByLabel('Only about conversations that were resolved').check()
    await rules.getByLabel('Only at certain hours').check()
    await rules.getByLabel('Saturday').check()
    await rules.getByLabel('From').fill('10:30')
    await page.getByRole('button', { name: 'Publish changes' }).click()
    await page.getByText('Published. Pages show it within five minutes.').waitFor()
    expect((await api<SurveyView>(`/surveys/${survey.id}`)).inviting).toMatchObject({
      frequency: { asks: 2, days: 30 },
      onlyResolved: true,
      hours: { days: [1, 2, 3, 4, 5, 6], from: '10:30', to: '18:00' },
      perAgentADay: null
    })
  })

  once.each(looks)('has no barriers and nothing out of view on any page, %s', async (_name, options) => {
    const { id } = await connector()
    const looked = await visit(dashboard.browser, { storageState: dashboard.owner, ...options })
    const paths = [
      '/response',
      '/response?channel=line&by=topic',
      '/response?topic=nothing',
      '/invitations',
      '/invitations?conversation=nothing',
      '/placements',
      '/invitations/upload',
      '/../../connectors',
      '/../../connectors?add=helpdesk',
      '/../../connectors?add=email',
      `/../../connectors/${id}`,
      '/../../opt-outs'
    ]
    for (const path of paths) {
      await looked.page.goto(about(path))
      await settled(looked.page)
      expect([path, await barriers(looked.page), await overflow(looked.page)]).toEqual([path, [], 0])
    }
    expect(looked.faults).toEqual([])
    await looked.leave()
  })

  it('removes a connector, whose links go on', async () => {
    await open(`${dashboard.url}/sites/${site.id}/connectors/${(await connector()).id}`)
    await page.getByRole('button', { name: 'Remove the connector' }).click()
    await page.getByText('There are no connectors yet.', { exact: false }).waitFor()
    expect(owner.faults).toEqual([])
  })
})
