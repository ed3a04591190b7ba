import { readFileSync } from 'node:fs'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import { barriers } from '../support/barriers'
import { looks, overflow, settled, startDashboard } from '../support/dashboard-visit'
import { onBothDatabases } from '../support/databases'

type Kept = { rows: { channel: string; topics: string[] }[] }

const lines = (...all: string[]) => `${all.join('\n')}\n`
const ratings = lines(
  'Ticket,Verdict,When,Via,Subject,Handled by,Note',
  't-1,5,24/10/2026 18:05,Call-Center,"Refund, delivery",ana,"Quick, and kind"',
  't-2,great,25/10/2026 9:00,Chat,Refund,ben,',
  't-3,,25/10/2026 9:30,Chat,Delivery,ben,',
  't-4,2,26/10/2026 11:00,Call-Center,Delivery,ana,Late',
  't-5,awful,26/10/2026 12:00,Chat,Delivery,ana,=cmd'
)
const offers = lines(
  'id,score,ticket_id,requester_id,assignee_id,created_at,updated_at',
  '1,good,7,8,9,2026-10-20T10:00:00Z,2026-10-20T11:00:00Z',
  '2,offered,7,8,9,2026-10-20T10:00:00Z,2026-10-20T10:00:00Z'
)

declare global {
  interface Window {
    progressSeen?: string[]
    progressSaid?: string[]
  }
}

/** In the page: notes all that it shows and says of how far a file is. */
function noteProgress() {
  const seen = (window.progressSeen = [] as string[])
  const said = (window.progressSaid = [] as string[])
  const look = () => {
    const box = document.querySelector('.import-progress')
    const [doing, far, status] = [...(box?.querySelectorAll('p') ?? [])].map((one) => one.textContent ?? '')
    if (!box || status === undefined) return
    seen.push([doing, box.querySelector('progress')?.getAttribute('value') ?? '', far].join(';'))
    if (said.at(-1) !== status) said.push(status)
  }
  new MutationObserver(look).observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    characterData: true
  })
}

