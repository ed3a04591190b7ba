import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Resolve } from '../../server/connectors/public-hosts'
import type {
  EndpointDeliveriesView,
  EndpointDeliveryView,
  EndpointEvent,
  EndpointView,
  MadeEndpointView
} from '../../server/contract/endpoints'
import { endpointData, endpointEvents } from '../../server/contract/endpoints'
import type { Scope } from '../../server/contract/terms'
import { openDatabase } from '../../server/db/open-database'
import { makeTellingEndpoints } from '../../server/endpoints/job'
import { removeDeleted } from '../../server/erasure/remove'
import { makeTelling } from '../../server/notices/telling-job'
import type { TestApp } from '../support/app'
import { makeMember, setUpOwner, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import type { Call, FakeVendor } from '../support/fake-vendor'
import { startFakeVendor } from '../support/fake-vendor'
import { followDue, followedUp } from '../support/followed'
import { fromProgram, givenSurvey } from '../support/given'
import { imported } from '../support/importing'
import { startMailServer } from '../support/mail-server'
import { startServer } from '../support/server-process'

type Sent = { type: EndpointEvent; timestamp: string; data: Record<string, unknown> }

const hourMs = 3_600_000
const waitMs = 20_000

onBothDatabases((fresh) => {
  let app: TestApp
  let receiver: FakeVendor
  let site: string
  let survey: string
  let clock: number
  beforeEach(async () => {
    clock = Date.now()
    app = await startApp(fresh, { now: () => clock })
    const given = await givenSurvey(app, { state: 'live' })
    site = given.site.id
    survey = given.survey.id
    receiver = await startFakeVendor(() => ({ status: 200, body: '{"ok":true}' }))
  })
  afterEach(async () => {
    await app.close()
    await receiver.close()
  })

  const ask = async <T>(method: string, path: string, body?: object, by: object = { key: testKey }) => {
    const answer = await app.request(`/api/v1${path}`, { ...by, method, ...(body && { body }) })
    return { status: answer.status, body: (answer.status === 204 ? {} : await answer.json()) as T }
  }
  const made = async (
    events: readonly EndpointEvent[] = endpointEvents,
    more: Record<string, unknown> = {}
  ) => {
    const given = { site, url: receiver.url, events, ...more }
    const { status, body } = await ask<MadeEndpointView>('POST', '/endpoints', given)
    expect(status, JSON.stringify(body)).toBe(201)
    return body
  }
  const jobWith = (resolve?: Resolve) =>
    makeTellingEndpoints({ ...app.services, ...(resolve && { resolve }) })
  const tell = () => jobWith().work()
  const answered = async (answer: Record<string, unknown> = {}) => {
    const id = randomUUID()
    const sent = await fromProgram(app, { id, survey, rating: 5, ...answer })
    expect(sent.status).toBe(201)
    return id
  }
  const sent = (calls: readonly Call[] = receiver.calls) => calls.map(({ body }) => JSON.parse(body) as Sent)
  const told = () => sent().map(({ type, data }) => [type, data['id']])
  const log = async (id: string, query = '') =>
    (await ask<EndpointDeliveriesView>('GET', `/endpoints/${id}/deliveries${query}`)).body.rows
  const one = async (id: string) => (await ask<EndpointView>('GET', `/endpoints/${id}`)).body
  const change = (id: string, body: object, by?: object) =>
    ask<EndpointView>('PATCH', `/endpoints/${id}`, body, by)

  it('tells of an answer in a request that the library of the Standard Webhooks verifies', async () => {
    const { secret } = await made()
    const id = await answered({ rating: 2, comment: 'Too slow', topics: ['refund'] })
    await tell()
    const [call] = receiver.calls
    const verified = new Webhook(secret).verify(call?.body ?? '', call?.headers ?? {}) as Sent
    expect(verified).toMatchObject({
      type: 'response.created',
      data: { id, survey, rating: 2, comment: 'Too slow', topics: ['refund'] }
    })
    expect(call).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/json' } })
    const forged = (call?.body ?? '').replace('Too slow', 'Too fast')
    expect(() => new Webhook(secret).verify(forged, call?.headers ?? {})).toThrow()
    expect(() =>
      new Webhook(`whsec_${btoa('another')}`).verify(call?.body ?? '', call?.headers ?? {})
    ).toThrow()
  })

  it('tells each kind of event, as the contract describes it', async () => {
    await made()
    const doing = async (done: Promise<unknown>) => {
      const answer = (await done) as { status?: number }
      expect(answer.status ?? 200, JSON.stringify(answer)).toBeLessThan(300)
      await tell()
      return sent().at(-1)?.type
    }
    const id = randomUUID()
    const send = (answer: object) => fromProgram(app, { id, survey, rating: 1, customer: 'k-1', ...answer })
    const review = (state: string) =>
      ask('PATCH', `/responses/${id}?survey=${survey}`, { state, reason: 'an employee' })
    expect(await doing(send({}))).toBe('response.created')
    expect(await doing(send({ rating: 2 }))).toBe('response.updated')
    expect(await doing(review('excluded'))).toBe('response.left-out')
    expect(await doing(review('counted'))).toBe('response.updated')
    const [followUp = ''] = await followedUp({ app, site }, { survey, rating: 1 })
    await tell()
    expect(told()).toContainEqual(['follow-up.opened', followUp])
    const work = (body: object) => ask('PATCH', `/sites/${site}/follow-ups/${followUp}`, body)
    expect(await doing(work({ state: 'in-progress' }))).toBe('follow-up.updated')
    clock += 100 * hourMs
    expect(await doing(followDue(app.services.database, clock).then(() => ({})))).toBe('follow-up.overdue')
    const end = { state: 'closed', nature: 'process', severity: 'low', done: 'Called' }
    expect(await doing(work(end))).toBe('follow-up.closed')
    const invite = (more: object = {}) => ask<{ url: string }>('POST', '/invitations', { survey, ...more })
    expect(await doing(invite())).toBe('invitation.created')
    const { body: invitation } = await invite({ customer: 'k-2' })
    await tell()
    const page = new URL(invitation.url).pathname
    const html = {
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'https://surveys.example.com'
    }
    await app.app.request(page, { method: 'POST', body: 'rating=4', headers: html })
    await tell()
    expect(sent().map(({ type }) => type)).toContain('invitation.answered')
    await ask('POST', '/opt-outs', { site, customer: 'k-3' })
    expect(await doing(invite({ customer: 'k-3' }))).toBe('invitation.unsent')
    const { body: plan } = await ask<{ id: string }>('POST', '/training-plans', {
      survey,
      name: 'Refunds',
      agents: ['ana']
    })
    await tell()
    expect(told().at(-1)).toEqual(['plan.created', plan.id])
    expect(await doing(ask('PATCH', `/training-plans/${plan.id}`, { name: 'Returns' }))).toBe('plan.updated')
    expect(await doing(ask('DELETE', `/training-plans/${plan.id}`))).toBe('plan.deleted')
    const file = 'rating,date\n5,2026-01-02\n4,2026-01-03\n'
    const mapping = { rating: 'rating', answeredAt: { column: 'date', format: 'yyyy-MM-dd' } }
    // Answers that are imported are not told one by one.
    const before = receiver.calls.length
    expect((await imported(app, { survey, file, mapping })).counts.accepted).toBe(2)
    await tell()
    expect(sent().slice(before)).toMatchObject([
      { type: 'import.done', data: { survey, counts: { accepted: 2 } } }
    ])
    expect(await doing(ask('POST', '/customers/erase', { site, customer: 'k-1' }))).toBe('response.erased')
    for (const { type, data } of sent())
      expect(endpointData[type].safeParse(data).error, type).toBeUndefined()
  })

  it('tells an endpoint what it chose, of the survey it chose and of its own site', async () => {
    const other = await givenSurvey(app, { state: 'live' }, { name: 'Elsewhere' })
    const { body: second } = await ask<{ id: string }>('POST', '/surveys', {
      site,
      name: 'Second',
      metric: 'nps',
      state: 'live'
    })
    await made(['plan.created'])
    await made(['response.created'], { survey: second.id })
    await answered()
    await fromProgram(app, { survey: other.survey.id, rating: 5 })
    const mine = await answered({ survey: second.id, rating: 9 })
    await tell()
    expect(told()).toEqual([['response.created', mine]])
  })

  it('writes nothing down where nobody is to be told', async () => {
    await made(['import.done'])
    await answered()
    const { database } = app.services
    const { endpointEvent, endpointDelivery } = database.tables
    expect(await database.handle.select().from(endpointEvent)).toEqual([])
    await tell()
    expect(await database.handle.select().from(endpointDelivery)).toEqual([])
  })

  it('tells of answers that were kept back only once they count, and of tests never', async () => {
    await made(['response.created', 'response.updated', 'response.left-out'])
    const { tables, handle } = app.services.database
    const id = await answered({ comment: 'A burst' })
    // As those of a burst are kept, before anybody was told.
    await handle.update(tables.response).set({ state: 'suspect', stateReason: 'burst' })
    await tell()
    expect(told()).toEqual([['response.left-out', id]])
    expect(receiver.calls[0]?.body).not.toContain('A burst')
    await ask('PATCH', `/responses/${id}?survey=${survey}`, { state: 'counted', reason: 'a class of mine' })
    await tell()
    expect(told().at(-1)).toEqual(['response.created', id])
    const { body: test } = await ask<{ url: string }>('POST', '/invitations', { survey, test: true })
    const html = {
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'https://surveys.example.com'
    }
    await app.app.request(new URL(test.url).pathname, { method: 'POST', body: 'rating=4', headers: html })
    await tell()
    expect(told()).toHaveLength(2)
  })

  it('tries again under the same id for three days, ever more seldom, pauses the endpoint and tells its owners', async () => {
    const mail = await startMailServer()
    // What the operator makes belongs to whoever set everything up.
    await setUpOwner(app)
    const own = await givenSurvey(app, { state: 'live' })
    site = own.site.id
    survey = own.survey.id
    const { id } = await made(['response.created'])
    receiver.misbehave(...Array.from({ length: 40 }, () => ({ status: 500, body: 'on fire' })))
    await answered()
    const first = clock
    const tries: number[] = []
    while (clock - first < 80 * hourMs) {
      const before = receiver.calls.length
      await tell()
      if (receiver.calls.length > before) tries.push(clock - first)
      const [row] = await log(id)
      if (row?.state === 'failed') break
      clock = row?.dueAt ? Math.max(clock, Date.parse(row.dueAt)) : clock + hourMs
    }
    const pauses = tries.slice(1).map((at, place) => at - (tries[place] ?? 0))
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b))
    expect([tries.length, (tries.at(-1) ?? 0) / hourMs > 60, (tries.at(-1) ?? 0) / hourMs <= 72]).toEqual([
      10,
      true,
      true
    ])
    const ids = new Set(receiver.calls.map(({ headers }) => headers['webhook-id']))
    expect([...ids]).toEqual([(await log(id))[0]?.id])
    expect((await log(id))[0]).toMatchObject({
      state: 'failed',
      status: 500,
      answer: 'on fire',
      attempts: 10
    })
    expect((await one(id)).paused?.because).toBe('failing')
    // Each attempt is signed as of when it is made.
    const times = receiver.calls.map(({ headers }) => Number(headers['webhook-timestamp']) * 1_000 - first)
    expect(times.every((time, place) => Math.abs(time - (tries[place] ?? 0)) <= 1_000)).toBe(true)

    const server = { host: '127.0.0.1', port: mail.port, security: 'offered' as const }
    const mailing = await startApp(fresh, {
      place: app.place,
      config: { mail: { server, from: 'hearback@example.com' } }
    })
    for (let round = 0; round < 2; round++) await makeTelling(mailing.services).work()
    await mailing.services.mailer.close()
    expect(mail.mails.map(({ to, text }) => [to?.[0]?.address, text?.includes(`/endpoints/${id}`)])).toEqual([
      ['olga@example.com', true]
    ])
    await mailing.close()
    await mail.close()

    // What happens meanwhile waits, and is told when it goes on.
    const waited = await answered()
    await tell()
    expect(receiver.calls).toHaveLength(10)
    await change(id, { paused: false })
    const again = await startFakeVendor(() => ({ status: 204, body: '' }))
    await change(id, { url: again.url })
    await tell()
    expect(sent(again.calls).map(({ data }) => data['id'])).toEqual([waited])
    expect(await one(id)).toMatchObject({ paused: null, failingSince: null })
    await again.close()
  }, 60_000)

  it('waits for as long as an endpoint says, and pauses one that says that it is gone', async () => {
    const { id } = await made(['response.created'])
    receiver.misbehave({ status: 429, headers: { 'retry-after': '7200' }, body: '' })
    await answered()
    await tell()
    const [waiting] = await log(id)
    expect(Date.parse(waiting?.dueAt ?? '') - clock).toBe(2 * hourMs)
    clock += 2 * hourMs
    receiver.misbehave({ status: 410, body: 'gone' })
    await tell()
    expect(await one(id)).toMatchObject({ paused: { because: 'gone' } })
    expect(await log(id)).toMatchObject([{ state: 'waiting', status: 410, attempts: 1 }])
    await change(id, { paused: false })
    await tell()
    expect(await log(id)).toMatchObject([{ state: 'delivered', status: 200, answer: '{"ok":true}' }])
  })

  it('lets a slow endpoint hold up no other', async () => {
    const slow = await startFakeVendor(() => ({ status: 200, body: '' }))
    slow.misbehave(...Array.from({ length: 50 }, () => 'hang' as const))
    await made(['response.created'], { url: slow.url })
    await made(['response.created'])
    const job = jobWith()
    job.start()
    for (let round = 0; round < 12; round++) await answered()
    await expect.poll(() => receiver.calls.length, { timeout: waitMs }).toBe(12)
    // No more than so many wait for one endpoint at a time.
    expect(slow.calls.length).toBeLessThanOrEqual(8)
    slow.hangUp()
    const closing = job.close()
    const hanging = setInterval(() => slow.hangUp(), 100)
    await closing
    clearInterval(hanging)
    await slow.close()
  }, 60_000)

  it.each([
    'http://example.com/hook',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://10.1.2.3/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[fd00::1]/',
    'https://localhost/',
    'https://eve:secret@1.1.1.1/'
  ])('refuses to send a tenant’s events to %s, new or changed', async (url) => {
    const owner = { cookie: await makeMember(app, site, { email: 'tim@example.com', role: 'owner' }) }
    const given = { site, url, events: ['response.created'] }
    expect(await ask('POST', '/endpoints', given, owner)).toMatchObject({
      status: 422,
      body: { field: 'url' }
    })
    const { body: known } = await ask<EndpointView>(
      'POST',
      '/endpoints',
      { ...given, url: 'https://1.1.1.1/' },
      owner
    )
    expect(await change(known.id, { url }, owner)).toMatchObject({ status: 422, body: { field: 'url' } })
    expect((await one(known.id)).url).toBe('https://1.1.1.1/')
  })

  it('connects to no private address, also where a name leads there only later', async () => {
    const owner = { cookie: await makeMember(app, site, { email: 'tim@example.com', role: 'owner' }) }
    const { port } = new URL(receiver.url)
    const given = { site, url: `https://1.1.1.1:${port}/`, events: ['response.created'] }
    const { body: endpoint } = await ask<EndpointView>('POST', '/endpoints', given, owner)
    // A name that led to a public address when it was saved.
    const { tables, handle } = app.services.database
    await handle.update(tables.endpoint).set({ url: `https://hooks.example.com:${port}/` })
    const answers = ['127.0.0.1', '10.0.0.1', '::1', '169.254.169.254']
    await answered()
    for (const address of answers) {
      const resolve: Resolve = (_name, _options, done) => done(null, [{ address, family: 4 }])
      await jobWith(resolve).work()
      const [row] = await log(endpoint.id)
      expect(row).toMatchObject({ state: 'waiting', reason: 'host-private', status: null })
      clock = Date.parse(row?.dueAt ?? '')
    }
    // One private address among public ones is enough.
    const both: Resolve = (_name, _options, done) =>
      done(
        null,
        ['1.1.1.1', '127.0.0.1'].map((address) => ({ address, family: 4 }))
      )
    await jobWith(both).work()
    expect((await log(endpoint.id))[0]).toMatchObject({ reason: 'host-private' })
    const tried = await ask<EndpointDeliveryView>('POST', `/endpoints/${endpoint.id}/test`, undefined, owner)
    expect(tried.body.state).toBe('failed')
    expect(receiver.calls).toEqual([])
  })

  it('lets whoever runs the server send into their own network, and nobody who changes the address after them', async () => {
    const owner = { cookie: await makeMember(app, site, { email: 'tim@example.com', role: 'owner' }) }
    const { id } = await made(['response.created'])
    expect((await change(id, { name: 'Renamed' }, owner)).status).toBe(200)
    await answered()
    await tell()
    expect(receiver.calls).toHaveLength(1)
    expect((await change(id, { url: `${receiver.url}/other` }, owner)).status).toBe(422)
  })

  it('follows no redirect', async () => {
    const inside = await startFakeVendor(() => ({ status: 200, body: '' }))
    const { id } = await made(['response.created'])
    await answered()
    for (const status of [301, 302, 303, 307, 308]) {
      receiver.misbehave({ status, headers: { location: inside.url }, body: '' })
      await tell()
      const [row] = await log(id)
      expect(row).toMatchObject({ state: 'waiting', status, reason: `http-${status}` })
      clock = Date.parse(row?.dueAt ?? '')
    }
    expect(inside.calls).toEqual([])
    await inside.close()
  })

  it('sends one delivery again, and all since an instant, under the ids that they had', async () => {
    const { id } = await made(['response.created'])
    const answers = [await answered()]
    await tell()
    clock += hourMs
    const since = new Date(clock).toISOString()
    receiver.misbehave({ status: 410, body: '' })
    answers.push(await answered(), await answered())
    await tell()
    await change(id, { paused: false })
    await tell()
    const ids = () => receiver.calls.map(({ headers }) => headers['webhook-id'])
    const first = ids()[0]
    const before = ids().length
    const again = await ask<EndpointDeliveryView>('POST', `/endpoints/${id}/deliveries/${first}/replay`)
    expect(again).toMatchObject({ status: 200, body: { id: first, state: 'waiting', attempts: 0 } })
    await tell()
    expect(ids().slice(before)).toEqual([first])
    const replay = (body: object) => ask<{ count: number }>('POST', `/endpoints/${id}/replay`, body)
    expect((await replay({ since, state: 'failed' })).body.count).toBe(0)
    expect((await replay({ since })).body.count).toBe(2)
    await tell()
    expect(
      sent()
        .slice(before + 1)
        .map(({ data }) => data['id'])
        .toSorted()
    ).toEqual(answers.slice(1).toSorted())
    expect(new Set(ids()).size).toBe(3)
    expect((await ask('POST', `/endpoints/${id}/deliveries/msg_nothing/replay`)).status).toBe(404)
  })

  it('sends a test that means nothing once, also while it is paused, and says what was answered', async () => {
    const { id, secret } = await made(['plan.created'])
    await change(id, { paused: true })
    const test = () => ask<EndpointDeliveryView>('POST', `/endpoints/${id}/test`)
    expect((await test()).body).toMatchObject({ type: 'endpoint.test', state: 'delivered', status: 200 })
    const [call] = receiver.calls
    expect(new Webhook(secret).verify(call?.body ?? '', call?.headers ?? {})).toMatchObject({
      type: 'endpoint.test',
      data: { site }
    })
    receiver.misbehave({ status: 500, body: '<b>broken</b>' })
    expect((await test()).body).toMatchObject({ state: 'failed', status: 500, answer: '<b>broken</b>' })
    clock += hourMs
    await tell()
    expect(receiver.calls).toHaveLength(2)
    expect(await one(id)).toMatchObject({ paused: { because: 'by-hand' }, failingSince: null })
  })

  it('signs with both secrets for a day after a change, shows each once and keeps neither as it is', async () => {
    const { id, secret: former } = await made(['response.created'])
    const { body: rotated } = await ask<{ secret: string }>('POST', `/endpoints/${id}/secret`)
    const verified = (secret: string) => {
      const call = receiver.calls.at(-1)
      try {
        return new Webhook(secret).verify(call?.body ?? '', call?.headers ?? {}) !== undefined
      } catch {
        return false
      }
    }
    await answered()
    await tell()
    expect([verified(former), verified(rotated.secret)]).toEqual([true, true])
    const shown = JSON.stringify([await one(id), (await ask('GET', `/endpoints?site=${site}`)).body])
    const kept = JSON.stringify(await rawOf(app))
    for (const secret of [former, rotated.secret]) expect([shown, kept].join()).not.toContain(secret)
    const { tables, handle } = app.services.database
    await handle.update(tables.endpoint).set({ formerUntil: clock })
    await answered()
    await tell()
    expect([verified(former), verified(rotated.secret)]).toEqual([false, true])
  })

  it('tells nothing that whoever answers for it may not read, and goes on when somebody who may takes it over', async () => {
    const keyWith = async (scopes: readonly Scope[]) =>
      (await ask<{ key: string; id: string }>('POST', '/keys', { site, name: 'K', scopes })).body
    const given = { site, url: 'https://1.1.1.1/', events: ['response.created'] as EndpointEvent[] }
    const narrow = await keyWith(['admin'])
    expect((await ask('POST', '/endpoints', given, { key: narrow.key })).status).toBe(403)
    const plans = { ...given, events: ['plan.created'] }
    const { body: planned } = await ask<EndpointView>('POST', '/endpoints', plans, { key: narrow.key })
    expect((await change(planned.id, { events: ['response.created'] }, { key: narrow.key })).status).toBe(403)

    const endpoint = await made(['response.created'])
    const wide = await keyWith(['admin', 'responses:read'])
    const { tables, handle } = app.services.database
    const owner = { cookie: await makeMember(app, site, { email: 'tim@example.com', role: 'owner' }) }
    // A key and a person take it over, and lose the right.
    for (const [by, lose] of [
      [{ key: wide.key }, () => ask('DELETE', `/keys/${wide.id}?site=${site}`)],
      [owner, () => handle.update(tables.member).set({ role: 'manager' })]
    ] as const) {
      await change(endpoint.id, { paused: true }, by)
      expect((await change(endpoint.id, { paused: false }, by)).status).toBe(200)
      const before = receiver.calls.length
      await answered()
      await tell()
      expect(receiver.calls).toHaveLength(before + 1)
      await lose()
      await answered()
      await tell()
      expect(receiver.calls).toHaveLength(before + 1)
      expect(await one(endpoint.id)).toMatchObject({ paused: { because: 'nobody-answers' } })
      await change(endpoint.id, { paused: false })
      await tell()
      expect(receiver.calls).toHaveLength(before + 2)
    }
  })

  it('keeps nothing of what a customer said beside the record, and tells that it was erased instead', async () => {
    const { id } = await made()
    receiver.misbehave(...Array.from({ length: 9 }, () => ({ status: 500, body: 'You sent: canary-words' })))
    const named = 'canary-name-1'
    await fromProgram(app, { id: named, survey, rating: 1, comment: 'canary-words', customer: 'canary-name' })
    await tell()
    await ask('PATCH', `/responses/${named}?survey=${survey}`, { state: 'excluded', reason: 'x' })
    const waiting = await log(id)
    expect(waiting[0]?.answer).toContain('canary-words')
    expect((await ask('POST', '/customers/erase', { site, customer: 'canary-name' })).status).toBe(200)
    expect(JSON.stringify(await rawOf(app))).not.toContain('canary')
    expect(JSON.stringify(await log(id))).not.toContain('canary')
    const before = receiver.calls.length
    for (let round = 0; round < 12; round++) {
      clock += 24 * hourMs
      await tell()
    }
    const after = JSON.stringify(sent().slice(before))
    expect(after).not.toContain('canary')
    expect(after).toContain('response.erased')
  })

  it('keeps the log for 30 days', async () => {
    const { id } = await made(['response.created'])
    await answered()
    const job = jobWith()
    await job.work()
    clock += 29 * 24 * hourMs
    await job.work()
    expect(await log(id)).toHaveLength(1)
    clock += 2 * 24 * hourMs
    await job.work()
    expect(await log(id)).toEqual([])
  })

  it('removes an endpoint with its log, and goes with its site', async () => {
    const first = await made(['response.created'])
    const second = await made(['response.created'])
    await answered()
    await tell()
    expect((await ask('DELETE', `/endpoints/${first.id}`)).status).toBe(204)
    const { tables, handle } = app.services.database
    const kept = await handle.select().from(tables.endpointDelivery)
    expect(kept.map(({ endpointId }) => endpointId)).toEqual([second.id])
    expect((await ask('GET', `/endpoints/${first.id}`)).status).toBe(404)
    expect((await ask('DELETE', `/sites/${site}?name=Shop`)).status).toBeLessThan(300)
    await answered().catch(() => undefined)
    await tell()
    await removeDeleted(app.services.database)
    for (const table of [tables.endpoint, tables.endpointEvent, tables.endpointDelivery])
      expect(await handle.select().from(table)).toEqual([])
    expect(receiver.calls).toHaveLength(2)
  })

  it('describes what is sent in OpenAPI', async () => {
    const { body } = await ask<{ webhooks: Record<string, unknown> }>('GET', '/openapi.json')
    expect(Object.keys(body.webhooks)).toEqual([...endpointEvents])
    expect(JSON.stringify(body.webhooks['response.created'])).toContain('webhook-signature')
  })

  it('loses nothing where the server is killed while it delivers, and says a second time what it is by the same id', async () => {
    const place = await fresh({ empty: true })
    const slow = await startFakeVendor(async () => {
      await new Promise((resolve) => setTimeout(resolve, 100))
      return { status: 200, body: '' }
    })
    let server = await startServer(place.url)
    const post = async <T>(path: string, body: object) => {
      const answer = await fetch(`${server.url}/api/v1/${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${testKey}`, 'content-type': 'application/json' },
        body: JSON.stringify(body)
      })
      expect(answer.status, await answer.clone().text()).toBeLessThan(300)
      return (await answer.json()) as T
    }
    const { id: shop } = await post<{ id: string }>('sites', { name: 'Shop' })
    const { id: asked } = await post<{ id: string }>('surveys', {
      site: shop,
      name: 'S',
      metric: 'csat',
      state: 'live'
    })
    await post('endpoints', { site: shop, url: slow.url, events: ['response.created'] })
    const ids = Array.from({ length: 60 }, () => randomUUID())
    const responses = ids.map((id) => ({ id, survey: asked, rating: 4 }))
    await post('responses/batch', { responses })
    for (const enough of [8, 24]) {
      await expect.poll(() => slow.calls.length, { timeout: waitMs, interval: 5 }).toBeGreaterThan(enough)
      server.process.kill('SIGKILL')
      await server.stop()
      // What was being sent is taken on again when its time is up; here that passes at once.
      const database = await openDatabase(place.url)
      await database.handle.update(database.tables.endpointDelivery).set({ dueAt: 0 })
      await database.close()
      server = await startServer(place.url)
    }
    const delivered = () => new Set(sent(slow.calls).map(({ data }) => data['id']))
    await expect.poll(() => delivered().size, { timeout: waitMs }).toBe(ids.length)
    const idsOf = new Map<unknown, Set<unknown>>()
    for (const { body, headers } of slow.calls) {
      const about = (JSON.parse(body) as Sent).data['id']
      idsOf.set(about, (idsOf.get(about) ?? new Set()).add(headers['webhook-id']))
    }
    expect([...idsOf.values()].filter((of) => of.size !== 1)).toEqual([])
    await server.stop()
    await slow.close()
    await place.remove()
  }, 120_000)

  /** Everything that the tables of endpoints hold, as it lies there. */
  async function rawOf({ services: { database } }: TestApp) {
    const { endpoint, endpointEvent, endpointDelivery } = database.tables
    const raw = (table: typeof endpoint | typeof endpointEvent | typeof endpointDelivery, columns: string) =>
      database.handle.select({ all: sql<string>`${sql.raw(columns)}` }).from(table)
    return [
      await raw(endpoint, "coalesce(secret, '') || coalesce(former_secret, '')"),
      await raw(endpointEvent, "subject || coalesce(about, '')"),
      await raw(
        endpointDelivery,
        "subject || coalesce(about, '') || coalesce(answer, '') || coalesce(reason, '')"
      )
    ]
  }
})
