import { afterAll, beforeAll, expect, it } from 'vitest'
import type { MemberView } from '../../server/contract/people'
import type { TestApp } from '../support/app'
import { makeMember, startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { fromProgram, givenSurvey } from '../support/given'

const period = 'from=2026-11-01&to=2026-11-20'

/** A lead sees the teams that they lead, and of everybody else nothing, wherever they look. */
onBothDatabases((fresh) => {
  let app: TestApp
  let site: string
  let survey: string
  let lead: string
  let manager: string
  let theirs: { answer: string; invitation: string }
  beforeAll(async () => {
    app = await startApp(fresh, { now: () => Date.parse('2026-11-20T09:00:00Z') })
    const given = await givenSurvey(app)
    site = given.site.id
    survey = given.survey.id
    lead = await makeMember(app, site, {
      email: 'lea@example.com',
      role: 'lead',
      teams: ['tier-1', 'tier-2', 'tier-1']
    })
    manager = await makeMember(app, site, { email: 'max@example.com', role: 'manager' })
    const answer = async (team: string, agent: string, rating: number, number: number) => {
      const body = {
        survey,
        rating,
        team,
        agent,
        topics: [`topic-of-${team}`],
        channel: 'chat',
        comment: `word${team.replace('-', '')} again`,
        conversation: `c-${team}-${agent}-${number}`,
        answeredAt: `2026-11-${String((number % 18) + 1).padStart(2, '0')}T10:00:00Z`
      }
      await app.request(`/api/v1/conversations/${body.conversation}`, {
        method: 'PUT',
        key: testKey,
        body: {
          site,
          team,
          agent,
          channel: 'chat',
          openedAt: body.answeredAt,
          firstResponseAt: body.answeredAt
        }
      })
      return (await (await fromProgram(app, body)).json()) as { id: string }
    }
    let last = { id: '' }
    for (let number = 0; number < 8; number++) {
      await answer('tier-1', 'ana', 5, number)
      await answer('tier-2', 'ben', 2, number)
      last = await answer('tier-3', 'zoe', 1, number)
    }
    const invited = async (team: string, agent: string) =>
      (
        (await (
          await app.request('/api/v1/invitations', {
            key: testKey,
            body: { survey, team, agent, customer: `customer-of-${team}` }
          })
        ).json()) as { id: string }
      ).id
    await invited('tier-1', 'ana')
    theirs = { answer: last.id, invitation: await invited('tier-3', 'zoe') }
  })
  afterAll(() => app.close())

  const asked = (path: string, cookie = lead) => app.request(`/api/v1/${path}`, { cookie })
  const figures = [
    'scores?',
    'scores?by=team',
    'scores?by=agent',
    'scores?by=topic',
    'scores?by=channel',
    'scores?by=day',
    'scores/matrix?rows=topic&columns=channel',
    'scores/matrix?rows=agent&columns=team',
    'topics?',
    'channels?',
    'agents?',
    'agents?compare=previous',
    'kpis?by=agent',
    'kpis?by=team',
    'funnel?by=team',
    'funnel?by=agent',
    'scores/control?',
    'scores/waiting?',
    'drivers?',
    'words?',
    'responses?',
    'responses?repeats=all',
    'invitations?',
    'responses.csv?'
  ].map((path) => `${path}${path.endsWith('?') ? '' : '&'}survey=`)

  it.each(figures)('tells of the teams alone: %s', async (path) => {
    const dated = path.startsWith('invitations') ? '' : `&${period}`
    const [told, whole] = await Promise.all([
      asked(`${path}${survey}${dated}`),
      asked(`${path}${survey}${dated}`, manager)
    ])
    expect([told.status, whole.status]).toEqual([200, 200])
    const [text, all] = [await told.text(), await whole.text()]
    expect(text).not.toMatch(/tier-?3|zoe/)
    const sees = await asked(`${path}${survey}${dated}&team=tier-3`)
    expect(path.startsWith('invitations') ? '' : await sees.text()).not.toMatch(/zoe|wordtier3/)
    if (/tier-?3|zoe/.test(all)) expect(text).toMatch(/tier-?1|ana/)
  })

  it('counts what the teams were told, whole and by whatever they filter', async () => {
    const total = async (query: string, cookie = lead) =>
      (
        (await (await asked(`scores?survey=${survey}&${period}${query}`, cookie)).json()) as {
          total: { count: number }
        }
      ).total.count
    expect(
      await Promise.all([
        total('', manager),
        total(''),
        total('&team=tier-1'),
        total('&team=tier-3'),
        total('&team=tier-1&team=tier-3'),
        total('&agent=zoe'),
        total('&agent=ben'),
        total('&team=')
      ])
    ).toEqual([24, 16, 8, 0, 8, 0, 8, 0])
  })

  it('ranks the agents of the teams among each other', async () => {
    const { rows } = (await (await asked(`agents?survey=${survey}&${period}`)).json()) as {
      rows: { key: string }[]
    }
    expect(rows.map(({ key }) => key)).toEqual(['ben', 'ana'])
  })

  it('does not find what is others’, and changes nothing', async () => {
    for (const path of [`responses/${theirs.answer}?survey=${survey}`, `invitations/${theirs.invitation}`])
      expect([path, (await asked(path)).status]).toEqual([path, 404])
    const refused: [string, { method?: string; body?: unknown }][] = [
      [
        `responses/${theirs.answer}?survey=${survey}`,
        { method: 'PATCH', body: { state: 'excluded', reason: 'mine' } }
      ],
      ['invitations', { body: { survey } }],
      ['keys', { body: { site, name: 'K', scopes: ['scores:read'] } }],
      [`tags?site=${site}&dimension=agent`, {}],
      [`audit?site=${site}`, {}]
    ]
    for (const [path, send] of refused)
      expect([path, (await app.request(`/api/v1/${path}`, { cookie: lead, ...send })).status]).toEqual([
        path,
        403
      ])
  })

  it('needs teams for a lead, shows them, and follows a change', async () => {
    const invite = (body: object) =>
      app.request('/api/v1/members', {
        key: testKey,
        body: { site, email: 'new@example.com', name: 'New', role: 'lead', ...body }
      })
    for (const wrong of [{}, { teams: [] }, { teams: [' '] }]) expect((await invite(wrong)).status).toBe(422)
    const members = (
      (await (await app.request(`/api/v1/members?site=${site}`, { key: testKey })).json()) as {
        rows: MemberView[]
      }
    ).rows
    const lea = members.find(({ email }) => email === 'lea@example.com')
    expect(lea).toMatchObject({ role: 'lead', teams: ['tier-1', 'tier-2'], agent: null })
    const change = (body: object) =>
      app.request(`/api/v1/members/${lea?.id}?site=${site}`, { key: testKey, method: 'PATCH', body })
    expect((await change({ teams: [] })).status).toBe(422)
    expect(await (await change({ teams: ['tier-3'] })).json()).toMatchObject({ teams: ['tier-3'] })
    expect(
      (
        (await (await asked(`scores?survey=${survey}&${period}&by=team`)).json()) as {
          rows: { key: string }[]
        }
      ).rows.map(({ key }) => key)
    ).toEqual(['tier-3'])
    await change({ teams: ['tier-1', 'tier-2'] })
    const { rows } = (await (
      await app.request(`/api/v1/audit?site=${site}&action=member-changed`, { key: testKey })
    ).json()) as { rows: { detail: unknown }[] }
    expect(rows.map(({ detail }) => detail)).toContainEqual({
      from: { teams: ['tier-1', 'tier-2'] },
      to: { teams: ['tier-3'] }
    })
  })
})
