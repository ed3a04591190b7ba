import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { changeAnswer } from '../../server/answer-changes'
import { exportCommand } from '../../server/commands/export'
import { talliesCommand } from '../../server/commands/tallies'
import type { ScoresView } from '../../server/contract/figures'
import { openDatabase } from '../../server/db/database'
import { recount } from '../../server/figures/recount'
import { storeAnswers } from '../../server/responses'
import { openSurvey } from '../../server/survey-access'
import type { FreshDatabase } from '../databases'
import { onBothDatabases } from '../databases'
import { countAgain, everything } from './count-again'
import { answerOf, now, openShop } from './shop'
import type { Shop } from './shop'
import { doAll, question, script } from './some-answers'

const owner = { kind: 'key' as const, id: 'key_1', siteId: null, scopes: new Set(['responses:write' as const]) }
const databases = new Map<string, () => Promise<FreshDatabase>>()

onBothDatabases((fresh, dialect) => {
  databases.set(dialect, fresh)

  async function inShop(work: (shop: Shop) => Promise<void>) {
    const shop = await openShop(fresh)
    try {
      await work(shop)
    } finally {
      await shop.close()
    }
  }

  async function differences({ database }: Shop, repair = false) {
    const found = []
    for await (const { differences } of recount(database, 'svy_shop', repair)) found.push(...differences)
    return found
  }

  it('has tallies that agree with the answers, whatever was sent, sent again, edited or taken out', async () => {
    await fc.assert(
      fc.asyncProperty(script, fc.array(question, { minLength: 20, maxLength: 30 }), (steps, questions) =>
        inShop(async (shop) => {
          await doAll(shop, steps)
          expect(await differences(shop)).toEqual([])
          const answers = await everything(shop.database)
          for (const asked of questions) {
            const response = await shop.ask(`/scores?${asked}`)
            expect(response.status).toBe(200)
            const view = (await response.json()) as ScoresView
            expect([asked.toString(), view]).toEqual([asked.toString(), countAgain(answers, asked, view)])
          }
        })
      ),
      { numRuns: 5, endOnFailure: true }
    )
  }, 180_000)

  it('finds and corrects every wrong tally, and only those', () =>
    inShop(async (shop) => {
      const [steps = []] = fc.sample(script, { numRuns: 1, seed: 7 })
      await doAll(shop, steps)
      const { handle, tables: { tally, tagSetTally } } = shop.database
      const right = await handle.select().from(tally)
      const environment = { DATABASE_URL: shop.services.config.databaseUrl, HEARBACK_SECRET: 'x'.repeat(32) }
      const said: string[] = []
      const tallies = (action: string) => talliesCommand([action, '--survey', 'svy_shop'], environment, (line) => said.push(line))
      expect(await tallies('verify')).toBe(0)
      expect(said).toEqual(['svy_shop: the tallies agree with the answers.'])

      await handle.delete(tagSetTally)
      const [first] = right
      if (!first) throw new Error('there is nothing to spoil')
      await handle.update(tally).set({ count: 1_000 })
      await handle.insert(tally).values([{ ...first, grain: 'month', period: '1999-05', count: 3 }, { ...first, grain: 'day', period: '1999-05-05', count: 2 }])
      said.length = 0
      expect(await tallies('verify')).toBe(1)
      expect(said.at(-1)).toMatch(/^svy_shop: \d+ tallies are wrong\.$/)
      expect(said).toHaveLength(22)
      expect(await tallies('rebuild')).toBe(0)
      expect(await differences(shop)).toEqual([])
      const sorted = (rows: typeof right) => rows.filter(({ count }) => count !== 0).map((row) => JSON.stringify(row)).sort()
      expect(sorted(await handle.select().from(tally))).toEqual(sorted(right))
    }))

  it('loses no answer and counts none twice that comes in while the tallies are rebuilt', () =>
    inShop(async (shop) => {
      const other = await openDatabase(shop.services.config.databaseUrl)
      const opened = await openSurvey(shop.database, owner, 'svy_shop', 'responses:write')
      let writing = true
      const write = async (writer: number) => {
        for (let index = 0; index < 40; index++) {
          const at = `2026-11-${String(10 + (index % 9)).padStart(2, '0')}T09:00:00Z`
          const id = `writer-${writer}-${index}`
          await storeAnswers(other, [answerOf({ id, at, channel: `c${index % 3}`, topics: ['a', 'b'] })], now)
          if (index % 4 === 0) await storeAnswers(other, [answerOf({ id, rating: 1 })], now)
          if (index % 5 === 0) await changeAnswer(other, opened, id, { patch: { state: 'excluded', reason: 'x' }, caller: owner, now })
        }
      }
      const writers = Promise.all([1, 2, 3].map(write)).finally(() => {
        writing = false
      })
      const wrong = []
      while (writing) wrong.push(...(await differences(shop, true)))
      await writers
      expect(wrong).toEqual([])
      expect(await differences(shop)).toEqual([])
      const view = (await (await shop.ask('/scores?survey=svy_shop')).json()) as ScoresView
      expect(view.total.count).toBe(3 * 32)
      await other.close()
    }))

  it('exports every answer of a survey on the command line', () =>
    inShop(async (shop) => {
      await shop.answer({ id: 'long-ago-1', at: '2019-01-01T09:00:00Z', comment: '=1+1' }, { id: 'suspect-1', state: 'suspect', comment: 'two\nlines' })
      const environment = { DATABASE_URL: shop.services.config.databaseUrl, HEARBACK_SECRET: 'x'.repeat(32) }
      const said: string[] = []
      expect(await exportCommand(['--survey', 'svy_shop'], environment, (line) => said.push(line))).toBe(0)
      const rows = parse(said.join('\n'), { columns: true }) as Record<string, string>[]
      expect(rows.map(({ id, state, comment }) => [id, state, comment])).toEqual([['suspect-1', 'suspect', 'two\nlines'], ['long-ago-1', 'counted', "'=1+1"]])
      expect(await exportCommand(['--survey', 'svy_none'], environment, (line) => said.push(line))).toBe(1)
    }))
})

it('answers the same bytes from both databases', async () => {
  const texts = await Promise.all(
    [...databases.values()].map(async (fresh) => {
      const shop = await openShop(fresh)
      const [steps = []] = fc.sample(script, { numRuns: 1, seed: 11 })
      await doAll(shop, steps)
      const paths = [
        ...fc.sample(question, { numRuns: 60, seed: 11 }).map((asked) => `/scores?${asked}`),
        '/scores/matrix?survey=svy_shop&from=2026-08-01&rows=topic&columns=channel',
        '/scores/matrix?survey=svy_shop&from=2026-08-01&rows=locale&columns=topic&team=',
        '/responses?survey=svy_shop&from=2026-08-01&limit=200',
        '/responses.csv?survey=svy_shop&from=2026-08-01&state=counted&state=suspect'
      ]
      const answers: string[] = []
      for (const path of paths) answers.push(`${path}\n${await (await shop.ask(path)).text()}`)
      await shop.close()
      return answers
    })
  )
  expect(texts).toHaveLength(2)
  expect(texts[0]).toEqual(texts[1])
})
