import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createApp } from '../../server/app'
import { openDatabase } from '../../server/db/database'
import { makeLive } from '../../server/live'
import { onBothDatabases } from '../databases'
import type { TestApp } from '../app'
import { startApp, testKey } from '../app'

onBothDatabases((fresh, dialect) => {
  let test: TestApp
  let server: Server
  let address: string
  let site: string
  beforeEach(async () => {
    test = await startApp(fresh)
    server = serve({ fetch: createApp(test.services).fetch, port: 0, hostname: '127.0.0.1' }) as Server // plain HTTP, unless it is told otherwise
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
    const response = await fetch(`${address}/live?site=${id}`, { headers: { authorization: `Bearer ${testKey}` }, signal: abort.signal })
    const heard = { text: '', ended: false, status: response.status, type: response.headers.get('content-type'), leave: () => abort.abort() }
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    void (async () => {
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) heard.text += part.value
      heard.ended = true
    })().catch(() => (heard.ended = true))
    await vi.waitFor(() => expect(heard.text).toContain('hello'))
    return heard
  }

  it('tells of new answers to the surveys of the site, and of no others', async () => {
    const other = ((await (await post('/sites', { name: 'Other' })).json()) as { id: string }).id
    const [ours, theirs] = [await follow(), await follow(other)]
    expect([ours.status, ours.type]).toEqual([200, 'text/event-stream'])
    const survey = ((await (await post('/surveys', { site, name: 'After a chat', metric: 'csat' })).json()) as { id: string }).id
    expect((await post('/responses', { id: 'answer-1', survey, rating: 5 })).status).toBe(201)
    await vi.waitFor(() => expect(ours.text).toContain(`event: response\ndata: {"survey":"${survey}","state":"counted"}\n\n`))
    const patched = await test.request(`/api/v1/responses/answer-1?survey=${survey}`, { key: testKey, method: 'PATCH', body: { state: 'test', reason: 'tried it' } })
    expect(patched.status).toBe(200)
    await vi.waitFor(() => expect(ours.text).toContain('"state":"test"'))
    expect(theirs.text).not.toContain('event:')
  })

  it('tells that answers count under other names', async () => {
    const survey = ((await (await post('/surveys', { site, name: 'After a chat', metric: 'csat' })).json()) as { id: string }).id
    expect((await post('/responses', { id: 'answer-1', survey, rating: 5, topics: ['Refund'] })).status).toBe(201)
    const ours = await follow()
    expect((await test.request(`/api/v1/topics/refund?site=${site}`, { key: testKey, method: 'PATCH', body: { label: 'Money back' } })).status).toBe(200)
    await vi.waitFor(() => expect(ours.text).toContain('event: names\ndata: {"names":"changed"}\n\n'))
  })

  it.runIf(dialect === 'postgres')('tells of answers that another process took', async () => {
    const ours = await follow()
    const otherProcess = await openDatabase(test.place.url)
    await otherProcess.tell(JSON.stringify({ site, survey: 'svy_1', state: 'counted' }))
    await vi.waitFor(() => expect(ours.text).toContain('data: {"survey":"svy_1","state":"counted"}'))
    await otherProcess.close()
  })

  it('tells of names that were changed, since figures change with them', async () => {
    const survey = ((await (await post('/surveys', { site, name: 'After a chat', metric: 'csat' })).json()) as { id: string }).id
    await post('/responses', { id: 'answer-1', survey, rating: 5, topics: ['a'] })
    const ours = await follow()
    const merged = await test.request(`/api/v1/topics/a?site=${site}`, { key: testKey, method: 'PATCH', body: { mergedInto: 'b' } })
    expect(merged.status).toBe(200)
    await vi.waitFor(() => expect(ours.text).toContain('event: names\ndata: {"names":"topic"}\n\n'))
  })

  it('takes no notice of what another version may say', async () => {
    const ours = await follow()
    for (const message of ['no json', '{"site":1}', JSON.stringify({ site, survey: 'svy_1', state: 'counted' })]) await test.services.database.tell(message)
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
    for (let times = 0; times < 3; times++) await test.services.database.tell(JSON.stringify({ site, ...news }))
    await vi.waitFor(async () => expect(await following.next()).toEqual([news]))
    live.close()
    expect(await following.next()).toBeUndefined()
  })

  it('lets only those in who may read scores', async () => {
    expect((await test.request(`/api/v1/live?site=${site}`)).status).toBe(401)
    const key = ((await (await post('/keys', { site, name: 'sends only', scopes: ['responses:write'] })).json()) as { key: string }).key
    expect((await test.request(`/api/v1/live?site=${site}`, { key })).status).toBe(403)
    expect((await test.request('/api/v1/live?site=sit_none', { key })).status).toBe(404)
  })
})
