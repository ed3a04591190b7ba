import fc from 'fast-check'
import { expect, it } from 'vitest'
import { keepConversation } from '../../server/conversations/conversations'
import type { FreshDatabase } from '../support/databases'
import { onBothDatabases } from '../support/databases'
import { doAll, question, script } from '../support/response-scripts'
import { now, openShop } from '../support/shop'

const databases = new Map<string, () => Promise<FreshDatabase>>()

onBothDatabases((fresh, dialect) => {
  databases.set(dialect, fresh)
  it('is there to be asked', () => expect(fresh).toBeTypeOf('function'))
})

it('works out every figure to the last digit alike on both databases', async () => {
  const asked = fc.sample(question, { numRuns: 24, seed: 5 }).map((query) => {
    query.delete('by')
    query.delete('compare')
    return query
  })
  const texts = await Promise.all(
    [...databases.values()].map(async (fresh) => {
      const shop = await openShop(fresh)
      const [steps = []] = fc.sample(script, { numRuns: 1, seed: 5 })
      await doAll(shop, steps)
      for (let index = 0; index < 60; index++) {
        const openedAt = Date.parse('2026-09-01T00:00:00Z') + ((index * 37) % 80) * 86_400_000
        const times = {
          openedAt: new Date(openedAt).toISOString(),
          firstResponseAt: new Date(openedAt + index ** 3 * 1_000).toISOString(),
          handleSeconds: (index * 77) % 900
        }
        await keepConversation(
          shop.database,
          { siteId: 'sit_shop', id: `c-${index}` },
          {
            ...times,
            customer: `u-${index % 11}`,
            channel: ['web', 'sms'][index % 2] ?? '',
            topics: index % 3 ? ['a'] : ['ç', 'b'],
            agent: index % 4 ? 'ana' : 'Émile'
          },
          now
        )
      }
      const paths = asked.flatMap((query) => [
        ...['topics', 'channels', 'agents'].map((noun) => `/${noun}?${query}&compare=previous`),
        `/handlers?${query}`,
        `/severity?${query}`,
        `/scores/control?${query}&by=week`,
        `/scores/waiting?${without(query, 'repeats')}`,
        ...['drivers', 'words'].map((noun) => `/${noun}?${without(query, 'repeats', 'of')}`),
        `/kpis?${without(query, 'repeats', 'of')}&by=topic&compare=previous`
      ])
      const answers: string[] = []
      for (const path of paths) {
        const response = await shop.ask(path)
        answers.push(`${path}\n${response.status}\n${await response.text()}`)
      }
      await shop.close()
      return answers
    })
  )
  const [first = [], second] = texts
  expect(first.filter((text) => !text.includes('\n200\n'))).toEqual([])
  expect(second).toEqual(first)
}, 120_000)

function without(query: URLSearchParams, ...names: string[]): URLSearchParams {
  const rest = new URLSearchParams(query)
  for (const name of names) rest.delete(name)
  return rest
}
