import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConnectorView, DeliveriesView } from '../../server/contract/connectors'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { startFakeFreshdesk } from '../support/fake-helpdesks/freshdesk'
import { startFakeFront } from '../support/fake-helpdesks/front'
import { startFakeHubspot } from '../support/fake-helpdesks/hubspot'
import { startFakeIntercom } from '../support/fake-helpdesks/intercom'
import { ownSecret, startOwnSystem } from '../support/fake-helpdesks/own-system'
import { startFakeZendesk } from '../support/fake-helpdesks/zendesk'
import { fromProgram, givenSurvey } from '../support/given'
import { writeDue } from '../support/written-back'

type Fake = Awaited<ReturnType<typeof startFakeZendesk>>
type Vendor = {
  start(): Promise<Fake>
  settings(url: string): Record<string, unknown>
  /** What each takes, and how its API names the field. */
  takes: string[]
  field: string
  /** Whether a note that is there is changed, or another one added. */
  changesNotes?: true
  /** What a wrong key looks like. */
  key: string
}
const elsewhere = {
  zendesk: {
    start: startFakeZendesk,
    settings: (url: string) => ({
      baseUrl: url,
      signingSecret: 'the signing secret',
      email: 'ana@shop.example',
      apiToken: 'the-api-token'
    }),
    takes: ['note', 'tag', 'field', 'reopen', 'assign'],
    field: '360001',
    key: 'apiToken'
  },
  intercom: {
    start: startFakeIntercom,
    settings: () => ({ clientSecret: 'the client secret', accessToken: 'the-access-token', admin: '9' }),
    takes: ['note', 'tag', 'field', 'reopen', 'assign'],
    field: 'CSAT',
    key: 'accessToken'
  },
  freshdesk: {
    start: startFakeFreshdesk,
    settings: (url: string) => ({ baseUrl: url, secret: 'a secret of the shop', apiKey: 'the-api-key' }),
    takes: ['note', 'tag', 'field', 'native', 'reopen', 'assign'],
    field: 'cf_csat',
    changesNotes: true,
    key: 'apiKey'
  },
  hubspot: {
    start: startFakeHubspot,
    settings: () => ({ clientSecret: 'the client secret', accessToken: 'the-private-app', openStage: '1' }),
    takes: ['note', 'field', 'reopen', 'assign'],
    field: 'csat',
    changesNotes: true,
    key: 'accessToken'
  },
  front: {
    start: startFakeFront,
    settings: () => ({ secret: 'the api secret', apiToken: 'the-api-token' }),
    takes: ['note', 'tag', 'field', 'reopen', 'assign'],
    field: 'CSAT',
    key: 'apiToken'
  },
  helpdesk: {
    start: startOwnSystem,
    settings: (url: string) => ({ secret: ownSecret, writeBackUrl: `${url}/answers` }),
    takes: ['note', 'tag', 'field', 'native', 'reopen', 'assign'],
    field: 'csat',
    changesNotes: true,
    key: 'secret'
  }
} satisfies Record<string, Vendor>

let clock = Date.parse('2026-11-01T09:00:00Z')

