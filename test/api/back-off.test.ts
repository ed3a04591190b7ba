import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestApp } from '../support/app'
import { cookieOf, makeMember, makeSite, password, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { workingOut } from '../support/known-keys'

onBothDatabases((fresh) => {
  let app: TestApp
  let site: string
  let nobody = 0
  beforeAll(async () => {
    app = await startApp(fresh, { config: { trustProxy: 1 } })
    site = await makeSite(app, 'Shop')
  })
  afterAll(() => app.close())

  const someone = async () => {
    const email = `person${nobody++}@example.com`
    const cookie = await makeMember(app, site, { email, role: 'owner' })
    return { email, cookie }
  }
  const from = (address: string) => ({ 'x-forwarded-for': address })
  const signIn = (email: string, secret: string, address: string, cookie = '') =>
    app.request('/api/auth/sign-in/email', {
      body: { email, password: secret },
      headers: from(address),
      cookie
    })
  const eventsOf = async () =>
    (
      (await (await app.request(`/api/v1/audit?site=${site}`, { key: testKey })).json()) as {
        rows: { action: string; subject: string }[]
      }
    ).rows

  it('slows the pair of account and network: neither the account elsewhere nor others at that network', async () => {
    const [olga, max] = [await someone(), await someone()]
    for (let n = 0; n < 10; n++) expect((await signIn(olga.email, 'not it', '203.0.113.1')).status).toBe(401)
    expect((await signIn(olga.email, password, '203.0.113.1')).status).toBe(429)
    expect((await signIn(olga.email, password, '203.0.113.2')).status).toBe(204)
    expect((await signIn(max.email, password, '203.0.113.1')).status).toBe(204)
  })

  it('never slows a browser that signed in before, however many others try', async () => {
    const { email } = await someone()
    const device = cookieOf(await signIn(email, password, '203.0.113.10'))
      .split('; ')
      .filter((cookie) => cookie.includes('hearback.device'))
      .join()
    for (let n = 0; n < 11; n++) await signIn(email, 'not it', '203.0.113.10')
    expect((await signIn(email, password, '203.0.113.10')).status).toBe(429)
    expect((await signIn(email, password, '203.0.113.10', device)).status).toBe(204)
    // It is no key: it lets nobody in, tries no oftener than a network, and says nothing for another account.
    for (let n = 0; n < 10; n++)
      expect((await signIn(email, 'not it', '203.0.113.10', device)).status).toBe(401)
    expect((await signIn(email, password, '203.0.113.10', device)).status).toBe(429)
    const other = await someone()
    for (let n = 0; n < 10; n++) await signIn(other.email, 'not it', '203.0.113.10', device)
    expect((await signIn(other.email, password, '203.0.113.10', device)).status).toBe(429)
    expect(
      (
        await signIn(
          email,
          password,
          '203.0.113.10',
          device.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
        )
      ).status
    ).toBe(429)
  })

  it('lets tries from many networks on one account wait for each other, tells its owner, and lets the right password in', async () => {
    const { email } = await someone()
    const started = Date.now()
    for (let n = 0; n < 26; n++) expect((await signIn(email, 'not it', `198.51.100.${n}`)).status).toBe(401)
    expect(Date.now() - started).toBeGreaterThan(5 * 250)
    expect((await signIn(email, password, '192.0.2.77')).status).toBe(204)
    const events = await eventsOf()
    expect(events.filter(({ action }) => action === 'sign-in-attacked')).toHaveLength(1)
    expect(events.filter(({ action }) => action === 'sign-in-failed').length).toBeLessThan(20)
  })

  it('slows an unknown address likewise, so that its slowness says nothing', async () => {
    const started = Date.now()
    for (let n = 0; n < 24; n++)
      expect((await signIn('nobody@example.com', 'not it', `198.51.101.${n}`)).status).toBe(401)
    expect(Date.now() - started).toBeGreaterThan(3 * 250)
  })

  it('stops one network that tries many accounts, and no browser behind it that is known', async () => {
    const { email } = await someone()
    const device = cookieOf(await signIn(email, password, '203.0.113.99'))
      .split('; ')
      .filter((cookie) => cookie.includes('hearback.device'))
      .join()
    const { handle, tables } = app.services.database
    for (let n = 0; n < 30; n++) await signIn(`stranger${n % 4}@example.com`, 'not it', '203.0.113.99')
    expect((await signIn(email, password, '203.0.113.99')).status).toBe(204)
    await handle.update(tables.attempt).set({ count: 101 })
    expect((await signIn(email, password, '203.0.113.99')).status).toBe(429)
    await handle.delete(tables.attempt)
    expect((await signIn(email, password, '203.0.113.99', device)).status).toBe(204)
  })

  it('hashes in two slots: beyond a short queue it says when to come back, and everybody else is answered meanwhile', () =>
    workingOut(async () => {
      const { email } = await someone()
      const reset = await app.services.people.auth.$context
      await reset.internalAdapter.createVerificationValue({
        identifier: 'reset-password:printed-test',
        value: (await reset.internalAdapter.findUserByEmail(email))?.user.id ?? (await userIdOf(email)),
        expiresAt: new Date(Date.now() + 60_000)
      })
      const tries = Array.from({ length: 60 }, (_, n) => signIn(email, password, `100.64.1.${n}`))
      const asked = performance.now()
      const others = await Promise.all(Array.from({ length: 5 }, () => app.request('/healthz')))
      expect(others.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
      const answered = performance.now() - asked
      const answers = await Promise.all(tries)
      expect(performance.now() - asked).toBeGreaterThan(answered)
      const statuses = answers.map(({ status }) => status)
      expect(new Set(statuses)).toEqual(new Set([204, 503]))
      const refused = answers.find(({ status }) => status === 503)
      expect([
        refused?.headers.get('retry-after'),
        ((await refused?.json()) as { code: string }).code
      ]).toEqual(['3', 'passwords-busy'])
      // Whoever was refused for want of a slot has not used up a try, and whoever has a link of ours is not
      // refused with strangers.
      const crowd = Array.from({ length: 30 }, (_, n) => signIn(email, password, `100.64.2.${n}`))
      const changed = await app.request('/api/auth/reset-password', {
        body: { token: 'printed-test', newPassword: 'another good one' },
        headers: from('100.64.2.1')
      })
      expect(changed.status).toBe(204)
      await Promise.all(crowd)
    }))

  async function userIdOf(email: string) {
    const { handle, tables } = app.services.database
    return (await handle.select().from(tables.authUser)).find((user) => user.claimedEmail === email)?.id ?? ''
  }
})
