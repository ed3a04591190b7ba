import { afterAll, beforeAll, expect, it } from 'vitest'
import { limits, roles, scopes } from '../../server/contract/terms'
import type { TestApp } from '../support/app'
import { makeMember, makeSite, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import type { Taken } from '../support/endless'
import { chunkBytes, filePart, formType, part, sendEndless } from '../support/endless'
import { followedUp } from '../support/followed'
import { fromProgram, givenSurvey } from '../support/given'
import type { Right } from '../support/route-rights'
import { rights } from '../support/route-rights'
import type { Send, Things } from '../support/route-tries'
import { csvFor, tries } from '../support/route-tries'

const json = { 'content-type': 'application/json' }
/** By a secret in the head, three times, and by a signature over the body. */
const hooks = {
  telegram: { botToken: '1:abcdefghijklmnopqrstuvwxyz', webhookSecret: 'a-secret-of-the-webhook' },
  helpdesk: { secret: 'a-secret-of-the-webhook' },
  voice_pbx: { secret: 'a-secret-of-the-webhook' },
  line: { channelSecret: 'a-secret-of-the-channel', accessToken: 'a-token-of-the-channel-itself' }
}

type Who = { key?: string; cookie?: string }

/** Routes × methods × roles and keys × tenants, made from the routes that the server has. */
onBothDatabases((fresh) => {
  let app: TestApp
  let things: Things
  let person: string
  let made = 0
  const callers = new Map<string, Who>()
  beforeAll(async () => {
    app = await startApp(fresh)
    const { site, survey } = await givenSurvey(app, {}, { name: 'Shop' })
    const made = async <T>(path: string, body: object) =>
      (await (await app.request(`/api/v1/${path}`, { key: testKey, body })).json()) as T
    const keyOf = async (at: string, wanted: readonly string[]) =>
      (await made<{ key: string }>('keys', { site: at, name: 'K', scopes: wanted })).key
    const answer = (await (
      await fromProgram(app, { survey: survey.id, rating: 5, agent: 'ana', team: 'north' })
    ).json()) as { id: string }
    const { id: connector } = await made<{ id: string }>('connectors', mail(site.id))
    const { id: invitation } = await made<{ id: string }>('invitations', {
      survey: survey.id,
      reusable: true
    })
    const { id: key } = await made<{ id: string }>('keys', {
      site: site.id,
      name: 'Old',
      scopes: ['scores:read']
    })
    things = {
      site: site.id,
      survey: survey.id,
      response: answer.id,
      key,
      optOut: '',
      importRun: await imported(survey.id),
      connector,
      endpoint: await made<{ id: string }>('endpoints', endpoint(site.id)).then(({ id }) => id),
      invitation,
      plan: await made<{ id: string }>('training-plans', plan(survey.id)).then(({ id }) => id),
      goal: await made<{ id: string }>('goals', goal(survey.id)).then(({ id }) => id),
      mark: await made<{ id: string }>('marks', mark(survey.id)).then(({ id }) => id),
      alert: await made<{ id: string }>('alerts', alert(site.id)).then(({ id }) => id),
      dispute: '',
      followUp: await followedUp(
        { app, site: site.id },
        { survey: survey.id, rating: 1, agent: 'ana', team: 'north' }
      ).then(([id = '']) => id)
    }
    const raiser = await makeMember(app, site.id, {
      email: 'raiser@example.com',
      role: 'agent',
      agent: 'ana'
    })
    const raised = await app.request('/api/v1/disputes', {
      cookie: raiser,
      body: { survey: survey.id, answer: answer.id, cause: 'tool', why: 'The tool was down.' }
    })
    things.dispute = ((await raised.json()) as { id: string }).id
    await makeMember(app, site.id, { email: 'one@example.com', role: 'manager' })
    const members = (await (
      await app.request(`/api/v1/members?site=${site.id}`, { key: testKey })
    ).json()) as { rows: { id: string }[] }
    person = members.rows[0]?.id ?? ''
    const elsewhere = await makeSite(app, 'Elsewhere')
    callers
      .set('nobody', {})
      .set('wrong key', { key: 'hb_nobody_has_this_key_at_all_0' })
      .set('operator', { key: testKey })
    for (const scope of scopes) callers.set(scope, { key: await keyOf(site.id, [scope]) })
    for (const role of roles)
      callers.set(role, {
        cookie: await makeMember(app, site.id, {
          email: `${role}@example.com`,
          role,
          ...(role === 'agent' && { agent: 'ana' }),
          ...(role === 'lead' && { teams: ['north'] })
        })
      })
    callers.set('other key', { key: await keyOf(elsewhere, scopes) })
    for (const role of roles)
      callers.set(`other ${role}`, {
        cookie: await makeMember(app, elsewhere, {
          email: `${role}@elsewhere.example`,
          role,
          ...(role === 'agent' && { agent: 'ana' }),
          ...(role === 'lead' && { teams: ['north'] })
        })
      })
  })
  afterAll(() => app.close())

  async function imported(survey: string): Promise<string> {
    const run = await send(['/api/v1/imports', { form: csvFor(survey) }], { key: testKey })
    return ((await run.json()) as { id: string }).id
  }

  const mail = (site = things.site) => ({
    site,
    kind: 'email',
    name: 'Mail',
    settings: { host: '127.0.0.1', from: 'a@example.com' }
  })

  /** Nothing listens there, so that a test of it is over at once. */
  const endpoint = (site = things.site) => ({ site, url: 'http://127.0.0.1:9/', events: ['import.done'] })
  const goal = (survey = things.survey) => ({ survey, value: 80, due: '2199-01-01' })
  const alert = (site = things.site) => ({
    site,
    kinds: ['score-worse'],
    to: { target: 'slack', url: 'http://127.0.0.1:9/none' }
  })
  const mark = (survey = things.survey) => ({ survey, day: '2026-10-01', name: 'New macro' })
  const plan = (survey = things.survey) => ({
    survey,
    name: 'Refunds',
    agents: ['ana'],
    state: 'running'
  })

  async function optOutOf(customer: string): Promise<string> {
    const made = await app.request('/api/v1/opt-outs', {
      key: testKey,
      body: { site: things.site, customer }
    })
    return ((await made.json()) as { rows: { id: string }[] }).rows[0]?.id ?? ''
  }

  /** Each route with its method, as the server has it; `{name}` stands for what a path is given. */
  const routes = () => [
    ...new Set(
      app.app.routes.map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)(\{[^}]*\})?/g, '{$1}')}`)
    )
  ]

  async function send([path, { method, body, form }]: [string, Send], by: Who) {
    if (!form)
      return app.request(path, {
        ...by,
        ...(method ? { method } : {}),
        ...(body === undefined ? {} : { body })
      })
    return app.app.request(path, {
      method: 'POST',
      body: form,
      headers: {
        ...(by.key ? { authorization: `Bearer ${by.key}` } : {}),
        ...(by.cookie ? { cookie: by.cookie } : {})
      }
    })
  }

  const rightOf = new Map(
    Object.entries(rights).flatMap(([right, routes]) =>
      routes.map((route) => [route, right as Right] as const)
    )
  )

  it('knows who may use each route, so that a new one cannot be forgotten', () => {
    const named = routes().filter((route) => !route.startsWith('ALL ') && route !== 'GET /api/v1/*')
    expect([...rightOf.keys()].sort()).toEqual(named.sort())
  })

  it('lets those do something by each route who may, on their own site, and nobody else', async () => {
    const wrong: string[] = []
    for (const [route, right] of rightOf) {
      if (right === 'anybody') continue
      const known = [...callers].map(([name, who]) => ({ name, who, may: mayBy(right, name) }))
      // Those who may come last: what they delete is still there when the others try.
      for (const { name, who, may } of known.toSorted((a, b) => Number(a.may) - Number(b.may))) {
        const response = await send(await attemptOf(route), who)
        await response.body?.cancel()
        // What is not there for a stranger is said not to be there; of oneself only who is not signed in is
        // refused.
        const isHidden = response.status === 404 && (name.startsWith('other') || right === 'deleter')
        const isRefused =
          response.status === 401 ||
          (name === 'wrong key' && response.status === 429) ||
          (right !== 'person' && (response.status === 403 || isHidden))
        if (isRefused === may || response.status >= 500) wrong.push(`${route} by ${name}: ${response.status}`)
      }
    }
    expect(wrong).toEqual([])
  }, 120_000)

  it('reads no more than the head of what somebody sends who may not, and 64 kB where the body says what it is about', async () => {
    const wrong: string[] = []
    for (const [route, right] of rightOf) {
      if (route.startsWith('GET ') || route.startsWith('OPTIONS ')) continue
      const [path] = await attemptOf(route)
      for (const [name, who] of callers) {
        if (right !== 'anybody' && mayBy(right, name)) continue
        const { status, taken } = await sendEndless(app, path, endlessOf(route, who))
        const readMax =
          right === 'anybody' || isToldByBody(route, right, name)
            ? (route.endsWith('/conversations/batch') && name === 'other key'
                ? limits.batchBytes
                : limits.bodyBytes) + chunkBytes
            : 0
        // What is refused by its head is refused for who sends it; where its body decides, that body may be wrong
        // in itself.
        const isRefused =
          [401, 403, 404, 429].includes(status) ||
          (readMax > 0 && (right === 'anybody' || [400, 413].includes(status)))
        if (!isRefused || taken > readMax) wrong.push(`${route} by ${name}: ${status} after ${taken} bytes`)
      }
    }
    expect(wrong).toEqual([])
  }, 120_000)

  it('reads nothing of what a stranger sends to an address of a webhook, or as much as its signature is over', async () => {
    const taken: Record<string, Taken> = {}
    for (const [kind, settings] of Object.entries(hooks)) {
      const made = (await (
        await app.request('/api/v1/connectors', {
          key: testKey,
          body: { site: things.site, kind, name: kind, settings }
        })
      ).json()) as { id: string }
      taken[kind] = await sendEndless(app, `/hooks/${made.id}`, { headers: json })
    }
    taken.unknown = await sendEndless(app, '/hooks/con_nobody', { headers: json })
    const unread = { status: 401, code: 'hook-signature-wrong', taken: 0 }
    expect(taken).toEqual({
      unknown: unread,
      telegram: unread,
      helpdesk: unread,
      voice_pbx: unread,
      line: expect.objectContaining({ status: 413 })
    })
    expect(taken.line?.taken).toBeLessThan(4 * 1024 * 1024)
  })

  it('does nothing by another method of any of these addresses, and reads nothing', async () => {
    const wrong: string[] = []
    const methods = ['POST', 'PUT', 'PATCH', 'DELETE']
    for (const path of new Set([...rightOf.keys()].map((route) => route.split(' ')[1] ?? ''))) {
      const isOther = (method: string) =>
        ![path, path.replace(/\/batch$/, '/{id}')].some((one) => rightOf.has(`${method} ${one}`))
      for (const method of methods.filter(isOther)) {
        const place = path.replace('{kind}', 'q').replaceAll(/\{\w+\}|\*/g, 'x')
        const { status, taken } = await sendEndless(app, place, {
          method,
          headers: { ...json, authorization: `Bearer ${testKey}` }
        })
        if (status < 400 || taken > 0) wrong.push(`${method} ${path}: ${status} after ${taken} bytes`)
      }
    }
    expect(wrong).toEqual([])
  })

  /** An endless body such as the route takes, up to where it names what it is about. */
  function endlessOf(route: string, { key, cookie }: Who) {
    const method = route.split(' ')[0] ?? ''
    const as = { ...(key && { authorization: `Bearer ${key}` }), ...(cookie && { cookie }) }
    const isForm = ['POST /api/v1/imports', 'POST /api/v1/invitations/upload'].includes(route)
    return isForm
      ? { method, headers: { ...formType, ...as }, beginning: part('survey', things.survey) + filePart }
      : { method, headers: { ...json, ...as } }
  }

  /** A request of the route that asks for what there is on this site; what may be deleted is made anew. */
  async function attemptOf(route: string): Promise<[string, Send]> {
    const [method = '', pattern = ''] = route.split(' ')
    const idOf = async (path: string, body: object) =>
      ((await (await app.request(`/api/v1/${path}`, { key: testKey, body })).json()) as { id: string }).id
    if (pattern === '/api/v1/opt-outs/{id}') things.optOut = await optOutOf(`k-${made++}`)
    if (method === 'DELETE' && pattern === '/api/v1/connectors/{id}')
      return [`/api/v1/connectors/${await idOf('connectors', mail())}`, { method }]
    if (method === 'DELETE' && pattern === '/api/v1/endpoints/{id}')
      return [`/api/v1/endpoints/${await idOf('endpoints', endpoint())}`, { method }]
    if (method === 'DELETE' && pattern === '/api/v1/invitations/{id}') {
      return [
        `/api/v1/invitations/${await idOf('invitations', { survey: things.survey, reusable: true })}`,
        { method }
      ]
    }
    if (method === 'DELETE' && pattern === '/api/v1/goals/{id}')
      return [`/api/v1/goals/${await idOf('goals', goal())}`, { method }]
    if (method === 'DELETE' && pattern === '/api/v1/alerts/{id}')
      return [`/api/v1/alerts/${await idOf('alerts', alert())}`, { method }]
    if (method === 'DELETE' && pattern === '/api/v1/marks/{id}')
      return [`/api/v1/marks/${await idOf('marks', mark())}`, { method }]
    if (method === 'DELETE' && pattern === '/api/v1/training-plans/{id}')
      return [`/api/v1/training-plans/${await idOf('training-plans', plan())}`, { method }]
    if (pattern.startsWith('/api/v1/people/'))
      return [`${pattern.replace('{id}', person)}?name=nobody`, { method }]
    const attempt = tries[route]
    if (typeof attempt === 'function') {
      const [path, how = {}] = attempt(things)
      return [path, { method, ...how }]
    }
    return [pattern.replaceAll(/\{\w+\}/g, 'x'), { method, ...(method !== 'GET' && { body: {} }) }]
  }
})

/** Whether a caller may, by what it is called. */
function mayBy(right: Exclude<Right, 'anybody'>, name: string): boolean {
  const isStranger = name.startsWith('other ')
  const role = roles.find((one) => name === one || name === `other ${one}`)
  if (name === 'nobody' || name === 'wrong key') return false
  if (right === 'person') return role !== undefined
  if (right === 'raises') return role !== undefined && !isStranger
  if (right === 'decides') return name === 'owner' || name === 'manager'
  if (right === 'withdraws' || right === 'isTaught') return name === 'agent'
  if (name === 'operator') return true
  if (right === 'each') return true
  if (right === 'anyOwner') return role === 'owner'
  if (right === 'eachResponse') return name === 'responses:write' || name === 'other key'
  if (right === 'eachInvitation')
    return role !== undefined || name === 'invitations:write' || name === 'other key'
  if (isStranger || right === 'deleter' || right === 'operator') return false
  if (right === 'program') return name === 'responses:write'
  if (name === 'owner' || name === right) return true
  if (right === 'proof') return name === 'manager'
  if (right === 'works') return name === 'manager' || name === 'lead'
  if (right === 'alerts') return role !== undefined || name === 'admin'
  if (right === 'names') return name === 'manager' || name === 'admin'
  if (right === 'admin' || right === 'owners') return false
  return name === 'manager' || (role !== undefined && right.endsWith(':read'))
}

/**
 * Whether only the body tells that a caller may not: who may do this elsewhere names the place there, and
 * in a batch each item does.
 */
function isToldByBody(route: string, right: Exclude<Right, 'anybody'>, name: string): boolean {
  const role = roles.find((one) => name === one || name === `other ${one}`)
  if (right === 'owners' && name === 'admin') return true // which role is given stands in the body
  if (right === 'eachInvitation' || route.endsWith('/conversations/batch'))
    return role !== undefined || name === 'other key'
  if (/\{\w+\}/.test(route) && route !== 'PUT /api/v1/conversations/{id}') return false
  return name.startsWith('other ') && (name === 'other key' || mayBy(right, name.replace('other ', '')))
}
