import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestApp } from '../support/app'
import { makeMember, makeSite, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { boundary, chunkBytes, filePart, formType, part, sendEndless } from '../support/endless'
import { givenSurvey } from '../support/given'

const megabyte = 1024 * 1024

onBothDatabases((fresh) => {
  let app: TestApp
  let survey: string
  let agent: string
  let manager: string
  let stranger: string
  let reader: string
  beforeAll(async () => {
    app = await startApp(fresh)
    const made = await givenSurvey(app)
    survey = made.survey.id
    agent = await makeMember(app, made.site.id, { email: 'agent@example.com', role: 'agent', agent: 'ana' })
    manager = await makeMember(app, made.site.id, { email: 'manager@example.com', role: 'manager' })
    stranger = await makeMember(app, await makeSite(app, 'Elsewhere'), {
      email: 'stranger@example.com',
      role: 'owner'
    })
    const key = await app.request('/api/v1/keys', {
      key: testKey,
      body: { site: made.site.id, name: 'Reads', scopes: ['scores:read'] }
    })
    reader = ((await key.json()) as { key: string }).key
  })
  afterAll(() => app.close())

  const send = (path: string, headers: Record<string, string>, beginning = '') =>
    sendEndless(app, path, { headers, beginning })
  const json = { 'content-type': 'application/json' }

  describe('who may not send a batch', () => {
    it.each(['/api/v1/responses/batch', '/api/v1/invitations/batch', '/api/v1/conversations/batch'])(
      'is refused at %s before more than the beginning of it is read',
      async (path) => {
        expect(await send(path, json)).toEqual({ status: 401, code: 'sign-in-needed', taken: 0 })
        expect(await send(path, { ...json, authorization: 'Bearer hb_unknown_unknown_unknown' })).toEqual({
          status: 401,
          code: 'key-unknown',
          taken: 0
        })
        expect(await send(path, { ...json, authorization: `Bearer ${reader}` })).toEqual({
          status: 403,
          code: 'scope-missing',
          taken: 0
        })
        const { status, taken } = await send(path, { ...json, cookie: agent })
        expect(status).toBe(path.includes('responses') ? 401 : 403)
        expect(taken).toBeLessThan(100 * 1024)
      }
    )

    it.each(['/api/v1/responses/batch', '/api/v1/invitations/batch', '/api/v1/conversations/batch'])(
      'and who may is heard at %s up to four megabytes',
      async (path) => {
        const { status, taken } = await send(path, { ...json, authorization: `Bearer ${testKey}` })
        expect(status).toBe(413)
        expect(taken).toBeLessThan(4.1 * megabyte)
      }
    )
  })

  describe.each(['/api/v1/imports', '/api/v1/invitations/upload'])('a file for %s', (path) => {
    const form = () => part('survey', survey) + filePart

    it('is not read at all of somebody who has not said who they are', async () => {
      expect(await send(path, formType, form())).toMatchObject({ status: 401, taken: 0 })
    })

    it('is read no further than the survey of somebody who may not send it', async () => {
      const refused = await Promise.all([
        send(path, { ...formType, cookie: agent }, form()),
        send(path, { ...formType, cookie: stranger }, form()),
        send(path, { ...formType, authorization: `Bearer ${reader}` }, form())
      ])
      expect(refused.map(({ status }) => status)).toEqual([403, 404, 403])
      for (const { taken } of refused) expect(taken).toBeLessThan(2 * chunkBytes)
    })

    it('must come after the survey, which is looked for in the first 64 kB', async () => {
      const late = await send(path, { ...formType, authorization: `Bearer ${testKey}` }, filePart)
      expect(late).toMatchObject({ status: 422 })
      expect(late.taken).toBeLessThan(100 * 1024)
    })

    it('is taken in many small pieces, too, and after other fields', async () => {
      const whole = new TextEncoder().encode(
        `${part('mapping', '{"rating":"Score","channel":"How"}')}${part('survey', survey)}${filePart}Score,How\r\n5,sms\r\n--${boundary}--\r\n`
      )
      let at = 0
      const body = new ReadableStream<Uint8Array>({
        pull: (controller) =>
          at < whole.length ? controller.enqueue(whole.slice(at, (at += 7))) : controller.close()
      })
      const init: RequestInit & { duplex: 'half' } = {
        method: 'POST',
        body,
        headers: { ...formType, authorization: `Bearer ${testKey}` },
        duplex: 'half'
      }
      const response = await app.app.request(`${path}?dryRun=true`, init)
      // Only the import knows ratings; the upload says so, having read all of it.
      expect(response.status).toBe(path.endsWith('imports') ? 200 : 422)
    })
  })

  it('reads a list of invitations of a manager whole, and no more than four megabytes', async () => {
    const { status, taken } = await send(
      '/api/v1/invitations/upload',
      { ...formType, cookie: manager },
      part('survey', survey) + filePart
    )
    expect(status).toBe(413)
    expect(taken).toBeLessThan(4.1 * megabyte)
  })
})

onBothDatabases((fresh) => {
  let app: TestApp
  beforeAll(async () => {
    app = await startApp(fresh)
  })
  afterAll(() => app.close())

  it.each(['[', '{"a":', '{"responses":[['])(
    'answers four megabytes of %s with 400, at once',
    async (pump) => {
      const body = pump.repeat(Math.floor((4 * megabyte - 1) / pump.length))
      const started = performance.now()
      const response = await app.app.request('/api/v1/responses/batch', {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', authorization: `Bearer ${testKey}` }
      })
      expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
        400,
        'json-too-deep'
      ])
      expect(performance.now() - started).toBeLessThan(500)
    }
  )

  it('answers parts of an address of a survey that are no language with 404', async () => {
    const { survey } = await givenSurvey(app)
    for (const tag of [
      'constructor',
      'en-',
      'null',
      '__proto__',
      'toString',
      'en_US',
      'en-aa-bb',
      'e',
      'xx-',
      'hasOwnProperty',
      'en-US-',
      '-'
    ]) {
      expect([tag, (await app.request(`/w/${survey.id}.1.${tag}.x.js`)).status]).toEqual([tag, 404])
    }
    expect((await app.request(`/w/${survey.id}.1.en-GB.x.js`)).status).toBe(200)
    for (const version of ['0', '2', '999999999', '1-000000', '01'])
      expect((await app.request(`/w/${survey.id}.${version}.en.x.js`)).status).toBeLessThan(500)
  })
})
