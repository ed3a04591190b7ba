import { createHmac, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AuditView } from '../../server/contract/audit'
import type { InvitationView } from '../../server/contract/invitations'
import type { SurveyView } from '../../server/contract/surveys'
import { prove } from '../../widget/outbox/proof'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { fromPage, fromProgram, givenSurvey } from '../support/given'
import { byWidget, each, givenStuffed, scoreOf } from '../support/stuffing'

const start = Date.now()
const minute = 60_000
const secret = 'a secret of this customer’s own'

type Told = { status: number; id: string; state: string; challenge?: string }

/** What the widget works out from a challenge. */
async function solved(challenge = ''): Promise<string> {
  let proof: string | undefined
  await prove(challenge, { id: '', rating: 1 }, async (answer) => ((proof = answer.proof), 'saved'))
  return proof ?? ''
}

onBothDatabases((fresh) => {
  let app: TestApp
  let second: TestApp
  let now = start

  beforeAll(async () => {
    app = await startApp(fresh, { config: { trustProxy: 1 }, now: () => now })
    second = await startApp(fresh, { config: { trustProxy: 1 }, place: app.place, now: () => now })
  })
  afterAll(async () => {
    await second.close()
    await app.close()
  })

  const told = async (response: Response) =>
    ({ status: response.status, ...((await response.json()) as object) }) as Told
  const send = async (survey: string, answer: Record<string, unknown>, by = app) =>
    told(await fromPage(by, { survey, rating: 4, secret, ...answer }))
  const kept = async (survey: string, id: string) =>
    (await app.request(`/api/v1/responses/${id}?survey=${survey}`, { key: testKey })).json()
  const givenOn = async () => (await givenSurvey(app, { proofOfWork: 'on' })).survey.id

  it('makes an answer count that is sent again with it; until then the answer is kept, and waits', async () => {
    const survey = await givenOn()
    const id = randomUUID()
    const first = await send(survey, { id })
    expect(first).toMatchObject({
      status: 201,
      id,
      state: 'counted',
      challenge: expect.stringMatching(/^11\.16\./)
    })
    expect(await kept(survey, id)).toMatchObject({ state: 'suspect', stateReason: 'no-proof', rating: 4 })
    const again = await send(survey, { id, proof: await solved(first.challenge) })
    expect(again.status).toBe(200)
    expect(again).not.toHaveProperty('challenge')
    expect(await kept(survey, id)).toMatchObject({ state: 'counted', stateReason: null, editedAt: null })
    const { history } = (await kept(survey, id)) as { history?: unknown[] }
    expect([(await scoreOf(app, survey)).count, history ?? []]).toEqual([1, []])
    // What is added needs no other proof.
    expect(await send(survey, { id, comment: 'Quick' })).not.toHaveProperty('challenge')
    expect(await kept(survey, id)).toMatchObject({ state: 'counted', comment: 'Quick' })
  })

  it('may come after more was said, in another process, a day later, and from a page without a secret', async () => {
    const survey = await givenOn()
    const id = randomUUID()
    await send(survey, { id })
    const more = await send(survey, { id, comment: 'Slow' }, second)
    expect(await kept(survey, id)).toMatchObject({ state: 'suspect', comment: 'Slow' })
    expect(
      (await send(survey, { id, rating: 2, comment: 'Slow', proof: await solved(more.challenge) }, second))
        .status
    ).toBe(200)
    expect(await kept(survey, id)).toMatchObject({ state: 'counted', rating: 2, comment: 'Slow' })

    const late = randomUUID()
    const bare = randomUUID()
    await send(survey, { id: late })
    await send(survey, { id: bare, secret: undefined })
    now += 25 * 60 * minute
    for (const one of [{ id: late }, { id: bare, secret: undefined }]) {
      const { challenge } = await send(survey, one)
      await send(survey, { ...one, proof: await solved(challenge) })
      expect(await kept(survey, one.id)).toMatchObject({ state: 'counted' })
    }
    now = start
  })

  it('is asked for anew where it is wrong, too old, another answer’s or another survey’s', async () => {
    const [survey, other] = [await givenOn(), await givenOn()]
    const [id, else_] = [randomUUID(), randomUUID()]
    const { challenge } = await send(survey, { id })
    const ofOtherAnswer = await solved((await send(survey, { id: else_ })).challenge)
    const ofOtherSurvey = await solved((await send(other, { id })).challenge)
    const proof = await solved(challenge)
    for (const wrong of ['rubbish', proof.slice(0, -2), ofOtherAnswer, ofOtherSurvey]) {
      expect(await send(survey, { id, proof: wrong })).toMatchObject({
        status: 200,
        challenge: expect.any(String)
      })
    }
    now += 11 * minute
    const late = await send(survey, { id, proof })
    expect(late).toMatchObject({ status: 200, challenge: expect.any(String) })
    expect(await kept(survey, id)).toMatchObject({ state: 'suspect' })
    await send(survey, { id, proof: await solved(late.challenge) })
    expect(await kept(survey, id)).toMatchObject({ state: 'counted' })
    now = start
  })

  it('is none where the work is less than was asked for, whoever says so, and none of another server or site', async () => {
    const survey = await givenOn()
    const other = await givenOn()
    const id = randomUUID()
    const { challenge = '' } = await send(survey, { id })
    const proof = await solved(challenge)
    const [work = '', numbers = ''] = proof.split('~')
    const easy = async (head: string) => solved(challenge.replace(/^\d+\.\d+/, head))
    const stranger = await startApp(fresh, {
      place: app.place,
      config: { secret: 'another secret of thirty-two characters, of another server' },
      now: () => now
    })
    const elsewhere = await solved((await send(survey, { id: randomUUID() }, stranger)).challenge)
    await stranger.close()
    const less = [
      await easy('01.01'),
      await easy('01.16'),
      await easy('11.01'),
      elsewhere,
      `${work}~${numbers.split('-').slice(0, 15).join('-')}`,
      `${work}~${numbers
        .split('-')
        .map((number) => number.replace(/.$/, 'x'))
        .join('-')}`,
      `${work}~${Array(16).fill(numbers.split('-')[0]).join('-')}`,
      `${work}~${numbers.split('-').reverse().join('-')}`,
      `${work}~${'0-'.repeat(15)}0`,
      `${work}~${'zzzzzzzz-'.repeat(15)}zzzzzzzz`,
      work,
      `${work}~`,
      `~${numbers}`,
      `${proof}~${numbers}`,
      ` ${proof}`
    ]
    for (const one of less)
      expect(await send(survey, { id, proof: one })).toMatchObject({
        status: 200,
        challenge: expect.any(String)
      })
    expect(await kept(survey, id)).toMatchObject({ state: 'suspect', stateReason: 'no-proof' })
    // Nothing but the answer itself takes a proof: to read it with one does nothing, nor to send it to another
    // survey.
    for (const method of ['GET', 'HEAD', 'PUT'])
      await app.request(`/api/v1/responses?survey=${survey}&id=${id}&proof=${encodeURIComponent(proof)}`, {
        method
      })
    expect(await send(other, { id, proof })).toMatchObject({ status: 201, challenge: expect.any(String) })
    expect(await kept(survey, id)).toMatchObject({ state: 'suspect' })
    await send(survey, { id, proof })
    expect(await kept(survey, id)).toMatchObject({ state: 'counted' })
  })

  it('counts once, however often it is sent, to whichever process', async () => {
    const survey = await givenOn()
    const id = randomUUID()
    const proof = await solved((await send(survey, { id })).challenge)
    const same = await each(20, (index) => send(survey, { id, proof }, index % 2 ? app : second), 10)
    const others = await each(
      40,
      (index) => send(survey, { id: randomUUID(), proof }, index % 2 ? app : second),
      10
    )
    expect([new Set(same.map(({ status }) => status)), new Set(others.map(({ status }) => status))]).toEqual([
      new Set([200]),
      new Set([201])
    ])
    expect((await scoreOf(app, survey)).count).toBe(1)
    // Nor does it let somebody else change the answer.
    expect((await send(survey, { id, proof, rating: 1, secret: 'a secret of somebody else' })).status).toBe(
      409
    )
  })

  it('is not asked of programs, of signed pages, of customers’ own links, nor of a survey without it', async () => {
    const { site, survey } = await givenSurvey(app, { proofOfWork: 'on' })
    const plain = (await givenSurvey(app)).survey
    const { handle, tables } = app.services.database
    const siteSecret =
      (await handle.select().from(tables.site)).find(({ id }) => id === site.id)?.secret ?? ''
    const claims = { customer: 'c-1' }
    const signature = createHmac('sha256', siteSecret).update(JSON.stringify(claims)).digest('hex')
    const invitation = (await (
      await app.request('/api/v1/invitations', {
        key: testKey,
        body: { survey: survey.id, channel: 'email' }
      })
    ).json()) as InvitationView
    const all = [
      await told(await fromProgram(app, { survey: survey.id, rating: 3 })),
      await send(survey.id, { id: randomUUID(), ...claims, signature }),
      await told(
        await app.request(new URL(invitation.url).pathname, { body: { rating: 5, taps: [[5, 900]] } })
      ),
      await send(plain.id, { id: randomUUID() })
    ]
    expect(all.map(({ status, challenge }) => [status, challenge])).toEqual(all.map(() => [201, undefined]))
    expect([(await scoreOf(app, survey.id)).count, (await scoreOf(app, plain.id)).count]).toEqual([3, 1])
  })

  it('is asked of a poster’s page; who has no scripts is thanked, and waits', async () => {
    const survey = await givenOn()
    const made = await app.request('/api/v1/invitations', {
      key: testKey,
      body: { survey, channel: 'in_person', reusable: true }
    })
    const path = new URL(((await made.json()) as InvitationView).url).pathname
    const id = randomUUID()
    const body = { id, secret, rating: 5, taps: [[5, 900]] }
    const first = await told(await app.request(path, { body }))
    expect(first).toMatchObject({ status: 201, challenge: expect.any(String) })
    const proven = await told(
      await app.request(path, { body: { ...body, proof: await solved(first.challenge) } })
    )
    expect([proven.status, proven.challenge]).toEqual([200, undefined])
    expect(await kept(survey, id)).toMatchObject({ state: 'counted' })

    const byForm = randomUUID()
    const form = await app.app.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `${new URLSearchParams({ id: byForm, secret, rating: '2', comment: 'No scripts here' })}`
    })
    expect([form.status, await form.text()]).toEqual([200, expect.stringContaining('class="thanks"')])
    expect(await kept(survey, byForm)).toMatchObject({
      state: 'suspect',
      stateReason: 'no-proof',
      comment: 'No scripts here'
    })
    const groups = (await (
      await app.request(`/api/v1/suspects?survey=${survey}`, { key: testKey })
    ).json()) as { rows: unknown[] }
    expect(groups.rows).toEqual([expect.objectContaining({ reason: 'no-proof', answers: 1 })])
    const review = await app.request('/api/v1/reviews', {
      key: testKey,
      body: { survey, why: 'known to us', state: 'counted', reason: 'no-proof' }
    })
    expect(((await review.json()) as { answers: number }).answers).toBe(1)
    expect((await scoreOf(app, survey)).count).toBe(2)
  })

  it('does not stand in for the rules on bursts', async () => {
    const { survey } = await givenStuffed(app, now)
    await app.request(`/api/v1/surveys/${survey.id}`, {
      method: 'PATCH',
      key: testKey,
      body: { proofOfWork: 'on' }
    })
    const before = await scoreOf(app, survey.id)
    const votes = await each(
      24,
      async () => {
        const id = randomUUID()
        const { challenge } = await send(survey.id, { id, rating: 1 })
        await send(survey.id, { id, rating: 1, proof: await solved(challenge) })
        return kept(survey.id, id) as Promise<{ stateReason: string | null }>
      },
      4
    )
    expect(votes.at(-1)).toMatchObject({ state: 'suspect', stateReason: 'burst' })
    expect(Math.abs((await scoreOf(app, survey.id)).value - before.value)).toBeLessThan(1)
  })

  it('comes on by itself with a burst where a site wants that, and goes off an hour after it', async () => {
    const { site, survey } = await givenStuffed(app, now)
    const read = async () =>
      (await (await app.request(`/api/v1/surveys/${survey.id}`, { key: testKey })).json()) as SurveyView
    expect(await read()).toMatchObject({ proofOfWork: 'off', proofUntil: null })
    await app.request(`/api/v1/surveys/${survey.id}`, {
      method: 'PATCH',
      key: testKey,
      body: { proofOfWork: 'auto' }
    })
    const asks = async () =>
      (await send(survey.id, { id: randomUUID(), taps: [[4, 900]] })).challenge !== undefined
    expect(await asks()).toBe(false)
    await each(60, (index) => byWidget(index % 2 ? app : second, survey.id, '203.0.113.9', 1))
    now += 2_000
    expect(await asks()).toBe(true)
    const { proofUntil } = await read()
    expect(Math.abs(Date.parse(proofUntil ?? '') - start - 60 * minute)).toBeLessThan(minute)
    // What has waited since then counts once its proof is there, whatever the survey asks for by then.
    const id = randomUUID()
    const { challenge } = await send(survey.id, { id })
    now += 62 * minute
    expect(await asks()).toBe(false)
    const again = await send(survey.id, { id, proof: await solved(challenge) })
    await send(survey.id, { id, proof: await solved(again.challenge) })
    expect(await kept(survey.id, id)).toMatchObject({ state: 'counted' })
    const trail = (await (
      await app.request(`/api/v1/audit?site=${site.id}&action=survey-changed`, { key: testKey })
    ).json()) as AuditView
    expect(trail.rows[0]).toMatchObject({
      detail: { from: { proofOfWork: 'off' }, to: { proofOfWork: 'auto' } }
    })
    now = start
  })
})
