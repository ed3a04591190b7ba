import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type {
  FollowUpFiguresView,
  FollowUpRulesView,
  FollowUpsView,
  FollowUpView,
  RulesPreviewView
} from '../../server/contract/follow-ups'
import { openDue } from '../../server/follow-ups/opening'
import { onBothDatabases } from '../support/databases'
import { followDue } from '../support/followed'
import { operatorKey, startServer } from '../support/server-process'
import type { Callers, Sent, Shop } from '../support/shop'
import { addVersion, now, openShop } from '../support/shop'

const later = '2026-11-20T07:00:00Z'
const hourMs = 3_600_000
const closing = { state: 'closed', nature: 'process', severity: 'high', done: 'Paid the money back' }
const parts = {
  reasons: {
    low: [
      { key: 'slow', label: { en: 'Too slow' } },
      { key: 'rude', label: { en: 'Rude' } }
    ]
  }
}

onBothDatabases((fresh) => {
  let shop: Shop
  beforeEach(async () => {
    shop = await openShop(fresh)
    await addVersion(shop.database, 2, { parts: JSON.stringify(parts) })
  })
  afterEach(() => shop.close())

  const site = '/sites/sit_shop'
  const send = (method: string, path: string, body: object, as: Callers = 'mona', headers = {}) =>
    shop.ask(`${site}${path}`, as, { method, body: JSON.stringify(body), headers })
  async function ruled(...rules: object[]): Promise<FollowUpRulesView> {
    const all = rules.map((rule, place) => ({ name: `rule ${place}`, dueHours: 8, ...rule }))
    const answered = await send('PUT', '/follow-up-rules', { rules: all })
    expect(answered.status, await answered.clone().text()).toBe(200)
    return (await answered.json()) as FollowUpRulesView
  }
  async function answered(...answers: Partial<Sent>[]) {
    await shop.answer(...answers.map((answer) => ({ at: later, rating: 1, version: 2, ...answer })))
    await followDue(shop.database, now)
  }
  async function list(query = '', as: Callers = 'mona'): Promise<FollowUpsView> {
    const found = await shop.ask(`${site}/follow-ups?${query}`, as)
    expect(found.status, await found.clone().text()).toBe(200)
    return (await found.json()) as FollowUpsView
  }
  async function one(query = ''): Promise<FollowUpView> {
    const { rows } = await list(query)
    expect(rows).toHaveLength(1)
    return (await (await shop.ask(`${site}/follow-ups/${rows[0]?.id}`, 'mona')).json()) as FollowUpView
  }
  const answersOf = ({ rows }: FollowUpsView) => rows.map(({ answer }) => answer.id).sort()

  it.each<[string, object, Partial<Sent>, Partial<Sent>]>([
    ['a rating below satisfied', {}, { rating: 3 }, { rating: 4 }],
    ['a rating up to a limit', { atMost: 2 }, { rating: 2 }, { rating: 3 }],
    ['a rating of any height', { rating: 'any', atMost: 4 }, { rating: 4 }, { rating: 5 }],
    ['a reason', { reasons: ['slow'] }, { answers: { reason: 'slow' } }, { answers: { reason: 'rude' } }],
    [
      'what is not solved',
      { solved: ['no', 'not-yet'] },
      { answers: { solved: 'no' } },
      { answers: { solved: 'yes' } }
    ],
    ['a comment', { commented: true }, { comment: 'why?' }, {}],
    [
      'consent to be contacted',
      { contact: true },
      { answers: { contact: true } },
      { answers: { contact: false } }
    ],
    ['a channel', { channels: ['WhatsApp'] }, { channel: 'whatsapp' }, { channel: 'web' }],
    ['who handled it', { handlers: ['bot'] }, { handler: 'bot' }, { handler: 'person' }],
    ['a topic', { topics: ['Billing'] }, { topics: ['billing', 'x'] }, { topics: ['x'] }],
    ['a team', { teams: ['north'] }, { team: 'north' }, { team: 'south' }]
  ])('opens a follow-up by %s', async (_, when, fitting, other) => {
    await ruled({ when })
    await answered({ id: 'fitting-1', ...fitting }, { id: 'another-1', ...other })
    expect(answersOf(await list())).toEqual(['fitting-1'])
  })

  it('opens by the first rule that fits, of the survey that it is about, and of no answer from before', async () => {
    await ruled({ survey: 'svy_shop', when: { atMost: 1 } }, { name: 'all' })
    await answered({ rating: 1 }, { rating: 2 }, { rating: 1, at: '2026-11-20T06:59:59Z' })
    const { rows, total } = await list()
    expect([rows.map(({ rule, answer }) => [rule, answer.rating]).sort(), total]).toEqual([
      [
        ['all', 2],
        ['rule 0', 1]
      ],
      2
    ])
    expect((await ruled({ name: 'all', survey: null })).rules[0]?.since).toBe(new Date(now).toISOString())
    const refused = await send('PUT', '/follow-up-rules', {
      rules: [{ name: 'x', dueHours: 1, survey: 'svy_other' }]
    })
    expect([refused.status, await refused.json()]).toMatchObject([422, { field: 'rules.0.survey' }])
  })

  it('opens one of each answer, however often and by however many processes it is looked at', async () => {
    await ruled({})
    await shop.answer(
      ...Array.from({ length: 30 }, (_, place) => ({ id: `answer-no-${place}`, at: later, rating: 1 }))
    )
    await shop.answer({ id: 'answer-no-1', at: later, rating: 2, comment: 'more' })
    await Promise.all([1, 2, 3].map(() => openDue(shop.database, now)))
    await followDue(shop.database, now)
    expect((await list('limit=200')).rows).toHaveLength(30)
    expect(await shop.database.handle.select().from(shop.database.tables.followUpDue)).toEqual([])
  })

  it('loses none and opens none twice where the server is killed after it took answers', async () => {
    const place = await fresh()
    const first = await startServer(place.url)
    const ask = async (url: string, path: string, body?: object, method = body ? 'POST' : 'GET') => {
      const answer = await fetch(`${url}/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${operatorKey}`, 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) })
      })
      expect(answer.status, await answer.clone().text()).toBeLessThan(300)
      return answer.json()
    }
    const made = (await ask(first.url, '/sites', { name: 'Shop' })) as { id: string }
    const survey = (await ask(first.url, '/surveys', { site: made.id, name: 'S', metric: 'csat' })) as {
      id: string
    }
    const rules = { rules: [{ name: 'Unhappy', dueHours: 8 }] }
    await ask(first.url, `/sites/${made.id}/follow-up-rules`, rules, 'PUT')
    const kept = Array.from({ length: 20 }, () => randomUUID())
    await Promise.all(kept.map((id) => ask(first.url, '/responses', { id, survey: survey.id, rating: 1 })))
    first.process.kill('SIGKILL')
    await first.stop()
    const second = await startServer(place.url)
    const found = async () =>
      answersOf((await ask(second.url, `/sites/${made.id}/follow-ups?limit=200`)) as FollowUpsView)
    await expect.poll(found, { timeout: 15_000 }).toEqual(kept.toSorted())
    await second.stop()
    await place.remove()
  }, 60_000)

  it('closes by itself where the customer corrected the answer before anybody began, and opens again', async () => {
    await ruled({})
    await answered({ id: 'answer-up', rating: 1 }, { id: 'answer-begun', rating: 1 })
    const begun = (await list()).rows.find(({ answer }) => answer.id === 'answer-begun')
    await send('PATCH', `/follow-ups/${begun?.id}`, { state: 'in-progress' })
    await answered({ id: 'answer-up', rating: 5 }, { id: 'answer-begun', rating: 5 })
    expect((await one('state=closed')).ended).toBe('corrected')
    expect((await one()).answer.id).toBe('answer-begun')
    await answered({ id: 'answer-up', rating: 2 })
    expect((await list('state=closed')).rows).toEqual([])
    const { history } = await one('state=open')
    expect(history.map(({ action, actor }) => [action, actor.key])).toEqual([
      ['reopened', 'hearback'],
      ['closed', 'hearback'],
      ['opened', 'hearback']
    ])
  })

  it('ends with an answer that is taken out, and comes back with it', async () => {
    await ruled({})
    await answered({ id: 'answer-out' })
    const change = async (state: string) => {
      await shop.ask('/responses/answer-out?survey=svy_shop', 'mona', {
        method: 'PATCH',
        body: JSON.stringify({ state, reason: 'a trial' })
      })
      await followDue(shop.database, now)
    }
    await change('excluded')
    expect((await one('state=closed')).ended).toBe('excluded')
    await change('counted')
    expect((await one()).state).toBe('open')
  })

  it('leaves nothing that anybody wrote of an answer that is erased', async () => {
    await ruled({})
    await answered({ id: 'answer-gone', customer: 'k-1', comment: 'secret comment' })
    const { id } = await one()
    await send('POST', `/follow-ups/${id}/notes`, { text: 'secret note' })
    await send('PATCH', `/follow-ups/${id}`, { state: 'waiting' })
    await answered({ id: 'answer-done', customer: 'k-1' })
    const other = (await list('state=open')).rows[0]
    await send('PATCH', `/follow-ups/${other?.id}`, { ...closing, done: 'secret deed' })
    const exported = await shop.ask('/customers/export', 'owner', {
      method: 'POST',
      body: JSON.stringify({ site: 'sit_shop', customer: 'k-1' })
    })
    const known = await exported.text()
    expect(['secret note', 'secret deed'].filter((one) => !known.includes(one))).toEqual([])
    const erased = await shop.ask('/customers/erase', 'owner', {
      method: 'POST',
      body: JSON.stringify({ site: 'sit_shop', customer: 'k-1' })
    })
    expect(erased.status).toBe(200)
    const late = await send('POST', `/follow-ups/${id}/notes`, { text: 'secret afterthought' })
    expect(late.status).toBe(422)
    await followDue(shop.database, now)
    const { rows } = await list('state=closed')
    expect(new Map(rows.map(({ id, ended, nature, done }) => [id, [ended, nature, done]]))).toEqual(
      new Map([
        [id, ['erased', null, null]],
        [other?.id ?? '', ['done', 'process', null]]
      ])
    )
    const { followUp, followUpEvent } = shop.database.tables
    const kept = [
      await shop.database.handle.select().from(followUp),
      await shop.database.handle.select().from(followUpEvent)
    ]
    expect(JSON.stringify(kept)).not.toContain('secret')
  })

  it('gives it to a member, to members in turn, to who leads the team, or to nobody', async () => {
    const { member, authUser } = shop.database.tables
    const date = new Date(1)
    const people = ['lea', 'leo', 'max']
    await shop.database.handle.insert(authUser).values(
      people.map((id) => ({
        id,
        name: id,
        email: `${id}@shop.example`,
        emailVerified: true,
        isOperator: false,
        createdAt: date,
        updatedAt: date
      }))
    )
    await shop.database.handle.insert(member).values([
      { siteId: 'sit_shop', userId: 'lea', role: 'lead', teams: '["north"]', createdAt: 2 },
      { siteId: 'sit_shop', userId: 'leo', role: 'lead', teams: '["north","south"]', createdAt: 3 },
      { siteId: 'sit_shop', userId: 'max', role: 'manager', createdAt: 4 }
    ])
    const when = (channel: string) => ({ when: { channels: [channel] } })
    await ruled(
      { ...when('a'), owner: { by: 'member', members: ['mona'] } },
      { ...when('b'), owner: { by: 'turn', members: ['mona', 'max'] } },
      { ...when('c'), owner: { by: 'lead' } },
      { ...when('d'), owner: { by: 'member', members: ['ana'] } },
      { ...when('e') }
    )
    const owners = async (channel: string, team: string, count: number) => {
      const before = new Set((await list('limit=200')).rows.map(({ id }) => id))
      for (let times = 0; times < count; times++) await answered({ channel, team })
      const { rows } = await list('limit=200')
      return rows
        .filter(({ id }) => !before.has(id))
        .map(({ owner }) => owner?.id ?? null)
        .sort()
    }
    expect(await owners('a', '', 2)).toEqual(['mona', 'mona'])
    expect(await owners('b', '', 4)).toEqual(['max', 'max', 'max', 'mona'])
    expect(await owners('c', 'north', 2)).toEqual(['lea', 'leo'])
    expect(await owners('c', 'south', 2)).toEqual(['leo', 'leo'])
    expect(await owners('d', '', 1)).toEqual([null])
    expect(await owners('e', '', 1)).toEqual([null])
    expect((await list('owner=none')).total).toBe(2)
    expect((await list('owner=mona')).total).toBe(3)
    expect((await list('owner=me', 'mona')).total).toBe(3)
    expect((await list()).people.map(({ name }) => name)).toEqual(['lea', 'leo', 'max', 'mona'])

    const gone = await shop.ask('/members/leo?site=sit_shop', 'owner', { method: 'DELETE' })
    expect(gone.status).toBe(204)
    expect((await list('owner=none')).total).toBe(5)
  })

  it('is due within opening hours: those of the team, else of the channel, else of the site', async () => {
    const open = (from: string, until: string) =>
      Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [{ from, until }]]))
    const hours = {
      site: { week: open('09:00', '17:00'), holidays: [{ date: '2026-11-23' }] },
      channels: { voice: { week: open('09:00', '13:00'), holidays: [] } },
      teams: { night: { week: open('20:00', '23:00'), holidays: [] } }
    }
    const changed = await shop.ask(site, 'owner', {
      method: 'PATCH',
      body: JSON.stringify({ openingHours: hours })
    })
    expect(changed.status, await changed.text()).toBe(200)
    await ruled({ dueHours: 8 })
    await answered(
      { id: 'of-the-site' },
      { id: 'of-voice', channel: 'voice' },
      { id: 'of-the-night', channel: 'voice', team: 'night' }
    )
    const due = (await list()).rows.map(({ answer, dueAt }) => [answer.id, dueAt])
    // It is noon of a Friday in Karachi; Monday is a holiday of the site.
    expect(Object.fromEntries(due)).toEqual({
      'of-the-site': '2026-11-24T07:00:00.000Z',
      'of-voice': '2026-11-24T07:00:00.000Z',
      'of-the-night': '2026-11-24T17:00:00.000Z'
    })
  })

  it('goes its way to a close that says why and what was done, with who did what', async () => {
    await ruled({})
    await answered({ id: 'answer-way', conversation: 'c-1' })
    const { id, mayChange, people } = await one()
    expect([mayChange, people.map(({ name }) => name)]).toEqual([true, ['mona']])
    const read = await shop.ask(`${site}/follow-ups/${id}`, 'mona')
    const etag = read.headers.get('etag') ?? ''
    const patch = (body: object, headers = {}) => send('PATCH', `/follow-ups/${id}`, body, 'mona', headers)
    expect((await patch({ state: 'in-progress', owner: 'mona' }, { 'if-match': etag })).status).toBe(200)
    expect((await patch({ state: 'waiting' }, { 'if-match': etag })).status).toBe(412)
    expect((await send('POST', `/follow-ups/${id}/notes`, { text: 'called, nobody there' })).status).toBe(201)
    for (const field of ['nature', 'severity', 'done'] as const) {
      const { [field]: _left, ...rest } = closing
      const refused = await patch(rest)
      expect([refused.status, await refused.json()]).toMatchObject([422, { field }])
    }
    expect(await (await patch({ owner: 'ana' })).json()).toMatchObject({ field: 'owner' })
    expect(await (await patch(closing)).json()).toMatchObject({
      ...closing,
      ended: 'done',
      owner: { id: 'mona', name: 'mona' },
      closedAt: new Date(now).toISOString(),
      history: [
        { action: 'closed', actor: { name: 'mona' }, detail: closing },
        { action: 'noted', actor: { name: 'mona' }, detail: { text: 'called, nobody there' } },
        { action: 'changed', actor: { name: 'mona' }, detail: { state: 'in-progress', owner: 'mona' } },
        { action: 'opened', actor: { key: 'hearback' }, detail: { rule: 'rule 0' } }
      ]
    })
    expect(await (await patch({ state: 'open' })).json()).toMatchObject({ state: 'open', ended: null })
  })

  it('marks what is overdue, and shows it to whom the site named', async () => {
    await send('PUT', '/follow-up-rules', { rules: [{ name: 'all', dueHours: 2 }], escalateTo: 'mona' })
    await answered({ id: 'answer-late' }, { id: 'answer-done' })
    const done = (await list()).rows.find(({ answer }) => answer.id === 'answer-done')
    await send('PATCH', `/follow-ups/${done?.id}`, closing)
    await followDue(shop.database, now + 2 * hourMs - 1)
    expect((await list('owner=me', 'mona')).rows).toEqual([])
    await followDue(shop.database, now + 2 * hourMs)
    await followDue(shop.database, now + 3 * hourMs)
    const { escalatedTo, history } = await one('owner=me')
    expect([escalatedTo?.name, history.map(({ action }) => action)]).toEqual(['mona', ['overdue', 'opened']])
  })

  it('shows an agent those of the own answers, to work on where they were given', async () => {
    await ruled({ owner: { by: 'member', members: ['ana'] }, when: { channels: ['whatsapp'] } }, {})
    await answered(
      { id: 'hers-and-given', agent: 'ana', channel: 'whatsapp' },
      { id: 'hers-alone', agent: 'ana' },
      { id: 'of-ben', agent: 'ben' }
    )
    const { rows, total, people } = await list('', 'ana')
    expect([rows.map(({ answer }) => answer.id).sort(), total, people]).toEqual([
      ['hers-alone', 'hers-and-given'],
      2,
      []
    ])
    expect((await list('', 'nobodys-agent')).rows).toEqual([])
    const idOf = async (answer: string) =>
      (await list('limit=200')).rows.find((row) => row.answer.id === answer)?.id ?? ''
    const [given, alone, bens] = [
      await idOf('hers-and-given'),
      await idOf('hers-alone'),
      await idOf('of-ben')
    ]
    expect((await send('PATCH', `/follow-ups/${given}`, { state: 'in-progress' }, 'ana')).status).toBe(200)
    expect((await send('PATCH', `/follow-ups/${alone}`, { state: 'in-progress' }, 'ana')).status).toBe(403)
    await send('POST', `/follow-ups/${alone}/notes`, { text: 'ask ana about it' })
    const hers = (await (await shop.ask(`${site}/follow-ups/${alone}`, 'ana')).json()) as FollowUpView
    expect([hers.mayChange, hers.history, hers.people]).toEqual([false, [], []])
    expect((await shop.ask(`${site}/follow-ups/${bens}`, 'ana')).status).toBe(404)
    expect((await shop.ask(`${site}/follow-up-rules`, 'ana')).status).toBe(403)
  })

  it('shows what else the customer answered, on whatever channel', async () => {
    await ruled({ when: { channels: ['whatsapp'] } })
    await answered(
      { id: 'answer-now', customer: 'k-1', channel: 'whatsapp' },
      { id: 'answer-mail', customer: 'k-1', channel: 'email', rating: 5, at: '2026-11-01T07:00:00Z' },
      { id: 'answer-other', customer: 'k-2', channel: 'email' }
    )
    const { others } = await one()
    expect(others.map(({ answer, survey }) => [answer.id, answer.channel, survey.name])).toEqual([
      ['answer-mail', 'email', 'After a chat']
    ])
  })

  it('goes on by pages and narrows by survey, channel and what is overdue', async () => {
    await ruled({ dueHours: 1, when: { channels: ['whatsapp'] } }, { dueHours: 2 })
    await answered(...['whatsapp', 'web', 'web'].map((channel) => ({ channel })))
    const first = await list('limit=2')
    const second = await list(`limit=2&cursor=${first.next}`)
    expect([first.rows.length, second.rows.length, second.next, first.total, second.total]).toEqual([
      2,
      1,
      null,
      3,
      null
    ])
    expect(first.rows[0]?.answer.channel).toBe('whatsapp')
    expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(3)
    expect((await list('channel=whatsapp')).total).toBe(1)
    expect((await list('survey=svy_none')).total).toBe(0)
    expect((await list('overdue=yes')).total).toBe(0)
    const { followUp } = shop.database.tables
    const isFirst = and(eq(followUp.siteId, 'sit_shop'), eq(followUp.id, first.rows[0]?.id ?? ''))
    await shop.database.handle
      .update(followUp)
      .set({ dueAt: now - 1 })
      .where(isFirst)
    expect((await list('overdue=yes')).rows.map(({ overdue }) => overdue)).toEqual([true])
  })

  it('says how many answers of the last thirty days rules would have opened a follow-up of', async () => {
    await shop.answer(
      { rating: 1, at: '2026-11-10T07:00:00Z', channel: 'whatsapp' },
      { rating: 2, at: '2026-11-11T07:00:00Z', comment: 'slow' },
      { rating: 5, at: '2026-11-12T07:00:00Z' },
      { rating: 1, at: '2026-10-01T07:00:00Z' },
      { rating: 1, at: '2026-11-12T07:00:00Z', state: 'excluded' }
    )
    const rules = [
      { name: 'whatsapp', dueHours: 1, when: { channels: ['whatsapp'] } },
      { name: 'commented', dueHours: 1, when: { commented: true } },
      { name: 'all', dueHours: 1 }
    ]
    const shown = await send('POST', '/follow-up-rules/preview', { rules })
    expect((await shown.json()) as RulesPreviewView).toEqual({
      days: 30,
      answers: 3,
      opened: 2,
      rows: [
        { name: 'whatsapp', opened: 1 },
        { name: 'commented', opened: 1 },
        { name: 'all', opened: 2 }
      ]
    })
    expect(await (await send('POST', '/follow-up-rules/preview', { rules: [] })).json()).toMatchObject({
      answers: 3,
      opened: 0
    })
  })

  it('counts what was opened and closed, how soon, and where the roots lay', async () => {
    await ruled({})
    await answered(...Array.from({ length: 7 }, () => ({})), { id: 'answer-up' })
    await answered({ id: 'answer-up', rating: 5 })
    const { rows } = await list()
    for (const [place, { id }] of rows.slice(0, 6).entries())
      await send('PATCH', `/follow-ups/${id}`, {
        ...closing,
        ...(place === 0 && { nature: 'product', severity: 'low' })
      })
    const { followUp } = shop.database.tables
    for (const [place, { id }] of rows.slice(0, 6).entries())
      await shop.database.handle
        .update(followUp)
        .set({ closedAt: now + (place + 1) * 2 * hourMs, dueAt: now + 8 * hourMs })
        .where(eq(followUp.id, id))
    const figures = async (query = '') =>
      (await (await shop.ask(`${site}/follow-up-figures?${query}`, 'mona')).json()) as FollowUpFiguresView
    expect(await figures()).toEqual({
      period: { from: '2026-10-24', to: '2026-11-20' },
      opened: 8,
      closed: 5,
      endedByThemselves: 1,
      late: 1,
      hoursToClose: 6,
      waiting: 1,
      overdue: 0,
      causes: [
        { nature: 'process', count: 4, severities: { low: 0, medium: 0, high: 4 } },
        { nature: 'product', count: 1, severities: { low: 1, medium: 0, high: 0 } }
      ]
    })
    expect(await figures('from=2026-11-21&to=2026-11-21')).toMatchObject({ closed: 1, hoursToClose: null })
    expect((await shop.ask(`${site}/follow-up-figures`, 'writer')).status).toBe(403)
  })
})
