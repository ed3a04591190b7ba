import { afterEach, beforeEach, expect, it } from 'vitest'
import type { MarksView, MarkView } from '../../server/contract/marks'
import { limits } from '../../server/contract/terms'
import { onBothDatabases } from '../support/databases'
import type { Callers, Shop } from '../support/shop'
import { openShop } from '../support/shop'

onBothDatabases((fresh) => {
  let shop: Shop
  beforeEach(async () => {
    shop = await openShop(fresh)
  })
  afterEach(() => shop.close())

  const send = (method: string, path: string, body: object, as: Callers = 'mona') =>
    shop.ask(path, as, { method, body: JSON.stringify(body) })
  async function marked(mark: object): Promise<MarkView> {
    const response = await send('POST', '/marks', { survey: 'svy_shop', day: '2026-10-05', ...mark })
    expect(response.status, await response.clone().text()).toBe(201)
    return (await response.json()) as MarkView
  }
  async function shown(as: Callers = 'mona', query = '', survey = 'svy_shop'): Promise<MarksView['rows']> {
    const response = await shop.ask(`/marks?survey=${survey}&from=2026-10-01&to=2026-10-31${query}`, as)
    expect(response.status, await response.clone().text()).toBe(200)
    return ((await response.json()) as MarksView).rows
  }
  const names = (rows: MarksView['rows']) => rows.map(({ name }) => name)

  it('keeps what happened on which day, with who set it, in the order of the days', async () => {
    await marked({ name: 'Prices changed', day: '2026-10-20' })
    const first = await marked({ name: ' New macro ', day: '2026-10-05' })
    await marked({ name: 'Long ago', day: '2026-09-30' })
    await marked({ name: 'Afterwards', day: '2026-11-01' })
    expect(first).toEqual({
      id: first.id,
      kind: 'mark',
      survey: 'svy_shop',
      name: 'New macro',
      from: '2026-10-05',
      to: '2026-10-05',
      everywhere: false,
      setBy: 'mona'
    })
    expect(names(await shown())).toEqual(['New macro', 'Prices changed'])
    expect(await shown('ana')).toEqual(await shown('reader'))
    expect((await shop.ask(`/marks/${first.id}`, 'mona', { method: 'DELETE' })).status).toBe(204)
    expect(names(await shown())).toEqual(['Prices changed'])
  })

  it('shows on another survey of the site what stands everywhere, and nothing else', async () => {
    await shop.database.script(
      "insert into survey (id, site_id, name, state, version, asking, inviting, edit_window_hours, created_at, updated_at) select 'svy_two', site_id, 'Two', state, version, asking, inviting, edit_window_hours, created_at, updated_at from survey where id = 'svy_shop'"
    )
    await marked({ name: 'Prices changed', everywhere: true })
    await marked({ name: 'Another question' })
    expect(names(await shown('mona', '', 'svy_two'))).toEqual(['Prices changed'])
    expect(names(await shown()).sort()).toEqual(['Another question', 'Prices changed'])
  })

  it('stands plans beside marks for whoever may see plans, and no drafts', async () => {
    const planned = (plan: object) =>
      send('POST', '/training-plans', { survey: 'svy_shop', agents: ['ana'], state: 'running', ...plan })
    await planned({ name: 'Refunds', starts: '2026-09-25', ends: '2026-10-02' })
    await planned({ name: 'Prompt', kind: 'prompt', starts: '2026-10-07' })
    await planned({ name: 'Not yet', starts: '2026-10-08', state: 'draft' })
    await planned({ name: 'Over', starts: '2026-09-01', ends: '2026-09-30' })
    await planned({ name: 'Without days' })
    await marked({ name: 'New macro' })
    expect((await shown()).map(({ kind, name, from, to }) => [kind, name, from, to])).toEqual([
      ['training', 'Refunds', '2026-09-25', '2026-10-02'],
      ['mark', 'New macro', '2026-10-05', '2026-10-05'],
      ['prompt', 'Prompt', '2026-10-07', '2026-10-07']
    ])
    for (const as of ['ana', 'reader'] as const) expect(names(await shown(as))).toEqual(['New macro'])
  })

  it('is set by owners and managers alone, and refuses what is no mark', async () => {
    const mark = { survey: 'svy_shop', day: '2026-10-05', name: 'New macro' }
    for (const [as, status] of [
      ['ana', 403],
      ['reader', 403],
      ['writer', 403],
      ['stranger', 404],
      ['public', 401]
    ] as const)
      expect([as, (await send('POST', '/marks', mark, as)).status]).toEqual([as, status])
    const { id } = await marked({ name: 'Mine' })
    for (const as of ['ana', 'stranger'] as const)
      expect((await shop.ask(`/marks/${id}`, as, { method: 'DELETE' })).status).toBe(as === 'ana' ? 403 : 404)
    for (const wrong of [{ day: '2026-02-30' }, { day: 'monday' }, { name: ' ' }, { name: 'x'.repeat(201) }])
      expect((await send('POST', '/marks', { ...mark, ...wrong })).status).toBe(422)
    expect((await shop.ask('/marks?survey=svy_shop&from=2026-10-02&to=2026-10-01', 'mona')).status).toBe(422)
    expect(names(await shown())).toEqual(['Mine'])
  })

  it('has room for so many, says so, and shows the latest of a period', async () => {
    const rows = Array.from(
      { length: limits.marksPerSite },
      (_, n) =>
        `('m${String(n).padStart(5, '0')}', 'sit_shop', 'svy_shop', false, '2026-10-${String(1 + (n % 20)).padStart(2, '0')}', 'n', 'person:gone', 1)`
    )
    await shop.database.script(`insert into mark values ${rows.join()}`)
    const refused = await send('POST', '/marks', { survey: 'svy_shop', day: '2026-10-25', name: 'One more' })
    expect([refused.status, await refused.text()]).toEqual([
      422,
      expect.stringContaining('at most 2000 marks')
    ])
    const latest = await shown()
    expect([latest.length, latest.at(-1)?.from, latest[0]?.setBy]).toEqual([limits.marks, '2026-10-20', null])
  })
})
