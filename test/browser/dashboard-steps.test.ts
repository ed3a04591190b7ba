import { beforeAll, expect, it } from 'vitest'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import { barriers } from '../support/barriers'
import { looks, overflow, settled, startDashboard } from '../support/dashboard-visit'
import { freshSqlite } from '../support/databases'

const dashboard = startDashboard(freshSqlite)
const days = 'from=2026-10-01&to=2026-10-31'
let site: SiteView
let whole: SurveyView
let halves: SurveyView
let tenths: SurveyView

beforeAll(async () => {
  site = await dashboard.asOwner<SiteView>('/api/v1/sites', { name: 'Lark & Sons', timeZone: 'UTC' })
  const make = (name: string, more: Record<string, unknown>) =>
    dashboard.asOwner<SurveyView>('/api/v1/surveys', { site: site.id, name, metric: 'csat', ...more })
  whole = await make('Whole', {})
  halves = await make('Halves', { scale: { min: 1, max: 5, step: 0.5 } })
  tenths = await make('Tenths', { scale: { min: 1, max: 5, step: 0.1 }, satisfiedFrom: 4.5 })
  const rated = [4.2, 4.4, 4.5, 4.9, 5, 3.1, 2, 4.6].map((rating, index) => ({
    id: `tenths-${index}`,
    survey: tenths.id,
    rating,
    answeredAt: '2026-10-05T10:00:00Z',
    comment: 'Fine'
  }))
  await dashboard.asProgram('POST', '/api/v1/responses/batch', { responses: rated })
})

it('keeps the half points of a file when somebody says so, and shows them in the figures', async () => {
  const page = await dashboard.open(`/sites/${site.id}/import?survey=${whole.id}`)
  const file = [
    'id,score,created_at',
    ...[4.5, 4.5, 3.5, 5, 2.5, 4, 4.5, 1].map(
      (score, index) => `h-${index},${score},2026-10-0${index + 1}T10:00:00Z`
    ),
    ''
  ].join('\n')
  await page
    .getByLabel('Choose a file')
    .setInputFiles({ name: 'halves.csv', mimeType: 'text/csv', buffer: Buffer.from(file) })
  await page.getByRole('alert').getByText('5 of 8 ratings lie between two points of the scale.').waitFor()
  expect(await page.getByRole('button', { name: /^Import \d/ }).count()).toBe(0)
  const choices = page
    .getByRole('group')
    .filter({ has: page.getByRole('alert') })
    .getByRole('button')
  expect(await choices.allInnerTexts()).toEqual([
    'Keep them: import into “Halves”, which counts in steps of 0.5',
    'Keep them: import into “Tenths”, which counts in steps of 0.1',
    'Keep them as they are, in steps of 0.5',
    'Round to the nearest point',
    'Take the point below',
    'Leave these rows out'
  ])
  expect([await barriers(page), await overflow(page)]).toEqual([[], 0])
  await page.getByRole('button', { name: 'Keep them as they are, in steps of 0.5' }).click()
  await page.getByRole('cell', { name: '4.5 of 5' }).first().waitFor()
  await page.getByRole('button', { name: 'Import 8 answers' }).click()
  await page.getByRole('status').getByText('8 answers came in.').waitFor()
  await page.goto(`${dashboard.url}/sites/${site.id}/surveys/${whole.id}?${days}`)
  await settled(page)
  const row = page.getByRole('table', { name: 'Ratings' }).getByRole('row', { name: '4.5 38% 3' })
  expect(await page.getByRole('table', { name: 'Ratings' }).getByRole('rowheader').allInnerTexts()).toEqual([
    '5',
    '4.5',
    '4',
    '3.5',
    '3',
    '2.5',
    '2',
    '1.5',
    '1'
  ])
  await row.getByRole('link').click()
  await expect.poll(() => page.getByText('4.5 of 5').count()).toBe(3)
  await page.close()
})

it('takes a file of half points into a survey that counts in such steps, without a question', async () => {
  const page = await dashboard.open(`/sites/${site.id}/import?survey=${halves.id}`)
  await page.getByLabel('Choose a file').setInputFiles({
    name: 'halves.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('id,score,created_at\nx-1,4.5,2026-10-01T10:00:00Z\n')
  })
  await page.getByRole('button', { name: 'Import 1 answer' }).waitFor()
  expect(await page.getByRole('combobox', { name: 'What “4.5” counts as' }).inputValue()).toBe('4.5')
})

it('lets an owner say in which steps ratings may come, and take it back', async () => {
  const survey = await dashboard.asOwner<SurveyView>('/api/v1/surveys', {
    site: site.id,
    name: 'To be stepped',
    metric: 'csat',
    state: 'draft'
  })
  const kept = async () =>
    (await dashboard.asProgram<SurveyView>('GET', `/api/v1/surveys/${survey.id}`)).scale
  const page = await dashboard.open(`/sites/${site.id}/surveys/${survey.id}/edit`)
  const between = page.getByLabel('Between the points')
  const saved = () => page.getByRole('button', { name: 'Save', exact: true }).click()
  for (const [choice, scale] of [
    ['Steps of 0.5', { min: 1, max: 5, step: 0.5 }],
    ['Nothing: whole points only', { min: 1, max: 5 }]
  ] as const) {
    await between.selectOption(choice)
    await saved()
    await expect.poll(kept).toEqual(scale)
  }
  expect([await barriers(page), await overflow(page)]).toEqual([[], 0])
  await page.close()
})

it.each(looks)(
  'puts the ratings of a finer scale together from point to point, parted where satisfaction begins: %s',
  async (_look, options) => {
    const page = await dashboard.open(`/sites/${site.id}/surveys/${tenths.id}?${days}`, options)
    const table = page.getByRole('table', { name: 'Ratings' })
    expect(await table.getByRole('rowheader').allInnerTexts()).toEqual([
      '5',
      '4.5 – 4.9',
      '4 – 4.4',
      '3 – 3.9',
      '2 – 2.9',
      '1 – 1.9'
    ])
    expect([await barriers(page), await overflow(page)]).toEqual([[], 0])
    await table
      .getByRole('row', { name: /^4.5 – 4.9/ })
      .getByRole('link', { name: '3' })
      .click()
    await page.getByText('4.6 of 5').waitFor()
    expect((await page.getByText(/^4\.\d of 5$/).allInnerTexts()).sort()).toEqual([
      '4.5 of 5',
      '4.6 of 5',
      '4.9 of 5'
    ])
    await page.getByRole('link', { name: /Rating.*4\.5 – 4\.9/ }).waitFor()
  }
)
