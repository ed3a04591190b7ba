import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { barriers } from '../support/barriers'
import { launch } from '../support/chromium'
import { looks, overflow, settled, visit } from '../support/dashboard-visit'
import type { FreshDatabase } from '../support/databases'
import { onBothDatabases } from '../support/databases'
import { freePort } from '../support/free-port'
import type { MailServer } from '../support/mail-server'
import { startMailServer } from '../support/mail-server'
import type { IdentityProvider } from '../support/oidc-provider'
import { startIdentityProvider } from '../support/oidc-provider'
import type { ServerProcess } from '../support/server-process'
import { operatorKey, startServer } from '../support/server-process'

/** What a firm sets up once: single sign-on in the environment, and the mail server on its page. */
onBothDatabases((fresh, dialect) => {
  let place: FreshDatabase
  let provider: IdentityProvider
  let mail: MailServer
  let server: ServerProcess
  let browser: Browser
  let site = ''
  const olga = { email: 'olga@example.com', password: 'correct horse battery' }

  beforeAll(async () => {
    place = await fresh()
    mail = await startMailServer('starttls')
    const port = await freePort()
    provider = await startIdentityProvider(`http://localhost:${port}/api/auth/callback/sso`)
    server = await startServer(place.url, {
      PORT: String(port),
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: 'hearback',
      OIDC_CLIENT_SECRET: 'a secret between the two',
      OIDC_NAME: 'Lark SSO',
      HEARBACK_ADMIN_EMAIL: olga.email,
      HEARBACK_ADMIN_PASSWORD: olga.password
    })
    browser = await launch()
    site = ((await asProgram('sites', { name: 'Lark & Sons' })) as { id: string }).id
    await asProgram('surveys', { site, name: 'Satisfaction', metric: 'csat' })
  })
  afterAll(async () => {
    await browser.close()
    expect(await server.stop(), server.printed()).toBe(0)
    await provider.close()
    await mail.close()
    await place.remove()
  })

  async function asProgram(path: string, body: unknown): Promise<unknown> {
    const headers = { authorization: `Bearer ${operatorKey}`, 'content-type': 'application/json' }
    const response = await fetch(`${server.url}/api/v1/${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body)
    })
    expect(response.ok, `${path}: ${response.status}`).toBe(true)
    return response.json()
  }

  it('signs in through the provider of the firm, and lands in the dashboard; strangers are told why not', async () => {
    await asProgram('members', { site, email: 'ida@example.com', name: 'Ida', role: 'manager' })
    const signOn = async (sub: string, claims: { email: string; name: string }) => {
      provider.comes(sub, { ...claims, email_verified: true })
      const { page, faults } = await visit(browser)
      await page.goto(`${server.url}/sites/${site}/members`)
      await page.waitForURL(/\/sign-in\?next=/)
      await page.getByRole('button', { name: 'Sign in with Lark SSO' }).click()
      return { page, faults }
    }
    const ida = await signOn('ida', { email: 'ida@example.com', name: 'Ida Lark' })
    await ida.page.waitForURL(`${server.url}/sites/${site}/members`)
    await ida.page.getByRole('link', { name: 'Your account, Ida Lark' }).waitFor()
    await ida.page.goto(server.url)
    await ida.page.getByText('Lark & Sons').first().waitFor()
    const stranger = await signOn('eve', { email: 'eve@example.com', name: 'Eve' })
    await stranger.page.getByText('Nobody has invited your address here yet').waitFor()
    await stranger.page.goto(`${server.url}/profile`)
    await stranger.page.waitForURL(/\/sign-in/)
  })

  it.runIf(dialect === 'sqlite')(
    'names the mail server on its page, tests it, and mails invitations from then on',
    async () => {
      const { page } = await visit(browser)
      page.on('dialog', (dialog) => void dialog.accept())
      await page.goto(`${server.url}/sign-in?next=${encodeURIComponent(`/sites/${site}/settings`)}`)
      await page.getByLabel('E-mail').fill(olga.email)
      await page.getByLabel('Password', { exact: true }).fill(olga.password)
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await page.getByRole('link', { name: 'Set up the mail server' }).click()
      await page.getByText('No mail server is named.').waitFor()

      await page.getByLabel('Mail server').fill('127.0.0.1')
      await page.getByLabel('Encryption').selectOption({ label: 'TLS from the start (usually port 465)' })
      expect(await page.getByLabel('Port').inputValue()).toBe('465')
      await page.getByLabel('Encryption').selectOption({ label: 'STARTTLS (usually port 587)' })
      await page.getByLabel('Port').fill(String(mail.port))
      await page.getByLabel('User').fill('shop')
      await page.getByLabel('Password').fill('not it')
      await page.getByLabel('Sender').fill('Hearback <hearback@example.com>')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.getByText('Saved. Mails are sent that way').waitFor()
      await page.getByRole('button', { name: 'Send a test mail' }).click()
      await page.getByText('does not take this user with this password').waitFor()
      await page.getByLabel('Password').fill('hunter2 of mail')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.getByText('Saved. Mails are sent that way').waitFor()
      await page.getByRole('button', { name: 'Send a test mail' }).click()
      await page.getByText(`arrives at ${olga.email}`).waitFor()
      expect([mail.mails.at(-1)?.to?.[0]?.address, mail.secured]).toEqual([olga.email, [true]])

      await page.goto(`${server.url}/sites/${site}/members`)
      await page.getByLabel('Name').fill('Max')
      await page.getByLabel('E-mail').fill('max@example.com')
      await page.getByRole('button', { name: 'Make the invitation' }).click()
      await expect
        .poll(() => mail.mails.at(-1)?.to?.[0]?.address, { timeout: 10_000 })
        .toBe('max@example.com')

      await page.goto(`${server.url}/settings/mail`)
      await page.getByRole('button', { name: 'Send no mails any more' }).click()
      await page.getByText('No mail server is named.').waitFor()
    }
  )

  it.runIf(dialect === 'sqlite').each(looks)(
    'has no barriers and nothing out of view on the pages of the mail server and of one’s own account, %s',
    async (_name, look) => {
      for (const locale of ['en', 'ur', 'mn']) {
        const { page, leave } = await visit(browser, { ...look, locale })
        await page.request.post(`${server.url}/api/auth/sign-in/email`, { data: olga })
        for (const path of ['/settings/mail', '/profile']) {
          await page.goto(server.url + path)
          await settled(page)
          expect([path, locale, await barriers(page), await overflow(page)]).toEqual([path, locale, [], 0])
        }
        // The tab on which one is stands whole beside the sign that answers arrive.
        await page.goto(`${server.url}/sites/${site}/settings`)
        await settled(page)
        await page.locator('.line').waitFor()
        await expect
          .poll(() =>
            page.evaluate(() => {
              const [tab, line] = ['.tab[aria-current]', '.line'].map((selector) =>
                document.querySelector(selector)?.getBoundingClientRect()
              )
              return (
                tab !== undefined &&
                line !== undefined &&
                (tab.right <= line.left + 1 || line.right <= tab.left + 1)
              )
            })
          )
          .toBe(true)
        await leave()
      }
    }
  )
})
