import { randomUUID } from 'node:crypto'
import type { ScoresView } from '../../server/contract/figures'
import type { TestApp } from './app'
import { testKey } from './app'
import { givenSurvey, shop } from './given'

/**
 * A survey with a placement of which 1,240 answers are known, 80 % of them satisfied, given over the last
 * four weeks.
 */
export async function givenStuffed(app: TestApp, now: number) {
  const { site, survey } = await givenSurvey(app, { state: 'live' }, { timeZone: 'UTC' })
  const answers = Array.from({ length: 1_240 }, (_, index) => ({
    id: randomUUID(),
    survey: survey.id,
    rating: usualRating(index),
    answeredAt: new Date(now - (1 + (index % 27)) * 86_400_000).toISOString()
  }))
  for (let start = 0; start < answers.length; start += 500) {
    await app.request('/api/v1/responses/batch', {
      key: testKey,
      body: { responses: answers.slice(start, start + 500) }
    })
  }
  const made = await app.request('/api/v1/invitations', {
    key: testKey,
    body: { survey: survey.id, channel: 'in_person', reusable: true }
  })
  const { url } = (await made.json()) as { url: string }
  return { site, survey, placement: new URL(url).pathname }
}

/** Four of five are satisfied; the order is mixed and always the same. */
export function usualRating(index: number): number {
  return [5, 4, 5, 1, 5, 5, 4, 2, 5, 5, 4, 5, 3, 5, 4, 5, 5, 4, 3, 5][(index * 7) % 20] ?? 5
}

export async function scoreOf(app: TestApp, survey: string): Promise<{ value: number; count: number }> {
  const response = await app.request(`/api/v1/scores?survey=${survey}`, { key: testKey })
  const { total } = (await response.json()) as ScoresView
  return { value: total.value ?? Number.NaN, count: total.count }
}

/** An answer of the widget, from an address that the proxy in front of us saw. */
export async function byWidget(
  app: TestApp,
  survey: string,
  address: string,
  rating: number,
  taps?: [number, number][]
) {
  const body = { id: randomUUID(), survey, rating, surface: 'widget', ...(taps && { taps }) }
  return told(
    await app.request('/api/v1/responses', {
      body,
      headers: { 'content-type': 'text/plain', origin: shop, 'x-forwarded-for': address }
    })
  )
}

/** An answer by a placement: with the page loaded or without, with a hand on it or without. */
export async function byPlacement(
  app: TestApp,
  path: string,
  address: string,
  rating: number,
  { loads = true, taps = [] as [number, number][] } = {}
) {
  const headers = { 'x-forwarded-for': address }
  const html = loads ? await (await app.request(path, { headers })).text() : ''
  const valueOf = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1]
  const seen = valueOf('seen')
  const body = { id: valueOf('id') ?? randomUUID(), rating, taps, ...(seen && { seen }) }
  return told(await app.request(path, { body, headers }))
}

export type Told = { status: number; id: string | undefined; state: string | undefined }

export async function told(response: Response): Promise<Told> {
  const { id, state } = (await response.json()) as { id?: string; state?: string }
  return { status: response.status, id, state }
}

/**
 * Those that were not taken. One that a busy database keeps after it told the sender to come again is known
 * already when it comes again, and is told 200 instead of 201.
 */
export function untaken(sent: readonly { status: number }[]): { status: number }[] {
  return sent.filter(({ status }) => status !== 201 && status !== 200)
}

/** How a person answers whose page runs our script: a press after a while. */
export function tapOn(rating: number, index: number): [number, number][] {
  return [[rating, 900 + ((index * 37) % 4_000)]]
}

/** Runs `count` tasks, some at a time. */
export async function each<T>(count: number, task: (index: number) => Promise<T>, atOnce = 16): Promise<T[]> {
  const results: T[] = []
  let next = 0
  const work = async () => {
    for (let index = next++; index < count; index = next++) results[index] = await task(index)
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return results
}
