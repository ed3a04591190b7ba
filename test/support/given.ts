import { randomUUID } from 'node:crypto'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import type { TestApp } from './app'
import { testKey } from './app'

export const shop = 'https://shop.example'

/** A site of a shop and a live survey, as most tests need them. */
export async function givenSurvey(
  app: TestApp,
  survey: Record<string, unknown> = {},
  site: Record<string, unknown> = {}
) {
  const madeSite = (await sent(app, '/api/v1/sites', {
    name: 'Shop',
    origins: [shop],
    timeZone: 'Asia/Karachi',
    locale: 'en',
    ...site
  })) as SiteView
  const madeSurvey = (await sent(app, '/api/v1/surveys', {
    site: madeSite.id,
    name: 'After service',
    metric: 'csat',
    ...survey
  })) as SurveyView
  return { site: madeSite, survey: madeSurvey }
}

/** An answer as a page of the shop sends it. */
export function fromPage(
  app: TestApp,
  answer: Record<string, unknown>,
  headers: Record<string, string> = {}
) {
  return app.request('/api/v1/responses', {
    body: answer,
    headers: { 'content-type': 'text/plain', origin: shop, ...headers }
  })
}

/** An answer as the shop's own programs send it. */
export function fromProgram(app: TestApp, answer: Record<string, unknown>) {
  return app.request('/api/v1/responses', { body: { id: randomUUID(), ...answer }, key: testKey })
}

async function sent(app: TestApp, path: string, body: unknown): Promise<unknown> {
  const response = await app.request(path, { body, key: testKey })
  if (response.status !== 201)
    throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
  return response.json()
}

/** What a literal in a script that the server sent stands for, as a page would read it. */
export function literal(source: string): unknown {
  return new Function(`return (${source})`)() as unknown
}
