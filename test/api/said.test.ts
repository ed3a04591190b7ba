import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ResponsesView } from '../../server/contract/answers'
import type { MatrixView, ScoresView } from '../../server/contract/figures'
import type { AgentsView } from '../../server/contract/figures-agents'
import type { ChannelsView } from '../../server/contract/figures-channels'
import type { KpisView } from '../../server/contract/figures-kpis'
import { onBothDatabases } from '../support/databases'
import { doAll, question, script } from '../support/response-scripts'
import type { Shop } from '../support/shop'
import { addVersion, openShop } from '../support/shop'

const parts = {
  reasons: {
    low: [
      { key: 'slow', label: { en: 'It took too long', ur: 'بہت دیر لگی' } },
      { key: 'price', label: { ur: 'قیمت' } }
    ]
  }
}

onBothDatabases((fresh) => {
  let shop: Shop
  beforeEach(async () => {
    shop = await openShop(fresh)
  })
  afterEach(() => shop.close())

  async function read<View>(path: string): Promise<View> {
    const response = await shop.ask(path)
    expect([path, response.status]).toEqual([path, 200])
    return (await response.json()) as View
  }
  const scores = (query: string) => read<ScoresView>(`/scores?survey=svy_shop&${query}`)
  const rowsOf = ({ rows }: ScoresView) => rows.map(({ key, label, score }) => [key, label, score.count])
  const many = (count: number, sent: object) => shop.answer(...Array.from({ length: count }, () => sent))

  it('puts scores side by side by the reason that was chosen, in the words of the survey', async () => {
    await addVersion(shop.database, 2, { parts: JSON.stringify(parts) })
    await many(6, { rating: 1, version: 2, answers: { reason: 'slow' } })
    await many(5, { rating: 2, version: 2, answers: { reason: 'price' } })
    await many(7, { rating: 5, version: 2 })
    await many(1, { rating: 1, version: 2, answers: { reason: 'call me 0300 1234567' } })
    await many(1, { rating: 1, version: 1, answers: { reason: 'slow' } })
    // What the version that was answered does not offer is no choice of anybody.
    expect(rowsOf(await scores('by=reason'))).toEqual([
      ['slow', 'It took too long', 6],
      ['price', 'قیمت', 5],
      ['', '', 9]
    ])
    expect((await scores('reason=slow&reason=price')).total.count).toBe(11)
    expect((await scores('reason=')).total.count).toBe(9)
    const listed = await read<ResponsesView>('/responses?survey=svy_shop&reason=&limit=200')
    expect([listed.total, listed.rows.length]).toEqual([9, 9])
    expect((await scores('reason=gone-since')).total.count).toBe(0)
  })

  it('narrows every figure to what was said, and refuses what nobody can say', async () => {
    await many(5, { rating: 1, agent: 'ana', topics: ['a'], answers: { solved: 'no', contact: true } })
    await many(6, { rating: 5, agent: 'ana', topics: ['a'], answers: { solved: 'yes' }, comment: 'Good' })
    await many(5, { rating: 4, agent: 'ben', topics: ['b'], answers: { solved: 'not-yet', contact: false } })
    expect((await scores('solved=no')).total).toMatchObject({ count: 5, value: 0 })
    expect((await scores('solved=no&solved=not-yet&contact=yes')).total.count).toBe(5)
    expect((await scores('commented=yes')).total).toMatchObject({ count: 6, value: 100 })
    expect(rowsOf(await scores('by=solved')).map(([key, , count]) => [key, count])).toEqual([
      ['no', 5],
      ['yes', 6],
      ['not-yet', 5]
    ])
    const matrix = await read<MatrixView>('/scores/matrix?survey=svy_shop&rows=agent&columns=solved')
    expect(matrix.cells.map(({ row, column, score }) => [row, column, score.count])).toEqual([
      ['ana', 'yes', 6],
      ['ana', 'no', 5],
      ['ben', 'not-yet', 5]
    ])
    expect((await shop.ask('/scores?survey=svy_shop&solved=perhaps')).status).toBe(422)
    expect((await shop.ask('/funnel?survey=svy_shop&reason=slow')).status).toBe(422)
  })

  it('scores the person apart from the outcome, of those answers that rated one', async () => {
    await many(20, { rating: 1, agent: 'ana', topics: ['a'], answers: { person: 5 } })
    await many(20, { rating: 5, agent: 'ben', topics: ['a'], answers: { person: 2 } })
    await many(9, { rating: 5, agent: 'ben', topics: ['a'] })
    await many(9, { rating: 5, agent: 'ben', topics: ['a'], answers: { person: 9 } })
    const byAgent = await scores('by=agent&of=person')
    expect(byAgent.total).toMatchObject({ count: 40, value: 50 })
    expect(byAgent.rows.map(({ key, score }) => [key, score.count, score.value])).toEqual([
      ['ana', 20, 100],
      ['ben', 20, 0]
    ])
    const { rows } = await read<AgentsView>('/agents?survey=svy_shop&of=person')
    expect(rows.map(({ key, score }) => [key, score.value]).sort()).toEqual([
      ['ana', 100],
      ['ben', 0]
    ])
    expect(rowsOf(await scores('by=person')).map(([key, , count]) => [key, count])).toEqual(
      expect.arrayContaining([
        ['5', 20],
        ['2', 20],
        ['', 18]
      ])
    )
  })

  it('follows what is said later, and what is erased', async () => {
    await shop.answer({ id: 'one-answer', rating: 1 })
    expect((await scores('commented=no&solved=')).total.count).toBe(1)
    await shop.answer({ id: 'one-answer', rating: 1, comment: 'Late', answers: { solved: 'no' } })
    expect((await scores('commented=yes&solved=no')).total.count).toBe(1)
    expect((await scores('commented=no')).total.count).toBe(0)
  })

  it('narrows service figures to the conversations of which customers said so', async () => {
    const conversation = (id: string) =>
      shop.ask(`/conversations/${id}`, 'owner', {
        method: 'PUT',
        body: JSON.stringify({ site: 'sit_shop', openedAt: '2026-11-19T08:00:00Z', handleSeconds: 60 })
      })
    for (const id of ['c-1', 'c-2', 'c-3']) expect((await conversation(id)).status).toBeLessThan(300)
    await shop.answer({ rating: 1, conversation: 'c-1', answers: { solved: 'no' } })
    await shop.answer({ rating: 5, conversation: 'c-2', answers: { solved: 'yes' } })
    const conversations = async (query: string) =>
      (await read<KpisView>(`/kpis?survey=svy_shop&${query}`)).total.conversations
    expect([await conversations('solved=no'), await conversations('solved=yes')]).toEqual([1, 1])
    // The latest answer is what the customer says.
    await shop.answer({
      rating: 5,
      conversation: 'c-1',
      at: '2026-11-20T06:00:00Z',
      answers: { solved: 'yes' }
    })
    expect([await conversations('solved=no'), await conversations('solved=yes')]).toEqual([0, 2])
  })

  it('says nothing of how many were asked where only some of the answers are meant', async () => {
    await many(6, { rating: 5, channel: 'web', answers: { solved: 'yes', person: 5 } })
    for (const query of ['solved=yes', 'of=person']) {
      const { rows } = await read<ChannelsView>(`/channels?survey=svy_shop&${query}`)
      expect(rows.map(({ key, responseRate, bounds }) => [key, responseRate, bounds])).toEqual([
        ['web', null, null]
      ])
    }
  })

  it('lists answers by what was said also beside one with a name that is no text', async () => {
    await shop.answer({ id: 'odd-answer', rating: 2, answers: { '\u0000': true, solved: 'no' } })
    await shop.answer({ id: 'whole-answer', rating: 2, answers: { solved: 'no' } })
    const { rows } = await read<ResponsesView>('/responses?survey=svy_shop&solved=no')
    expect(rows.map(({ id }) => id)).toContain('whole-answer')
    const sent = { id: 'odd-answer-2', survey: 'svy_shop', rating: 2, answers: { '\u0000': true } }
    const response = await shop.ask('/responses', 'owner', { method: 'POST', body: JSON.stringify(sent) })
    expect(response.status).toBe(422)
  })

  it('exports what was said in columns of its own', async () => {
    await shop.answer({ rating: 2, answers: { solved: 'no', reason: 'slow', person: 4, contact: true } })
    const text = await (await shop.ask('/responses.csv?survey=svy_shop&solved=no')).text()
    expect(parse(text, { columns: true })).toEqual([
      expect.objectContaining({ solved: 'no', reason: 'slow', person: '4', contact: 'true' })
    ])
  })

  it('lists the answers behind each figure, however it is narrowed', async () => {
    const [steps = []] = fc.sample(script, { numRuns: 1, seed: 12 })
    await doAll(shop, steps)
    for (const asked of fc.sample(question, { numRuns: 60, seed: 13 })) {
      for (const name of ['by', 'compare', 'of']) asked.delete(name)
      const { total } = await read<ScoresView>(`/scores?${asked}`)
      const listed = await read<ResponsesView>(`/responses?${asked}&limit=200`)
      expect([asked.toString(), listed.total, listed.rows.length]).toEqual([
        asked.toString(),
        total.count,
        Math.min(total.count, 200)
      ])
    }
  })
})