onBothDatabases((fresh, dialect) => {
  // How a page looks is the same on both databases.
  const once = it.runIf(dialect === 'sqlite')
  const dashboard = startDashboard(fresh)
  let site: SiteView
  let satisfaction: SurveyView
  let thumbs: SurveyView

  beforeAll(async () => {
    site = await dashboard.asOwner<SiteView>('/api/v1/sites', { name: 'Lark & Sons', timeZone: 'UTC' })
    satisfaction = await dashboard.asOwner<SurveyView>('/api/v1/surveys', {
      site: site.id,
      name: 'Satisfaction',
      metric: 'csat'
    })
    thumbs = await dashboard.asOwner<SurveyView>('/api/v1/surveys', {
      site: site.id,
      name: 'Thumbs',
      metric: 'thumbs'
    })
  })

  const open = (query = '', options?: BrowserContextOptions) =>
    dashboard.open(`/sites/${site.id}/import${query}`, options)
  const give = async (page: Page, name: string, text: string) => {
    await page
      .getByLabel('Choose a file')
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
    // Longer where the file is long and the machine is busy.
    await page.getByRole('heading', { name: 'What is what' }).waitFor({ timeout: 60_000 })
    await settled(page)
  }
  const count = async (page: Page, name: string) =>
    page.getByRole('term').filter({ hasText: name }).locator('xpath=following-sibling::dd').innerText()
  const choose = async (page: Page, label: string, option: string) => {
    await page.getByRole('combobox', { name: label, exact: false }).first().selectOption(option)
    await settled(page)
  }

  it('takes in a table whose columns it is told, with words for ratings and channels, and nothing twice', async () => {
    const page = await open()
    await page
      .getByRole('navigation', { name: 'Settings of the site' })
      .getByRole('link', { name: 'Import' })
      .waitFor()
    await give(page, 'verdicts.csv', ratings)
    await page.getByRole('alert').getByText('Say which column holds the rating.').waitFor()
    await choose(page, 'Rating', 'Verdict')
    await page.getByText('Without it all of them count as answered now.').waitFor()
    await choose(page, 'Answered at', 'When')
    expect(await page.getByRole('combobox', { name: 'How “Answered at” is written' }).inputValue()).toBe('')
    await choose(page, 'Channel', 'Via')
    await choose(page, 'Topics', 'Subject')
    await page.getByLabel(/^Column 1 of topics/).check()
    await settled(page)
    await choose(page, 'Agent', 'Handled by')
    await choose(page, 'Comment', 'Note')
    await page.getByText('More parts').click()
    await choose(page, 'Id of the answer', 'Ticket')
    expect(await page.getByText('such as ana · ben').count()).toBe(1)
    expect([await count(page, 'New answers'), await count(page, 'Not taken in')]).toEqual(['2', '2'])
    await page.getByText('Line 3: “Verdict” “great” is not a whole number from 1 to 5').waitFor()
    await page.getByRole('combobox', { name: 'What “great” counts as' }).selectOption('5')
    await settled(page)
    await page.getByRole('combobox', { name: 'What “Call-Center” counts as' }).selectOption('voice')
    await settled(page)
    expect([
      await count(page, 'New answers'),
      await count(page, 'Asked, no answer'),
      await count(page, 'Not taken in')
    ]).toEqual(['3', '1', '1'])
    await page
      .getByRole('region', { name: 'The first rows as they would be kept.' })
      .getByRole('row', { name: /5 of 5.*Phone refund, delivery ana Quick, and kind/ })
      .waitFor()
    expect(await barriers(page)).toEqual([])
    expect(await overflow(page)).toBe(0)
    await page.getByRole('button', { name: 'Import 3 answers' }).click()
    await page.getByRole('status').getByText('3 answers came in.').waitFor()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download them as CSV' }).click()
    expect(readFileSync(await (await download).path(), 'utf8')).toContain(
      '6,Verdict,awful,is not a whole number from 1 to 5'
    )
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Import another file' }).click()
    await page.getByRole('region', { name: 'Imports until now' }).getByText('verdicts.csv').first().waitFor()
    expect(
      await page.getByRole('region', { name: 'Imports until now' }).getByRole('listitem').innerText()
    ).toContain('3 answers new, 1 row not taken in')
    await page.getByText('Report verdicts.csv').click()
    await page.getByText('Line 6: “Verdict” is not a whole number from 1 to 5').waitFor()
    expect(await barriers(page)).toEqual([])
  })

  it('asks what a file from 1 to 10 means in a survey from 1 to 5, instead of making a figure of it', async () => {
    const wide = await dashboard.asOwner<SurveyView>('/api/v1/surveys', {
      site: site.id,
      name: 'Satisfaction to ten',
      metric: 'csat',
      scale: { min: 1, max: 10 }
    })
    const page = await open()
    const file = lines(
      'id,score,created_at',
      ...Array.from({ length: 20 }, (_, index) => `ten-${index},${1 + (index % 10)},2026-10-01T10:00:00Z`)
    )
    await give(page, 'ten.csv', file)
    await page
      .getByRole('alert')
      .getByText(
        'The numbers in the file run from 1 to 10, and the survey asks for 1 to 5: 10 of 20 are off its scale.'
      )
      .waitFor()
    expect(await page.getByRole('button', { name: /^Import \d/ }).count()).toBe(0)
    expect([await count(page, 'Rating off the scale'), await barriers(page), await overflow(page)]).toEqual([
      '10',
      [],
      0
    ])
    await page.getByRole('button', { name: 'They are from 1 to 10: keep them so' }).click()
    await page.getByRole('button', { name: 'Import 20 answers' }).waitFor()
    await page.getByRole('button', { name: 'Choose another file' }).click()
    await give(page, 'ten.csv', file)
    await page
      .getByRole('button', { name: 'Import into “Satisfaction to ten”, which asks for 1 to 10' })
      .click()
    await page.getByRole('button', { name: 'Import 20 answers' }).click()
    await page.getByRole('status').getByText('20 answers came in.').waitFor()
    const scores = await dashboard.asProgram<{ total: { count: number } }>(
      'GET',
      `/api/v1/scores?survey=${wide.id}&from=2026-10-01&to=2026-10-31`
    )
    expect(scores.total.count).toBe(20)
  })

  it('asks of which zone times are that name none', async () => {
    const page = await open()
    await give(page, 'zones.csv', lines('id,score,created_at', 'zone-1,5,2026-10-01 23:00'))
    const zone = page.getByRole('combobox', { name: 'Times without a zone are of' })
    expect(await zone.inputValue()).toBe('UTC')
    await page.getByRole('cell', { name: '1 Oct 2026, 23:00' }).waitFor()
    await zone.selectOption('America/New_York')
    await page.getByRole('cell', { name: '2 Oct 2026, 03:00' }).waitFor()
  })

  it('recognises the file of a known tool, and says that all of it is there when it comes again', async () => {
    const page = await open(`?survey=${thumbs.id}`)
    await give(page, 'zendesk.csv', offers)
    expect(await page.getByRole('combobox', { name: 'The file comes from' }).inputValue()).toBe('zendesk')
    await page.getByRole('button', { name: 'Import 1 answer' }).click()
    await page.getByRole('status').getByText('1 answer came in.').waitFor()
    await page.getByRole('button', { name: 'Import another file' }).click()
    await give(page, 'zendesk.csv', offers)
    await page.getByRole('status').getByText('All of it is there already').waitFor()
    expect(await page.getByRole('button', { name: /^Import/ }).count()).toBe(0)
  })

  it('takes what is the same for all rows, such as the channel and the topic of a file about one thing', async () => {
    const page = await open()
    await give(
      page,
      'one-thing.csv',
      lines('id,score,created_at', 'same-1,5,2026-10-01T10:00:00Z', 'same-2,4,2026-10-02T10:00:00Z')
    )
    for (const [part, said] of [
      ['Channel', 'sms'],
      ['Topics', 'Delivery']
    ] as const) {
      await choose(page, part, 'The same for all rows…')
      await page.getByRole('textbox', { name: `“${part}” of all rows` }).fill(said)
      await page.keyboard.press('Tab')
      await settled(page)
    }
    await page.getByRole('button', { name: 'Import 2 answers' }).click()
    await page.getByRole('status').getByText('2 answers came in.').waitFor()
    const { rows } = await dashboard.asProgram<Kept>(
      'GET',
      `/api/v1/responses?survey=${satisfaction.id}&from=2026-10-01&to=2026-10-03`
    )
    expect(rows.map(({ channel, topics }) => [channel, topics])).toEqual([
      ['sms', ['delivery']],
      ['sms', ['delivery']]
    ])
    expect(await barriers(page)).toEqual([])
  })

  it('shows how far a long import has come, from the first byte that is sent', async () => {
    const page = await open()
    const many = lines(
      'id,score,created_at',
      ...Array.from({ length: 30_000 }, (_, index) => `many-${index},${1 + (index % 5)},2026-10-01T10:00:00Z`)
    )
    const line = await page.context().newCDPSession(page)
    await line.send('Network.enable')
    const emulate = (uploadThroughput: number) =>
      line.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput
      })
    await emulate(1_500_000)
    await page.evaluate(noteProgress)
    await give(page, 'many.csv', many)
    await emulate(-1)
    const seen = await page.evaluate(() => window.progressSeen ?? [])
    const shown = [
      /^Sending many.csv;.*;0% sent$/,
      /^Sending many.csv;0\.\d+;\d+% sent$/,
      /^Checking many.csv;0\.\d+;[\d,]+ of about [\d,]+ rows$/,
      /^Comparing many.csv with what is there;0\.\d+;[\d,]+ of 30,000 rows$/
    ]
    expect(shown.filter((text) => !seen.some((one) => text.test(one)))).toEqual([])
    // Whoever hears it is told at every quarter, and not at every row.
    const said = await page.evaluate(() => window.progressSaid ?? [])
    expect(
      said.filter(
        (text) =>
          !/^(Sending many.csv|Checking many.csv|Comparing many.csv with what is there)( (25|50|75|100)%| 0%)?$/.test(
            text
          )
      )
    ).toEqual([])
    await page.getByRole('button', { name: 'Import 30,000 answers' }).click()
    const storing = page.getByRole('progressbar', { name: 'Importing many.csv' })
    await expect
      .poll(async () => Number(await storing.getAttribute('value')), { interval: 20, timeout: 60_000 })
      .toBeGreaterThan(0)
    // Whoever looks from elsewhere sees it too, and it goes on without the page that began it.
    const elsewhere = await open()
    await elsewhere.getByRole('progressbar', { name: 'Importing many.csv' }).waitFor()
    await page.close()
    await elsewhere.getByText('30,000 answers new').waitFor({ timeout: 120_000 })
    expect(await elsewhere.getByRole('progressbar').count()).toBe(0)
  }, 180_000)

  it('says what is wrong with a file that cannot be read', async () => {
    const page = await open()
    await page
      .getByLabel('Choose a file')
      .setInputFiles({ name: 'sheet.xlsx', mimeType: 'text/csv', buffer: Buffer.from('PK\x03\x04 and more') })
    await page.getByRole('alert').getByText('save the sheet as CSV').waitFor()
    dashboard.forgive() // the browser's own line about the 422
  })

  once('says what a proxy in front of the server did, and goes on when it is mended', async () => {
    const page = await open()
    const file = lines('id,score,created_at', 'proxy-1,5,2026-10-01T10:00:00Z')
    const answers = { contentType: 'text/html', body: '<html><title>Error</title><h1>nginx</h1></html>' }
    const said: [status: number, sentence: RegExp][] = [
      [408, /took too long for a proxy.*\(408\)/],
      [413, /A proxy in front of the server takes no file so large \(413\)/],
      [502, /A proxy in front of the server does not reach it \(502\)/],
      [504, /took longer than a proxy in front of it waits \(504\)/],
      [200, /The server answered something /]
    ]
    for (const [status, sentence] of said) {
      await page.route('**/api/v1/imports?dryRun=*', (route) => route.fulfill({ ...answers, status }))
      await page
        .getByLabel('Choose a file')
        .setInputFiles({ name: 'proxy.csv', mimeType: 'text/csv', buffer: Buffer.from(file) })
      await page.getByRole('alert').getByText(sentence).waitFor()
      await page.unroute('**/api/v1/imports?dryRun=*')
    }
    await give(page, 'proxy.csv', file)
    await page.route('**/api/v1/imports?dryRun=false', (route) =>
      route.fulfill({
        status: 504,
        contentType: 'application/json',
        body: '{"message":"Endpoint request timed out"}'
      })
    )
    await page.getByRole('button', { name: 'Import 1 answer' }).click()
    await page.getByRole('alert').getByText('It may still be at work').waitFor()
    await page.unroute('**/api/v1/imports?dryRun=false')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('button', { name: 'Import 1 answer' }).click()
    await page.getByRole('status').getByText('1 answer came in.').waitFor()
    dashboard.forgive() // the browser's own lines about the statuses
  })

  once('does not send a file that is larger than the server takes', async () => {
    const page = await open()
    await page.getByLabel('Choose a file').evaluate((input: HTMLInputElement) => {
      const files = new DataTransfer()
      files.items.add(new File([new Uint8Array(64 * 1024 * 1024 + 1)], 'large.csv'))
      input.files = files.files
      input.dispatchEvent(new Event('change', { bubbles: true }))
    })
    await page.getByRole('alert').getByText('This file is larger than 64 MB.').waitFor()
  })

  it('keeps a word apart that two columns of topics share, until it is told that they are the same', async () => {
    const page = await open()
    await give(
      page,
      'shared.csv',
      lines(
        'id,score,created_at,Product,Cause',
        'shared-1,5,2026-10-01T10:00:00Z,Delivery,Price',
        'shared-2,1,2026-10-01T10:00:00Z,Shop,Delivery'
      )
    )
    await choose(page, 'Topics', 'Product')
    await choose(page, 'Topics, column 2', 'Cause')
    await page.getByRole('cell', { name: 'shop, cause-delivery' }).waitFor()
    const same = page.getByRole('checkbox', { name: 'The same word is the same topic in all of them' })
    await same.check()
    await page.getByRole('cell', { name: 'shop, delivery' }).waitFor()
    await same.uncheck()
    await page.getByRole('cell', { name: 'product-delivery, price' }).waitFor()
    expect([await barriers(page), await overflow(page)]).toEqual([[], 0])
  })

  once.each(looks)(
    'has no barriers and nothing out of view in any of its states, %s',
    async (_name, options) => {
      const page = await open('', options)
      expect([await barriers(page), await overflow(page)]).toEqual([[], 0])
      await give(page, 'verdicts.csv', ratings)
      expect([await barriers(page), await overflow(page)]).toEqual([[], 0])
      await choose(page, 'Rating', 'Verdict')
      await choose(page, 'Channel', 'Via')
      await page.getByText('More parts').click()
      expect([await barriers(page), await overflow(page)]).toEqual([[], 0])
    }
  )
})
