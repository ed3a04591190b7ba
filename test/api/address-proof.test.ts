import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { TestApp } from '../support/app'
import { makeMember, makeSite, tokenOf } from '../support/app'
import { onBothDatabases } from '../support/databases'
import type { MailServer } from '../support/mail-server'
import type { MailingPair } from '../support/mailing-pair'
import { startMailingPair } from '../support/mailing-pair'

/** Whoever joined by a link that was handed over proves their address by a mail that they ask for. */
onBothDatabases((fresh) => {
  let pair: MailingPair
  let mail: MailServer
  let app: TestApp
  /** People join by this one without a proof. */
  let silent: TestApp
  let site: string
  let nobody = 0
  beforeAll(async () => {
    pair = await startMailingPair(fresh)
    ;({ mail, app, silent } = pair)
    site = await makeSite(app, 'Shop')
  })
  beforeEach(() => void (mail.mails.length = 0))
  afterAll(() => pair.close())

  async function joined() {
    const email = `somebody${nobody++}@example.com`
    return { email, cookie: await makeMember(silent, site, { email, role: 'manager' }) }
  }
  const mailed = (email: string) => mail.mails.filter(({ to }) => to?.[0]?.address === email)
  async function linkFor({ email, cookie }: { email: string; cookie: string }) {
    const before = mailed(email).length
    expect((await app.request('/api/v1/me/proof', { method: 'POST', cookie })).status).toBe(204)
    await expect.poll(() => mailed(email).length, { timeout: 10_000 }).toBe(before + 1)
    return /https:\S+/.exec(mailed(email).at(-1)?.text ?? '')?.[0] ?? ''
  }
  const prove = async (token: string, cookie: string, by = app) => {
    const response = await by.request('/api/v1/me/address', { body: { token }, cookie })
    return [
      response.status,
      response.status === 204 ? '' : ((await response.json()) as { code: string }).code
    ]
  }
  const isProved = async (cookie: string) =>
    ((await (await app.request('/api/v1/me/profile', { cookie })).json()) as { isProved: boolean }).isProved
  const wrong = [403, 'address-link-wrong']

  it('is done by sending the token, in any process; opening the link, whoever does, proves and spends nothing', async () => {
    const somebody = await joined()
    const link = new URL(await linkFor(somebody))
    for (const method of ['GET', 'HEAD', 'GET']) {
      for (const cookie of ['', somebody.cookie]) {
        await app.request(link.pathname + link.search, { method, cookie })
        expect(
          (await app.request(`/api/v1/me/address${link.search}`, { method, cookie })).status
        ).toBeGreaterThanOrEqual(401)
      }
    }
    expect(await isProved(somebody.cookie)).toBe(false)
    expect(await prove(tokenOf(link.href), somebody.cookie, silent)).toEqual([204, ''])
    expect(await isProved(somebody.cookie)).toBe(true)
    // Nothing more comes of it, here or there, and no other mail is sent.
    for (const by of [app, silent])
      expect((await prove(tokenOf(link.href), somebody.cookie, by))[0]).toBeLessThan(500)
    expect((await app.request('/api/v1/me/proof', { method: 'POST', cookie: somebody.cookie })).status).toBe(
      204
    )
    expect(mailed(somebody.email)).toHaveLength(1)
  })

  it('is not done by a token that is wrong, changed, of somebody else or for something else', async () => {
    const [mine, theirs] = [await joined(), await joined()]
    const token = tokenOf(await linkFor(mine))
    const other = tokenOf(await linkFor(theirs))
    const [head = '', body = '', signature = ''] = token.split('.')
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>
    const changed = (some: Record<string, unknown>, top = head, signed = signature) =>
      [top, Buffer.from(JSON.stringify({ ...claims, ...some })).toString('base64url'), signed].join('.')
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url')
    const tokens = [
      'rubbish',
      'a.b.c',
      `${token.slice(0, -4)}AAAA`,
      `${token}x`,
      changed({ exp: 4_000_000_000 }),
      changed({}, none, ''),
      changed({ email: theirs.email }),
      other,
      '{}',
      '..'
    ]
    for (const one of tokens) expect([one, ...(await prove(one, mine.cookie))]).toEqual([one, ...wrong])
    expect((await prove(token, ''))[0]).toBe(401)
    // A link that was sent to somebody else makes nobody's account theirs, though both are signed in.
    expect(await prove(token, theirs.cookie)).toEqual(wrong)
    expect([await isProved(mine.cookie), await isProved(theirs.cookie)]).toEqual([false, false])
    expect(await prove(token, mine.cookie)).toEqual([204, ''])
    expect([await isProved(mine.cookie), await isProved(theirs.cookie)]).toEqual([true, false])
  })

  it('is offered only where mail is, and mails nobody full', async () => {
    const somebody = await joined()
    const refused = await silent.request('/api/v1/me/proof', { method: 'POST', cookie: somebody.cookie })
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([409, 'not-offered'])
    const statuses = []
    for (let index = 0; index < 30; index++)
      statuses.push(
        (await app.request('/api/v1/me/proof', { method: 'POST', cookie: somebody.cookie })).status
      )
    expect(new Set(statuses)).toEqual(new Set([204, 429]))
    expect(statuses.at(-1)).toBe(429)
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE'])
      expect((await app.request('/api/v1/me/proof', { method, cookie: somebody.cookie })).status).toBe(404)
  })
})
