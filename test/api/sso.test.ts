import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestApp } from '../support/app'
import { cookieOf, makeMember, makeSite, password, setUpOwner, startApp, testKey } from '../support/app'
import type { FreshDatabase } from '../support/databases'
import { onBothDatabases } from '../support/databases'
import type { IdentityProvider } from '../support/oidc-provider'
import { startIdentityProvider } from '../support/oidc-provider'

const publicUrl = 'http://hearback.test'

onBothDatabases((fresh) => {
  let provider: IdentityProvider
  let place: FreshDatabase
  let app: TestApp
  let nobody = 0
  beforeAll(async () => {
    provider = await startIdentityProvider(`${publicUrl}/api/auth/callback/sso`)
    place = await fresh()
    app = await startApp(fresh, {
      place,
      config: {
        publicUrl,
        oidc: {
          issuer: provider.issuer,
          clientId: 'hearback',
          clientSecret: 'a secret between the two',
          name: 'Lark SSO'
        }
      }
    })
    await setUpOwner(app)
  })
  afterAll(async () => {
    await app.close()
    await place.remove()
    await provider.close()
  })

  const someone = () => `person${nobody++}@example.com`
  const invite = async (site: string, email: string) =>
    app.request('/api/v1/members', { key: testKey, body: { site, email, name: 'Ida', role: 'manager' } })
  const sitesOf = async (cookie: string) =>
    ((await (await app.request('/api/v1/me', { cookie })).json()) as { sites?: { id: string }[] }).sites?.map(
      ({ id }) => id
    )

  /** Goes to the provider and back, as a browser does. Gives the address that it ends at, and the cookies. */
  async function signOn(next?: string): Promise<{ at: string; cookie: string }> {
    const begun = await app.request('/api/auth/sign-in/social', { body: next === undefined ? {} : { next } })
    const cookie = cookieOf(begun)
    let { url } = (await begun.json()) as { url: string }
    const jar = new Map<string, string>()
    for (let hop = 0; hop < 10 && !url.startsWith(publicUrl); hop++) {
      const answer = await fetch(url, {
        redirect: 'manual',
        headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') }
      })
      for (const set of answer.headers.getSetCookie())
        jar.set(set.slice(0, set.indexOf('=')), set.slice(set.indexOf('=') + 1, set.indexOf(';')))
      url = new URL(answer.headers.get('location') ?? 'about:blank', url).href
    }
    const back = await app.request(url.slice(publicUrl.length), { cookie })
    return { at: back.headers.get('location') ?? '', cookie: cookieOf(back) }
  }

  it('names the provider on the page of sign-in', async () => {
    expect(await (await app.request('/api/auth/ways')).json()).toMatchObject({ sso: 'Lark SSO' })
  })

  it('lets in whom a site has invited, as a member of it, and goes on to where they wanted', async () => {
    const [site, email] = [await makeSite(app, 'Shop'), someone()]
    await invite(site, email)
    provider.comes('ida', { email: email.toUpperCase(), email_verified: true, name: 'Ida Lark' })
    const first = await signOn('/sites/x?from=1')
    expect([first.at, await sitesOf(first.cookie)]).toEqual([`${publicUrl}/sites/x?from=1`, [site]])
    const profile = (await (await app.request('/api/v1/me/profile', { cookie: first.cookie })).json()) as {
      name: string
      isProved: boolean
      hasPassword: boolean
    }
    expect(profile).toMatchObject({ name: 'Ida Lark', isProved: true, hasPassword: false })
    expect(await sitesOf((await signOn()).cookie)).toEqual([site])
  })

  it.each([
    ['nobody has invited', { email: 'stranger@example.com', email_verified: true }, 'not_invited'],
    [
      'the provider does not vouch for',
      { email: 'unproved@example.com', email_verified: false },
      'email_not_verified'
    ],
    ['the provider says nothing of', { email: 'silent@example.com' }, 'email_not_verified'],
    ['has no address', { email_verified: true }, 'email_not_found']
  ])('refuses whom %s, and says why', async (_who, claims, error) => {
    const site = await makeSite(app, 'Shop')
    if ('email' in claims && error === 'email_not_verified') await invite(site, claims.email ?? '')
    provider.comes(`sub-${nobody++}`, claims)
    const { at, cookie } = await signOn()
    expect([
      new URL(at).pathname,
      new URL(at).searchParams.get('error'),
      cookie.includes('session_token')
    ]).toEqual(['/sign-in', error, false])
  })

  it('goes nowhere but to pages of ours afterwards', async () => {
    const [site, email] = [await makeSite(app, 'Shop'), someone()]
    await invite(site, email)
    provider.comes('redirected', { email, email_verified: true })
    for (const next of [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)'
    ]) {
      expect(new URL((await signOn(next)).at).origin).toBe(publicUrl)
    }
  })

  it('gives an account that somebody squatted on to whom the provider vouches for, without the squatter’s ways in', async () => {
    const [site, email] = [await makeSite(app, 'Shop'), someone()]
    const squatted = await makeMember(app, site, { email, role: 'manager' })
    provider.comes('real', { email, email_verified: true })
    const { cookie } = await signOn()
    expect(await sitesOf(cookie)).toEqual([site])
    expect((await app.request('/api/v1/me', { cookie: squatted })).status).toBe(401)
    expect((await app.request('/api/auth/sign-in/email', { body: { email, password } })).status).toBe(401)
  })

  it('does not believe an answer that it has not asked for', async () => {
    const { at, cookie } = await app
      .request('/api/auth/callback/sso?code=stolen&state=stolen')
      .then((answer) => ({ at: answer.headers.get('location') ?? '', cookie: cookieOf(answer) }))
    expect([new URL(at, publicUrl).pathname, cookie.includes('session_token=')]).toEqual(['/sign-in', false])
  })
})
