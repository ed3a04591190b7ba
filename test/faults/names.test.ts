import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { fromPage, givenSurvey } from '../support/given'
import { each } from '../support/stuffing'

/*
 * 1,200 answers of pages with 20 made-up topics each, from five addresses: 24,001 topics they were, figures
 * of 15 MB, and a matrix that held the event loop for 13 s.
 */
onBothDatabases((fresh, dialect) => {
  let app: TestApp
  beforeAll(async () => {
    app = await startApp(fresh, { config: { trustProxy: 1 } })
  })
  afterAll(() => app.close())

  it('keeps figures small and quick when a flood brings names', { timeout: 300_000 }, async () => {
    const { site, survey } = await givenSurvey(app, { state: 'live' })
    const started = performance.now()
    const statuses = await each(1_200, async (index) => {
      const topics = Array.from({ length: 20 }, (_, place) => `Made up ${index} ${place}`)
      const answer = {
        id: randomUUID(),
        survey: survey.id,
        rating: 1 + (index % 5),
        surface: 'widget',
        topics,
        agent: `nobody ${index}`
      }
      return (await fromPage(app, answer, { 'x-forwarded-for': `203.0.113.${index % 5}` })).status
    })
    const tookMs = performance.now() - started
    expect(new Set(statuses)).toEqual(new Set([201]))
    const rows: string[] = []
    for (const path of [
      `topics?survey=${survey.id}`,
      `scores?survey=${survey.id}&by=topic`,
      `scores/matrix?survey=${survey.id}&rows=topic&columns=channel`,
      `agents?survey=${survey.id}`,
      `tags?site=${site.id}&dimension=topic`
    ]) {
      const before = performance.now()
      const text = await (await app.request(`/api/v1/${path}`, { key: testKey })).text()
      rows.push(
        `${dialect} | ${path.split('?')[0]} | ${(text.length / 1024).toFixed(0)} kB | ` +
          `${(performance.now() - before).toFixed(0)} ms`
      )
      expect(text.length).toBeLessThan(300_000)
    }
    console.log(
      [
        `${dialect} | 1,200 answers with 20 topics each kept in ${(tookMs / 1000).toFixed(1)} s`,
        ...rows
      ].join('\n')
    )
  })
})
