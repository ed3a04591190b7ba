import { expect, it } from 'vitest'
import type { ConnectorView, DeliveryView } from '../../server/contract/connectors'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { startFakeVendor } from '../support/fake-vendor'
import { givenSurvey } from '../support/given'

const settings = {
  appId: 'wx0123456789',
  appSecret: 'a secret of the account',
  token: 'token123',
  encodingAesKey: 'a'.repeat(43)
}

onBothDatabases((fresh) => {
  it.each([40001, 40014, 42001])(
    'gets another access token where WeChat has revoked the one that we keep before its ' +
      'time (%i), and sends the message with it',
    async (errcode) => {
      let clock = Date.parse('2026-11-01T09:00:00Z')
      let valid = 'first'
      const wechat = await startFakeVendor(({ path }) => {
        if (path.endsWith('/stable_token'))
          return { status: 200, body: JSON.stringify({ access_token: valid, expires_in: 7200 }) }
        const isValid = new URL(path, 'https://wechat.example').searchParams.get('access_token') === valid
        return {
          status: 200,
          body: JSON.stringify(
            isValid ? { errcode: 0, errmsg: 'ok' } : { errcode, errmsg: 'access_token is invalid' }
          )
        }
      })
      const app = await startApp(fresh, { now: () => clock })
      const { site, survey } = await givenSurvey(app)
      const connector = (await (
        await app.request('/api/v1/connectors', {
          key: testKey,
          body: { site: site.id, kind: 'wechat', name: 'Ours', vendorUrl: wechat.url, settings }
        })
      ).json()) as ConnectorView
      async function ask(address: string) {
        await app.request('/api/v1/invitations', {
          key: testKey,
          body: { survey: survey.id, channel: 'wechat', delivery: connector.id, address }
        })
        for (let time = 0; time < 3; time++) {
          await app.services.outbox.work()
          clock += 10_000
        }
      }
      const tokens = () => wechat.calls.filter(({ path }) => path.endsWith('/stable_token')).length
      await ask('openid-1')
      await ask('openid-2')
      expect(tokens()).toBe(1)
      valid = 'second'
      await ask('openid-3')
      await ask('openid-4')
      expect(tokens()).toBe(2)
      const { rows } = (await (
        await app.request(`/api/v1/connectors/${connector.id}/deliveries`, { key: testKey })
      ).json()) as { rows: DeliveryView[] }
      expect(rows.map(({ state, attempts }) => [state, attempts])).toEqual([
        ['sent', 1],
        ['sent', 2],
        ['sent', 1],
        ['sent', 1]
      ])
      await app.close()
      await wechat.close()
    }
  )

  /**
   * What a vendor answered to the request for a token stood with the message, where every owner reads it,
   * and the token in it.
   */
  it.each([
    [
      'a token in an answer that we do not understand',
      { access_token: 'canary-'.repeat(6), expires: 7200 },
      null
    ],
    [
      'a refusal, of which the words stay',
      { errcode: 40164, errmsg: 'invalid ip, not in whitelist', token: 'canary-'.repeat(6) },
      '40164: invalid ip, not in whitelist'
    ]
  ])('keeps nothing of %s', async (_, answer, reason) => {
    const wechat = await startFakeVendor(() => ({ status: 200, body: JSON.stringify(answer) }))
    const app = await startApp(fresh)
    const { site, survey } = await givenSurvey(app)
    const connector = (await (
      await app.request('/api/v1/connectors', {
        key: testKey,
        body: { site: site.id, kind: 'wechat', name: 'Ours', vendorUrl: wechat.url, settings }
      })
    ).json()) as ConnectorView
    await app.request('/api/v1/invitations', {
      key: testKey,
      body: { survey: survey.id, channel: 'wechat', delivery: connector.id, address: 'openid-1' }
    })
    await app.services.outbox.work()
    const { rows } = (await (
      await app.request(`/api/v1/connectors/${connector.id}/deliveries`, { key: testKey })
    ).json()) as { rows: DeliveryView[] }
    expect(JSON.stringify(rows)).not.toContain('canary')
    expect(rows).toMatchObject([{ answer: '200', reason: reason ?? expect.any(String) }])
    await app.close()
    await wechat.close()
  })
})
