import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { AnswerView, ResponsesView } from '../../server/contract/answers'
import type { DisputesView, DisputeView } from '../../server/contract/disputes'
import type { ScoresView } from '../../server/contract/figures'
import type { AgentsView } from '../../server/contract/figures-agents'
import type { TestApp } from '../support/app'
import { makeMember, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { givenSurvey } from '../support/given'

type Who = 'ana' | 'ben' | 'lead' | 'other lead' | 'mona' | 'max' | 'key'

onBothDatabases((fresh) => {
  let app: TestApp
  let site: string
  let survey: string
  const cookies = new Map<Who, string>()
  let number = 0

  beforeAll(async () => {
    app = await startApp(fresh)
  })
  beforeEach(async () => {
    const given = await givenSurvey(app)
    site = given.site.id
    survey = given.survey.id
    const member = async (name: Who, more: object) =>
      cookies.set(
        name,
        await makeMember(app, site, {
          email: `${name.replace(' ', '-')}-${++number}@a.example`,
          ...more
        } as never)
      )
    await member('ana', { role: 'agent', agent: 'ana' })
    await member('ben', { role: 'agent', agent: 'ben' })
    await member('lead', { role: 'lead', teams: ['north'] })
    await member('other lead', { role: 'lead', teams: ['south'] })
    await member('mona', { role: 'manager' })
    await member('max', { role: 'manager' })
  })
  afterAll(() => app.close())

  function ask(who: Who, path: string, send: { method?: string; body?: unknown } = {}) {
    const by = who === 'key' ? { key: testKey } : { cookie: cookies.get(who) ?? '' }
    return app.request(`/api/v1${path}`, { ...by, ...send })
  }
  async function read<T>(who: Who, path: string): Promise<T> {
    const found = await ask(who, path)
    expect(found.status, path).toBe(200)
    return (await found.json()) as T
  }
  async function answer(rating: number, more: object = {}): Promise<string> {
    const id = `answer-no-${++number}`
    const body = { id, survey, rating, agent: 'ana', team: 'north', channel: 'email', ...more }
    const sent = await app.request('/api/v1/responses', { key: testKey, body })
    expect(sent.status).toBe(201)
    return id
  }
  const raise = (who: Who, id: string, cause = 'policy') =>
    ask(who, '/disputes', { body: { survey, answer: id, cause, why: 'The rule is ours.' } })
  async function raised(who: Who, id: string, cause = 'policy'): Promise<DisputeView> {
    const made = await raise(who, id, cause)
    expect(made.status, await made.clone().text()).toBe(201)
    return (await made.json()) as DisputeView
  }
  const decide = (who: Who, { id }: { id: string }, decision = 'upheld') =>
    ask(who, `/disputes/${id}/decision`, { body: { decision, reason: 'Read the conversation.' } })
  async function upheld(id: string, cause = 'policy', who: Who = 'ana') {
    const made = await raised(who, id, cause)
    expect((await decide('mona', made)).status).toBe(200)
    return made
  }
  const list = (who: Who, query = '') => read<DisputesView>(who, `/disputes?site=${site}${query}`)
  const agents = (who: Who = 'mona', query = '') => read<AgentsView>(who, `/agents?survey=${survey}${query}`)
  const rowOf = ({ rows }: AgentsView, agent: string) => rows.find(({ key }) => key === agent)
  const codeOf = async (response: Response) => [
    response.status,
    ((await response.json()) as { code?: string }).code
  ]

  it('goes from an agent to a manager, who says why', async () => {
    const id = await answer(1, { comment: 'No refund!' })
    const made = await raised('ana', id)
    expect(made).toMatchObject({
      agent: { key: 'ana' },
      cause: 'policy',
      why: 'The rule is ours.',
      state: 'open',
      decidedBy: null,
      reason: null,
      mayDecide: false,
      mayWithdraw: true,
      answer: { id, comment: 'No refund!' }
    })
    expect((await list('mona', '&state=open')).rows).toMatchObject([{ id: made.id, mayDecide: true }])
    const decided = await decide('mona', made, 'refused')
    expect([decided.status, await decided.json()]).toMatchObject([
      200,
      {
        state: 'refused',
        reason: 'Read the conversation.',
        mayDecide: false,
        decidedBy: { name: expect.any(String) }
      }
    ])
    expect((await list('ana')).rows).toMatchObject([{ state: 'refused', reason: 'Read the conversation.' }])
    const { history } = await read<AnswerView>('mona', `/responses/${id}?survey=${survey}`)
    expect(history.map(({ action, detail }) => [action, detail])).toEqual([
      ['response-dispute-decided', { agent: 'ana', cause: 'policy', decision: 'refused' }],
      ['response-disputed', { agent: 'ana', cause: 'policy' }]
    ])
  })

  it('is decided by a second person, in person', async () => {
    const own = await answer(1)
    const byMona = await raised('mona', own)
    expect(await codeOf(await decide('mona', byMona))).toEqual([403, 'dispute-own'])
    for (const who of ['ana', 'lead', 'key'] as const)
      expect([who, ...(await codeOf(await decide(who, byMona)))]).toEqual([who, 403, 'role-missing'])
    for (const who of ['ben', 'other lead'] as const)
      expect([who, ...(await codeOf(await decide(who, byMona)))]).toEqual([who, 404, 'not-found'])
    expect((await decide('max', byMona)).status).toBe(200)
    expect(await codeOf(await decide('mona', byMona))).toEqual([403, 'dispute-own'])
  })

  it('is decided by nobody whose own answers it is about, as a manager either', async () => {
    const { member } = app.services.database.tables
    // The agent was made a manager, and still serves customers.
    await app.services.database.handle
      .update(member)
      .set({ role: 'manager' })
      .where(and(eq(member.siteId, site), eq(member.agent, 'ana')))
    const made = await raised('lead', await answer(1))
    expect(await codeOf(await decide('ana', made))).toEqual([403, 'dispute-own'])
  })

  it('is raised by the agent, a lead of the team or a manager, and by nobody else', async () => {
    const id = await answer(1)
    expect((await raise('ben', id)).status).toBe(404)
    expect((await raise('other lead', id)).status).toBe(404)
    expect(await codeOf(await raise('key', id))).toEqual([403, 'role-missing'])
    const { raisedBy } = await raised('lead', id)
    expect(raisedBy.key).toMatch(/^person:/)
    expect(await codeOf(await raise('ana', id))).toEqual([409, 'dispute-open'])
    for (const none of [await answer(1, { agent: '' }), 'no-such-answer'])
      expect((await raise('mona', none)).status).toBeGreaterThanOrEqual(404)
  })

  it('is taken back by who raised it or the agent, and may be raised again', async () => {
    const id = await answer(1)
    const made = await raised('lead', id)
    expect((await ask('mona', `/disputes/${made.id}/withdrawal`, { method: 'POST' })).status).toBe(403)
    expect((await ask('ana', `/disputes/${made.id}/withdrawal`, { method: 'POST' })).status).toBe(200)
    expect(await codeOf(await decide('mona', made))).toEqual([409, 'dispute-over'])
    await raised('ana', id)
    expect((await list('mona', `&answer=${id}`)).rows.map(({ state }) => state)).toEqual([
      'open',
      'withdrawn'
    ])
  })

  it('lets two who raise at once raise one', async () => {
    const id = await answer(1)
    const made = await Promise.all((['ana', 'lead', 'mona', 'max'] as const).map((who) => raise(who, id)))
    expect(made.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409])
  })

  it('is listed by state, agent and survey, page by page, to whom it concerns', async () => {
    const ofAna = [await answer(1), await answer(2)]
    const ofBen = await answer(1, { agent: 'ben', team: 'south' })
    for (const id of ofAna) await raised('ana', id)
    await upheld(ofBen, 'tool', 'ben')
    const answersOf = ({ rows }: DisputesView) => rows.map(({ answer }) => answer?.id).sort()
    expect((await list('mona')).total).toBe(3)
    expect(answersOf(await list('mona', '&agent=ben'))).toEqual([ofBen])
    expect(answersOf(await list('mona', '&state=open'))).toEqual(ofAna)
    expect((await list('mona', '&survey=svy_other')).rows).toEqual([])
    expect(answersOf(await list('ana'))).toEqual(ofAna)
    expect(answersOf(await list('lead'))).toEqual(ofAna)
    expect(answersOf(await list('other lead'))).toEqual([ofBen])
    const first = await list('mona', '&limit=2')
    const second = await list('mona', `&limit=2&cursor=${first.next}`)
    expect([first.rows.length, second.rows.length, second.next]).toEqual([2, 1, null])
  })

  it('changes no headline of the survey, and tells the agent’s with and without it', async () => {
    const kept: { id: string; rating: number; agent: string }[] = []
    for (let place = 0; place < 40; place++) {
      const [rating, agent] = [1 + ((place * 7) % 5), place % 3 === 0 ? 'ben' : 'ana']
      kept.push({ id: await answer(rating, { agent, topics: [place % 2 ? 'a' : 'b'] }), rating, agent })
    }
    const causes = ['process', 'product', 'policy', 'wait', 'tool', 'not-mine'] as const
    const before = await read<ScoresView>('mona', `/scores?survey=${survey}`)
    const out = new Set<string>()
    const gone = new Set<string>()
    for (const [place, { id }] of kept.filter(({ agent }) => agent === 'ana').entries()) {
      if (place > 11) break
      const made = await raised('ana', id, causes[place % 6])
      if (place === 3) continue // stays open
      if (place === 4) {
        expect((await decide('mona', made, 'refused')).status).toBe(200)
        continue
      }
      expect((await decide('mona', made)).status).toBe(200)
      if (causes[place % 6] === 'not-mine') gone.add(id)
      else out.add(id)
    }
    expect([out.size, gone.size]).toEqual([8, 2])
    expect((await read<ScoresView>('mona', `/scores?survey=${survey}`)).total).toEqual(before.total)
    const tallyOf = (those: typeof kept) => {
      const tally: Record<string, number> = {}
      for (const { rating } of those) tally[rating] = (tally[rating] ?? 0) + 1
      return tally
    }
    for (const who of ['mona', 'ana', 'lead'] as const) {
      const row = rowOf(await agents(who), 'ana')
      const theirs = kept.filter(({ id, agent }) => agent === 'ana' && !gone.has(id))
      const rest = theirs.filter(({ id }) => !out.has(id))
      expect([who, row?.score.tally, row?.score.count]).toEqual([who, tallyOf(theirs), theirs.length])
      expect(row?.disputed).toMatchObject({
        upheld: 8,
        without: {
          count: rest.length,
          tally: tallyOf(rest),
          value: (100 * rest.filter(({ rating }) => rating >= 4).length) / rest.length,
          lower: expect.any(Number)
        }
      })
    }
    // By topic, as by every other filter, the same holds.
    const ofTopic = rowOf(await agents('mona', '&topic=a'), 'ana')
    const theirs = kept.filter(({ agent }, place) => agent === 'ana' && place % 2 === 1)
    expect(ofTopic?.score.count).toBe(theirs.filter(({ id }) => !gone.has(id)).length)
    expect(ofTopic?.disputed?.without.count).toBe(
      theirs.filter(({ id }) => !gone.has(id) && !out.has(id)).length
    )
    const all = await agents()
    expect(rowOf(all, 'ben')?.disputed).toBeUndefined()
    expect([all.total.count, all.unassigned.count]).toEqual([40, 2])
    const listed = await read<ResponsesView>('ana', `/responses?survey=${survey}&limit=100`)
    expect(listed.rows.filter(({ id }) => gone.has(id))).toEqual([])
    expect((await list('ana', '&state=upheld')).rows.filter(({ answer }) => answer === null)).toHaveLength(2)
    expect(await app.services.database.handle.select().from(app.services.database.tables.response)).toSatisfy(
      (rows: { state: string }[]) => rows.every(({ state }) => state === 'counted')
    )
  }, 60_000)

  it('says in the history that the answer is nobody’s from then on, and whose it was', async () => {
    const id = await answer(1)
    await upheld(id, 'not-mine')
    const found = await read<AnswerView>('mona', `/responses/${id}?survey=${survey}`)
    expect([found.agent, found.team, found.state]).toEqual([null, 'north', 'counted'])
    expect(found.history.map(({ action, detail }) => [action, detail]).sort()).toEqual([
      ['response-dispute-decided', { agent: 'ana', cause: 'not-mine', decision: 'upheld' }],
      ['response-disputed', { agent: 'ana', cause: 'not-mine' }],
      ['response-tags-changed', { from: { agent: 'ana' }, to: { agent: '' } }]
    ])
    expect((await ask('ana', `/responses/${id}?survey=${survey}`)).status).toBe(404)
    // Who sends it once more with a key changes nothing of it.
    const again = { id, survey, rating: 1, agent: 'ana', team: 'north', channel: 'email' }
    expect((await app.request('/api/v1/responses', { key: testKey, body: again })).status).toBe(200)
    expect((await read<AnswerView>('mona', `/responses/${id}?survey=${survey}`)).agent).toBeNull()
  })

  it('goes with the agent where two names are made one', async () => {
    for (let place = 0; place < 6; place++) await answer(5)
    await upheld(await answer(1))
    const merged = await ask('mona', `/agents/ana?site=${site}`, {
      method: 'PATCH',
      body: { mergedInto: 'anna' }
    })
    expect(merged.status, await merged.clone().text()).toBe(200)
    const row = rowOf(await agents(), 'anna')
    expect(row).toMatchObject({
      score: { count: 7 },
      disputed: { upheld: 1, without: { count: 6, value: 100 } }
    })
    expect((await list('ana')).rows).toMatchObject([{ agent: { key: 'anna' } }])
    expect((await list('mona', '&agent=anna')).rows).toHaveLength(1)
  })

  it('counts no more for an agent whose answer it is not any more', async () => {
    for (let place = 0; place < 6; place++) await answer(5, { agent: 'ben' })
    const id = await answer(1)
    await upheld(id)
    const moved = { method: 'PATCH', body: { agent: 'ben' } }
    expect((await ask('mona', `/responses/${id}?survey=${survey}`, moved)).status).toBe(200)
    const row = rowOf(await agents(), 'ben')
    expect([row?.score.count, row?.disputed]).toEqual([7, undefined])
  })

  it('keeps the rating from who may read no answers', async () => {
    for (let place = 0; place < 9; place++) await answer(5)
    await upheld(await answer(1))
    const made = await app.request('/api/v1/keys', {
      key: testKey,
      body: { site, name: 'Scores', scopes: ['scores:read'] }
    })
    const { key } = (await made.json()) as { key: string }
    const seen = (await (await app.request(`/api/v1/agents?survey=${survey}`, { key })).json()) as AgentsView
    expect([rowOf(seen, 'ana')?.score.count, rowOf(seen, 'ana')?.disputed]).toEqual([10, undefined])
  })

  it('loses what was written of it with the customer, and still stands', async () => {
    const id = await answer(1, { comment: 'Bad', customer: 'k-erased' })
    const open = await raised('ana', id)
    await upheld(await answer(1, { customer: 'k-erased' }))
    const erased = await app.request('/api/v1/customers/erase', {
      key: testKey,
      body: { site, customer: 'k-erased' }
    })
    expect(erased.status).toBe(200)
    expect((await list('mona')).rows.map(({ state, why, reason }) => [state, why, reason])).toEqual([
      ['upheld', null, null],
      ['open', null, null]
    ])
    expect((await decide('mona', open)).status).toBe(200)
    expect((await list('mona', `&answer=${id}`)).rows).toMatchObject([{ state: 'upheld', reason: null }])
    expect(await codeOf(await raise('ana', id))).toEqual([422, 'invalid'])
  })
})
