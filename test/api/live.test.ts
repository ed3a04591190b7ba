import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createApp } from '../../server/app'
import { openDatabase } from '../../server/db/open-database'
import { makeLive } from '../../server/live'
import type { TestApp } from '../support/app'
import { makeMember, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'

onBothDatabases((fresh, dialect) => {
  let test: TestApp
  let server: Server
  let address: string
  let site: string
  beforeEach(async () => {
    test = await startApp(fresh)
    // plain HTTP, unless it is told otherwise
    server = serve({ fetch: createApp(test.services).fetch, port: 0, hostname: '127.0.0.1' }) as Server
    await once(server, 'listening')
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1` // it listens on TCP
    site = ((await (await post('/sites', { name: 'Shop' })).json()) as { id: string }).id
  })
  afterEach(async () => {
    test.services.live.close()
    server.closeAllConnections()
    server.close()
    await test.close()
  })

  const post = (path: string, body: unknown) => test.request(`/api/v1${path}`, { key: testKey, body })

  /** Opens the events of a site over a real connection; `text` grows as they come. */
  async function follow(id = site) {
    const abort = new AbortController()
    const response = await fetch(`${address}/live?site=${id}`, {
      headers: { authorization: `Bearer ${testKey}` },
      signal: abort.signal
    })
    const heard = {
      text: '',
      ended: false,
      status: response.status,
      type: response.headers.get('content-type'),
      leave: () => abort.abort()
    }
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    void (async () => {
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
        heard.text += part.value
      heard.ended = true
    })().catch(() => (heard.ended = true))
    await vi.waitFor(() => expect(heard.text).toContain('hello'))
    return heard
  }

  it('tells of new answers to the surveys of the site, and of no others', async () => {
    const other = ((await (await post('/sites', { name: 'Other' })).json()) as { id: string }).id
    const [ours, theirs] = [await follow(), await follow(other)]
    expect([ours.status, ours.type]).toEqual([200, 'text/event-stream'])
    const survey = (
      (await (await post('/surveys', { site, name: 'After a chat', metric: 'csat' })).json()) as {
        id: string
      }
    ).id
    expect((await post('/responses', { id: 'answer-1', survey, rating: 5 })).status).toBe(201)
    await vi.waitFor(() =>
      expect(ours.text).toContain(`event: response\ndata: {"survey":"${survey}","state":"counted"}\n\n`)
    )
    const patched = await test.request(`/api/v1/responses/answer-1?survey=${survey}`, {
      key: testKey,
      method: 'PATCH',
      body: { state: 'test', reason: 'tried it' }
    })
    expect(patched.status).toBe(200)
    await vi.waitFor(() => expect(ours.text).toContain('"state":"test"'))
    expect(theirs.text).not.toContain('event:')
  })

  it.runIf(dialect === 'postgres')('tells of answers that another process took', async () => {
    const ours = await follow()
    const otherProcess = await openDatabase(test.place.url)
    await otherProcess.tell(JSON.stringify({ site, survey: 'svy_1', state: 'counted' }))
    await vi.waitFor(() => expect(ours.text).toContain('data: {"survey":"svy_1","state":"counted"}'))
    await otherProcess.close()
  })

  it('tells of names that were changed, since figures change with them', async () => {
    const survey = (
      (await (await post('/surveys', { site, name: 'After a chat', metric: 'csat' })).json()) as {
        id: string
      }
    ).id
    await post('/responses', { id: 'answer-1', survey, rating: 5, topics: ['a'] })
    const ours = await follow()
    const merged = await test.request(`/api/v1/topics/a?site=${site}`, {
      key: testKey,
      method: 'PATCH',
      body: { mergedInto: 'b' }
    })
    expect(merged.status).toBe(200)
    await vi.waitFor(() => expect(ours.text).toContain('event: names\ndata: {"names":"topic"}\n\n'))
  })

  it('tells under the name that a client gave it how far a dry run is', async () => {
    const survey = (
      (await (await post('/surveys', { site, name: 'After a chat', metric: 'csat' })).json()) as {
        id: string
      }
    ).id
    const ours = await follow()
    const rows = Array.from({ length: 1_500 }, (_, index) => `id-${index},${1 + (index % 5)}`)
    const form = new FormData()
    form.set('survey', survey)
    form.set('file', new File([`id,score\n${rows.join('\n')}\n`], 'answers.csv'))
    const send = (watch: string) => {
      form.set('watch', watch)
      return fetch(`${address}/imports?dryRun=true`, {
        method: 'POST',
        body: form,
        headers: { authorization: `Bearer ${testKey}` }
      })
    }
    expect((await send('a-name')).status).toBe(200)
    const said = (...all: unknown[]) => all.map((one) => `event: progress\ndata: ${JSON.stringify(one)}\n\n`)
    await vi.waitFor(() => expect(ours.text).toContain('"at":"comparing","done":1500'))
    expect(
      said({ watch: 'a-name', at: 'comparing', done: 1_500, total: 1_500 }).filter(
        (text) => !ours.text.includes(text)
      )
    ).toEqual([])
    expect(ours.text).not.toContain('event: import')
    expect((await send('two words')).status).toBe(422)
  })

  it('takes no notice of what another version may say', async () => {
    const ours = await follow()
    for (const message of [
      'no json',
      '{"site":1}',
      JSON.stringify({ site, survey: 'svy_1', state: 'counted' })
    ])
      await test.services.database.tell(message)
    await vi.waitFor(() => expect(ours.text).toContain('svy_1'))
  })

  it('forgets a client that leaves, and ends all when the server stops', async () => {
    const [one, two] = [await follow(), await follow()]
    expect(test.services.live.followers()).toBe(2)
    one.leave()
    await vi.waitFor(() => expect(test.services.live.followers()).toBe(1))
    test.services.live.close()
    await vi.waitFor(() => expect(two.ended).toBe(true))
    expect(test.services.live.followers()).toBe(0)
  })

  it('gives a sign of life when there is no news, and says the same news once', async () => {
    const live = makeLive(test.services.database, 10)
    const following = live.follow(site)
    expect(await following.next()).toEqual([])
    const news = { survey: 'svy_1', state: 'counted' }
    for (let times = 0; times < 3; times++)
      await test.services.database.tell(JSON.stringify({ site, ...news }))
    await vi.waitFor(async () => expect(await following.next()).toEqual([news]))
    live.close()
    expect(await following.next()).toBeUndefined()
  })

  /** Opens the events as somebody: with a key, or with the cookie of a session. */
  async function followAs(headers: Record<string, string>) {
    const response = await fetch(`${address}/live?site=${site}`, { headers })
    const heard = { text: '', ended: false, status: response.status }
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    void (async () => {
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
        heard.text += part.value
      heard.ended = true
    })().catch(() => (heard.ended = true))
    await vi.waitFor(() => expect(heard.text).toMatch(/hello|code/))
    return heard
  }
  const memberId = async (email: string) => {
    const { rows } = (await (
      await test.request(`/api/v1/members?site=${site}`, { key: testKey })
    ).json()) as { rows: { id: string; email: string }[] }
    return rows.find((row) => row.email === email)?.id ?? ''
  }

  it('tells agents of their own answers and leads of their teams', async () => {
    const survey = (
      (await (await post('/surveys', { site, name: 'After a chat', metric: 'csat' })).json()) as {
        id: string
      }
    ).id
    const ana = await followAs({
      cookie: await makeMember(test, site, { email: 'ana@example.com', role: 'agent', agent: 'ana' })
    })
    const lead = await followAs({
      cookie: await makeMember(test, site, {
        email: 'lea@example.com',
        role: 'lead',
        teams: ['tier-1', 'tier-2']
      })
    })
    const owner = await followAs({
      cookie: await makeMember(test, site, { email: 'olga@example.com', role: 'owner' })
    })
    const times = ({ text }: { text: string }) => text.split('event: response').length - 1
    await post('/responses', { id: 'answer-1', survey, rating: 5, agent: 'bob', team: 'tier-3' })
    await vi.waitFor(() => expect(times(owner)).toBe(1))
    await post('/responses', { id: 'answer-2', survey, rating: 5, agent: 'bob', team: 'tier-2' })
    await vi.waitFor(() => expect([times(owner), times(lead)]).toEqual([2, 1]))
    await post('/responses', { id: 'answer-3', survey, rating: 5, agent: 'ana', team: 'tier-1' })
    await vi.waitFor(() => expect([times(owner), times(lead), times(ana)]).toEqual([3, 2, 1]))
    expect(ana.text + lead.text + owner.text).not.toMatch(/whose|bob|tier/)
    await test.services.database.tell(JSON.stringify({ site, import: 'imp_1', state: 'done', rows: 7 }))
    await test.services.database.tell(JSON.stringify({ site, connector: 'con_1' }))
    await vi.waitFor(() => expect(owner.text).toMatch(/imp_1[^]*con_1/))
    expect(ana.text + lead.text).not.toMatch(/imp_1|con_1/)
  })

  it('ends with the right: a member who is removed or sees something else, a key, a session', async () => {
    const [max, mia, eve] = [
      await makeMember(test, site, { email: 'max@example.com', role: 'manager' }),
      await makeMember(test, site, { email: 'mia@example.com', role: 'manager' }),
      await makeMember(test, site, { email: 'eve@example.com', role: 'manager' })
    ]
    const made = (await (
      await post('/keys', { site, name: 'Wallboard', scopes: ['scores:read'] })
    ).json()) as { id: string; key: string }
    const streams = {
      max: await followAs({ cookie: max }),
      mia: await followAs({ cookie: mia }),
      eve: await followAs({ cookie: eve }),
      key: await followAs({ authorization: `Bearer ${made.key}` })
    }
    const ended = () => Object.entries(streams).flatMap(([name, stream]) => (stream.ended ? [name] : []))
    await test.request(`/api/v1/members/${await memberId('max@example.com')}?site=${site}`, {
      method: 'DELETE',
      key: testKey
    })
    await vi.waitFor(() => expect(ended()).toEqual(['max']))
    await test.request(`/api/v1/members/${await memberId('mia@example.com')}?site=${site}`, {
      method: 'PATCH',
      key: testKey,
      body: { role: 'agent', agent: 'mia' }
    })
    await vi.waitFor(() => expect(ended()).toEqual(['max', 'mia']))
    await test.request(`/api/v1/keys/${made.id}`, { method: 'DELETE', key: testKey })
    await vi.waitFor(() => expect(ended()).toEqual(['max', 'mia', 'key']))
    expect((await test.request('/api/auth/sign-out', { method: 'POST', body: {}, cookie: eve })).status).toBe(
      204
    )
    await vi.waitFor(() => expect(ended()).toEqual(['max', 'mia', 'eve', 'key']))
    expect(test.services.live.followers()).toBe(0)
  })

  it('ends within seconds where nothing was told, as when another program takes the right away', async () => {
    const ours = await followAs({
      cookie: await makeMember(test, site, { email: 'max@example.com', role: 'manager' })
    })
    const {
      tables: { member },
      handle
    } = test.services.database
    await handle.delete(member)
    await vi.waitFor(() => expect(ours.ended).toBe(true), { timeout: 20_000 })
  }, 30_000)

  it('keeps five lines of one person and closes the oldest', async () => {
    const cookie = await makeMember(test, site, { email: 'max@example.com', role: 'manager' })
    const other = await followAs({
      cookie: await makeMember(test, site, { email: 'mia@example.com', role: 'manager' })
    })
    const lines: Awaited<ReturnType<typeof followAs>>[] = []
    for (let count = 0; count < 7; count++) lines.push(await followAs({ cookie }))
    await vi.waitFor(() =>
      expect(lines.map(({ ended }) => ended)).toEqual([true, true, false, false, false, false, false])
    )
    expect(lines[0]?.text).toContain('retry: 60000')
    expect(other.ended).toBe(false)
  })

  it('lets only those in who may read scores', async () => {
    expect((await test.request(`/api/v1/live?site=${site}`)).status).toBe(401)
    const key = (
      (await (await post('/keys', { site, name: 'sends only', scopes: ['responses:write'] })).json()) as {
        key: string
      }
    ).key
    expect((await test.request(`/api/v1/live?site=${site}`, { key })).status).toBe(403)
    expect((await test.request('/api/v1/live?site=sit_none', { key })).status).toBe(404)
  })
})
