import { createHmac, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AnswerView, ResponsesView } from '../../server/contract/answers'
import type { AuditView } from '../../server/contract/audit'
import type { MatrixView, ScoresView } from '../../server/contract/figures'
import type { AgentsView } from '../../server/contract/figures-agents'
import type { SiteView } from '../../server/contract/sites'
import { verifyColumns } from '../../server/figures/verify'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { fromPage, fromProgram, givenSurvey } from '../support/given'

const signatureOf = (secret: string | undefined, signed: string) =>
  createHmac('sha256', secret ?? '')
    .update(signed)
    .digest('hex')

onBothDatabases((fresh) => {
  let app: TestApp
  beforeAll(async () => {
    app = await startApp(fresh)
  })
  afterAll(() => app.close())

  const read = async <T>(path: string) =>
    (await (await app.request(`/api/v1/${path}`, { key: testKey })).json()) as T // the routes describe it
  const change = async (site: SiteView, patch: object) => {
    const changed = await app.request(`/api/v1/sites/${site.id}`, {
      method: 'PATCH',
      key: testKey,
      body: patch
    })
    expect(changed.status).toBe(200)
    return (await changed.json()) as SiteView
  }
  const said = async (
    survey: string,
    answers: { rating: number; agent?: string; team?: string; topics?: string[]; by: 'page' | 'program' }[]
  ) => {
    for (const { by, ...answer } of answers) {
      const sent = { id: randomUUID(), survey, ...answer }
      expect((await (by === 'page' ? fromPage(app, sent) : fromProgram(app, sent))).status).toBe(201)
    }
  }
  const shares = ({ rows }: ScoresView) =>
    Object.fromEntries(rows.map(({ key, score, claimedShare }) => [key, [score.count, claimedShare]]))

  /** Ana: three by programs, one claimed. Ben: two claimed. Nobody: one. */
  const given = async () => {
    const { site, survey } = await givenSurvey(app)
    await said(survey.id, [
      { rating: 5, agent: 'ana', team: 't1', topics: ['billing'], by: 'program' },
      { rating: 4, agent: 'ana', team: 't1', topics: ['billing', 'delivery'], by: 'program' },
      { rating: 2, agent: 'ana', team: 't1', by: 'program' },
      { rating: 1, agent: 'ana', team: 't1', topics: ['billing'], by: 'page' },
      { rating: 1, agent: 'ben', topics: ['billing'], by: 'page' },
      { rating: 5, agent: 'ben', team: 't2', topics: ['delivery'], by: 'page' },
      { rating: 3, topics: ['billing'], by: 'page' }
    ])
    return { site, survey }
  }

  describe('claimed agents', () => {
    it('count where nobody says otherwise, and each figure about people says of how much of it they are', async () => {
      const { site, survey } = await given()
      expect(site).toMatchObject({ claimedAgents: 'count', askAboutClaimed: false })
      expect(shares(await read(`scores?survey=${survey.id}&by=agent`))).toEqual({
        ana: [4, 0.25],
        ben: [2, 1],
        '': [1, 0]
      })
      expect(shares(await read(`scores?survey=${survey.id}&by=team`))).toEqual({
        t1: [4, 0.25],
        t2: [1, 1],
        '': [2, 0]
      })
      const agents = await read<AgentsView>(`agents?survey=${survey.id}`)
      expect(Object.fromEntries(agents.rows.map(({ key, claimedShare }) => [key, claimedShare]))).toEqual({
        ana: 0.25,
        ben: 1
      })
      const matrix = await read<MatrixView>(`scores/matrix?survey=${survey.id}&rows=agent&columns=topic`)
      expect(matrix.cells.find(({ row, column }) => row === 'ana' && column === 'billing')).toMatchObject({
        claimedShare: 1 / 3
      })
      const filtered = await read<ScoresView>(`scores?survey=${survey.id}&agent=ana&by=day`)
      expect(filtered.claimedShare).toBe(0.25)
      for (const figure of ['topics', 'channels'])
        expect(await read(`${figure}?survey=${survey.id}&agent=ana`)).toMatchObject({ claimedShare: 0.25 })
    })

    it('are no business of figures that are not about people', async () => {
      const { survey } = await given()
      for (const by of ['', '&by=channel', '&by=topic', '&by=month']) {
        const scores = await read<ScoresView>(`scores?survey=${survey.id}${by}`)
        expect(JSON.stringify(scores)).not.toContain('claimedShare')
      }
    })

    it('are nobody in figures about people where the site leaves them out, and come back where it counts them again', async () => {
      const { site, survey } = await given()
      const before = await read<ScoresView>(`scores?survey=${survey.id}&by=agent`)
      await change(site, { claimedAgents: 'leave-out' })
      expect(shares(await read(`scores?survey=${survey.id}&by=agent`))).toEqual({
        ana: [3, 0],
        '': [4, 0.75]
      })
      expect(shares(await read(`scores?survey=${survey.id}&by=team`))).toEqual({ t1: [3, 0], '': [4, 0.5] })
      expect(
        (await read<AgentsView>(`agents?survey=${survey.id}`)).rows.map(({ key, score }) => [
          key,
          score.count
        ])
      ).toEqual([['ana', 3]])
      const matrix = await read<MatrixView>(`scores/matrix?survey=${survey.id}&rows=agent&columns=topic`)
      expect(matrix.rows.map(({ key }) => key).sort()).toEqual(['', 'ana'])
      expect((await read<ScoresView>(`scores?survey=${survey.id}&agent=ben`)).total.count).toBe(0)
      // The answers behind the figure are as many, and each still says what was sent.
      expect(
        (await read<ResponsesView>(`responses?survey=${survey.id}&agent=ana`)).rows.map(
          ({ rating }) => rating
        )
      ).toEqual([2, 4, 5])
      const all = await read<ResponsesView>(`responses?survey=${survey.id}`)
      expect(all.rows.map(({ agent, claimed }) => `${agent} ${claimed}`).sort()).toEqual([
        'ana ',
        'ana ',
        'ana ',
        'ana agent,team',
        'ben agent',
        'ben agent,team',
        'null '
      ])
      // What comes in now counts by the same rule.
      await said(survey.id, [
        { rating: 5, agent: 'ana', team: 't1', by: 'page' },
        { rating: 5, agent: 'ana', by: 'program' },
        { rating: 5, agent: 'cy', by: 'page' }
      ])
      expect(shares(await read(`scores?survey=${survey.id}&by=agent`))).toEqual({
        ana: [4, 0],
        '': [6, 5 / 6]
      })
      await change(site, { claimedAgents: 'count' })
      const after = await read<ScoresView>(`scores?survey=${survey.id}&by=agent`)
      expect(shares(after)).toEqual({ ana: [6, 2 / 6], ben: [2, 1], cy: [1, 1], '': [1, 0] })
      expect(before.rows.find(({ key }) => key === 'ben')).toEqual({
        ...after.rows.find(({ key }) => key === 'ben'),
        share: 2 / 7
      })
    })

    it('change no total, whatever it is put side by side by, and the columns agree with the answers', async () => {
      const { site, survey } = await given()
      const asked = [
        '',
        '&by=channel',
        '&by=topic',
        '&by=locale',
        '&by=surface',
        '&by=day',
        '&channel=web',
        '&topic=billing&topic=delivery',
        '&repeats=all'
      ]
      const figures = () =>
        Promise.all(asked.map((query) => read<ScoresView>(`scores?survey=${survey.id}${query}`)))
      const totals = async () =>
        Promise.all(
          ['agent', 'team'].map(
            async (by) => (await read<ScoresView>(`scores?survey=${survey.id}&by=${by}`)).total
          )
        )
      const [before, sums] = [await figures(), await totals()]
      for (const claimedAgents of ['leave-out', 'count', 'leave-out'] as const) {
        await change(site, { claimedAgents })
        expect(await figures()).toEqual(before)
        expect(await totals()).toEqual(sums)
        for await (const { differences } of verifyColumns(app.services.database, survey.id))
          expect(differences).toEqual([])
      }
    })

    it('are an agent like any other once a manager has named them', async () => {
      const { site, survey } = await given()
      await change(site, { claimedAgents: 'leave-out' })
      const { rows } = await read<ResponsesView>(`responses?survey=${survey.id}&search=&state=counted`)
      const bens = rows.find(({ agent, team }) => agent === 'ben' && team === null)
      const named = await app.request(`/api/v1/responses/${bens?.id}?survey=${survey.id}`, {
        method: 'PATCH',
        key: testKey,
        body: { agent: 'ben', reason: 'It was him' }
      })
      expect(await named.json()).toMatchObject({ agent: 'ben', claimed: [] })
      expect(shares(await read(`scores?survey=${survey.id}&by=agent`))).toEqual({
        ana: [3, 0],
        ben: [1, 0],
        '': [3, 2 / 3]
      })
      for await (const { differences } of verifyColumns(app.services.database, survey.id))
        expect(differences).toEqual([])
    })
  })

  describe('the first signature', () => {
    const audit = async (site: SiteView) =>
      (await read<AuditView>(`audit?site=${site.id}&action=site-changed`)).rows.map(({ actor, detail }) => [
        actor.key,
        detail
      ])
    const signed = (site: SiteView, survey: string) => ({
      id: randomUUID(),
      survey,
      rating: 4,
      agent: 'ana',
      customer: 'c-1',
      signature: signatureOf(site.secret, 'c-1')
    })

    it('leaves claimed agents out of a new site’s figures, for answers from before too, and the audit trail says so', async () => {
      const { site, survey } = await given()
      expect((await fromPage(app, signed(site, survey.id))).status).toBe(201)
      expect(await read<SiteView>(`sites/${site.id}`)).toMatchObject({
        claimedAgents: 'leave-out',
        askAboutClaimed: false
      })
      expect(shares(await read(`scores?survey=${survey.id}&by=agent`))).toEqual({ ana: [3, 0], '': [5, 0.8] })
      expect(await audit(site)).toEqual([
        [
          'public',
          { from: { claimedAgents: 'count' }, to: { claimedAgents: 'leave-out' }, reason: 'first-signature' }
        ]
      ])
      for await (const { differences } of verifyColumns(app.services.database, survey.id))
        expect(differences).toEqual([])
      // Whoever counts them all the same is not overruled by the next one.
      await change(site, { claimedAgents: 'count' })
      expect((await fromPage(app, { ...signed(site, survey.id), id: randomUUID() })).status).toBe(201)
      expect(await read<SiteView>(`sites/${site.id}`)).toMatchObject({ claimedAgents: 'count' })
    })

    it('changes nothing where it is wrong, or where somebody has decided already', async () => {
      const { site, survey } = await given()
      expect(
        (await fromPage(app, { ...signed(site, survey.id), signature: signatureOf('another secret', 'c-1') }))
          .status
      ).toBe(403)
      expect(await read<SiteView>(`sites/${site.id}`)).toMatchObject({ claimedAgents: 'count' })
      const decided = await givenSurvey(app, {}, { claimedAgents: 'count' })
      expect((await fromPage(app, signed(decided.site, decided.survey.id))).status).toBe(201)
      expect(await read<SiteView>(`sites/${decided.site.id}`)).toMatchObject({ claimedAgents: 'count' })
      expect(await audit(decided.site)).toEqual([])
    })

    it('never switches a site from before, whose owners are asked until they have said', async () => {
      const { site, survey } = await given()
      const { database, publication } = app.services
      // as the migration leaves the sites that are there
      await database.handle.update(database.tables.site).set({ claimedDecision: 'asked' })
      publication.forget()
      expect(await read<SiteView>(`sites/${site.id}`)).toMatchObject({
        claimedAgents: 'count',
        askAboutClaimed: true
      })
      expect((await fromPage(app, signed(site, survey.id))).status).toBe(201)
      expect(await read<SiteView>(`sites/${site.id}`)).toMatchObject({
        claimedAgents: 'count',
        askAboutClaimed: true
      })
      expect(await change(site, { claimedAgents: 'count' })).toMatchObject({
        claimedAgents: 'count',
        askAboutClaimed: false
      })
    })
  })

  it('lists and reads an answer with what is merely claimed of it', async () => {
    const { survey } = await givenSurvey(app)
    const id = randomUUID()
    await fromPage(app, { id, survey: survey.id, rating: 2, agent: 'ana', customer: 'c-9' })
    expect(await read<AnswerView>(`responses/${id}?survey=${survey.id}`)).toMatchObject({
      agent: 'ana',
      customer: 'c-9',
      standing: 'unverified',
      claimed: ['agent', 'customer']
    })
    await fromProgram(app, { survey: survey.id, rating: 5, agent: 'ana' })
    const standings = async (query: string) =>
      (await read<ResponsesView>(`responses?survey=${survey.id}${query}`)).rows.map(
        ({ standing }) => standing
      )
    expect([
      await standings('&standing=vouched'),
      await standings('&standing=unverified'),
      (await standings('')).length
    ]).toEqual([['vouched'], ['unverified'], 2])
    const csv = await (
      await app.request(`/api/v1/responses.csv?survey=${survey.id}&standing=unverified`, { key: testKey })
    ).text()
    expect(csv.split('\n').map((line) => line.includes('unverified,agent customer'))).toEqual([
      false,
      true,
      false
    ])
  })
})
