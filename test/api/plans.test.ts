import { afterEach, beforeEach, expect, it } from 'vitest'
import type { AuditView } from '../../server/contract/audit'
import type { LiftView, PlansView, PlanView } from '../../server/contract/plans'
import { onBothDatabases } from '../support/databases'
import type { Callers, Sent, Shop } from '../support/shop'
import { openShop, satisfied } from '../support/shop'

/** Days of a plan that was chosen in September, and taught in the first days of October. */
const autumn = { chosenFrom: '2026-09-01', chosenTo: '2026-09-30', starts: '2026-10-05', ends: '2026-10-09' }
const september = '2026-09-15T09:00:00Z'
const november = '2026-11-10T09:00:00Z'
/** The same, of which only a few days of August were chosen on. */
const apart = { ...autumn, chosenFrom: '2026-08-01', chosenTo: '2026-08-02' }
const inSeptember = 'beforeFrom=2026-09-01&beforeTo=2026-09-30'

onBothDatabases((fresh) => {
  let shop: Shop
  beforeEach(async () => {
    shop = await openShop(fresh)
  })
  afterEach(() => shop.close())

  const send = (method: string, path: string, body: object, as: Callers = 'mona', headers = {}) =>
    shop.ask(path, as, { method, body: JSON.stringify(body), headers })
  async function made(plan: object): Promise<PlanView> {
    const response = await send('POST', '/training-plans', { survey: 'svy_shop', name: 'Refunds', ...plan })
    expect(response.status, await response.clone().text()).toBe(201)
    return (await response.json()) as PlanView
  }
  async function liftOf({ id }: PlanView, query = ''): Promise<LiftView> {
    const response = await shop.ask(`/training-plans/${id}/lift?${query}`, 'mona')
    expect(response.status, await response.clone().text()).toBe(200)
    return (await response.json()) as LiftView
  }
  const about = (agent: string, at: string, part: number, count: number, more: Partial<Sent> = {}) =>
    satisfied(part, count, { agent, at, topics: ['billing'], ...more })
  const near = (found: readonly (number | null | undefined)[], wanted: readonly number[]) => {
    expect(found).toHaveLength(wanted.length)
    wanted.forEach((figure, place) => expect(found[place], `${place}`).toBeCloseTo(figure, 9))
  }
  const figures = ({ programme: { lift } }: LiftView) => [
    lift?.naive,
    lift?.expected,
    lift?.regression,
    lift?.value,
    lift?.lower,
    lift?.upper
  ]

  it('keeps what is planned, for whom, with whom, its sessions and what is to be done', async () => {
    const sent = {
      kind: 'training',
      name: 'Refunds',
      taught: 'How to say no',
      topics: ['Billing'],
      agents: ['ana'],
      teams: ['north'],
      comparison: ['ben'],
      owner: 'Mona',
      coach: 'Cora',
      ...autumn,
      sessions: [{ day: '2026-10-05', attended: ['Ana'], note: 'went well' }],
      actions: [{ what: 'Role play', who: 'Ana', due: '2026-10-20', done: false }],
      notes: 'quiet room',
      state: 'running'
    }
    await shop.answer(...about('ana', september, 1, 1, { topics: ['Billing'] }))
    const plan = await made(sent)
    const named = {
      topics: [{ key: 'billing', label: 'Billing' }],
      agents: [{ key: 'ana', label: 'ana' }],
      teams: [{ key: 'north', label: 'north' }],
      comparison: [{ key: 'ben', label: 'ben' }]
    }
    expect(plan).toMatchObject({ ...sent, ...named, site: 'sit_shop', survey: 'svy_shop' })
    const other = await made({ kind: 'prompt', topics: ['refunds'] })
    const { rows, next } = (await (
      await shop.ask('/training-plans?survey=svy_shop', 'mona')
    ).json()) as PlansView
    expect([rows.map(({ id }) => id), next]).toEqual([[other.id, plan.id].sort().reverse(), null])
    const read = await shop.ask(`/training-plans/${plan.id}`, 'mona')
    expect(await read.json()).toEqual(plan)

    const etag = read.headers.get('etag') ?? ''
    const changed = await send(
      'PATCH',
      `/training-plans/${plan.id}`,
      { state: 'done', notes: 'secret remark' },
      'mona',
      {
        'if-match': etag
      }
    )
    expect(await changed.json()).toMatchObject({ ...sent, ...named, state: 'done', notes: 'secret remark' })
    expect(
      (await send('PATCH', `/training-plans/${plan.id}`, { state: 'draft' }, 'mona', { 'if-match': etag }))
        .status
    ).toBe(412)
    expect((await shop.ask(`/training-plans/${plan.id}`, 'mona', { method: 'DELETE' })).status).toBe(204)
    expect((await shop.ask(`/training-plans/${plan.id}`, 'mona')).status).toBe(404)

    const audit = (await (await shop.ask('/audit?site=sit_shop', 'owner')).json()) as AuditView
    const ofPlan = audit.rows.filter(({ subject }) => subject === plan.id)
    expect(new Map(ofPlan.map(({ action, detail }) => [action, detail]))).toEqual(
      new Map<string, object>([
        ['plan-created', { name: 'Refunds' }],
        ['plan-changed', { from: { state: 'running' }, to: { state: 'done' } }],
        ['plan-deleted', { name: 'Refunds' }]
      ])
    )
  })

  it('goes on by pages, the newest first', async () => {
    const ids = new Set<string>()
    for (const name of ['a', 'b', 'c']) ids.add((await made({ name, topics: ['billing'] })).id)
    const first = (await (
      await shop.ask('/training-plans?survey=svy_shop&limit=2', 'mona')
    ).json()) as PlansView
    const query = `/training-plans?survey=svy_shop&limit=2&cursor=${first.next}`
    const second = (await (await shop.ask(query, 'mona')).json()) as PlansView
    expect([first.rows.length, second.rows.length, second.next]).toEqual([2, 1, null])
    expect(new Set([...first.rows, ...second.rows].map(({ id }) => id))).toEqual(ids)
  })

  it.each([
    [{ topics: [] }, 'topics'],
    [{ agents: ['ana'], comparison: ['ana'] }, 'comparison'],
    [{ topics: ['billing'], comparison: ['ana'] }, 'comparison'],
    [{ topics: ['billing'], chosenFrom: '2026-09-01' }, 'chosenTo'],
    [{ topics: ['billing'], chosenFrom: '2026-09-02', chosenTo: '2026-09-01' }, 'chosenFrom'],
    [{ topics: ['billing'], ends: '2026-09-01' }, 'starts'],
    [{ topics: ['billing'], starts: '2026-09-02', ends: '2026-09-01' }, 'starts'],
    [{ topics: ['billing'], kind: 'magic' }, 'kind']
  ])('refuses %j, and says which field it is', async (plan, field) => {
    const response = await send('POST', '/training-plans', { survey: 'svy_shop', name: 'X', ...plan })
    expect([response.status, await response.json()]).toMatchObject([422, { field }])
  })

  it('is for owners and managers, of the site alone', async () => {
    const { id } = await made({ agents: ['ana'] })
    for (const as of ['ana', 'reader', 'writer'] as const)
      expect([as, (await shop.ask(`/training-plans/${id}/lift`, as)).status]).toEqual([as, 403])
    expect((await shop.ask(`/training-plans/${id}`, 'stranger')).status).toBe(404)
    expect((await send('PATCH', `/training-plans/${id}`, { state: 'done' }, 'stranger')).status).toBe(404)
  })

  it('takes off what would have come anyway, where there are only the days that were chosen on', async () => {
    await shop.answer(
      ...about('Ana', september, 4, 10),
      ...about('Cy', september, 76, 90),
      ...about('Ana', november, 7, 10)
    )
    const found = await liftOf(await made({ topics: ['billing'], agents: ['Ana'], ...autumn }))
    expect(found).toMatchObject({
      guard: 'average',
      chosenPeriod: { from: '2026-09-01', to: '2026-09-30' },
      before: { from: '2026-09-01', to: '2026-09-30' },
      after: { from: '2026-10-10', to: '2026-11-20' },
      verdict: 'not-clear',
      comparison: null
    })
    near(
      figures(found),
      [30, 66.66666666666666, 26.666666666666664, 3.3333333333333326, -30.67313621159842, 29.326737141164433]
    )
    expect(found.programme.before.count).toBe(10)
    // The ten answers before leave so much open that no number of answers afterwards would close it.
    expect(found.answersNeeded).toBeNull()
    expect(found.proposed).toEqual([{ key: 'Cy', label: 'Cy', count: 90 }])
  })

  it('judges all who were trained together first, each drawn to the average by itself', async () => {
    const before = { Ana: [10, 20], Ben: [11, 20], Cy: [17, 20], Di: [16, 20], Ed: [15, 20] } as const
    await shop.answer(
      ...Object.entries(before).flatMap(([agent, [part, count]]) => about(agent, september, part, count)),
      ...about('Ana', november, 18, 20),
      ...about('Ben', november, 14, 15),
      ...about('Cy', november, 3, 20)
    )
    const found = await liftOf(await made({ topics: ['billing'], agents: ['Ana', 'Ben'], ...autumn }))
    near(
      figures(found),
      [
        38.92857142857143, 59.08145105030617, 6.581451050306171, 32.34712037826526, 12.229694137198404,
        48.53052806912194
      ]
    )
    expect([found.verdict, found.answersNeeded]).toEqual(['helped', null])
    expect(
      found.rows.map(({ dimension, key, before, after }) => [dimension, key, before.count, after.count])
    ).toEqual([
      ['agent', 'Ana', 20, 20],
      ['agent', 'Ben', 20, 15]
    ])
    expect(found.rows.every(({ lift }) => (lift?.value ?? NaN) > 0)).toBe(true)
  })

  it('needs no guard where a baseline had no part in choosing, and compares with others of the same topic', async () => {
    await shop.answer(
      ...about('Ana', '2026-08-01T09:00:00Z', 4, 10),
      ...about('Ana', september, 88, 160),
      ...about('Ana', november, 120, 165),
      ...about('Cy', september, 400, 520),
      ...about('Cy', november, 410, 515)
    )
    const plan = await made({ topics: ['billing'], agents: ['Ana'], comparison: ['Cy'], ...apart })
    const found = await liftOf(plan, inSeptember)
    expect(found.guard).toBe('separate')
    near(figures(found).slice(0, 4), [100 * (120 / 165) - 40, 55, 15, 100 * (120 / 165) - 55])
    const beyond = found.comparison?.beyond
    near(
      [beyond?.value, beyond?.lower, beyond?.upper],
      [15.03869916491276, 3.600956447867196, 26.476441881958323]
    )
    expect(found.verdict).toBe('helped')
    // Without saying which days, those between choosing and the plan are taken.
    expect(await liftOf(plan)).toMatchObject({
      before: { from: '2026-08-03', to: '2026-10-04' },
      guard: 'separate'
    })
  })

  it('calls nothing a help that the comparison group had as well', async () => {
    await shop.answer(
      ...about('Ana', '2026-08-01T09:00:00Z', 4, 10),
      ...about('Ana', september, 60, 100),
      ...about('Ana', november, 75, 100),
      ...about('Cy', september, 60, 100),
      ...about('Cy', november, 76, 100)
    )
    const plan = await made({ topics: ['billing'], agents: ['Ana'], comparison: ['Cy'], ...apart })
    const found = await liftOf(plan, inSeptember)
    expect(found.programme.lift?.lower).toBeGreaterThan(0)
    near([found.comparison?.beyond?.value], [-1])
    expect(found.verdict).toBe('not-clear')
    // The same for days that need a guard, of which the group is drawn to the average as well.
    const guarded = await liftOf(
      await made({ topics: ['billing'], agents: ['Ana'], comparison: ['Cy'], ...autumn })
    )
    expect(guarded.guard).toBe('average')
    near([guarded.comparison?.beyond?.value], [-1])
    expect(guarded.verdict).toBe('not-clear')
  })

  it('says that a training did not help once not even a small lift is likely', async () => {
    await shop.answer(
      ...about('Ana', '2026-08-01T09:00:00Z', 4, 10),
      ...about('Ana', september, 1_600, 2_000),
      ...about('Ana', november, 1_600, 2_000)
    )
    const found = await liftOf(await made({ topics: ['billing'], agents: ['Ana'], ...apart }), inSeptember)
    expect([found.verdict, found.answersNeeded]).toEqual(['did-not-help', null])
  })

  it('says about how many more answers would tell', async () => {
    await shop.answer(
      ...about('Ana', '2026-08-01T09:00:00Z', 4, 10),
      ...about('Ana', september, 800, 1_000),
      ...about('Ana', november, 18, 20)
    )
    const plan = await made({ topics: ['billing'], agents: ['Ana'], ...apart })
    const { verdict, answersNeeded } = await liftOf(plan, inSeptember)
    expect(verdict).toBe('not-clear')
    // By hand: 2.8 standard errors in 10 points, with a variance of 1,049 of a single answer, is 82 in all.
    expect(answersNeeded).toBeGreaterThan(55)
    expect(answersNeeded).toBeLessThan(85)
    await shop.answer(...about('Ana', november, 0.9 * (answersNeeded ?? 0), answersNeeded ?? 0))
    expect((await liftOf(plan, inSeptember)).verdict).toBe('helped')
  })

  it('looks at what was not taught as well, and at the week of each answer', async () => {
    const other = { topics: ['delivery'] }
    await shop.answer(
      ...about('Ana', september, 12, 20),
      ...about('Ana', november, 19, 20),
      ...about('Ana', september, 15, 20, other),
      ...about('Ana', november, 15, 20, other),
      ...about('Cy', september, 40, 50, other),
      ...about('Cy', september, 40, 50)
    )
    const people = await liftOf(await made({ topics: ['billing'], agents: ['Ana'], ...autumn }))
    expect([people.programme.after.value, people.elsewhere?.after.value]).toEqual([95, 75])
    expect([people.elsewhere?.before.count, people.elsewhere?.after.count]).toEqual([20, 20])
    expect(
      people.trend.filter(({ score }) => score.count > 0).map(({ key, score }) => [key, score.count])
    ).toEqual([
      ['2026-09-14', 20],
      ['2026-11-09', 20]
    ])
    const everybody = await liftOf(await made({ topics: ['billing'], kind: 'macro', ...autumn }))
    expect([everybody.programme.before.count, everybody.programme.after.count]).toEqual([70, 20])
    expect([everybody.elsewhere?.before.count, everybody.elsewhere?.after.count]).toEqual([70, 20])
    expect(everybody.rows.map(({ dimension, key }) => [dimension, key])).toEqual([['topic', 'billing']])
    expect((await liftOf(await made({ agents: ['Ana'], ...autumn }))).elsewhere).toBeNull()
  })

  it('tells before it starts how many answers a lift takes to be seen, and when these will be there', async () => {
    await shop.answer(
      ...about('Ana', '2026-11-01T09:00:00Z', 60, 80),
      ...about('Ana', '2026-11-19T09:00:00Z', 42, 56),
      ...about('Cy', '2026-11-19T09:00:00Z', 50, 50)
    )
    const plan = await made({
      topics: ['billing'],
      agents: ['Ana'],
      chosenFrom: '2026-11-10',
      chosenTo: '2026-11-20',
      starts: '2026-12-01',
      ends: '2026-12-05'
    })
    const found = await liftOf(plan, 'beforeFrom=2026-11-01&beforeTo=2026-11-05')
    expect(found).toMatchObject({ after: null, verdict: 'not-clear', answersNeeded: null, guard: 'separate' })
    expect(found.needed.perDay).toBeCloseTo(136 / 28, 9)
    expect(found.needed.rows.map(({ points, answers }) => [points, answers])).toEqual([
      [5, 1094],
      [10, 250],
      [15, 100]
    ])
    // 250 answers at 136 in 28 days take 52 days.
    expect(found.needed.rows[1]?.day).toBe('2027-01-26')
  })

  it('tells nothing of a few answers, neither of all nor of one who was trained', async () => {
    await shop.answer(
      ...about('Ana', september, 4, 4),
      ...about('Ben', september, 10, 20),
      ...about('Ana', november, 4, 4),
      ...about('Ben', november, 18, 20)
    )
    const found = await liftOf(await made({ topics: ['billing'], agents: ['Ana', 'Ben'], ...autumn }))
    const [ana, ben] = found.rows
    expect(ana).toMatchObject({
      lift: null,
      before: { count: 4, value: null, tally: {} },
      after: { value: null }
    })
    expect(ben?.lift).not.toBeNull()
    const alone = await liftOf(await made({ topics: ['billing'], agents: ['Ana'], ...autumn }))
    expect(alone).toMatchObject({ verdict: 'not-clear', programme: { lift: null, before: { value: null } } })
    expect(alone.needed.rows.map(({ answers }) => answers)).toEqual([null, null, null])
  })

  it.each([
    ['beforeFrom=2026-09-01', 'beforeTo'],
    ['beforeFrom=2026-09-01&beforeTo=2026-10-05', 'beforeTo'],
    ['afterFrom=2026-10-09', 'afterFrom'],
    ['afterFrom=2026-11-01&afterTo=2026-10-20', 'from']
  ])('refuses the windows %s', async (query, field) => {
    const { id } = await made({ topics: ['billing'], ...autumn })
    const response = await shop.ask(`/training-plans/${id}/lift?${query}`, 'mona')
    expect([response.status, await response.json()]).toMatchObject([422, { field }])
  })

  it('follows a name that was joined with another, and a team', async () => {
    await shop.answer(
      ...about('Ana', september, 12, 20, { team: 'north' }),
      ...about('ana.k', september, 12, 20, { team: 'north' }),
      ...about('Ana', november, 18, 20, { team: 'north' }),
      ...about('Di', november, 18, 20, { team: 'north' })
    )
    const plan = await made({ topics: ['billing'], agents: ['ana.k'], teams: ['north'], ...autumn })
    expect((await liftOf(plan)).rows.map(({ key, before }) => [key, before.count])).toEqual([
      ['ana.k', 20],
      ['north', 20]
    ])
    expect((await send('PATCH', '/agents/ana.k?site=sit_shop', { mergedInto: 'Ana' })).status).toBe(200)
    const found = await liftOf(plan)
    expect(found.rows.map(({ key, before, after }) => [key, before.count, after.count])).toEqual([
      ['Ana', 40, 20],
      ['north', 0, 20]
    ])
    expect(found.programme.after.count).toBe(40)
    expect((await (await shop.ask(`/training-plans/${plan.id}`, 'mona')).json()) as PlanView).toMatchObject({
      agents: [{ key: 'Ana', label: 'Ana' }]
    })
  })
})
