import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ResponsesView } from '../../server/contract/answers'
import type { ScoresView } from '../../server/contract/figures'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { givenSurvey } from '../support/given'
import { imported, refused } from '../support/importing'

const attributes = [
  { key: 'plan', label: 'Plan', kind: 'list', values: ['Free', 'Pro'] },
  { key: 'city', label: 'Home town', kind: 'text' },
  { key: 'seats', label: 'Seats', kind: 'number', limits: [10, 100] }
]
const header = 'id,score,answered,Plan,Home town,seats,Wish'
const mapping = { rating: 'score', answeredAt: 'answered', externalId: 'id' }
const mapped = { ...mapping, attributes: { plan: 'Plan', city: 'Home town', seats: 'seats' } }

onBothDatabases((fresh) => {
  let app: TestApp
  let survey: string
  beforeEach(async () => {
    app = await startApp(fresh)
    const given = await givenSurvey(app, {}, { attributes })
    survey = given.survey.id
  })
  afterEach(() => app.close())

  async function read<View>(path: string): Promise<View> {
    const response = await app.request(`/api/v1/${path}`, { key: testKey })
    expect([path, response.status]).toEqual([path, 200])
    return (await response.json()) as View
  }
  const kept = async () =>
    Object.fromEntries(
      (await read<ResponsesView>(`responses?survey=${survey}&from=2026-01-01`)).rows.map((row) => [
        row.rating,
        row.attributes
      ])
    )
  const file = (...rows: string[]) => [header, ...rows].join('\n')

  it('keeps the attributes of rows, and counts by them', async () => {
    const rows = file(
      'a,1,2026-10-01,pro,Kabul,7,more',
      'b,2,2026-10-02,Free,,250,',
      'c,3,2026-10-03,NA,Herat,,'
    )
    const report = await imported(app, { survey, file: rows, mapping: mapped })
    expect([report.counts.accepted, report.warnings]).toEqual([3, []])
    expect(report.sample.map((row) => row.attributes)).toEqual(Object.values(await kept()))
    expect(await kept()).toEqual({
      1: { plan: 'Pro', city: 'Kabul', seats: 7 },
      2: { plan: 'Free', seats: 250 },
      3: { city: 'Herat' }
    })
    const byPlan = await read<ScoresView>(`scores?survey=${survey}&from=2026-01-01&by=attribute.plan`)
    expect(byPlan.rows.map(({ key, score }) => [key, score.count]).sort()).toEqual([
      ['', 1],
      ['Free', 1],
      ['Pro', 1]
    ])
  })

  it('leaves out what does not fit or names somebody, and says of which lines', async () => {
    const rows = file(
      'a,1,2026-10-01,Gold,ana@example.com,seven,',
      'b,2,2026-10-02,Pro,+93 70 123 4567,12,',
      'c,3,2026-10-03,Gold,Kabul,13,'
    )
    const report = await imported(app, { survey, file: rows, mapping: mapped })
    expect(report.counts.accepted).toBe(3)
    expect(await kept()).toEqual({ 1: {}, 2: { plan: 'Pro', seats: 12 }, 3: { city: 'Kabul', seats: 13 } })
    expect(report.warnings).toEqual([
      '“plan” must be one of Free, Pro, and was left out: 2 (line 2, 4)',
      '“city” looks like an e-mail address: personal data is no attribute, and was left out: 1 (line 2)',
      '“seats” must be a number, and was left out: 1 (line 2)',
      '“city” looks like the number of a phone, a card or an account: personal data is no attribute, and was left out: 1 (line 3)'
    ])
  })

  it('proposes columns that are called like an attribute and are nothing else', async () => {
    const rows = file('a,1,2026-10-01,Pro,Kabul,7,more')
    const report = await imported(app, { survey, file: rows, dryRun: true })
    expect(report.mapping.attributes).toEqual({ plan: 'Plan', city: 'Home town', seats: 'seats' })
    const told = await imported(app, {
      survey,
      file: rows,
      mapping: { ...mapping, team: 'Plan' },
      dryRun: true
    })
    expect([told.mapping.attributes, told.suggested.attributes]).toEqual([
      undefined,
      { city: 'Home town', seats: 'seats' }
    ])
  })

  it('adds to answers what a later file says of them, and takes nothing away', async () => {
    await imported(app, {
      survey,
      file: file('a,1,2026-10-01,Pro,,,', 'b,,2026-10-02,Free,,,'),
      mapping: mapped
    })
    const later = file('a,1,2026-10-01,,Kabul,7,', 'b,,2026-10-02,,Herat,,')
    const report = await imported(app, { survey, file: later, mapping: mapped })
    expect([report.counts.filled, report.counts.accepted]).toEqual([2, 0])
    expect(await kept()).toEqual({ 1: { plan: 'Pro', city: 'Kabul', seats: 7 } })
    const again = await imported(app, { survey, file: later, mapping: mapped })
    expect([again.counts.sameAsBefore, again.counts.filled]).toEqual([2, 0])
  })

  it('takes the same value for all rows, and refuses an attribute that nobody declared', async () => {
    const all = { ...mapping, attributes: { plan: { value: 'pro' } } }
    await imported(app, { survey, file: file('a,1,2026-10-01,Free,,,'), mapping: all })
    expect(await kept()).toEqual({ 1: { plan: 'Pro' } })
    const wrong = { ...mapping, attributes: { country: 'Home town' } }
    expect(await refused(app, { survey, file: file('b,2,2026-10-02,,,,'), mapping: wrong })).toMatchObject({
      status: 422,
      field: 'mapping.attributes.country',
      message: 'The mapping names an attribute “country”, which the site does not declare.'
    })
    const missing = { ...mapping, attributes: { plan: 'Tarif' } }
    expect((await refused(app, { survey, file: file('b,2,2026-10-02,,,,'), mapping: missing })).field).toBe(
      'mapping.attributes.plan'
    )
  })
})
