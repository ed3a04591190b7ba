import { afterEach, beforeEach, expect, it } from 'vitest'
import type { GoalsView, GoalView } from '../../server/contract/goals'
import { onBothDatabases } from '../support/databases'
import type { Callers, Shop } from '../support/shop'
import { openShop, satisfied } from '../support/shop'

onBothDatabases((fresh) => {
  let shop: Shop
  beforeEach(async () => {
    shop = await openShop(fresh)
  })
  afterEach(() => shop.close())

  const send = (goal: object, as: Callers = 'mona') =>
    shop.ask('/goals', as, { method: 'POST', body: JSON.stringify({ survey: 'svy_shop', ...goal }) })
  async function set(goal: object, setOn?: string): Promise<GoalView> {
    const response = await send({ due: '2026-12-31', ...goal })
    expect(response.status, await response.clone().text()).toBe(201)
    const made = (await response.json()) as GoalView
    if (setOn) await shop.database.script(`update goal set set_on = '${setOn}' where id = '${made.id}'`)
    return made
  }
  async function judged(as: Callers = 'mona'): Promise<GoalsView> {
    const response = await shop.ask('/scores/goals?survey=svy_shop', as)
    expect(response.status, await response.clone().text()).toBe(200)
    return (await response.json()) as GoalsView
  }
  const verdicts = ({ rows }: GoalsView) => rows.map(({ value, verdict }) => [value, verdict])
  const answers = (team: string, at: string, part: number, count: number) =>
    shop.answer(...satisfied(part, count, { team, at }))

  it('judges a goal by the 28 days up to today, beside those before it was set', async () => {
    await answers('north', '2026-11-10T09:00:00Z', 180, 200)
    await answers('north', '2026-10-10T09:00:00Z', 100, 200)
    const goal = await set({ value: 80.5, team: 'north' }, '2026-10-20')
    expect(goal).toEqual({
      id: goal.id,
      survey: 'svy_shop',
      team: { key: 'north', label: 'north' },
      value: 80.5,
      due: '2026-12-31',
      setOn: '2026-11-20'
    })
    const { metric, rows } = await judged()
    expect([metric, rows.length]).toEqual(['csat', 1])
    expect(rows[0]).toMatchObject({
      setOn: '2026-10-20',
      period: { from: '2026-10-24', to: '2026-11-20' },
      before: { from: '2026-09-22', to: '2026-10-19' },
      score: { value: 90, count: 200 },
      change: { value: 40, verdict: 'better' },
      verdict: 'reached'
    })
  })

  it('calls reached, on the way, behind, missed and not clear what is so, each team for itself', async () => {
    await answers('north', '2026-10-10T09:00:00Z', 80, 200)
    await answers('north', '2026-11-10T09:00:00Z', 130, 200)
    await answers('south', '2026-10-10T09:00:00Z', 130, 200)
    await answers('south', '2026-11-10T09:00:00Z', 130, 200)
    const before = '2026-10-20'
    await set({ value: 50, team: 'north', due: '2026-12-01' }, before)
    await set({ value: 90, team: 'north', due: '2026-12-02' }, before)
    await set({ value: 90, team: 'south', due: '2026-12-03' }, before)
    await set({ value: 66, team: 'south', due: '2026-12-04' }, before)
    await set({ value: 50, team: 'west', due: '2026-12-05' }, before)
    const past = await set({ value: 90, due: '2026-12-06' }, before)
    await shop.database.script(`update goal set due = '2026-11-12' where id = '${past.id}'`)
    const found = await judged()
    expect(verdicts(found)).toEqual([
      [90, 'missed'],
      [50, 'reached'],
      [90, 'on-the-way'],
      [90, 'behind'],
      [66, 'not-clear'],
      [50, 'not-clear']
    ])
    expect(found.rows[0]?.period).toEqual({ from: '2026-10-16', to: '2026-11-12' })
    expect(found.rows[0]?.team).toBeNull()
  })

  it('is set by owners and managers alone, for a day to come and a value that there can be', async () => {
    const goal = { value: 80, due: '2026-12-31' }
    for (const [as, status] of [
      ['ana', 403],
      ['reader', 403],
      ['writer', 403],
      ['stranger', 404],
      ['public', 401]
    ] as const)
      expect([as, (await send(goal, as)).status]).toEqual([as, status])
    const wrong = [
      { due: '2026-11-19' },
      { due: 'soon' },
      { value: 100.5 },
      { value: -1 },
      { value: '80' },
      { team: '' }
    ]
    for (const one of wrong) expect([one, (await send({ ...goal, ...one })).status]).toEqual([one, 422])
    const { id } = await set({ value: 100, due: '2026-11-20' })
    expect((await shop.ask(`/goals/${id}`, 'ana', { method: 'DELETE' })).status).toBe(403)
    expect((await shop.ask(`/goals/${id}`, 'stranger', { method: 'DELETE' })).status).toBe(404)
    expect((await shop.ask(`/goals/${id}`, 'mona', { method: 'DELETE' })).status).toBe(204)
    expect((await judged()).rows).toEqual([])
  })

  it('shows an agent, who sees their own answers only, nobody’s goal', async () => {
    await answers('north', '2026-11-10T09:00:00Z', 10, 20)
    await set({ value: 80 })
    await set({ value: 80, team: 'north' })
    expect((await judged('ana')).rows).toEqual([])
    expect((await judged('reader')).rows).toHaveLength(2)
  })

  it('has room for so many', async () => {
    for (let n = 0; n < 50; n++) await set({ value: n })
    const refused = await send({ value: 80, due: '2026-12-31' })
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('at most 50 goals')])
  })
})
