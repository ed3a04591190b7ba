import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { SurveyView } from '../../server/contract/surveys'
import { verifyColumns } from '../../server/figures/verify'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { givenSurvey, shop } from '../support/given'

const runs = 1_500

/** Anything that JSON can say, with the names and the traps that a handler might trip over. */
const anything = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(
      null,
      true,
      -0,
      1e308,
      4,
      5,
      '',
      '\0',
      '\ud800',
      '__proto__',
      'constructor',
      '../../x',
      "' or 1=1 --",
      '%00',
      '٥',
      'NaN'
    ),
    fc.string({ unit: 'binary' }),
    fc.double({ noNaN: true }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom('id', 'rating', 'comment', '__proto__', 'toString', 'length'),
      tie('value'),
      { maxKeys: 3 }
    )
  )
})).value

const fields = [
  'id',
  'survey',
  'version',
  'rating',
  'comment',
  'answers',
  'channel',
  'topics',
  'agent',
  'team',
  'locale',
  'conversation',
  'customer',
  'signature',
  'surface',
  'delivery',
  'pageUrl',
  'answeredAt',
  'more'
]
const parameters = [
  'from',
  'to',
  'by',
  'compare',
  'channel',
  'topic',
  'agent',
  'rows',
  'columns',
  'state',
  'rating',
  'search',
  'cursor',
  'limit',
  'more'
]

onBothDatabases((fresh) => {
  let app: TestApp
  let survey: SurveyView
  beforeAll(async () => {
    app = await startApp(fresh)
    ;({ survey } = await givenSurvey(app))
  })
  afterAll(() => app.close())

  /** Never a failure of ours; and what is refused is refused in words. */
  async function isHandled(response: Response) {
    expect(response.status).toBeLessThan(500)
    if (response.status >= 400)
      expect(await response.json()).toMatchObject({ code: expect.any(String), message: expect.any(String) })
  }

  it('answers every answer that can be sent, however odd', async () => {
    const answer = fc.record(Object.fromEntries(fields.map((field) => [field, anything])), {
      requiredKeys: []
    })
    await fc.assert(
      fc.asyncProperty(answer, fc.boolean(), async (odd, isWhole) => {
        const sent = isWhole ? { id: 'a-whole-answer', survey: survey.id, rating: 4, ...odd } : odd
        await isHandled(await app.request('/api/v1/responses', { body: sent, key: testKey }))
      }),
      { numRuns: runs }
    )
  })

  it('answers every body that is no answer at all', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 60 }),
        fc.constantFrom('application/json', 'text/plain', 'multipart/form-data; boundary=x', ''),
        async (bytes, type) => {
          await isHandled(
            await app.app.request('/api/v1/responses', {
              method: 'POST',
              body: new Uint8Array(bytes),
              headers: { 'content-type': type, origin: shop }
            })
          )
        }
      ),
      { numRuns: runs / 5 }
    )
  })

  it('answers every question about figures and answers, however odd', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'channel',
        'topic',
        'day',
        'previous',
        '2026-11-01',
        '2026-02-30',
        '9999-12-31',
        '0000-01-01',
        '%',
        '_',
        '\\',
        "'",
        'a\0b',
        '-1',
        '200'
      )
    )
    const query = fc.array(fc.tuple(fc.constantFrom(...parameters), text), { maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(
        query,
        fc.constantFrom(
          'scores',
          'scores/matrix',
          'topics',
          'channels',
          'agents',
          'kpis',
          'scores/control',
          'scores/waiting',
          'drivers',
          'words',
          'funnel',
          'responses'
        ),
        async (pairs, noun) => {
          await isHandled(
            await app.request(`/api/v1/${noun}?${new URLSearchParams([['survey', survey.id], ...pairs])}`, {
              key: testKey
            })
          )
        }
      ),
      { numRuns: runs }
    )
  })

  it('answers every change of an answer or a name, however odd', async () => {
    await app.request('/api/v1/responses', {
      body: { id: 'a-whole-answer', survey: survey.id, rating: 4, topics: ['a', 'b'], channel: 'fax' },
      key: testKey
    })
    const names = [
      'state',
      'reason',
      'channel',
      'topics',
      'agent',
      'team',
      'label',
      'mergedInto',
      'under',
      'more'
    ]
    const change = fc.dictionary(
      fc.constantFrom(...names),
      fc.oneof(anything, fc.constantFrom('a', 'b', 'c', 'counted', 'test', ['a', 'x'])),
      { maxKeys: 4 }
    )
    const paths = [
      `/responses/a-whole-answer?survey=${survey.id}`,
      ...['topics/a', 'topics/b', 'channels/fax', 'agents/%F0%9F', 'teams/%20'].map(
        (path) => `/${path}?site=${survey.site}`
      )
    ]
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), change, async (path, body) =>
        isHandled(await app.request(`/api/v1${path}`, { method: 'PATCH', body, key: testKey }))
      ),
      { numRuns: runs }
    )
    for await (const { differences } of verifyColumns(app.services.database, survey.id))
      expect(differences).toEqual([])
  })

  it('answers every question about names and the audit trail, however odd', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('topic', 'key:x', 'WzEsIngiXQ', '200', '-1', 'a\0b')
    )
    const query = fc.array(
      fc.tuple(fc.constantFrom('dimension', 'action', 'actor', 'subject', 'cursor', 'limit', 'more'), text),
      { maxLength: 4 }
    )
    await fc.assert(
      fc.asyncProperty(query, fc.constantFrom('tags', 'audit'), async (pairs, noun) => {
        await isHandled(
          await app.request(`/api/v1/${noun}?${new URLSearchParams([['site', survey.site], ...pairs])}`, {
            key: testKey
          })
        )
      }),
      { numRuns: runs / 5 }
    )
  })
})
