import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest'
import type { ScoresView } from '../../server/contract/figures'
import type { InvitationView } from '../../server/contract/invitations'
import type { SurveyView } from '../../server/contract/surveys'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { givenSurvey } from '../support/given'

/** Alone on two cores each takes half a minute at most; beside other tests it may take longer. */
vi.setConfig({ testTimeout: 180_000 })

/**
 * So many requests at once: of more, the last would wait longer than a server that is busy with other tests
 * lets anybody wait.
 */
const atOnce = 100
/** Guesses need no crowd: what they are answered is all that counts. */
const guessesAtOnce = 20
const [guesses, linkCount, pressesEach] = inject('isLong') ? [100_000, 200, 100] : [5_000, 40, 50]

onBothDatabases((fresh) => {
  let app: TestApp
  let survey: SurveyView
  beforeAll(async () => {
    app = await startApp(fresh)
    ;({ survey } = await givenSurvey(app))
  })
  afterAll(() => app.close())

  async function invite(count: number, more: Record<string, unknown> = {}) {
    const invitations = Array.from({ length: count }, () => ({ survey: survey.id, ...more }))
    const { results } = (await (
      await app.request('/api/v1/invitations/batch', { key: testKey, body: { invitations } })
    ).json()) as { results: { invitation: InvitationView }[] }
    return results.map(({ invitation }) => ({
      id: invitation.id,
      path: new URL(invitation.url).pathname,
      token: invitation.url.slice(-22)
    }))
  }
  const kept = () => app.services.database.handle.select().from(app.services.database.tables.response)
  const post = (path: string, body: unknown = { rating: 5 }) => app.request(path, { body })

  /** All that a stranger sees; what is new on every page anyway is left out. */
  async function seen(response: Response) {
    const { 'x-request-id': _, ...headers } = Object.fromEntries(response.headers)
    return JSON.stringify([response.status, headers, await response.text()]).replaceAll(
      /nonce(-|=\\")[\w+/=]+/g,
      'nonce'
    )
  }

  it(`opens nothing for ${guesses} guesses and mutations of real links, and answers all of them alike`, async () => {
    const real = await invite(100)
    const tokens = new Set(real.map(({ token }) => token))
    const mutations: ((token: string) => string)[] = [
      () => randomBytes(16).toString('base64url'),
      (token) => token.slice(0, -1),
      (token) => `${token}A`,
      (token) => [...token].reverse().join(''),
      (token) => token.toLowerCase(),
      (token) => token.replace(/./, (letter) => (letter === 'A' ? 'B' : 'A')),
      (token) => `${token.slice(0, 11)}${real[0]?.token.slice(11)}`,
      () => randomBytes(40).toString('base64url'),
      (token) => `${token.slice(1)}%C3%A9`
    ]
    const answers = new Set<string>()
    for (let at = 0; at < guesses; at += guessesAtOnce) {
      const batch = Array.from({ length: guessesAtOnce }, (_, index) => {
        const token = real[(at + index) % real.length]?.token ?? ''
        const guess = mutations[(at + index) % mutations.length]?.(token) ?? ''
        return tokens.has(guess) ? randomBytes(16).toString('base64url') : guess
      })
      for (const answer of await Promise.all(
        batch.map(async (token, index) => seen(await post(`/${index % 2 ? 's' : 'q'}/${token}`)))
      ))
        answers.add(answer)
    }
    expect([...answers]).toEqual([expect.stringContaining('404')])
    expect(await kept()).toEqual([])
  })

  it('shows one page to whoever opens a link that is none, was none, is over, was taken back or is of the other kind', async () => {
    const [single, revoked] = await invite(2)
    const [placement] = await invite(1, { reusable: true })
    await app.request(`/api/v1/invitations/${revoked?.id}`, { method: 'DELETE', key: testKey })
    const paths = [
      `/s/${randomBytes(16).toString('base64url')}`,
      '/s/x',
      `/s/${'a'.repeat(500)}`,
      revoked?.path,
      single?.path.replace('/s/', '/q/'),
      placement?.path.replace('/q/', '/s/')
    ]
    for (const method of ['GET', 'HEAD']) {
      const pages = await Promise.all(
        paths.map(async (path) => seen(await app.request(path ?? '', { method })))
      )
      expect(new Set(pages).size).toBe(1)
    }
    expect((await app.request(placement?.path ?? '')).status).toBe(200)
  })

  it('takes a link for no other after any change of a single bit', async () => {
    const real = await invite(20)
    const paths = new Set(real.map(({ path }) => path))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...real), fc.nat({ max: 127 }), async ({ token }, bit) => {
        const bytes = Buffer.from(token, 'base64url')
        bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
        const path = `/s/${bytes.toString('base64url')}`
        expect(paths.has(path)).toBe(false)
        expect((await post(path)).status).toBe(404)
      }),
      { numRuns: 1_000 }
    )
    expect(await kept()).toEqual([])
  })

  it('keeps nothing from which a link could be made again', async () => {
    const [link] = await invite(1, { customer: 'k-1' })
    const { invitation, audit } = app.services.database.tables
    const { handle } = app.services.database
    expect(
      JSON.stringify([await handle.select().from(invitation), await handle.select().from(audit)])
    ).not.toContain(link?.token)
  })

  it(`keeps exactly one answer for each of ${linkCount} links that ${pressesEach} press at once`, async () => {
    const links = await invite(linkCount)
    const before = (await kept()).length
    const linksAtOnce = atOnce / pressesEach
    for (let at = 0; at < links.length; at += linksAtOnce) {
      const presses = links
        .slice(at, at + linksAtOnce)
        .flatMap(({ path }) =>
          Array.from({ length: pressesEach }, (_, index) => post(path, { rating: 1 + (index % 5) }))
        )
      for (const { status } of await Promise.all(presses)) expect([200, 201]).toContain(status)
    }
    const ids = new Set(links.map(({ id }) => id))
    const rows = (await kept()).filter(({ id }) => ids.has(id))
    expect([rows.length, (await kept()).length - before, new Set(rows.map(({ state }) => state))]).toEqual([
      linkCount,
      linkCount,
      new Set(['counted'])
    ])
    const scores = await app.request(`/api/v1/scores?survey=${survey.id}`, { key: testKey })
    expect(((await scores.json()) as ScoresView).total.count).toBe(linkCount)
  })
})
