import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import pg from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import { openDatabase } from '../../server/db/open-database'
import type { Settings } from '../../widget/shared/protocol'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import type { FreshDatabase } from '../support/databases'
import { onBothDatabases } from '../support/databases'
import { givenSurvey, literal } from '../support/given'

onBothDatabases((fresh, dialect) => {
  let app: TestApp
  let survey: SurveyView
  let site: SiteView
  let clock = Date.now()
  let place: FreshDatabase
  beforeEach(async () => {
    clock = Date.now()
    app = await startApp(async () => (place = await fresh()), { now: () => clock, isPatient: false })
    ;({ survey, site } = await givenSurvey(
      app,
      { question: { en: 'How did we do?', ur: 'کیسی \u2028رہی؟ </script>' } },
      { locale: 'ur' }
    ))
  })
  afterEach(() => app.close())

  const loader = async (headers: Record<string, string> = {}) => app.request(`/w/${site.key}.js`, { headers })
  const settingsIn = (source: string) => literal(source.slice(source.lastIndexOf('})(') + 3, -1)) as Settings
  const module = (
    locale = 'en',
    build = 'testhash',
    version = survey.version,
    headers: Record<string, string> = {}
  ) => app.request(`/w/${survey.id}.${version}.${locale}.${build}.js`, { headers })

  it('sends the script tag with the site’s settings inside, to any page, kept for a short while', async () => {
    const response = await loader()
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=300, stale-while-revalidate=86400',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin'
    })
    expect(settingsIn(await response.text())).toEqual({
      site: site.key,
      ui: 'testhash',
      surveys: [
        { id: survey.id, version: '1', locales: ['ur', 'en', 'lah', 'pnb'], on: 'delay', by: 1, again: 30 }
      ]
    })
  })

  it('says that nothing changed instead of sending it again', async () => {
    const etag = (await loader()).headers.get('etag') ?? ''
    expect((await loader({ 'if-none-match': etag })).status).toBe(304)
    await app.request(`/api/v1/surveys/${survey.id}`, {
      method: 'PATCH',
      key: testKey,
      body: { asking: { when: { on: 'delay', seconds: 5 } } }
    })
    const changed = await loader({ 'if-none-match': etag })
    expect([changed.status, settingsIn(await changed.text()).surveys[0]?.by]).toEqual([200, 5])
  })

  it('sends what it sent last when the database fails, so that no page waits for us or loses us', async () => {
    const before = await (await loader()).text()
    const beside = await openDatabase(place.url)
    await beside.script('alter table site rename to site_away')
    clock += 60_000
    expect(await (await loader()).text()).toBe(before)
    clock += 2 * 3_600_000
    expect((await loader()).status).toBe(500)
    await beside.script('alter table site_away rename to site')
    expect(await (await loader()).text()).toBe(before)
    await beside.close()
  })

  it.runIf(dialect === 'postgres')(
    'sends it also when the database takes its time, and says that it is busy where it knows nothing yet',
    async () => {
      const before = await (await loader()).text()
      const beside = new pg.Client({ connectionString: place.url })
      await beside.connect()
      await beside.query('begin; lock table site in access exclusive mode')
      clock += 60_000
      expect(await (await loader()).text()).toBe(before)
      const unknown = await app.request('/w/another1.js', {})
      expect([unknown.status, unknown.headers.get('retry-after')]).toEqual([503, '1'])
      await beside.query('rollback')
      await beside.end()
    }
  )

  it('leaves out surveys that are not live', async () => {
    await app.request(`/api/v1/surveys/${survey.id}`, {
      method: 'PATCH',
      key: testKey,
      body: { state: 'closed' }
    })
    expect(settingsIn(await (await loader()).text()).surveys).toEqual([])
  })

  it('sends the survey module with its definition, for ever, in the language asked for', async () => {
    const response = await module('ur')
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    const source = await response.text()
    expect(source).toMatch(/^\/\* survey \*\/\nexport const definition=\{/)
    expect(source).not.toMatch(/<\/script>|\u2028/)
    const definition = literal(source.slice(source.indexOf('{'))) as Record<string, unknown>
    expect(definition).toMatchObject({
      survey: survey.id,
      version: 1,
      locale: 'ur',
      direction: 'rtl',
      question: 'کیسی \u2028رہی؟ </script>',
      scale: { min: 1 }
    })
    expect(definition.points).toHaveLength(5)
  })

  it('serves an old version as it was, and another build without letting it be kept', async () => {
    await app.request(`/api/v1/surveys/${survey.id}`, {
      method: 'PATCH',
      key: testKey,
      body: { question: { en: 'Happy?' } }
    })
    expect(await (await module('en', 'testhash', 1)).text()).toContain('How did we do?')
    expect(await (await module('en', 'testhash', 2)).text()).toContain('Happy?')
    expect((await module('en', 'otherone')).headers.get('cache-control')).toBe('no-store')
    expect((await module('en', 'testhash', 3)).status).toBe(404)
  })

  it.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync]
  ])('compresses with %s for browsers that read it', async (encoding, decompress) => {
    const plain = await (await module()).text()
    const response = await module('en', 'testhash', 1, { 'accept-encoding': encoding })
    expect([response.headers.get('content-encoding'), response.headers.get('vary')]).toEqual([
      encoding,
      'Accept-Encoding'
    ])
    expect(decompress(Buffer.from(await response.arrayBuffer())).toString()).toBe(plain)
  })

  it.each([
    '/w/none.js',
    '/w/a.b.js',
    '/w/svy_x.1.en.testhash.js',
    '/w/svy_x.99999999999.en.testhash.js',
    '/w/../package.json'
  ])('finds nothing at %s', async (path) => {
    expect((await app.request(path)).status).toBe(404)
  })
})
