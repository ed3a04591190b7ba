import { afterAll, beforeAll, expect, it } from 'vitest'
import { exportCommand } from '../../server/commands/export'
import type { AuditRow, AuditView } from '../../server/contract/audit'
import type { UploadReport } from '../../server/contract/invitation-upload'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import type { TestApp } from '../support/app'
import { makeMember, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { fromProgram, givenSurvey } from '../support/given'

/** What was read, sent and handed out stands in the audit trail, and a customer's link is handed out once. */
onBothDatabases((fresh) => {
  let app: TestApp
  let site: SiteView
  let survey: SurveyView
  let manager: string
  let owner: string
  let clock = Date.parse('2026-11-20T07:00:00Z')
  beforeAll(async () => {
    app = await startApp(fresh, { now: () => (clock += 1_000) })
    ;({ site, survey } = await givenSurvey(app))
    manager = await makeMember(app, site.id, { email: 'max@example.com', role: 'manager' })
    owner = await makeMember(app, site.id, { email: 'olga@example.com', role: 'owner' })
  })
  afterAll(() => app.close())

  async function trail(action: string): Promise<AuditRow[]> {
    const response = await app.request(`/api/v1/audit?site=${site.id}&action=${action}`, { key: testKey })
    return ((await response.json()) as AuditView).rows
  }

  async function upload(
    csv: string,
    by: { cookie: string } | { authorization: string }
  ): Promise<UploadReport> {
    const form = new FormData()
    form.set('survey', survey.id)
    form.set('file', new File([csv], 'november.csv'))
    const response = await app.app.request('/api/v1/invitations/upload', {
      method: 'POST',
      headers: { ...by },
      body: form
    })
    expect(response.status, await response.clone().text()).toBe(201)
    return (await response.json()) as UploadReport
  }

  it('gives the link of a known invitation to nobody who uploads it again', async () => {
    const made = await app.request('/api/v1/invitations', {
      cookie: manager,
      body: { survey: survey.id, externalId: 'order-1', agent: 'ana', customer: 'k-1' }
    })
    const { id, url } = (await made.json()) as { id: string; url: string }
    expect(url).toContain('/s/')
    const again = await app.request('/api/v1/invitations', {
      cookie: manager,
      body: { survey: survey.id, externalId: 'order-1' }
    })
    expect([again.status, ((await again.json()) as { code: string }).code]).toEqual([409, 'link-private'])
    const batch = await app.request('/api/v1/invitations/batch', {
      cookie: manager,
      body: { invitations: [{ survey: survey.id, externalId: 'order-1' }] }
    })
    expect(await batch.text()).not.toContain('/s/')
    for (const by of [{ cookie: manager }, { cookie: owner }, { authorization: `Bearer ${testKey}` }]) {
      const { results } = await upload('externalId,customer\norder-1,k-1\n', by)
      expect(results).toEqual([{ line: 2, state: 'known', customer: 'k-1', id }])
    }
    const { results } = await upload('externalId,customer\norder-2,k-2\norder-2,k-2\n', { cookie: manager })
    expect(results.map(({ state, url }) => [state, url !== undefined])).toEqual([
      ['created', true],
      ['known', false]
    ])
  })

  it('notes who made links, for which agents, and who was given one again', async () => {
    expect(await trail('invitations-made')).toMatchObject([
      { actor: { name: 'Somebody' }, detail: { count: 1, agents: ['ana'] } }
    ])
    expect(await trail('invitations-uploaded')).toMatchObject([
      { actor: { name: 'Somebody' }, detail: { count: 1, file: 'november.csv' } }
    ])
    const bodies = [
      { survey: survey.id, agent: 'bob', externalId: 'order-3' },
      { survey: survey.id, agent: 'cem' }
    ]
    await app.request('/api/v1/invitations/batch', { key: testKey, body: { invitations: bodies } })
    expect((await trail('invitations-made'))[0]).toMatchObject({
      actor: { key: 'key:HEARBACK_API_KEY' },
      subject: survey.id,
      detail: { count: 2, agents: ['bob', 'cem'] }
    })
    expect(await trail('invitation-links-read')).toEqual([])
    await app.request('/api/v1/invitations', {
      key: testKey,
      body: { survey: survey.id, externalId: 'order-3' }
    })
    expect(await trail('invitation-links-read')).toMatchObject([{ detail: { count: 1, agents: ['bob'] } }])
    const entries = JSON.stringify([await trail('invitations-made'), await trail('invitations-uploaded')])
    expect(entries).not.toContain('k-1')
  })

  it('notes who read the link of a placement and the secret of the site, once an hour', async () => {
    const placement = (await (
      await app.request('/api/v1/invitations', {
        cookie: manager,
        body: { survey: survey.id, reusable: true, name: 'Poster' }
      })
    ).json()) as { id: string }
    for (const picture of ['qr.svg', 'qr.png', 'qr.svg'])
      expect(
        (await app.request(`/api/v1/invitations/${placement.id}/${picture}`, { cookie: manager })).status
      ).toBe(200)
    expect(await trail('placement-links-read')).toMatchObject([
      { subject: survey.id, actor: { name: 'Somebody' } }
    ])
    await app.request(`/api/v1/sites/${site.id}`, { cookie: manager })
    expect(await trail('site-secret-read')).toEqual([])
    await app.request(`/api/v1/sites/${site.id}`, { cookie: owner })
    await app.request(`/api/v1/sites/${site.id}`, { cookie: owner })
    expect(await trail('site-secret-read')).toMatchObject([{ subject: site.id }])
    clock += 3_600_000
    await app.request(`/api/v1/sites/${site.id}`, { cookie: owner })
    const entries = await trail('site-secret-read')
    expect(entries).toHaveLength(2)
    expect(JSON.stringify(entries)).not.toContain(site.secret ?? 'no secret')
  })

  it('notes who exported answers and how they were narrowed, by the API and at the command line', async () => {
    await fromProgram(app, { survey: survey.id, rating: 5, customer: 'k-77' })
    const csv = await app.request(
      `/api/v1/responses.csv?survey=${survey.id}&from=2026-11-01&to=2026-11-30&agent=ana&customer=k-77`,
      { cookie: manager }
    )
    await csv.text()
    expect(await trail('answers-exported')).toMatchObject([
      {
        subject: survey.id,
        actor: { name: 'Somebody' },
        detail: { firstDay: '2026-11-01', lastDay: '2026-11-30', agent: ['ana'], sought: ['customer'] }
      }
    ])
    expect(JSON.stringify(await trail('answers-exported'))).not.toContain('k-77')
    expect(
      await exportCommand(
        ['--survey', survey.id],
        { DATABASE_URL: app.place.url, HEARBACK_SECRET: app.services.config.secret },
        () => {}
      )
    ).toBe(0)
    expect((await trail('answers-exported')).map(({ actor }) => actor.key)).toContain('key:command-line')
  })

  it('notes who let somebody not be asked any more and who sent a test', async () => {
    const added = await app.request('/api/v1/opt-outs', {
      cookie: owner,
      body: { site: site.id, address: 'karl@example.com' }
    })
    expect(added.status).toBe(201)
    expect(await trail('opt-out-added')).toMatchObject([
      { actor: { name: 'Somebody' }, detail: { masked: ['k•••@example.com'] } }
    ])
    const connector = (await (
      await app.request('/api/v1/connectors', {
        cookie: owner,
        body: {
          site: site.id,
          kind: 'email',
          name: 'Mail',
          settings: { host: '127.0.0.1', from: 'shop@example.com' }
        }
      })
    ).json()) as { id: string }
    await app.request(`/api/v1/connectors/${connector.id}/test`, {
      cookie: owner,
      body: { to: 'not an address' }
    })
    expect(await trail('test-sent')).toMatchObject([
      { subject: connector.id, detail: { name: 'Mail', survey: survey.id } }
    ])
    expect(JSON.stringify(await trail('test-sent'))).not.toContain('not an address')
  })

  it('answers for what is not yours as for what is not there', async () => {
    const { site: mine, survey: mySurvey } = await givenSurvey(app, {}, { name: 'Mine' })
    const made = await app.request('/api/v1/keys', {
      key: testKey,
      body: { site: mine.id, name: 'Mine', scopes: ['invitations:write', 'admin'] }
    })
    const { key } = (await made.json()) as { key: string }
    const said = async (path: string, body: (survey: string) => unknown, of: string) => {
      const response = await app.request(path, { key, body: body(of) })
      return `${response.status} ${(await response.text()).replaceAll(of, '…')}`
    }
    const bodies: [string, (survey: string) => unknown][] = [
      ['/api/v1/invitations', (id) => ({ survey: id })],
      ['/api/v1/invitations/batch', (id) => ({ invitations: [{ survey: id }] })],
      ['/api/v1/eligibility', (id) => ({ survey: id, customer: 'k' })]
    ]
    for (const [path, body] of bodies) {
      expect(await said(path, body, survey.id), path).toBe(await said(path, body, 'svy_none'))
      expect(await said(path, body, survey.id), path).not.toBe(await said(path, body, mySurvey.id))
    }
    const connector = (await (
      await app.request('/api/v1/connectors', {
        key: testKey,
        body: {
          site: site.id,
          kind: 'telegram',
          name: 'Bot',
          settings: {
            botToken: '123456:a-bot-token-of-thirty-five-letters',
            webhookSecret: 'the_secret_of_the_webhook'
          }
        }
      })
    ).json()) as { id: string }
    const hook = async (id: string) => {
      const response = await app.request(`/hooks/${id}`, { body: {} })
      return [response.status, await response.text()]
    }
    expect(await hook(connector.id)).toEqual(await hook('con_none'))
  })
})
