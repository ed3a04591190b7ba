import type { BrowserContextOptions, Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import type { ScoresView } from '../../server/contract/figures'
import type { MemberView } from '../../server/contract/people'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import { barriers } from '../support/barriers'
import type { Session } from '../support/dashboard-visit'
import { looks, overflow, settled, startDashboard } from '../support/dashboard-visit'
import { onBothDatabases } from '../support/databases'

const answers = [
  {
    id: 'late-delivery-1',
    rating: 1,
    comment: 'It never came',
    channel: 'pigeon post',
    topics: ['Delivery'],
    agent: 'ana',
    conversation: 'c-4711',
    customer: 'u-1'
  },
  {
    id: 'money-back-001',
    rating: 5,
    comment: 'Quick refund',
    channel: 'whatsapp',
    topics: ['Money back'],
    agent: 'ben'
  },
  { id: 'refund-no-word', rating: 4, channel: 'whatsapp', topics: ['Refund'], agent: 'ana' }
]

onBothDatabases((fresh, dialect) => {
  // How a page looks is the same on both databases.
  const once = it.runIf(dialect === 'sqlite')
  const dashboard = startDashboard(fresh)
  let site: SiteView
  let survey: SurveyView
  let agent: Session

  beforeAll(async () => {
    site = await dashboard.asOwner<SiteView>('/api/v1/sites', {
      name: 'Lark & Sons',
      conversationUrl: 'https://desk.example/t/{conversation}'
    })
    survey = await dashboard.asOwner<SurveyView>('/api/v1/surveys', {
      site: site.id,
      name: 'Satisfaction',
      metric: 'csat'
    })
    const { joinUrl } = await dashboard.asProgram<MemberView & { joinUrl: string }>(
      'POST',
      '/api/v1/members',
      { site: site.id, name: 'Ana', email: 'ana@example.com', role: 'agent', agent: 'ana' }
    )
    agent = await dashboard.join(joinUrl)
    const responses = answers.map((answer) => ({ survey: survey.id, ...answer }))
    await dashboard.asProgram('POST', '/api/v1/responses/batch', { responses })
    const companion = {
      site: site.id,
      openedAt: '2026-11-18T09:00:00Z',
      firstResponseAt: '2026-11-18T09:12:00Z',
      handleSeconds: 95
    }
    await dashboard.asProgram('PUT', '/api/v1/conversations/c-4711', companion)
  })
  const open = (path: string, options?: BrowserContextOptions) =>
    dashboard.open(`/sites/${site.id}${path}`, options)
  const list = () => `/surveys/${survey.id}/answers`
  const save = (page: Page, region: string) =>
    page.getByRole('region', { name: region }).getByRole('button', { name: 'Save' }).click()

  it('leaves an answer out with a reason and takes it back, and tells who did it', async () => {
    const page = await open(list())
    await page.getByRole('status').getByText('3 answers').waitFor()
    await page
      .getByRole('article')
      .filter({ hasText: 'It never came' })
      .getByRole('link', { name: /^Open the answer of/ })
      .click()
    await page.getByRole('heading', { level: 1, name: /^Answer of/ }).waitFor()
    await page.getByText('12 min').waitFor()
    expect(await page.getByRole('link', { name: 'Open the conversation' }).getAttribute('href')).toBe(
      'https://desk.example/t/c-4711'
    )
    const review = page.getByRole('region', { name: 'Review' })
    await review.getByLabel('This answer').selectOption('excluded')
    await review.getByLabel('Reason').fill('An employee')
    await save(page, 'Review')
    await page.getByText('Left out: An employee').waitFor()
    expect(
      await page.getByRole('region', { name: 'What became of it' }).getByRole('listitem').first().innerText()
    ).toMatch(/Answer reviewed[^]*Counted → Left out[^]*An employee[^]*by Olga/)
    await page.getByRole('link', { name: 'All answers' }).click()
    await page.getByRole('status').getByText('2 answers').waitFor()
    await page.getByRole('combobox', { name: 'Show' }).selectOption('excluded')
    await page.getByText('Left out: An employee').waitFor()
    await page.getByRole('link', { name: /^Open the answer of/ }).click()
    await review.getByLabel('This answer').selectOption('counted')
    await review.getByLabel('Reason').fill('A customer after all')
    await save(page, 'Review')
    await page.getByText('Left out: An employee').waitFor({ state: 'hidden' })
  })

  it('corrects what an answer is about', async () => {
    const page = await open(`${list()}/refund-no-word`)
    await page
      .getByRole('region', { name: 'Correct what it is about' })
      .getByRole('button', { name: 'Change' })
      .click()
    await page.getByLabel('Agent', { exact: true }).fill('cem')
    await save(page, 'Correct what it is about')
    await page.getByRole('region', { name: 'What it is about' }).getByRole('link', { name: 'cem' }).waitFor()
    await page.getByRole('region', { name: 'What became of it' }).getByText('ana').waitFor()
  })

  it('narrows the list to answers with a comment, a rating and a conversation', async () => {
    const page = await open(list())
    await page.getByLabel('Only with a comment').check()
    await page.getByRole('status').getByText('2 answers').waitFor()
    await page.getByText('Filter', { exact: true }).click()
    await page.getByRole('combobox', { name: /^Rating/ }).selectOption('1')
    await page.getByRole('status').getByText('1 answer', { exact: true }).waitFor()
    await page.getByRole('link', { name: /^Conversation/ }).click()
    await page.getByRole('link', { name: 'Remove the filter Conversation: c-4711' }).waitFor()
    expect(new URL(page.url()).search).toBe('?commented=yes&rating=1&conversation=c-4711')
  })

  it('merges topics, puts them under a new one, and takes it apart again', async () => {
    const page = await open('/tags')
    const rows = () => page.getByRole('main').getByRole('listitem').allInnerTexts()
    await page.getByRole('button', { name: 'Change Money back' }).click()
    await page.getByLabel('Another name for').selectOption({ label: 'Refund' })
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('button', { name: 'Take Money back apart from Refund' }).waitFor()
    await page.getByRole('button', { name: 'Change Refund' }).click()
    await page.getByLabel('Part of').fill('Money matters')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect
      .poll(async () => (await rows()).map((text) => text.split('\n')[0]))
      .toEqual(['Money matters', 'Refund', 'Delivery'])
    expect((await rows())[0]).toContain('2 answers')
    // A link from before the topics were merged shows all of what they are now.
    await page.goto(`${dashboard.url}/sites/${site.id}${list()}?topic=money-back`)
    await page.getByRole('status').getByText('2 answers').waitFor()
    await page.goto(`${dashboard.url}/sites/${site.id}/tags`)
    await page.getByRole('button', { name: 'Take Money back apart from Refund' }).click()
    await expect
      .poll(async () => (await rows()).map((text) => text.split('\n')[0]))
      .toEqual(['Delivery', 'Money back', 'Money matters', 'Refund'])
  })

  once.each(['agent', 'team'] as const)(
    'makes one of two spellings of an %s, in the figures too, and takes it apart again',
    async (kind) => {
      const survey = await dashboard.asOwner<SurveyView>('/api/v1/surveys', {
        site: site.id,
        name: `Names of ${kind}s`,
        metric: 'csat',
        state: 'live'
      })
      const [one, other] = kind === 'agent' ? ['Zoe Q.', 'zoe q'] : ['Night shift', 'night-shift']
      const responses = [...Array<string>(6).fill(one), ...Array<string>(2).fill(other)].map(
        (name, index) => ({ id: `${kind}-name-${index}`, survey: survey.id, rating: 4, [kind]: name })
      )
      await dashboard.asProgram('POST', '/api/v1/responses/batch', { responses })
      const page = await open(`/tags?of=${kind}`)
      const counted = async () => {
        const found = await page.request.get(`${dashboard.url}/api/v1/scores?survey=${survey.id}&by=${kind}`)
        const { rows } = (await found.json()) as ScoresView
        return Object.fromEntries(rows.map(({ key, score }) => [key, score.count]))
      }
      await page.getByRole('button', { name: `Change ${other}`, exact: true }).click()
      await page.getByLabel('Another name for').selectOption({ label: one })
      await page.getByRole('button', { name: 'Save' }).click()
      const apart = page.getByRole('button', { name: `Take ${other} apart from ${one}`, exact: true })
      await apart.waitFor()
      expect(await counted()).toEqual({ [one]: 8 })
      await page.goto(`${dashboard.url}/sites/${site.id}/surveys/${survey.id}`)
      await page.getByRole('rowheader', { name: one }).first().waitFor()
      expect(await page.getByRole('rowheader', { name: other, exact: true }).count()).toBe(0)
      await page.goto(`${dashboard.url}/sites/${site.id}/tags?of=${kind}`)
      await apart.click()
      await apart.waitFor({ state: 'detached' })
      expect(await counted()).toEqual({ [one]: 6, [other]: 2 })
    }
  )

  it('makes a known channel of an unknown one', async () => {
    const page = await open('/tags?of=channel')
    await page.getByText('not a known channel').waitFor()
    await page.getByRole('button', { name: 'Change pigeon post' }).click()
    await page.getByLabel('Another name for').selectOption({ label: 'Other' })
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('button', { name: 'Take pigeon post apart from Other' }).waitFor()
  })

  it('invites somebody by a link, changes and removes members, and never the last owner', async () => {
    const page = await open('/members')
    await page.getByLabel('Name', { exact: true }).fill('Max')
    await page.getByLabel('E-mail', { exact: true }).fill('max@example.com')
    await page.getByRole('button', { name: 'Make the invitation' }).click()
    expect(await page.getByRole('textbox', { name: 'Link of the invitation' }).innerText()).toContain(
      '/join?token='
    )
    page.on('dialog', (dialog) => void dialog.accept())
    await page.getByRole('button', { name: 'Remove Max' }).click()
    await page.getByRole('button', { name: 'Remove Max' }).waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: 'Remove Olga' }).click()
    await page.getByRole('alert').getByText('A site needs an owner').waitFor()
    dashboard.forgive() // the browser's own line about the 409
    await page
      .getByRole('navigation', { name: 'Settings of the site' })
      .getByRole('link', { name: 'Audit trail' })
      .click()
    await page.getByRole('listitem').getByText('Member removed').waitFor()
  })

  it('shows an agent the answers to them, and nothing to change', async () => {
    const page = await open(list(), { storageState: agent })
    await page.getByRole('status').getByText('1 answer', { exact: true }).waitFor()
    await page.getByRole('link', { name: /^Open the answer of/ }).click()
    await page.getByRole('region', { name: 'What it is about' }).waitFor()
    expect(await page.getByRole('button', { name: 'Save' }).count()).toBe(0)
    expect(await page.getByRole('link', { name: 'Settings' }).count()).toBe(0)
    await page.goto(`${dashboard.url}/sites/${site.id}${list()}/money-back-001`)
    await page.getByRole('alert').getByText('There is nothing here').waitFor()
    dashboard.forgive() // the browser's own line about the 404
  })

  once.each(looks)(
    'has no barriers and nothing out of view on any of these pages, %s',
    async (_name, options) => {
      const page = await open('/tags', options)
      for (const path of [
        '/tags',
        '/tags?of=channel',
        '/tags?of=team',
        '/members',
        '/audit',
        '/audit?action=key-created',
        '/settings',
        list(),
        `${list()}/late-delivery-1`
      ]) {
        await page.goto(`${dashboard.url}/sites/${site.id}${path}`)
        await settled(page)
        const change = page.getByRole('button', { name: /^Change/ }).first()
        if ((await change.count()) > 0) await change.click()
        expect([path, await barriers(page), await overflow(page)]).toEqual([path, [], 0])
      }
    }
  )
})
