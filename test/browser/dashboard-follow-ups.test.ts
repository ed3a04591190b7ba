import type { BrowserContextOptions } from 'playwright-core'
import { beforeAll, expect, it, vi } from 'vitest'
import type { FollowUpsView } from '../../server/contract/follow-ups'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import { barriers } from '../support/barriers'
import type { Session } from '../support/dashboard-visit'
import { looks, overflow, plain, settled, startDashboard, textOf } from '../support/dashboard-visit'
import { onBothDatabases } from '../support/databases'
import { startMailServer } from '../support/mail-server'

onBothDatabases((fresh, dialect) => {
  const once = it.runIf(dialect === 'sqlite')
  const dashboard = startDashboard(fresh)
  let site: SiteView
  let survey: SurveyView
  let base = ''
  let agent: Session
  let ids: string[] = []

  beforeAll(async () => {
    site = await dashboard.asOwner<SiteView>('/api/v1/sites', {
      name: 'Lark & Sons',
      timeZone: 'UTC',
      conversationUrl: 'https://desk.example/{conversation}'
    })
    survey = await dashboard.asOwner<SurveyView>('/api/v1/surveys', {
      site: site.id,
      name: 'Satisfaction',
      metric: 'csat',
      state: 'live',
      parts: { reasons: { low: [{ key: 'slow', label: { en: 'Too slow' } }] } }
    })
    base = `/sites/${site.id}/follow-ups`
    await dashboard.asProgram('PUT', `/api/v1/sites/${site.id}/follow-up-rules`, {
      rules: [
        { name: 'Angry', when: { atMost: 1 }, dueHours: 8 },
        { name: 'Unhappy', dueHours: 24 }
      ]
    })
    const answer = (rating: number, comment: string, more: object = {}) => ({
      id: `answer-no-${rating}-${comment.length}`,
      survey: survey.id,
      rating,
      comment,
      channel: 'whatsapp',
      topics: ['Billing'],
      agent: 'ben',
      ...more
    })
    await dashboard.asProgram('POST', '/api/v1/responses/batch', {
      responses: [
        answer(1, 'Nobody called back', { customer: 'k-1', conversation: 'c 1', agent: 'ana' }),
        answer(2, 'The bill is wrong again'),
        answer(3, 'So so'),
        answer(5, 'Great', { customer: 'k-1', channel: 'email' })
      ]
    })
    await vi.waitFor(
      async () => {
        const found = await dashboard.asProgram<FollowUpsView>('GET', `/api/v1/sites/${site.id}/follow-ups`)
        ids = found.rows.map(({ id }) => id)
        expect(ids).toHaveLength(3)
      },
      { timeout: 10_000 }
    )
    const { joinUrl } = await dashboard.asOwner<{ joinUrl: string }>('/api/v1/members', {
      site: site.id,
      email: 'ana@example.com',
      name: 'Ana',
      role: 'agent',
      agent: 'ana'
    })
    agent = await dashboard.join(joinUrl)
  })
  const open = (path = '', options?: BrowserContextOptions) => dashboard.open(base + path, options)

  it('goes from the inbox by keys to a customer, takes it on, notes and closes it', async () => {
    const page = await dashboard.open(`/sites/${site.id}/surveys/${survey.id}`)
    await page.getByRole('link', { name: 'Inbox' }).click()
    await page.getByRole('heading', { name: 'Inbox', level: 1 }).waitFor()
    await settled(page)
    await page.getByText('3 follow-ups').waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /^Follow-up, opened/, level: 1 }).waitFor()
    await settled(page)
    const about = await textOf(page, 'What it is about')
    expect(about).toContain('Billing')
    expect(about).toContain('Angry')
    const conversation = page.getByRole('link', { name: 'Open the conversation' }).first()
    expect(await conversation.getAttribute('href')).toBe('https://desk.example/c%201')
    expect(await textOf(page, 'Other answers of this customer')).toContain('Great')

    const answering = await textOf(page, 'Answer the customer')
    expect(answering).toContain('nothing was sent to them from here')
    expect(answering).toContain('Open the conversation')

    await page.getByLabel('State').selectOption('In progress')
    await page.getByLabel('Owner').selectOption('Olga')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => textOf(page, 'History')).toContain('Owner: Olga')
    await page.getByText('Add the note').first().click()
    await page.getByLabel('Note').fill('Called at noon')
    await page.getByRole('button', { name: 'Add the note' }).click()
    await expect.poll(() => textOf(page, 'History')).toContain('Called at noon')
    await page.getByText('Close it').first().click()
    await page.getByLabel('Root cause').selectOption('Process')
    await page.getByLabel('Severity').selectOption('High')
    await page.getByLabel('What was done').fill('Paid back')
    await page.getByRole('button', { name: 'Close it' }).click()
    await page.getByRole('button', { name: 'Open it again' }).waitFor()
    expect(await textOf(page, 'What it is about')).toContain('Paid back')

    await page.getByRole('link', { name: 'Back to the inbox' }).click()
    await page.getByText('2 follow-ups').waitFor()
    await settled(page)
    expect(await textOf(page, 'The last 28 days')).toContain('Process 1 follow-up')
    await page.getByLabel('State').selectOption('Closed')
    await page.getByRole('status').filter({ hasText: '1 follow-up' }).waitFor()
    await page.getByLabel('Owner').selectOption('Nobody yet')
    await page.getByText('No follow-up fits these filters.').waitFor()
    await page.getByRole('link', { name: 'Show all that wait' }).click()
    await page.getByText('2 follow-ups').waitFor()
  })

  it('makes a rule, and says first how many answers it would have fitted', async () => {
    const page = await open()
    await page.getByRole('link', { name: 'Rules' }).click()
    await page.getByRole('heading', { name: 'Rules of follow-ups', level: 1 }).waitFor()
    await settled(page)
    await page.getByRole('button', { name: 'Add a rule' }).click()
    const made = page.getByRole('group', { name: 'Unhappy customers' })
    await made.getByLabel('Name').fill('Happy, too')
    await made.getByLabel('Rating', { exact: true }).selectOption('Any')
    await page.getByRole('button', { name: 'Try on the last 30 days' }).click()
    await page.getByText('Of 4 answers of the last 30 days, 4 would have opened a follow-up.').waitFor()
    await page.getByRole('button', { name: 'Save the rules' }).click()
    await page.getByText('Saved.').waitFor()
    await page.reload()
    await settled(page)
    const names = page.getByLabel('Name')
    expect(await names.count()).toBe(3)
    expect(await names.last().inputValue()).toBe('Happy, too')
    const kept = page.getByRole('group', { name: 'Happy, too' })
    expect(await kept.getByLabel('Members').count()).toBe(0)
    await kept.getByLabel('Too slow').check()
    await kept.getByLabel('Who owns it').selectOption('One member')
    await kept.getByLabel('Member', { exact: true }).selectOption('Olga')
    await page.getByRole('button', { name: 'Save the rules' }).click()
    await page.getByText('Saved.').waitFor()
    await page.reload()
    await settled(page)
    expect(await kept.getByLabel('Too slow').isChecked()).toBe(true)
    expect(await kept.getByLabel('Member', { exact: true }).locator('option:checked').innerText()).toBe(
      'Olga'
    )
    await page.getByRole('button', { name: 'Take “Happy, too” away' }).click()
    await page.getByRole('button', { name: 'Save the rules' }).click()
    await page.getByText('Saved.').waitFor()
  })

  once('shows agents those of their own answers, without a way to rules', async () => {
    const page = await open('?state=all', { storageState: agent })
    const main = plain(await page.getByRole('main').innerText())
    expect(main).toContain('Nobody called back')
    expect(main).not.toContain('The bill is wrong')
    expect(await page.getByRole('link', { name: 'Rules' }).count()).toBe(0)
  })

  once.each([
    ...looks,
    ['in Urdu on a phone', { viewport: { width: 360, height: 740 }, locale: 'ur' }],
    ['in Mongolian', { locale: 'mn-MN', colorScheme: 'dark' }]
  ] as const)('has no barriers and nothing out of view, %s', async (_name, options) => {
    const page = await open('', options)
    for (const path of ['', '?owner=me', `/${ids[1]}`, '/rules']) {
      await page.goto(dashboard.url + base + path)
      await settled(page)
      for (const summary of await page.locator('main summary:visible').all()) await summary.click()
      expect([path, await barriers(page), await overflow(page)]).toEqual([path, [], 0])
    }
  })

  it('answers a customer by mail in one’s own words, and says what became of it', async () => {
    const mail = await startMailServer()
    await dashboard.asProgram('POST', '/api/v1/connectors', {
      site: site.id,
      kind: 'email',
      name: 'Our mail',
      settings: { host: '127.0.0.1', port: mail.port, security: 'none', from: 'hello@shop.example' }
    })
    await dashboard.asProgram('POST', '/api/v1/responses', {
      id: 'answer-by-ada',
      survey: survey.id,
      rating: 2,
      customer: 'ada@example.com'
    })
    const theirs = async () => {
      const path = `/api/v1/sites/${site.id}/follow-ups`
      const { rows } = await dashboard.asProgram<FollowUpsView>('GET', path)
      return rows.find(({ answer }) => answer.id === 'answer-by-ada')?.id
    }
    await expect.poll(theirs, { timeout: 15_000 }).toBeDefined()
    const page = await open(`/${await theirs()}`)
    await settled(page)
    expect(await textOf(page, 'Answer the customer')).toContain('Goes to the customer by E-mail (Our mail)')
    expect([await barriers(page), await overflow(page)]).toEqual([[], 0])
    await page.getByLabel('Your words').fill('We are sorry, Ada.')
    await page.getByRole('button', { name: 'Send it' }).click()
    await expect.poll(() => textOf(page, 'History'), { timeout: 15_000 }).toContain('We are sorry, Ada.')
    await expect
      .poll(() => mail.mails.map(({ text }) => text?.trim()), { timeout: 15_000 })
      .toEqual(['We are sorry, Ada.'])
    const history = async () => {
      await page.reload()
      await settled(page)
      return textOf(page, 'History')
    }
    await expect.poll(history, { timeout: 15_000 }).toContain('E-mail · Sent')
    await mail.close()
  })

  it('asks customers again once it is closed, and shows what they say then and how many are satisfied', async () => {
    const mail = await startMailServer()
    const shop = await dashboard.asOwner<SiteView>('/api/v1/sites', { name: 'Reed', timeZone: 'UTC' })
    const asked = await dashboard.asOwner<SurveyView>('/api/v1/surveys', {
      site: shop.id,
      name: 'Satisfaction',
      metric: 'csat',
      state: 'live'
    })
    await dashboard.asProgram('POST', '/api/v1/connectors', {
      site: shop.id,
      kind: 'email',
      name: 'Our mail',
      settings: { host: '127.0.0.1', port: mail.port, security: 'none', from: 'hello@shop.example' }
    })
    const rules = await dashboard.open(`/sites/${shop.id}/follow-ups/rules`)
    await rules.getByRole('button', { name: 'Add a rule' }).click()
    await rules.getByLabel('Ask again, days after closing').fill('0')
    await rules.getByRole('button', { name: 'Save the rules' }).click()
    await rules.getByText('Saved.').waitFor()
    const customers = ['ada', 'bea', 'cem', 'dil', 'eve']
    for (const name of customers)
      await dashboard.asProgram('POST', '/api/v1/responses', {
        id: `answer-by-${name}`,
        survey: asked.id,
        rating: 1,
        comment: `${name} waited`,
        customer: `${name}@example.com`
      })
    const path = `/api/v1/sites/${shop.id}/follow-ups`
    const rows = async () => (await dashboard.asProgram<FollowUpsView>('GET', path)).rows
    await expect.poll(async () => (await rows()).length, { timeout: 15_000 }).toBe(5)
    const all = await rows()
    const ada = all.find(({ answer }) => answer.id === 'answer-by-ada')
    for (const { id } of all.filter((one) => one !== ada))
      await dashboard.asProgram('PATCH', `${path}/${id}`, {
        ...{ state: 'closed', nature: 'process', severity: 'low', done: 'Called' }
      })
    const page = await dashboard.open(`/sites/${shop.id}/follow-ups/${ada?.id}`)
    await page.getByLabel('Your words').fill('We are sorry, Ada.')
    await page.getByRole('button', { name: 'Send it' }).click()
    await page.locator('summary', { hasText: 'Close it' }).click()
    await page.getByLabel('Root cause').selectOption('process')
    await page.getByLabel('Severity').selectOption('low')
    await page.getByLabel('What was done').fill('Called, and sent it again')
    await page.getByRole('button', { name: 'Close it' }).click()
    await expect.poll(() => mail.mails.length, { timeout: 20_000 }).toBe(6)
    for (const name of customers) {
      const letters = mail.mails.filter(({ to }) => to?.[0]?.address === `${name}@example.com`)
      const [link] = letters.flatMap(({ text }) => /https?:\S+\/a\/\S+/.exec(text ?? '') ?? [])
      const { page: theirs } = await dashboard.visit()
      await theirs.goto(dashboard.url + new URL(link ?? '').pathname)
      expect([await barriers(theirs), await overflow(theirs)]).toEqual([[], 0])
      await theirs.locator(`input[name=rating][value="${name === 'eve' ? 2 : 5}"]`).check({ force: true })
      await theirs.getByRole('textbox').fill(`${name} is well`)
      await theirs.getByRole('button', { name: 'Send' }).click()
      await theirs.getByText('Thank', { exact: false }).first().waitFor()
    }
    await page.reload()
    await settled(page)
    expect(await textOf(page, 'Asked again')).toContain('ada is well')
    expect([await barriers(page), await overflow(page)]).toEqual([[], 0])
    await page.goto(`${dashboard.url}/sites/${shop.id}/follow-ups`)
    await settled(page)
    expect(await textOf(page, 'The last 28 days')).toContain('80% (38–96%)')
    await mail.close()
  })
})
