import { createHmac } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { barriers } from '../support/barriers'
import { launch } from '../support/chromium'
import type { Visit } from '../support/dashboard-visit'
import { visit } from '../support/dashboard-visit'
import type { FreshDatabase } from '../support/databases'
import { onBothDatabases } from '../support/databases'
import type { MailServer } from '../support/mail-server'
import { startMailServer } from '../support/mail-server'
import type { ServerProcess } from '../support/server-process'
import { startServer } from '../support/server-process'

/**
 * How somebody gets into their account, and keeps others out of it. Each test goes on where the last one
 * ended.
 */
onBothDatabases((fresh, dialect) => {
  let place: FreshDatabase
  let server: ServerProcess
  let mail: MailServer
  let browser: Browser
  let olga: Visit
  const email = 'olga@example.com'
  let password = 'correct horse battery'

  beforeAll(async () => {
    place = await fresh()
    mail = await startMailServer()
    server = await startServer(place.url, {
      SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
      MAIL_FROM: 'Hearback <hearback@example.com>',
      HEARBACK_ADMIN_EMAIL: email,
      HEARBACK_ADMIN_PASSWORD: password
    })
    browser = await launch()
    olga = await visit(browser)
  })
  afterAll(async () => {
    await browser.close()
    expect(await server.stop(), server.printed()).toBe(0)
    await mail.close()
    await place.remove()
  })

  const signIn = async ({ page }: Visit) => {
    await page.goto(`${server.url}/sign-in`)
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  }
  const profile = async ({ page }: Visit) => {
    await page.goto(`${server.url}/profile`)
    await page.getByRole('heading', { name: 'Two-factor sign-in' }).waitFor()
  }

  it('sends a link for a forgotten password; the new one signs in, and the session from before is gone', async () => {
    await expect
      .poll(
        async () => {
          await signIn(olga)
          return olga.page
            .getByRole('heading', { name: 'Where will you ask?' })
            .waitFor({ timeout: 4_000 })
            .then(
              () => true,
              () => false
            )
        },
        { timeout: 20_000 }
      )
      .toBe(true)
    const elsewhere = await visit(browser)
    await elsewhere.page.goto(`${server.url}/sign-in`)
    await elsewhere.page.getByRole('link', { name: 'Forgot your password?' }).click()
    await elsewhere.page.getByLabel('E-mail').fill(email)
    expect(await barriers(elsewhere.page)).toEqual([])
    await elsewhere.page.getByRole('button', { name: 'Send the link' }).click()
    await elsewhere.page.getByText('the mail is on its way').waitFor()
    await expect.poll(() => mail.mails.length, { timeout: 15_000 }).toBe(1)

    password = 'another good one'
    await elsewhere.page.goto(/http\S+\/reset\S+/.exec(mail.mails[0]?.text ?? '')?.[0] ?? '')
    await elsewhere.page.getByLabel('Choose a password').fill('password')
    await elsewhere.page.getByRole('button', { name: 'Save the password' }).click()
    await elsewhere.page.getByText('Many people use this password').waitFor()
    await elsewhere.page.getByLabel('Choose a password').fill(password)
    await elsewhere.page.getByRole('button', { name: 'Save the password' }).click()
    await elsewhere.page.getByText('The password is changed').waitFor()

    await olga.page.goto(`${server.url}/profile`)
    await olga.page.waitForURL(/\/sign-in\?next=%2Fprofile/)
    await signIn(elsewhere)
    await elsewhere.page.getByRole('heading', { name: 'Where will you ask?' }).waitFor()
  })

  let backupCode = ''
  it('switches two-factor sign-in on, and asks for the code of the app', async () => {
    await signIn(olga)
    await olga.page.getByRole('heading', { name: 'Where will you ask?' }).waitFor()
    await profile(olga)
    expect(await barriers(olga.page)).toEqual([])
    await olga.page.getByRole('button', { name: 'Switch it on' }).click()
    await olga.page.getByLabel('Your password').fill(password)
    await olga.page.getByRole('button', { name: 'Switch it on' }).click()
    await olga.page.getByRole('img', { name: 'The key as a QR code' }).waitFor()
    const secret = (await olga.page.locator('.two-factor-key').textContent()) ?? ''
    backupCode =
      (await olga.page
        .getByRole('list', { name: 'Backup codes' })
        .getByRole('listitem')
        .first()
        .textContent()) ?? ''
    await olga.page.getByLabel('Code that the app shows now').fill(totpOf(secret))
    await olga.page.getByRole('button', { name: 'Switch it on' }).click()
    await olga.page.getByText('It is on.').waitFor()

    const other = await visit(browser)
    await signIn(other)
    await other.page.getByLabel('Code').fill(totpOf(secret))
    expect(await barriers(other.page)).toEqual([])
    await other.page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await other.page.getByRole('heading', { name: 'Where will you ask?' }).waitFor()
  })

  it('takes a backup code once, and nothing more when two-factor sign-in is off', async () => {
    const withBackup = async () => {
      const other = await visit(browser)
      await signIn(other)
      await other.page.getByRole('button', { name: 'Use a backup code instead' }).click()
      await other.page.getByLabel('Backup code').fill(backupCode)
      await other.page.getByRole('button', { name: 'Sign in', exact: true }).click()
      return other.page
    }
    await (await withBackup()).getByRole('heading', { name: 'Where will you ask?' }).waitFor()
    await (await withBackup()).getByText('This code is wrong or was used already').waitFor()

    await profile(olga)
    await olga.page.getByRole('button', { name: 'Switch it off' }).click()
    await olga.page.getByLabel('Your password').fill(password)
    await olga.page.getByRole('button', { name: 'Switch it off' }).click()
    await olga.page.getByRole('button', { name: 'Switch it on' }).waitFor()
    const other = await visit(browser)
    await signIn(other)
    await other.page.getByRole('heading', { name: 'Where will you ask?' }).waitFor()
  })

  it('ends a session from the list of them', async () => {
    const other = await visit(browser, {
      userAgent:
        'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604.1'
    })
    await signIn(other)
    await other.page.getByRole('heading', { name: 'Where will you ask?' }).waitFor()
    await profile(olga)
    await olga.page.getByRole('button', { name: 'End the session of Safari on iPhone' }).click()
    await olga.page.getByText('Safari on iPhone').waitFor({ state: 'detached' })
    await other.page.goto(`${server.url}/profile`)
    await other.page.waitForURL(/\/sign-in/)
  })

  it.runIf(dialect === 'sqlite')('adds a passkey, signs in with it alone, and removes it', async () => {
    await profile(olga)
    const cdp = await olga.page.context().newCDPSession(olga.page)
    await cdp.send('WebAuthn.enable')
    await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true
      }
    })
    await olga.page.getByLabel('What to call it').fill('My laptop')
    await olga.page.getByRole('button', { name: 'Add a passkey' }).click()
    await olga.page.getByText('My laptop').waitFor()
    await olga.page.getByRole('button', { name: 'Sign out' }).click()
    await olga.page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await olga.page.getByRole('heading', { name: 'Where will you ask?' }).waitFor()

    await profile(olga)
    olga.page.on('dialog', (dialog) => void dialog.accept())
    await olga.page.getByRole('button', { name: 'Remove My laptop' }).click()
    await olga.page.getByRole('button', { name: 'Remove My laptop' }).waitFor({ state: 'detached' })
  })
})

/** What an authenticator app shows now (RFC 6238). */
function totpOf(secret: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret.replace(/=+$/, '')]
    .map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const digest = createHmac('sha1', key).update(counter).digest()
  const offset = (digest.at(-1) ?? 0) & 15
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
