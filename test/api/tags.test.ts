import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ResponsesView } from '../../server/contract/answers'
import type { AuditView } from '../../server/contract/audit'
import type { ScoresView } from '../../server/contract/figures'
import type { TagsView, TagView } from '../../server/contract/tags'
import { openDatabase } from '../../server/db/open-database'
import { verifyColumns } from '../../server/figures/verify'
import { changeTag } from '../../server/names/names'
import { changeAnswer } from '../../server/responses/change'
import { storeAnswers } from '../../server/responses/store'
import { openSurvey } from '../../server/surveys/open-survey'
import { rulesOf } from '../../server/tags/rules'
import { sentTagsOf } from '../../server/tags/tags'
import { onBothDatabases } from '../support/databases'
import type { Callers, Shop } from '../support/shop'
import { answerOf, now, openShop } from '../support/shop'

const manager = {
  kind: 'key' as const,
  id: 'key_1',
  siteId: null,
  scopes: new Set(['responses:write' as const, 'admin' as const])
}

onBothDatabases((fresh) => {
  let shop: Shop
  beforeEach(async () => {
    shop = await openShop(fresh)
  })
  afterEach(() => shop.close())

  const change = (path: string, body: object, as: Callers = 'mona', headers: Record<string, string> = {}) =>
    shop.ask(`/${path}?site=sit_shop`, as, { method: 'PATCH', body: JSON.stringify(body), headers })
  async function changed(path: string, body: object): Promise<TagView> {
    const response = await change(path, body)
    expect(response.status, await response.clone().text()).toBe(200)
    return (await response.json()) as TagView
  }
  const scores = async (query = '') =>
    (await (await shop.ask(`/scores?survey=svy_shop&${query}`)).json()) as ScoresView
  const counts = async (query: string) =>
    Object.fromEntries((await scores(query)).rows.map(({ label, score }) => [label, score.count]).sort())
  const answers = async (query = '') =>
    ((await (await shop.ask(`/responses?survey=svy_shop&${query}`)).json()) as ResponsesView).rows
  async function differences() {
    const found = []
    for await (const { differences } of verifyColumns(shop.database, 'svy_shop')) found.push(...differences)
    return found
  }
  async function ruleRows() {
    const [row] = await shop.database.handle
      .select()
      .from(shop.database.tables.site)
      .where(eq(shop.database.tables.site.id, 'sit_shop'))
    if (!row) throw new Error('the shop has no site')
    return rulesOf(row)
  }

  it('counts a merged topic under the other one, before and after, and leaves the answers as they were sent', async () => {
    await shop.answer(
      { id: 'answer-1', topics: ['Refund'], rating: 1 },
      { id: 'answer-2', topics: ['Money back'] },
      { id: 'answer-3', topics: ['Money back', 'Refund'] },
      { id: 'answer-4' }
    )
    const before = await scores('by=topic')
    expect(await changed('topics/money-back', { mergedInto: 'Refund' })).toMatchObject({
      key: 'money-back',
      label: 'Money back',
      mergedInto: { key: 'refund', label: 'Refund' },
      answers: 0
    })
    await shop.answer({ id: 'answer-5', topics: ['money back'] })
    expect(await counts('by=topic')).toEqual({ Refund: 4, '': 1 })
    expect((await scores('topic=refund&locale=en&surface=widget')).total.count).toBe(4)
    expect((await scores('topic=money-back')).total.count).toBe(4)
    expect(
      (await answers('topic=money-back')).map(({ id, topics, countsAs }) => [id, topics, countsAs?.topics])
    ).toEqual([
      ['answer-5', ['money-back'], ['refund']],
      ['answer-3', ['money-back', 'refund'], ['refund']],
      ['answer-2', ['money-back'], ['refund']],
      ['answer-1', ['refund'], undefined]
    ])
    expect(await differences()).toEqual([])
    expect(await changed('topics/money-back', { mergedInto: null })).toMatchObject({
      mergedInto: null,
      answers: 3
    })
    await changeAnswer(
      shop.database,
      await openSurvey(shop.database, manager, 'svy_shop', 'responses:write'),
      'answer-5',
      { patch: { state: 'test', reason: 'x' }, caller: manager, now }
    )
    expect(await scores('by=topic')).toEqual(before)
    expect(await differences()).toEqual([])
  })

  it('counts what belongs to a topic under both, each answer once', async () => {
    await shop.answer({ topics: ['Refund', 'Invoice'] }, { topics: ['Invoice'] }, { topics: ['Delivery'] })
    await changed('topics/refund', { under: 'Money matters' })
    await changed('topics/invoice', { under: 'Money matters' })
    await shop.answer({ topics: ['invoice'] })
    expect(await counts('by=topic')).toEqual({ Delivery: 1, Invoice: 3, 'Money matters': 3, Refund: 1 })
    expect(await counts('by=channel&topic=money-matters')).toEqual({ web: 3 })
    expect((await answers('topic=money-matters')).map(({ topics }) => topics.join(' ')).sort()).toEqual([
      'invoice',
      'invoice',
      'invoice refund'
    ])
    expect(await differences()).toEqual([])
    await changed('topics/invoice', { under: null })
    expect(await counts('by=topic')).toEqual({ Delivery: 1, Invoice: 3, 'Money matters': 1, Refund: 1 })
    expect(await differences()).toEqual([])
  })

  it('maps an unknown channel to one that is known', async () => {
    await shop.answer({ channel: 'Pigeon post' }, { channel: 'phone' }, { channel: 'phone' })
    await changed('channels/pigeon-post', { mergedInto: 'Telephone' })
    await shop.answer({ channel: 'pigeon post' })
    expect(await counts('by=channel')).toEqual({ phone: 4 })
    expect((await answers('channel=pigeon-post')).map(({ channel }) => channel).sort()).toEqual([
      'pigeon-post',
      'pigeon-post',
      'voice',
      'voice'
    ])
    expect(await differences()).toEqual([])
  })

  it('calls things what a manager calls them, and knows what was sent', async () => {
    await shop.answer({ topics: ['Billing Question'], agent: 'u-4711/ä', team: 't1' })
    expect(await changed('topics/Billing%20Question', { label: 'Bills' })).toMatchObject({
      key: 'billing-question',
      label: 'Bills',
      sentAs: 'Billing Question'
    })
    expect(await changed(`agents/${encodeURIComponent('u-4711/ä')}`, { label: 'Ana' })).toMatchObject({
      key: 'u-4711/ä',
      label: 'Ana',
      sentAs: 'u-4711/ä',
      answers: 1,
      lastMonth: '2026-11'
    })
    expect(await counts('by=agent')).toEqual({ Ana: 1 })
    expect(await counts('by=topic')).toEqual({ Bills: 1 })
    expect(await changed('topics/billing-question', { label: null })).toMatchObject({
      label: 'Billing Question'
    })
    const { rows } = (await (
      await shop.ask('/tags?site=sit_shop&dimension=agent', 'mona')
    ).json()) as TagsView
    expect(rows.map(({ key, label }) => [key, label])).toEqual([['u-4711/ä', 'Ana']])
  })

  it('agrees with a count of the answers whatever was merged, nested and taken back in whatever order', async () => {
    const topics = ['a', 'b', 'c', 'd', 'e', 'f']
    const topic = fc.constantFrom(...topics)
    const step = fc.oneof(
      {
        weight: 3,
        arbitrary: fc.record({
          answer: fc.record({
            topics: fc.subarray(topics),
            channel: fc.constantFrom('web', 'fax', 'telex'),
            agent: fc.constantFrom('', 'ana', 'Ana', 'ben'),
            rating: fc.integer({ min: 1, max: 5 })
          })
        })
      },
      { weight: 3, arbitrary: fc.record({ topic, mergedInto: fc.option(topic), under: fc.option(topic) }) },
      {
        weight: 1,
        arbitrary: fc.record({
          channel: fc.constantFrom('fax', 'telex'),
          mergedInto: fc.option(fc.constantFrom('web', 'fax'))
        })
      },
      {
        weight: 1,
        arbitrary: fc.record({
          agent: fc.constantFrom('ana', 'Ana', 'ben'),
          mergedInto: fc.option(fc.constantFrom('ana', 'Ana'))
        })
      },
      {
        weight: 1,
        arbitrary: fc.record({
          of: fc.nat(),
          retag: fc.record({ topics: fc.subarray(topics), channel: fc.constantFrom('web', 'fax') })
        })
      }
    )
    const opened = await openSurvey(shop.database, manager, 'svy_shop', 'responses:write')
    let sent = 0
    for (const one of fc
      .sample(fc.array(step, { minLength: 120, maxLength: 120 }), { numRuns: 1, seed: 5 })
      .flat()) {
      if ('answer' in one) await shop.answer({ ...one.answer, id: `answer-${sent++}` })
      else if ('topic' in one)
        await change(`topics/${one.topic}`, { mergedInto: one.mergedInto, under: one.under })
      else if ('agent' in one) await change(`agents/${one.agent}`, { mergedInto: one.mergedInto })
      else if ('channel' in one) await change(`channels/${one.channel}`, { mergedInto: one.mergedInto })
      else if (sent > 0)
        await changeAnswer(shop.database, opened, `answer-${one.of % sent}`, {
          patch: one.retag,
          caller: manager,
          now
        })
    }
    expect(await differences()).toEqual([])

    const rules = await ruleRows()
    expect(rules.all('topic').size).toBeGreaterThan(1)
    const { response, tagSet } = shop.database.tables
    const rows = await shop.database.handle
      .select()
      .from(response)
      .innerJoin(tagSet, eq(tagSet.id, response.tagSetId))
    const counted = rows.map(({ tag_set: tags }) => rules.counted(sentTagsOf(tags)))
    for (const key of topics) {
      const naive = counted.filter((tags) => tags.topics.includes(rules.canonical('topic', key))).length
      expect([key, (await scores(`topic=${key}`)).total.count]).toEqual([key, naive])
      expect([
        key,
        (await scores(`topic=${key}&locale=en&surface=widget&agent=&agent=ana&agent=Ana&agent=ben`)).total
          .count
      ]).toEqual([key, naive])
    }
    for (const key of ['ana', 'Ana', 'ben'])
      expect((await scores(`agent=${key}&locale=en`)).total.count).toBe(
        counted.filter(({ agent }) => agent === rules.canonical('agent', key)).length
      )
    for (const key of ['web', 'fax', 'telex'])
      expect((await scores(`channel=${key}&locale=en`)).total.count).toBe(
        counted.filter(({ channel }) => channel === rules.canonical('channel', key)).length
      )
  })

  it('counts every answer by the same rules that comes in while they change, from several processes', async () => {
    const other = await openDatabase(shop.services.config.databaseUrl)
    const merge = (mergedInto: string | null) =>
      changeTag(
        other,
        { site: 'sit_shop', dimension: 'topic', key: 'b' },
        { caller: manager, patch: { mergedInto }, now }
      )
    await shop.answer({ topics: ['a', 'b'] }, { topics: ['b'] })
    const writers = [1, 2, 3].map(async (writer) => {
      for (let index = 0; index < 25; index++)
        await storeAnswers(
          shop.database,
          [
            answerOf({
              id: `writer-${writer}-${index}`,
              topics: index % 2 ? ['b'] : ['a', 'b'],
              channel: `c${index % 5}`
            })
          ],
          now
        )
    })
    const merging = (async () => {
      for (let index = 0; index < 6; index++) await merge(index % 2 ? null : 'a')
      await merge('a')
    })()
    await Promise.all([...writers, merging])
    expect(await differences()).toEqual([])
    expect(await counts('by=topic')).toEqual({ a: 77 })
    await other.close()
  })

  it('refuses a topic that would be a part of itself, and says so', async () => {
    await shop.answer({ topics: ['a', 'b', 'c'] })
    await changed('topics/b', { under: 'a' })
    await changed('topics/c', { mergedInto: 'b' })
    const refusals: [path: string, body: object, as: Callers, status: number, code: string][] = [
      ['topics/a', { under: 'c' }, 'mona', 409, 'tags-in-a-circle'],
      ['topics/a', { mergedInto: 'b' }, 'mona', 409, 'tags-in-a-circle'],
      ['topics/b', { mergedInto: 'b' }, 'mona', 409, 'tags-in-a-circle'],
      ['topics/b', { mergedInto: '\u200b' }, 'mona', 422, 'invalid'],
      ['topics/none', { label: 'x' }, 'mona', 404, 'not-found'],
      ['channels/web', { under: 'fax' }, 'mona', 422, 'invalid'],
      ['topics/a', { label: 'x' }, 'reader', 403, 'scope-missing'],
      // A program that sends answers does not decide what they count as.
      ['topics/a', { mergedInto: 'b' }, 'writer', 403, 'scope-missing'],
      ['topics/a', { label: 'x' }, 'ana', 403, 'role-missing'],
      ['topics/a', { label: 'x' }, 'stranger', 404, 'not-found'],
      ['topics/a', { label: 'x' }, 'public', 401, 'sign-in-needed']
    ]
    for (const [path, body, as, status, code] of refusals) {
      const response = await change(path, body, as)
      expect([path, as, response.status, ((await response.json()) as { code: string }).code]).toEqual([
        path,
        as,
        status,
        code
      ])
    }
    expect(await differences()).toEqual([])
  })

  it('does not let two managers undo each other unseen, and writes down who did what', async () => {
    await shop.answer({ topics: ['a', 'b'] })
    const etag = (await shop.ask('/topics/b?site=sit_shop', 'mona')).headers.get('etag') ?? ''
    expect((await change('topics/b', { mergedInto: 'a' }, 'mona', { 'if-match': etag })).status).toBe(200)
    expect((await change('topics/b', { label: 'Mine' }, 'mona', { 'if-match': etag })).status).toBe(412)
    await changed('topics/b', { mergedInto: 'a' })
    const trail = (await (await shop.ask('/audit?site=sit_shop', 'owner')).json()) as AuditView
    expect(trail.rows).toMatchObject([
      {
        actor: { key: 'person:mona', name: 'mona' },
        action: 'topic-changed',
        subject: 'b',
        detail: {
          from: { label: 'b', mergedInto: null, under: null },
          to: { label: 'b', mergedInto: 'a', under: null }
        }
      }
    ])
  })
})
