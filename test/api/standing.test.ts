import { createHmac, randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { AnswerView, ResponsesView } from '../../server/contract/answers'
import type { ScoresView } from '../../server/contract/figures'
import type { InvitationView, KeptInvitation } from '../../server/contract/invitations'
import type { ResponseView } from '../../server/contract/responses'
import type { SurveyView } from '../../server/contract/surveys'
import { verifyColumns } from '../../server/figures/verify'
import type { TestApp } from '../support/app'
import { cookieOf, makeMember, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { fromPage, fromProgram, givenSurvey, shop } from '../support/given'
import { each, untaken } from '../support/stuffing'

const dayMs = 86_400_000
const secretOf = (name: string) => `${name}-secret-of-enough-letters`

onBothDatabases((fresh) => {
  let app: TestApp
  let survey: SurveyView
  let siteId: string
  let siteSecret: string
  let clock = Date.parse('2026-11-01T09:00:00Z')
  let address = 0
  beforeAll(async () => {
    app = await startApp(fresh, { now: () => clock, config: { trustProxy: 1 } })
  })
  afterAll(() => app.close())
  beforeEach(async () => {
    clock += 1_000
    const given = await givenSurvey(app)
    survey = given.survey
    siteId = given.site.id
    siteSecret =
      (await app.services.database.handle.select().from(app.services.database.tables.site)).find(
        ({ id }) => id === siteId
      )?.secret ?? ''
  })

  /** Each from an address of its own, since how many come from one is another matter. */
  const page = (answer: Record<string, unknown>) =>
    fromPage(
      app,
      { survey: survey.id, ...answer },
      { 'x-forwarded-for': `10.1.${(++address >> 8) % 256}.${address % 256}` }
    )
  const program = (answer: Record<string, unknown>) => fromProgram(app, { survey: survey.id, ...answer })
  const sign = (claims: unknown, secret = siteSecret) =>
    createHmac('sha256', secret)
      .update(typeof claims === 'string' ? claims : JSON.stringify(claims))
      .digest('hex')
  const total = async (query = '') =>
    (
      (await (
        await app.request(`/api/v1/scores?survey=${survey.id}&from=2026-10-01&to=2026-12-30&${query}`, {
          key: testKey
        })
      ).json()) as ScoresView
    ).total
  const ratings = async (query = '') =>
    Object.entries((await total(query)).tally).flatMap(([rating, count]) =>
      Array<number>(count).fill(Number(rating))
    )
  const read = async (id: string) =>
    (await (
      await app.request(`/api/v1/responses/${id}?survey=${survey.id}`, { key: testKey })
    ).json()) as AnswerView
  const kept = async () =>
    (await app.services.database.handle.select().from(app.services.database.tables.response)).filter(
      ({ surveyId }) => surveyId === survey.id
    )
  const change = (id: string, state: string) =>
    app.request(`/api/v1/responses/${id}?survey=${survey.id}`, {
      method: 'PATCH',
      key: testKey,
      body: { state, reason: 'looked at' }
    })
  async function invite(more: Record<string, unknown> = {}) {
    const made = (await (
      await app.request('/api/v1/invitations', { key: testKey, body: { survey: survey.id, ...more } })
    ).json()) as InvitationView
    return { id: made.id, path: new URL(made.url).pathname }
  }
  const tap = (path: string, body: Record<string, unknown>) =>
    app.request(path, { body, headers: { 'x-forwarded-for': `10.2.0.${++address % 256}` } })
  async function importRow() {
    const form = new FormData()
    form.set('survey', survey.id)
    form.set(
      'mapping',
      JSON.stringify({ rating: 'rating', externalId: 'id', agent: 'agent', answeredAt: 'at' })
    )
    form.set('file', new File(['id,rating,agent,at\nrow-00001,2,ana,2026-11-01\n'], 'answers.csv'))
    const imported = await app.app.request('/api/v1/imports', {
      method: 'POST',
      body: form,
      headers: { authorization: `Bearer ${testKey}` }
    })
    expect([imported.ok, await imported.text()]).toEqual([true, expect.stringContaining('"accepted":1')])
  }
  async function columnsAreRight() {
    const wrong = []
    for await (const { differences } of verifyColumns(app.services.database, survey.id))
      wrong.push(...differences)
    expect(wrong).toEqual([])
  }

  // 200 votes of the widget with guessed ticket numbers took the place of 200 answers that the shop had sent:
  // 80 % became 0.
  it('moves no headline and names no agent where 200 pages claim the conversations of 200 vouched answers', async () => {
    const honest = Array.from({ length: 200 }, (_, index) => ({
      id: randomUUID(),
      survey: survey.id,
      rating: index % 5 === 0 ? 1 : 5,
      channel: 'whatsapp',
      agent: 'ana',
      conversation: `T-${1000 + index}`
    }))
    expect(
      (await app.request('/api/v1/responses/batch', { key: testKey, body: { responses: honest } })).status
    ).toBe(200)
    const before = await total()
    expect([before.count, before.value]).toEqual([200, 80])
    clock += 60_000
    // Each looks like a person's: how many come at once is another matter.
    const votes = await each(200, (index) =>
      page({
        id: randomUUID(),
        rating: 1,
        conversation: `T-${1000 + index}`,
        agent: 'bob',
        secret: secretOf(`${index}`),
        taps: [[1, 2_000 + index]]
      })
    )
    expect(untaken(votes)).toEqual([])
    expect([await total(), await total('agent=ana'), (await total('agent=bob')).count]).toEqual([
      before,
      before,
      0
    ])
    for (const rule of ['first', 'all'])
      expect([rule, (await total(`repeats=${rule}`)).value]).toEqual([rule, 80])
    const rows = await kept()
    expect(
      rows.filter(({ state, stateReason }) => state === 'suspect' && stateReason === 'beside-vouched')
    ).toHaveLength(200)
    expect(rows.filter(({ repeated }) => repeated !== null)).toEqual([])
    // Nobody who tries conversations learns which ones are known here.
    expect((await votes[0]?.json()) as ResponseView).toMatchObject({
      state: 'counted',
      stateReason: null,
      standing: 'unverified',
      claimed: ['agent', 'conversation']
    })
    await columnsAreRight()
  }, 120_000)

  it('sets a page’s answer aside also where the vouched one comes later, and brings it back when that one is taken out', async () => {
    await page({ id: 'page-first', rating: 1, conversation: 'c-1' })
    expect(await ratings()).toEqual([1])
    clock += 1_000
    await program({ id: 'vouched-1', rating: 5, conversation: 'c-1', answeredAt: '2026-10-01T09:00:00Z' })
    expect([await ratings(), await ratings('repeats=first'), await ratings('repeats=all')]).toEqual([
      [5],
      [5],
      [5]
    ])
    expect((await change('vouched-1', 'excluded')).status).toBe(200)
    expect([await ratings(), (await read('page-first')).stateReason]).toEqual([[1], null])
    await change('vouched-1', 'counted')
    expect([await ratings(), (await read('page-first')).state]).toEqual([[5], 'suspect'])
    expect(
      (await read('page-first')).history.map(({ action, actor, standing }) => [action, actor.key, standing])
    ).toEqual([
      ['response-set-aside', 'hearback', 'vouched'],
      ['response-counts-again', 'hearback', 'unverified'],
      ['response-set-aside', 'hearback', 'vouched']
    ])
    await columnsAreRight()
  })

  it('leaves what a manager decided about an answer, whatever comes beside it', async () => {
    await page({ id: 'page-restored', rating: 1, conversation: 'c-1' })
    await program({ rating: 5, conversation: 'c-1' })
    await change('page-restored', 'counted')
    expect(await ratings()).toEqual([1, 5])
    clock += 1_000
    await program({ rating: 4, conversation: 'c-1' })
    await page({ id: 'page-second', rating: 2, conversation: 'c-1' })
    expect([await ratings(), (await read('page-second')).state]).toEqual([[1, 4], 'suspect'])
    await change('page-second', 'excluded')
    for (const { id } of (await kept()).filter(({ standing }) => standing === 'vouched'))
      await change(id, 'excluded')
    expect([await ratings(), (await read('page-second')).state]).toEqual([[1], 'excluded'])
    await columnsAreRight()
  })

  it('lets claims of one conversation take turns among themselves alone', async () => {
    await page({ id: 'claim-one', rating: 5, conversation: 'c-1' })
    clock += 1_000
    await page({ id: 'claim-two', rating: 2, conversation: ' c-1 ' })
    expect([await ratings(), await ratings('repeats=first'), await ratings('repeats=all')]).toEqual([
      [2],
      [5],
      [2, 5]
    ])
    expect((await read('claim-one')).history).toMatchObject([
      { action: 'response-superseded', standing: 'unverified', detail: { rating: 5, by: 'claim-two' } }
    ])
  })

  it('does not let anybody take the place of a customer who answered by a link of their own', async () => {
    const { id, path } = await invite({ conversation: 'c-1', customer: 'jane', agent: 'ana' })
    await tap(path, { rating: 5 })
    clock += 1_000
    await page({ id: randomUUID(), rating: 1, conversation: 'c-1', customer: 'jane', agent: 'bob' })
    expect([await ratings(), (await read(id)).superseded, (await read(id)).standing]).toEqual([
      [5],
      undefined,
      'vouched'
    ])
  })

  // An agent with 20 one-star answers went from 0 % to 50 % by editing and to 100 % by claiming
  // conversations, with no trace.
  it('gives an agent who sees the ids and conversations of their answers no way to make them better', async () => {
    const agent = await makeMember(app, siteId, {
      email: `ana-${siteId}@shop.example`,
      role: 'agent',
      agent: 'ana'
    })
    for (let index = 0; index < 10; index++)
      await page({
        id: `widget-${siteId}-${index}`,
        rating: 1,
        agent: 'ana',
        customer: `w-${index}`,
        secret: secretOf(`${index}`)
      })
    for (let index = 0; index < 10; index++)
      await tap((await invite({ agent: 'ana', conversation: `c-${index}` })).path, { rating: 1 })
    const seen = (
      (await (
        await app.request(`/api/v1/responses?survey=${survey.id}&from=2026-10-01&to=2026-12-30`, {
          cookie: agent
        })
      ).json()) as { rows: ResponseView[] }
    ).rows
    expect(seen).toHaveLength(20)
    expect(JSON.stringify(seen)).not.toMatch(/secret/i)
    const before = [await total(), await total('agent=ana')]
    clock += 60_000
    for (const { id, conversation, rating } of seen) {
      for (const secret of [undefined, secretOf('another'), '']) {
        const edited = await page({
          id,
          rating: 5,
          comment: 'wonderful',
          ...(secret === undefined ? {} : { secret })
        })
        expect([409, 422]).toContain(edited.status)
        expect(await edited.text()).not.toMatch(/w-\d|c-\d|"rating"/)
        // Nor does the very same rating tell whether it is the right one.
        expect([409, 422]).toContain(
          (await page({ id, rating, ...(secret === undefined ? {} : { secret }) })).status
        )
      }
      if (conversation !== null) await page({ id: randomUUID(), rating: 5, conversation, agent: 'ana' })
    }
    expect([await total(), await total('agent=ana')]).toEqual(before)
    await columnsAreRight()
  }, 120_000)

  it('lets a page change what it sent with the secret that it made, and tells of it in the history', async () => {
    const sent = {
      id: randomUUID(),
      rating: 2,
      customer: 'jane',
      conversation: 'c-1',
      pageUrl: 'https://shop.example/order',
      secret: secretOf('own')
    }
    expect((await page(sent)).status).toBe(201)
    const again = await page(sent)
    expect([again.status, await again.json()]).toEqual([
      200,
      expect.objectContaining({ rating: 2, customer: 'jane', conversation: 'c-1', pageUrl: sent.pageUrl })
    ])
    clock += 1_000
    const edited = await page({ id: sent.id, rating: 4, comment: 'on second thoughts', secret: sent.secret })
    expect([edited.status, await edited.json()]).toEqual([
      200,
      expect.objectContaining({
        rating: 4,
        comment: 'on second thoughts',
        customer: null,
        conversation: null,
        pageUrl: null
      })
    ])
    const answer = await read(sent.id)
    expect(answer).toMatchObject({ rating: 4, customer: 'jane', conversation: 'c-1', pageUrl: sent.pageUrl })
    expect(answer.history).toMatchObject([
      {
        action: 'response-edited',
        actor: { key: 'page' },
        standing: 'unverified',
        detail: { from: { rating: 2, comment: null }, to: { rating: 4, comment: 'on second thoughts' } }
      }
    ])
    expect((await kept())[0]?.secretHash).not.toContain(sent.secret)
    expect((await page({ ...sent, id: randomUUID(), secret: 'x'.repeat(21) })).status).toBe(422)
  })

  it('takes an answer without a secret once more to the letter, and never another way', async () => {
    const sent = { id: randomUUID(), rating: 2, comment: 'slow', conversation: 'c-1', agent: 'ana' }
    expect([(await page(sent)).status, (await page(sent)).status]).toEqual([201, 200])
    for (const other of [
      { rating: 3 },
      { comment: 'fast' },
      { conversation: 'c-2' },
      { agent: 'bob' },
      { comment: undefined },
      { secret: secretOf('late') }
    ])
      expect([other, (await page({ ...sent, ...other })).status]).toEqual([other, 409])
    const withSecret = { ...sent, id: randomUUID(), secret: secretOf('own') }
    await page(withSecret)
    for (const secret of [undefined, secretOf('other')])
      expect((await page({ ...withSecret, secret })).status).toBe(409)
  })

  it('makes exactly one answer of many that race for one id, that of one secret', async () => {
    const id = randomUUID()
    const statuses = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        page({ id, rating: (index % 5) + 1, secret: secretOf(`racer-${index}`) })
      )
    )
    expect(statuses.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(19).fill(409)])
    expect((await read(id)).history).toEqual([])
    await columnsAreRight()
  })

  it('lets a key say under any id what it has to say, also where a page was faster', async () => {
    await page({
      id: 'order-4711',
      rating: 1,
      comment: 'made up',
      agent: 'bob',
      conversation: 'c-1',
      customer: 'victim',
      secret: secretOf('squatter')
    })
    clock += 2 * dayMs
    expect((await program({ id: 'order-4711', rating: 5, agent: 'ana', conversation: 'c-2' })).status).toBe(
      200
    )
    expect(await read('order-4711')).toMatchObject({
      rating: 5,
      comment: null,
      agent: 'ana',
      conversation: 'c-2',
      customer: null,
      standing: 'vouched',
      claimed: []
    })
    expect((await read('order-4711')).history).toMatchObject([
      {
        action: 'response-replaced',
        standing: 'vouched',
        detail: { from: { rating: 1, agent: 'bob', conversation: 'c-1' } }
      }
    ])
    expect((await page({ id: 'order-4711', rating: 1, secret: secretOf('squatter') })).status).toBe(409)
    expect((await program({ id: 'order-4711', rating: 4 })).status).toBe(200)
    expect([await ratings(), (await read('order-4711')).agent]).toEqual([[4], 'ana'])
    await columnsAreRight()
  })

  it('keeps of an answer’s history what it was first and the latest fifty or so', async () => {
    const sent = { id: randomUUID(), secret: secretOf('own') }
    for (let edit = 0; edit < 60; edit++) await page({ ...sent, rating: (edit % 5) + 1 })
    const { history } = await read(sent.id)
    expect([history.length <= 51, history.at(-1)?.detail, history[0]?.detail]).toEqual([
      true,
      { from: { rating: 1 }, to: { rating: 2 } },
      { from: { rating: 4 }, to: { rating: 5 } }
    ])
  })

  it('believes of a page what a signature covers', async () => {
    const cases: [claims: Record<string, unknown>, signed: unknown, standing: string, claimed: string[]][] = [
      [{ customer: 'jane' }, undefined, 'unverified', ['customer']],
      [
        { agent: 'ana', conversation: 'c-1', customer: 'jane', team: 'tier-1' },
        { agent: 'ana', conversation: 'c-1', customer: 'jane', team: 'tier-1' },
        'vouched',
        []
      ],
      [{ conversation: 'c-1' }, { conversation: 'c-1' }, 'vouched', []],
      // As it has always been: the customer alone.
      [
        { agent: 'ana', conversation: 'c-1', customer: 'jane', team: 'tier-1' },
        'jane',
        'vouched',
        ['agent', 'conversation', 'team']
      ],
      // What the page says beside what was signed is its own claim.
      [{ agent: 'bob', customer: 'jane' }, { customer: 'jane' }, 'vouched', ['agent']],
      [{ agent: 'ana', team: 'tier-1' }, { agent: 'ana', team: 'tier-1' }, 'unverified', []],
      [{ agent: 'ana', conversation: 'c-1' }, { agent: 'ana' }, 'unverified', ['conversation']],
      // A signature speaks of what was sent, not of what we make of it; either way it means the same.
      [{ customer: '  jane ' }, { customer: '  jane ' }, 'vouched', []],
      [{ customer: '  jane ' }, '  jane ', 'vouched', []],
      [{ customer: 4711, surface: 'widget' }, { customer: 4711 }, 'vouched', []],
      [{ customer: 4711, surface: 'widget' }, { customer: '4711' }, 'vouched', []],
      [{ customer: 4711, surface: 'widget' }, '4711', 'vouched', []],
      [
        { customer: 'é'.normalize('NFD'), conversation: '«ш»' },
        { conversation: '«ш»', customer: 'é'.normalize('NFD') },
        'vouched',
        []
      ],
      [{ customer: '' }, '', 'unverified', []],
      // What is cut or cleaned is not what was signed any more: a name of 200 letters is not one that only begins
      // like it.
      [
        { customer: 'x'.repeat(201), surface: 'widget' },
        { customer: 'x'.repeat(201) },
        'unverified',
        ['customer']
      ],
      [{ customer: 'ja\0ne', surface: 'widget' }, { customer: 'ja\0ne' }, 'unverified', ['customer']]
    ]
    for (const [claims, signed, standing, claimed] of cases) {
      const response = await page({
        id: randomUUID(),
        rating: 4,
        ...claims,
        ...(signed === undefined ? {} : { signature: sign(signed) })
      })
      expect([claims, response.status]).toEqual([claims, 201])
      expect([claims, await response.json()]).toEqual([
        claims,
        expect.objectContaining({ standing, claimed })
      ])
    }
  })

  it('refuses a signature that fits nothing of what was sent', async () => {
    const whole = { agent: 'ana', conversation: 'c-1', customer: 'jane' }
    const right = sign(whole)
    const wrong: Record<string, unknown>[] = [
      { ...whole, agent: 'bob', signature: right },
      { ...whole, customer: 'joan', signature: right },
      { agent: 'ana', customer: 'jane', signature: right },
      { ...whole, customer: 'JANE', signature: right },
      { ...whole, signature: sign(whole, 'the secret of another site') },
      { ...whole, signature: `${right}00` },
      { ...whole, signature: `${right}zz` },
      { ...whole, signature: right.slice(0, 62) },
      { ...whole, signature: '' },
      { customer: 'jane', signature: sign('joan') },
      { conversation: 'jane', signature: sign('jane') },
      { customer: ['jane'], surface: 'widget', signature: sign({ customer: ['jane'] }) },
      { customer: { toString: 'jane' }, surface: 'widget', signature: sign('[object Object]') },
      { customer: 'é'.normalize('NFC'), signature: sign({ customer: 'é'.normalize('NFD') }) },
      { customer: 'jane', signature: sign('{"customer":"jane","customer":"joan"}') }
    ]
    for (const claims of wrong)
      expect([claims, (await page({ id: randomUUID(), rating: 4, ...claims })).status]).toEqual([claims, 403])
    expect((await page({ id: randomUUID(), rating: 4, ...whole, signature: { $ne: '' } })).status).toBe(422)
    expect(await kept()).toEqual([])
  })

  it('counts all that comes under one signature once, by the latest, on each survey', async () => {
    const signed = { customer: 'jane', agent: 'ana', signature: sign({ agent: 'ana', customer: 'jane' }) }
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        page({ id: randomUUID(), rating: 5, conversation: `made-up-${index}`, ...signed })
      )
    )
    clock += 1_000
    await page({ id: randomUUID(), rating: 2, ...signed })
    expect(await ratings()).toEqual([2])
    const legacy = { customer: 'joan', signature: sign('joan') }
    for (const rating of [1, 3]) {
      await page({ id: randomUUID(), rating, ...legacy, conversation: `made-up-${rating}` })
      clock += 1_000
    }
    expect(await ratings()).toEqual([2, 3])
    const other = (await (
      await app.request('/api/v1/surveys', {
        key: testKey,
        body: { site: siteId, name: 'Other', metric: 'csat' }
      })
    ).json()) as SurveyView
    expect((await page({ survey: other.id, id: randomUUID(), rating: 1, ...signed })).status).toBe(201)
    expect(await ratings()).toEqual([2, 3])
    await columnsAreRight()
  })

  it('joins a conversation that is signed with vouched answers, and one that is claimed with none of them', async () => {
    await program({ rating: 1, conversation: 'c-1' })
    clock += 1_000
    const legacy = { customer: 'jane', conversation: 'c-1', signature: sign('jane') }
    await page({ id: randomUUID(), rating: 5, ...legacy })
    // Somebody who is known says what is their own; it takes nobody's place.
    expect(await ratings()).toEqual([1, 5])
    clock += 1_000
    await page({ id: randomUUID(), rating: 4, conversation: 'c-1', signature: sign({ conversation: 'c-1' }) })
    expect(await ratings()).toEqual([4, 5])
    await columnsAreRight()
  })

  // `POST /responses {"customer":"victim-7"}` without a signature kept victim-7 from being asked for a month.
  it('keeps nobody from being asked because a page claims to be them', async () => {
    await app.request(`/api/v1/surveys/${survey.id}`, {
      method: 'PATCH',
      key: testKey,
      body: { asking: { quietDays: 30 } }
    })
    const eligible = async (customer: string) =>
      (
        (await (
          await app.request('/api/v1/eligibility', { key: testKey, body: { survey: survey.id, customer } })
        ).json()) as { eligible: boolean }
      ).eligible
    const { id } = await invite({ customer: 'victim-7' })
    await app.services.database.handle.delete(app.services.database.tables.invitation)
    expect(await eligible('victim-7')).toBe(true)
    await page({ id: randomUUID(), rating: 1, customer: 'victim-7' })
    await page({
      id: randomUUID(),
      rating: 1,
      customer: 'victim-7',
      conversation: 'c-1',
      signature: sign({ conversation: 'c-1' })
    })
    const placement = await invite({ reusable: true, customer: 'victim-7' })
    await tap(placement.path, { id: 'someone1', rating: 1 })
    expect([id.startsWith('inv_'), await eligible('victim-7')]).toEqual([true, true])
    const own = { survey: survey.id, customer: 'victim-7', signature: sign({ customer: 'victim-7' }) }
    const asked = async (body: Record<string, unknown>) =>
      app.request('/api/v1/eligibility', { body, headers: { origin: shop } })
    expect([(await asked(own)).status, await (await asked(own)).json()]).toEqual([200, { eligible: true }])
    expect((await asked({ ...own, signature: sign({ agent: 'ana' }), agent: 'ana' })).status).toBe(403)
    await page({
      id: randomUUID(),
      rating: 1,
      customer: 'victim-7',
      signature: sign({ customer: 'victim-7' })
    })
    expect(await eligible('victim-7')).toBe(false)
  })

  // Whoever knew an invitation's id took it away from its customer through any poster of the survey: the real
  // answer was refused.
  it('takes nothing from the customer of an invitation by its id, on any other way', async () => {
    const { id, path } = await invite({ customer: 'jane', agent: 'ana' })
    const placement = await invite({ reusable: true })
    const household = await invite({ uses: 3 })
    for (const other of [placement, household]) {
      for (const taken of [id, other.id, 'rated:0123456789'])
        expect(
          (await tap(other.path, { id: taken, rating: 5, comment: 'squatted', secret: secretOf('x') })).status
        ).toBe(422)
    }
    expect((await page({ id, rating: 5, secret: secretOf('x') })).status).toBe(422)
    expect((await tap(path, { id: randomUUID(), rating: 2 })).status).toBe(201)
    expect(await read(id)).toMatchObject({ rating: 2, comment: null, agent: 'ana', standing: 'vouched' })
    expect(
      ((await (await app.request(`/api/v1/invitations/${id}`, { key: testKey })).json()) as KeptInvitation)
        .answeredAt
    ).not.toBeNull()
  })

  it('gives a customer their own answer back where something was left under its name before', async () => {
    const { id, path } = await invite({ customer: 'jane', agent: 'ana' })
    const placement = await invite({ reusable: true })
    await tap(placement.path, { id: 'stranger', rating: 5, comment: 'squatted' })
    const { response } = app.services.database.tables
    await app.services.database.handle
      .update(response)
      .set({ id })
      .where(and(eq(response.surveyId, survey.id), eq(response.id, 'stranger')))
    expect(await (await app.request(path)).text()).not.toContain('squatted')
    expect((await tap(path, { rating: 1 })).status).toBe(200)
    expect([await ratings(), (await read(id)).history.map(({ action }) => action)]).toEqual([
      [1],
      ['response-replaced']
    ])
    await columnsAreRight()
  })

  it('lets nobody reach an answer of another way through a placement', async () => {
    const [placement, other] = [await invite({ reusable: true }), await invite({ reusable: true })]
    await program({ id: 'from-the-api', rating: 5, comment: 'ours alone' })
    await tap(other.path, {
      id: 'on-the-other',
      rating: 5,
      comment: 'theirs alone',
      secret: secretOf('other')
    })
    for (const id of ['from-the-api', 'on-the-other']) {
      for (const secret of [undefined, secretOf('other')]) {
        for (const rating of [1, 5]) {
          const refused = await tap(placement.path, { id, rating, ...(secret && { secret }) })
          expect([refused.status, await refused.text()]).toEqual([409, expect.not.stringContaining('alone')])
          const form = await app.app.request(placement.path, {
            method: 'POST',
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
            body: new URLSearchParams({ id, rating: `${rating}`, ...(secret && { secret }) })
          })
          expect(await form.text()).not.toContain('alone')
        }
      }
    }
    expect(await ratings()).toEqual([5, 5])
  })

  it('lets whoever answers by a placement’s form change their answer without any script, and nobody else', async () => {
    const { path } = await invite({ reusable: true })
    const submit = (fields: Record<string, string>) =>
      app.app.request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(fields)
      })
    const field = (html: string, name: string) =>
      new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
    const first = await (await app.request(path)).text()
    const [id, secret] = [field(first, 'id'), field(first, 'secret')]
    expect(secret).toMatch(/^[\w-]{22}$/)
    const thanks = await (await submit({ id, secret, rating: '2', comment: 'slow' })).text()
    expect([field(thanks, 'id'), field(thanks, 'secret')]).toEqual([id, secret])
    await submit({ id, secret, rating: '4', comment: 'slow' })
    expect(await ratings()).toEqual([4])
    for (const other of ['', field(await (await app.request(path)).text(), 'secret')]) {
      const refused = await submit({ id, ...(other && { secret: other }), rating: '1' })
      expect(await refused.text()).not.toContain('slow')
    }
    expect(await ratings()).toEqual([4])
    expect((await read(id)).standing).toBe('unverified')
  })

  it('lets those who share a link for several change each their own answer alone, where their page made a secret', async () => {
    const { path } = await invite({ uses: 3 })
    await tap(path, { id: 'of-the-first', rating: 2, secret: secretOf('first') })
    await tap(path, { id: 'by-a-program', rating: 3 })
    expect((await tap(path, { id: 'of-the-first', rating: 5, secret: secretOf('second') })).status).toBe(409)
    expect((await tap(path, { id: 'of-the-first', rating: 5 })).status).toBe(409)
    expect((await program({ id: 'of-the-first', rating: 1 })).status).toBe(409)
    expect((await tap(path, { id: 'of-the-first', rating: 4, secret: secretOf('first') })).status).toBe(200)
    expect((await tap(path, { id: 'by-a-program', rating: 5 })).status).toBe(200)
    expect([await ratings(), (await read('of-the-first')).standing]).toEqual([[4, 5], 'vouched'])
  })

  it('lets a batch say what it says, and an import, whatever a page would leave under their names', async () => {
    await page({ id: 'row-00002', rating: 5, agent: 'bob', conversation: 'c-9' })
    await app.request('/api/v1/responses/batch', {
      key: testKey,
      body: { responses: [{ survey: survey.id, id: 'row-00002', rating: 1, agent: 'ana' }] }
    })
    expect(await read('row-00002')).toMatchObject({
      rating: 1,
      agent: 'ana',
      comment: null,
      customer: null,
      conversation: null,
      standing: 'vouched'
    })
    await importRow()
    const imported = (await kept()).find(({ id }) => id.startsWith('imp_'))
    expect(imported).toMatchObject({ rating: 2, standing: 'vouched', claimed: null })
    // What an imported row is called can be worked out beforehand.
    await app.services.database.handle
      .delete(app.services.database.tables.response)
      .where(eq(app.services.database.tables.response.id, imported?.id ?? ''))
    expect((await page({ id: imported?.id, rating: 5 })).status).toBe(422)
  })

  it('reads the session of nobody as a right to an answer', async () => {
    const sent = { id: randomUUID(), rating: 2, secret: secretOf('own') }
    await page(sent)
    const cookie = cookieOf(new Response(null, { headers: { 'set-cookie': 'session=made-up' } }))
    expect(
      (
        await app.request('/api/v1/responses', {
          body: { survey: survey.id, id: sent.id, rating: 5 },
          cookie,
          headers: { origin: shop }
        })
      ).status
    ).toBe(409)
  })

  it('are listed and counted by themselves, also beside answers that do not count and within some days', async () => {
    for (const rating of [1, 2, 3]) await program({ rating })
    for (const rating of [4, 5]) await page({ id: randomUUID(), rating })
    await program({ rating: 1, answeredAt: new Date(clock - 90 * dayMs).toISOString() })
    const [left] = (await listed('standing=vouched')).rows
    expect((await change(left?.id ?? '', 'excluded')).status).toBe(200)
    const told = async (query: string) => {
      const { rows, total } = await listed(query)
      return [rows.length, total, [...new Set(rows.map(({ standing }) => standing))].join()]
    }
    const days = `from=${dayOf(clock - 10 * dayMs)}&to=${dayOf(clock + dayMs)}`
    expect(await told(`${days}&standing=vouched`)).toEqual([2, 2, 'vouched'])
    expect(await told(`${days}&standing=unverified`)).toEqual([2, 2, 'unverified'])
    expect(await told(`${days}&standing=vouched&state=counted&state=excluded`)).toEqual([3, 3, 'vouched'])
    expect(
      await told(`from=${dayOf(clock - 100 * dayMs)}&to=${dayOf(clock + dayMs)}&standing=vouched`)
    ).toEqual([3, 3, 'vouched'])
  })

  async function listed(query: string) {
    return (await (
      await app.request(`/api/v1/responses?survey=${survey.id}&${query}`, { key: testKey })
    ).json()) as ResponsesView
  }
})

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)