onBothDatabases((fresh) => {
  describe.each(Object.entries<Vendor>(elsewhere))(
    '%s',
    (kind, { start, settings, takes, field, ...rest }) => {
      let app: TestApp
      let vendor: Fake
      let survey: string
      let site: string
      let connector: string
      beforeEach(async () => {
        clock += 86_400_000
        vendor = await start()
        app = await startApp(fresh, { now: () => clock })
        const given = await givenSurvey(app)
        survey = given.survey.id
        site = given.site.id
        const made = await app.request('/api/v1/connectors', {
          key: testKey,
          body: {
            site,
            kind,
            name: `Our ${kind}`,
            vendorUrl: vendor.url,
            settings: { survey, ...settings(vendor.url) }
          }
        })
        expect(made.status, await made.clone().text()).toBe(201)
        connector = ((await made.json()) as ConnectorView).id
        await told()
      })
      afterEach(async () => {
        await app.close()
        await vendor.close()
      })

      const conversation = () =>
        kind === 'helpdesk' ? vendor.conversation.id : `${kind}-${vendor.conversation.id}`
      /** The helpdesk has told that the conversation is resolved: what its webhook says is in other tests. */
      async function told() {
        const made = await app.request('/api/v1/invitations', {
          key: testKey,
          body: { survey, channel: 'web', conversation: conversation(), externalId: `${connector}:told` }
        })
        expect(made.status, await made.clone().text()).toBe(201)
      }
      async function writesBack(body: object) {
        const answered = await app.request(`/api/v1/connectors/${connector}/write-back`, {
          method: 'PUT',
          key: testKey,
          body
        })
        expect(answered.status, await answered.clone().text()).toBe(200)
        clock += 1_000
      }
      const all = () => ({
        answers: 'all',
        tag: takes.includes('tag'),
        native: takes.includes('native'),
        field,
        reopen: true,
        assign: '7'
      })
      const written = () => writeDue(app, (ms) => void (clock += ms))
      const said = (more: Record<string, unknown>) =>
        fromProgram(app, { survey, rating: 2, conversation: conversation(), ...more })
      const states = async () =>
        (
          (await (
            await app.request(`/api/v1/connectors/${connector}/deliveries?purpose=write-back`, {
              key: testKey
            })
          ).json()) as DeliveriesView
        ).rows.map(({ state, reason }) => [state, reason])

      it('is told of an answer by what its API takes', async () => {
        await writesBack(all())
        await said({ id: randomUUID(), comment: 'I <b>waited</b> & waited' })
        await written()
        const { notes, tags, fields, isEnded, assignee, ratings } = vendor.conversation
        expect(await states()).toEqual([['sent', null]])
        expect(notes).toHaveLength(1)
        expect(notes[0]?.body).toMatch(/The customer gave 2/)
        expect(notes[0]?.body).not.toMatch(kind === 'helpdesk' ? /\0/ : /[^\\]<b>/)
        expect(tags).toEqual(takes.includes('tag') ? ['billing', 'hearback-unsatisfied'] : ['billing'])
        expect([fields, isEnded, assignee]).toEqual([{ plan: 'pro', [field]: 2 }, false, '7'])
        expect(ratings).toHaveLength(takes.includes('native') ? 1 : 0)
      })

      it('keeps one note where its API changes notes, and has another one elsewhere', async () => {
        await writesBack(all())
        const id = randomUUID()
        await said({ id })
        await written()
        await said({ id, rating: 5, comment: 'Solved!' })
        await written()
        const { notes, tags, fields, ratings } = vendor.conversation
        expect(notes).toHaveLength(rest.changesNotes ? 1 : 2)
        expect(notes.at(-1)?.body).toMatch(/The customer gave 5/)
        expect(tags).toEqual(takes.includes('tag') ? ['billing', 'hearback-satisfied'] : ['billing'])
        expect(fields[field]).toBe(5)
        expect(ratings.length).toBeLessThanOrEqual(kind === 'helpdesk' ? 2 : 1)
      })

      it('has nothing twice where an answer of it was lost', async () => {
        await writesBack({ answers: 'all', tag: takes.includes('tag'), field })
        await said({ id: randomUUID() })
        vendor.loseFirstAnswers()
        await written()
        for (let more = 0; more < 10; more++) {
          clock += 3_600_000
          await app.services.outbox.work()
        }
        const { notes, tags, fields } = vendor.conversation
        expect([await states(), notes.length, fields[field]]).toEqual([[['sent', null]], 1, 2])
        expect(tags).toEqual(takes.includes('tag') ? ['billing', 'hearback-unsatisfied'] : ['billing'])
      })

      it('leaves an ended conversation ended where nobody asked for more', async () => {
        await writesBack({ answers: 'all', tag: takes.includes('tag') })
        await said({ id: randomUUID() })
        await written()
        expect([vendor.conversation.isEnded, vendor.conversation.assignee]).toEqual([true, '1'])
      })

      it('pauses where the key is refused', async () => {
        await writesBack({ answers: 'all' })
        await app.request(`/api/v1/connectors/${connector}`, {
          method: 'PATCH',
          key: testKey,
          body: { settings: { [rest.key]: 'a wrong key of a shop' } }
        })
        await said({ id: randomUUID() })
        await written()
        const found = await app.request(`/api/v1/connectors/${connector}`, { key: testKey })
        expect([((await found.json()) as ConnectorView).state, vendor.conversation.notes]).toEqual([
          'paused',
          []
        ])
      })
    }
  )
})
