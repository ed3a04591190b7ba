import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AnswerView, ResponsesView } from '../../server/contract/answers'
import type { AuditView } from '../../server/contract/audit'
import type { SuspectsView } from '../../server/contract/reviews'
import { networkBudget } from '../../server/responses/stuffing'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { fromPage, fromProgram, shop } from '../support/given'
import {
  byPlacement,
  byWidget,
  each,
  givenStuffed,
  scoreOf,
  tapOn,
  untaken,
  usualRating
} from '../support/stuffing'

const now = Date.now()

onBothDatabases((fresh) => {
  let app: TestApp
  let second: TestApp
  let at: { site: string; survey: string; placement: string }

  beforeAll(async () => {
    app = await startApp(fresh, { config: { trustProxy: 1 } })
    second = await startApp(fresh, { config: { trustProxy: 1 }, place: app.place })
  })
  afterAll(async () => {
    await second.close()
    await app.close()
  })

  /** A new survey each time, whose headline is 80 %. */
  const given = async () => {
    const { site, survey, placement } = await givenStuffed(app, now)
    at = { site: site.id, survey: survey.id, placement }
    return scoreOf(app, at.survey)
  }
  const moved = async (before: { value: number }) =>
    Math.abs((await scoreOf(app, at.survey)).value - before.value)
  const audits = async () =>
    (
      (await (
        await app.request(`/api/v1/audit?site=${at.site}&action=answers-held`, { key: testKey })
      ).json()) as AuditView
    ).rows

  /** An answer as those see it who may read answers. */
  const kept = async (id: string) =>
    (await app.request(`/api/v1/responses/${id}?survey=${at.survey}`, { key: testKey })).json()

  describe('votes that nobody’s hand gave', () => {
    it('wait, also the first ones, while people of the same office count', async () => {
      const before = await given()
      const votes = await each(120, (index) =>
        byWidget(index % 2 ? app : second, at.survey, '203.0.113.9:4711', 1)
      )
      const people = await each(60, (index) =>
        byWidget(app, at.survey, '203.0.113.9', usualRating(index), tapOn(usualRating(index), index))
      )
      expect(untaken([...votes, ...people])).toEqual([])
      expect(people.filter(({ state }) => state !== 'counted')).toEqual([])
      expect(await moved(before)).toBeLessThan(1)
      const list = await app.request(`/api/v1/responses?survey=${at.survey}&state=suspect`, { key: testKey })
      expect(await list.json()).toMatchObject({
        total: 120,
        rows: expect.arrayContaining([expect.objectContaining({ stateReason: 'burst', rating: 1 })])
      })
      expect(await audits()).toContainEqual(
        expect.objectContaining({
          subject: at.survey,
          detail: expect.objectContaining({ reason: 'burst', ratings: [1], network: expect.any(String) })
        })
      )
    })

    it('wait wherever in one /64 they come from, and through however few networks', async () => {
      const before = await given()
      await each(60, (index) => byWidget(app, at.survey, `2001:db8:1:2::${index.toString(16)}`, 1))
      await each(90, (index) => byWidget(app, at.survey, `198.51.100.${index % 3}`, 5))
      expect(await moved(before)).toBeLessThan(1)
    })

    it('wait when each comes from a network of its own, while a few honest ones beside them count', async () => {
      const before = await given()
      await each(60, (index) =>
        byWidget(app, at.survey, `192.0.2.${index}`, usualRating(index), tapOn(usualRating(index), index))
      )
      await each(240, (index) => byWidget(app, at.survey, `10.${index}.0.1`, 1))
      const bare = await byWidget(app, at.survey, '192.0.2.99', 4)
      expect(bare.state).toBe('counted')
      expect(await moved(before)).toBeLessThan(1)
    })

    it('wait through a placement, with the page loaded or not', async () => {
      const before = await given()
      await each(40, () => byPlacement(app, at.placement, '203.0.113.9', 1))
      await each(40, () =>
        byPlacement(app, at.placement, '203.0.113.9', 1, { loads: false, taps: [[1, 900]] })
      )
      const person = await byPlacement(app, at.placement, '203.0.113.9', 1, { taps: [[1, 900]] })
      expect(person.state).toBe('counted')
      expect(await moved(before)).toBeLessThan(1)
    })

    it('wait when they were in line at first and are edited later', async () => {
      const before = await given()
      const ids = Array.from({ length: 100 }, () => ({ id: randomUUID(), secret: randomUUID() }))
      const send = (index: number, rating: number) =>
        fromPage(app, { ...ids[index], survey: at.survey, rating }, { 'x-forwarded-for': '203.0.113.9' })
      await each(100, (index) => send(index, usualRating(index)))
      expect((await scoreOf(app, at.survey)).count - before.count).toBe(100)
      await each(100, (index) => send(index, 1))
      expect(await moved(before)).toBeLessThan(1)
    })

    it('go on waiting when something is added to them', async () => {
      await given()
      const id = randomUUID()
      await each(30, () => byPlacement(app, at.placement, '203.0.113.9', 1, { loads: false }))
      const send = (comment?: string) =>
        app.request(at.placement, {
          body: { id, secret: 'a secret of the customer', rating: 1, ...(comment && { comment }) },
          headers: { 'x-forwarded-for': '203.0.113.9' }
        })
      expect((await send()).status).toBe(201)
      expect(await kept(id)).toMatchObject({ state: 'suspect', comment: null })
      expect((await send('more')).status).toBe(200)
      expect(await kept(id)).toMatchObject({ state: 'suspect', comment: 'more' })
    })
  })

  it('restores and leaves out all of a burst at once, and takes it back', async () => {
    const before = await given()
    await each(60, () => byWidget(app, at.survey, '203.0.113.9', 1))
    await each(700, (index) => byWidget(app, at.survey, `198.51.100.${index % 20}`, 2))
    const suspects = async () =>
      (
        (await (
          await app.request(`/api/v1/suspects?survey=${at.survey}`, { key: testKey })
        ).json()) as SuspectsView
      ).rows
    const review = async (which: Record<string, unknown>) => {
      const response = await app.request('/api/v1/reviews', {
        key: testKey,
        body: { survey: at.survey, why: 'looked at', ...which }
      })
      return (await response.json()) as { id: string; answers: number }
    }
    const [group] = await suspects()
    expect(group).toMatchObject({
      reason: 'burst',
      answers: 760,
      networks: 21,
      ratings: [
        { rating: 2, answers: 700 },
        { rating: 1, answers: 60 }
      ],
      largest: expect.arrayContaining([expect.objectContaining({ answers: 60 })])
    })
    const network = group?.largest.find(({ answers }) => answers === 60)?.network

    const restored = await review({ state: 'counted', network })
    expect(restored.answers).toBe(60)
    expect((await scoreOf(app, at.survey)).count - before.count).toBe(60)
    const list = async (query: string) =>
      (await (
        await app.request(`/api/v1/responses?survey=${at.survey}&${query}`, { key: testKey })
      ).json()) as ResponsesView
    const historyOfOne = async (id: string) =>
      (
        (await (
          await app.request(`/api/v1/responses/${id}?survey=${at.survey}`, { key: testKey })
        ).json()) as AnswerView
      ).history
    const one = (await list('state=suspect&rating=2')).rows[0]?.id ?? ''
    const excluded = await review({ state: 'excluded', reason: 'burst', rating: 2 })
    expect(await historyOfOne(one)).toMatchObject([
      {
        action: 'response-state-changed',
        standing: 'reviewed',
        actor: { key: 'key:HEARBACK_API_KEY' },
        detail: { from: 'suspect', to: 'excluded', reason: 'looked at' }
      }
    ])
    expect([excluded.answers, await suspects()]).toEqual([700, []])
    expect((await review({ state: 'counted', day: '2020-01-01' })).answers).toBe(0)

    for (const { id } of [restored, excluded])
      expect(
        (
          await app.request(`/api/v1/reviews/${id}/undo?survey=${at.survey}`, {
            method: 'POST',
            key: testKey
          })
        ).status
      ).toBe(200)
    expect((await suspects())[0]).toMatchObject({ reason: 'burst', answers: 760 })
    expect(await scoreOf(app, at.survey)).toEqual(before)
    expect(
      (
        await app.request(`/api/v1/reviews/${excluded.id}/undo?survey=${at.survey}`, {
          method: 'POST',
          key: testKey
        })
      ).status
    ).toBe(404)
    const trail = (await (
      await app.request(`/api/v1/audit?site=${at.site}`, { key: testKey })
    ).json()) as AuditView
    const said = trail.rows.filter(({ action }) => ['answers-reviewed', 'review-undone'].includes(action))
    expect(said.map(({ action, detail }) => [action, detail.answers])).toEqual([
      ['review-undone', 700],
      ['review-undone', 60],
      ['answers-reviewed', 0],
      ['answers-reviewed', 700],
      ['answers-reviewed', 60]
    ])
    expect((await historyOfOne(one)).map(({ detail }) => detail.to)).toEqual(['suspect', 'excluded'])
  })

  it('goes on serving others while thousands of answers are reviewed', async () => {
    await given()
    await each(1_300, (index) => byWidget(app, at.survey, `198.51.100.${index % 20}`, 2))
    let served = 0
    let done = false
    const review = app
      .request('/api/v1/reviews', {
        key: testKey,
        body: { survey: at.survey, state: 'excluded', why: 'a flood' }
      })
      .finally(() => (done = true))
    while (!done) {
      expect((await app.request('/healthz')).status).toBe(200)
      served++
      await new Promise((resolve) => setImmediate(resolve))
    }
    const { answers } = (await (await review).json()) as { answers: number }
    expect(answers).toBeGreaterThan(1_000)
    expect(served).toBeGreaterThan(answers / 500)
  })

  describe('honest answers', () => {
    it('count each, though a page shows no hand', async () => {
      await given()
      const one = await byWidget(app, at.survey, '203.0.113.9', 1)
      const form = await app.request(at.placement, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': '203.0.113.7' }
      })
      expect([one.state, form.status]).toEqual(['counted', 422])
    })

    it('count of an office whose browsers run no scripts, as long as they are like the others', async () => {
      const before = await given()
      const people = await each(200, (index) => byWidget(app, at.survey, '203.0.113.9', usualRating(index)))
      expect(people.filter(({ state }) => state === 'counted')).toHaveLength(200)
      expect((await scoreOf(app, at.survey)).count - before.count).toBe(200)
    })

    it('count of a site that sends them by a key, however many and whatever they say', async () => {
      const before = await given()
      await each(100, () => fromProgram(app, { survey: at.survey, rating: 1 }))
      expect((await scoreOf(app, at.survey)).count - before.count).toBe(100)
    })
  })

  it('lets exactly the budget of a network count, across processes, and tells the owner once', {
    timeout: 240_000
  }, async () => {
    const before = await given()
    const more = 40
    const sent = await each(
      networkBudget + more,
      (index) =>
        byWidget(
          index % 2 ? app : second,
          at.survey,
          '203.0.113.9',
          usualRating(index),
          tapOn(usualRating(index), index)
        ),
      100
    )
    expect(untaken(sent)).toEqual([])
    // Nobody is told that their answer waits: it would tell them how far they may go.
    expect(new Set(sent.map(({ state }) => state))).toEqual(new Set(['counted']))
    expect((await scoreOf(app, at.survey)).count - before.count).toBe(networkBudget)
    expect(await byWidget(app, at.survey, '203.0.113.8', 5, tapOn(5, 1))).toMatchObject({ state: 'counted' })
    expect(await audits()).toEqual([
      expect.objectContaining({
        detail: expect.objectContaining({ reason: 'network-budget', budget: networkBudget })
      })
    ])
    const id = randomUUID()
    await app.request('/api/v1/responses', {
      body: { id, survey: at.survey, rating: 5, taps: [[5, 900]] },
      headers: { origin: shop, 'x-forwarded-for': '203.0.113.9' }
    })
    expect(await kept(id)).toMatchObject({ state: 'suspect', stateReason: 'network-budget' })
  })
})
