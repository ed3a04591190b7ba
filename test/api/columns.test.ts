import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import pg from 'pg'
import { expect, it } from 'vitest'
import { askAnew, trimChanges } from '../../server/columns/changes'
import { columnsOf } from '../../server/columns/columns'
import { columnsCommand } from '../../server/commands/columns'
import { exportCommand } from '../../server/commands/export'
import type { ScoresView } from '../../server/contract/figures'
import { openDatabase } from '../../server/db/open-database'
import { verifyColumns } from '../../server/figures/verify'
import { changeAnswer } from '../../server/responses/change'
import { storeAnswers } from '../../server/responses/store'
import { openSurvey } from '../../server/surveys/open-survey'
import { countAgain, everything } from '../support/brute-force-figures'
import type { FreshDatabase } from '../support/databases'
import { onBothDatabases } from '../support/databases'
import { doAll, question, script } from '../support/response-scripts'
import type { Shop } from '../support/shop'
import { answerOf, now, openShop } from '../support/shop'

const owner = {
  kind: 'key' as const,
  id: 'key_1',
  siteId: null,
  scopes: new Set(['responses:write' as const])
}
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

  async function differences({ database }: Pick<Shop, 'database'>) {
    const found = []
    for await (const { differences } of verifyColumns(database, 'svy_shop')) found.push(...differences)
    return found
  }

  const totalOf = async ({ ask }: Shop) =>
    ((await (await ask('/scores?survey=svy_shop')).json()) as ScoresView).total.count

  it('reads figures that agree with the answers, whatever was sent, sent again, edited or taken out', async () => {
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

  it('is told what counts as something else than it should, and counts that right when the columns are made anew', () =>
    inShop(async (shop) => {
      const [steps = []] = fc.sample(script, { numRuns: 1, seed: 9 })
      await doAll(shop, steps)
      const environment = { DATABASE_URL: shop.services.config.databaseUrl, HEARBACK_SECRET: 'x'.repeat(32) }
      const said: string[] = []
      const columns = (action: string) =>
        columnsCommand([action, '--survey', 'svy_shop'], environment, (line) => said.push(line))
      expect(await columns('verify')).toBe(0)
      expect(said).toEqual(['svy_shop: the columns agree with the answers.'])

      await shop.database.script(
        `update tag_set set channel = 'damaged' where channel = 'sms'; delete from tag_set_topic where topic = 'a'`
      )
      said.length = 0
      expect(await columns('verify')).toBe(1)
      expect(said.at(-1)).toMatch(/^svy_shop: \d+ counts are wrong\.$/)
      expect(said).toHaveLength(22)
      expect(await differences(shop)).not.toEqual([])
      said.length = 0
      expect(await columns('rebuild')).toBe(0)
      expect(said).toEqual([
        expect.stringMatching(/sets of tags counted as something else/),
        'svy_shop: the columns agree with the answers.'
      ])
      expect(await differences(shop)).toEqual([])
    }))

  it('knows every answer that was acknowledged before a figure was asked for, while others come in and columns are thrown away', () =>
    inShop(async (shop) => {
      const other = await openDatabase(shop.services.config.databaseUrl)
      const opened = await openSurvey(shop.database, owner, 'svy_shop', 'responses:write')
      let [acknowledged, writing] = [0, true]
      const write = async (writer: number) => {
        for (let index = 0; index < 40; index++) {
          const at = `2026-11-${String(10 + (index % 9)).padStart(2, '0')}T09:00:00Z`
          const id = `writer-${writer}-${index}`
          await storeAnswers(other, [answerOf({ id, at, channel: `c${index % 3}`, topics: ['a', 'b'] })], now)
          if (index % 4 === 0) await storeAnswers(other, [answerOf({ id, rating: 1 })], now)
          if (index % 5 !== 0) acknowledged++
          else
            await changeAnswer(other, opened, id, {
              patch: { state: 'excluded', reason: 'x' },
              caller: owner,
              now
            })
        }
      }
      const writers = Promise.all([1, 2, 3].map(write)).finally(() => {
        writing = false
      })
      while (writing) {
        const before = acknowledged
        expect(await totalOf(shop)).toBeGreaterThanOrEqual(before)
        if (before % 7 === 0) columnsOf(shop.database).forget()
      }
      await writers
      expect(await totalOf(shop)).toBe(3 * 32)
      expect(await differences(shop)).toEqual([])
      await other.close()
    }))

  it('is made again where the changes since were trimmed away, or somebody asks for it', () =>
    inShop(async (shop) => {
      await shop.answer({}, {})
      expect(await totalOf(shop)).toBe(2)
      const other = await openDatabase(shop.services.config.databaseUrl)
      await storeAnswers(other, [answerOf({ id: 'missed-1' }), answerOf({ id: 'missed-2' })], now)
      const { change } = shop.database.tables
      // On PostgreSQL, transactions of other databases count, too, and are not over for long.
      const busy =
        dialect === 'postgres'
          ? new pg.Client({ connectionString: shop.services.config.databaseUrl })
          : undefined
      await busy?.connect()
      await busy?.query('begin; create temporary table busy (one integer)')
      const places = await other.handle.select().from(change)
      await trimChanges(
        other,
        Math.max(...places.map(({ place, xid }) => (dialect === 'postgres' ? xid : place))) + 1
      )
      const left = (await other.handle.select().from(change)).filter(({ kind }) => kind !== 'none')
      expect(left).toEqual([])
      expect(await totalOf(shop)).toBe(4)
      // What no change tells of is found when the columns are made again.
      await other.script(`update response set state = 'excluded' where id = 'missed-1'; delete from change`)
      expect(await totalOf(shop)).toBe(4)
      await askAnew(other)
      expect(await totalOf(shop)).toBe(3)
      await busy?.end()
      await other.close()
    }))

  it('misses no answer that comes after the last changes were deleted', () =>
    inShop(async (shop) => {
      await shop.answer({}, {}, {})
      expect(await totalOf(shop)).toBe(3)
      const { change } = shop.database.tables
      const places = (await shop.database.handle.select().from(change)).map(({ place }) => place)
      await shop.database.script('delete from change')
      const again = Array.from({ length: Math.max(...places) }, (_, n) => answerOf({ id: `again-${n}` }))
      await storeAnswers(shop.database, again, now)
      expect(await totalOf(shop)).toBe(3 + again.length)
    }))

  it.runIf(dialect === 'postgres')('neither skips a transaction that commits late nor waits for it', () =>
    inShop(async (shop) => {
      await shop.answer({})
      const late = new pg.Client({ connectionString: shop.services.config.databaseUrl })
      await late.connect()
      await late.query('begin')
      const copy = (id: string) =>
        `insert into response select (jsonb_populate_record(one, '{"id": "${id}"}')).* from ` +
        `response one where id = 'answer-1'`
      await late.query(copy('late-1'))
      await shop.answer({}, {})
      expect(await totalOf(shop)).toBe(3)
      expect(await totalOf(shop)).toBe(3)
      await late.query(copy('late-2'))
      await shop.answer({})
      expect(await totalOf(shop)).toBe(4)
      await late.query('commit')
      expect(await totalOf(shop)).toBe(6)
      expect(await differences(shop)).toEqual([])
      await late.end()
    })
  )

  it.runIf(dialect === 'postgres')(
    'goes on where a copy was restored whose transactions had higher numbers',
    () =>
      inShop(async (shop) => {
        await shop.answer({})
        await shop.database.script(
          'update change set xid = xid + 1000000; insert into change_floor values (1000000000)'
        )
        expect(await totalOf(shop)).toBe(1)
        await shop.answer({})
        expect(await totalOf(shop)).toBe(2)
        expect(await differences(shop)).toEqual([])
      })
  )

  it('exports every answer of a survey on the command line', () =>
    inShop(async (shop) => {
      await shop.answer(
        { id: 'long-ago-1', at: '2019-01-01T09:00:00Z', comment: '=1+1' },
        { id: 'suspect-1', state: 'suspect', comment: 'two\nlines' }
      )
      const environment = { DATABASE_URL: shop.services.config.databaseUrl, HEARBACK_SECRET: 'x'.repeat(32) }
      const said: string[] = []
      expect(await exportCommand(['--survey', 'svy_shop'], environment, (line) => said.push(line))).toBe(0)
      const rows = parse(said.join('\n'), { columns: true }) as Record<string, string>[]
      expect(rows.map(({ id, state, comment }) => [id, state, comment])).toEqual([
        ['suspect-1', 'suspect', 'two\nlines'],
        ['long-ago-1', 'counted', "'=1+1"]
      ])
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
