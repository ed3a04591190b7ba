import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { operator } from '../../server/access/permissions'
import { demoCommand } from '../../server/commands/demo'
import type { DisputesView } from '../../server/contract/disputes'
import type { ScoresView } from '../../server/contract/figures'
import type { DriversView } from '../../server/contract/figures-more'
import type { FollowUpFiguresView, RecoveryView } from '../../server/contract/follow-ups'
import type { GoalsView } from '../../server/contract/goals'
import type { PlanVoicesView } from '../../server/contract/plan-voices'
import type { LiftView, PlansView } from '../../server/contract/plans'
import { openDatabase } from '../../server/db/open-database'
import { fillDemo } from '../../server/demo/fill'
import { verifyColumns } from '../../server/figures/verify'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { givenSurvey } from '../support/given'

const until = Date.parse('2026-11-20T12:00:00Z')

/** What was made on each database. */
const years: Awaited<ReturnType<typeof everything>>[] = []

onBothDatabases((fresh) => {
  let app: TestApp
  beforeAll(async () => {
    app = await filled()
    years.push(await everything(app))
  })
  afterAll(() => app.close())

  it('has columns that agree with its answers', async () => {
    const { database } = app.services
    for (const { id } of await database.handle
      .select({ id: database.tables.survey.id })
      .from(database.tables.survey)) {
      for await (const { differences } of verifyColumns(database, id)) expect(differences).toEqual([])
    }
  })

  it('has topics that truly differ', async () => {
    const { rows } = await scores('by=topic')
    const byKey = new Map(rows.map(({ key, score }) => [key, score]))
    for (const low of ['billing-question', 'refund']) {
      for (const high of ['product-question', 'opening-hours']) {
        expect(byKey.get(low)?.upper).toBeLessThan(byKey.get(high)?.lower ?? 0)
      }
    }
  })

  it('has channels whose comparison misleads until their topics are looked at', async () => {
    const both = async (query: string) => {
      const { rows } = await scores(`by=channel&channel=voice&channel=whatsapp${query}`)
      return (key: string) => rows.find((row) => row.key === key)?.score.value ?? Number.NaN
    }
    const overall = await both('')
    expect(overall('voice')).toBeLessThan(overall('whatsapp') - 4)
    for (const topic of ['delivery', 'refund']) {
      const within = await both(`&topic=${topic}`)
      expect(within('voice')).toBeGreaterThan(within('whatsapp'))
    }
  })

  it('has a warehouse whose parcels disappoint, which nobody sees who looks at topics alone', async () => {
    const of = async (topic: string) => {
      const { rows } = await scores(`by=attribute.warehouse&topic=${topic}`)
      return new Map(rows.map(({ key, score }) => [key, score]))
    }
    const [sent, asked] = [await of('delivery&topic=returns&topic=warranty'), await of('billing-question')]
    expect(sent.get('Multan')?.upper).toBeLessThan(sent.get('Karachi')?.lower ?? 0)
    expect(asked.get('Multan')?.upper).toBeGreaterThan(asked.get('Karachi')?.lower ?? 100)
  })

  it('has a training that worked', async () => {
    const about = 'topic=billing-question&team=Messages'
    const before = await scores(about, '2025-11-22', '2026-07-15')
    const after = await scores(about, '2026-08-01', '2026-11-19')
    expect(after.total.lower).toBeGreaterThan(before.total.upper ?? 100)
  })

  it('has a plan that helped, and one of which nobody knows yet', async () => {
    const read = async (path: string) =>
      (await app.request(`/api/v1/training-plans${path}`, { key: testKey })).json()
    const { rows } = (await read(`?survey=${await satisfaction()}`)) as PlansView
    const verdicts = rows.map(async ({ id, name }) => [
      name,
      ((await read(`/${id}/lift`)) as LiftView).verdict
    ])
    expect(Object.fromEntries(await Promise.all(verdicts))).toEqual({
      'Billing questions by message': 'helped',
      'New macro for warranty cases': 'not-clear'
    })
  })

  it('has agents who say something to the plan that taught them', async () => {
    const read = async (path: string) =>
      (await app.request(`/api/v1/training-plans${path}`, { key: testKey })).json()
    const { rows } = (await read(`?survey=${await satisfaction()}`)) as PlansView
    const plan = rows.find(({ kind }) => kind === 'training')
    const voices = (await read(`/${plan?.id}/voices`)) as PlanVoicesView
    expect(voices).toMatchObject({ agents: 6, acknowledged: 4, coaching: { ratings: 3 } })
    expect(voices.comments).toHaveLength(2)
  })

  it('has a goal that is reached, and one that is behind', async () => {
    const goals = await app.request(`/api/v1/scores/goals?survey=${await satisfaction()}`, { key: testKey })
    const { rows } = (await goals.json()) as GoalsView
    expect(rows.map(({ team, verdict }) => [team?.label ?? null, verdict]).sort()).toEqual([
      [null, 'behind'],
      ['Messages', 'reached']
    ])
  })

  it('has follow-ups in every state, some overdue, by two rules and with root causes', async () => {
    const { site, followUp } = app.services.database.tables
    const [{ id = '' } = {}] = await app.services.database.handle.select({ id: site.id }).from(site)
    const rows = await app.services.database.handle.select().from(followUp)
    expect(new Set(rows.map(({ state }) => state))).toEqual(
      new Set(['open', 'in-progress', 'waiting', 'closed'])
    )
    expect(new Set(rows.map(({ ruleId }) => ruleId)).size).toBe(2)
    expect(rows.some(({ overdueAt }) => overdueAt !== null)).toBe(true)
    const figures = (await (
      await app.request(`/api/v1/sites/${id}/follow-up-figures?from=2026-10-22&to=2026-11-20`, {
        key: testKey
      })
    ).json()) as FollowUpFiguresView
    expect(figures.causes.length).toBeGreaterThan(3)
    expect(figures.hoursToClose).toBeGreaterThan(1)
    const recovery = (await (
      await app.request(`/api/v1/sites/${id}/follow-ups/recovery?from=2026-10-22&to=2026-11-20`, {
        key: testKey
      })
    ).json()) as RecoveryView
    expect(recovery.answered).toBeGreaterThan(20)
    expect(recovery.rate?.value).toBeGreaterThan(40)
  })

  it('has disputes that wait for a manager, and some of each decision', async () => {
    const [{ id = '' } = {}] = await app.services.database.handle
      .select({ id: app.services.database.tables.site.id })
      .from(app.services.database.tables.site)
    const found = await app.request(`/api/v1/disputes?site=${id}`, { key: testKey })
    const { rows } = (await found.json()) as DisputesView
    const count = (wanted: string) => rows.filter(({ state }) => state === wanted).length
    expect([count('open'), count('upheld'), count('refused')]).toEqual([3, 3, 1])
    expect(rows.filter(({ cause, answer }) => cause === 'not-mine' && answer?.agent === null)).toHaveLength(1)
  })

  it('has further questions that move the rating, the one whether it was solved most', async () => {
    const { drivers } = await get<DriversView>('drivers', '')
    expect(drivers?.rows.map(({ key }) => key)).toEqual(['solved', 'person'])
    expect(drivers?.p).toBeLessThan(0.001)
    expect(drivers?.rows[1]?.share).toBeGreaterThan(0.1)
  })

  it('has channels that answer more and less often, and comments in many languages', async () => {
    const { response, invitation } = app.services.database.tables
    const invited = await app.services.database.handle
      .select({ channel: invitation.channel, answeredAt: invitation.answeredAt })
      .from(invitation)
    const rateOf = (channel: string) => {
      const asked = invited.filter((one) => one.channel === channel)
      return asked.filter(({ answeredAt }) => answeredAt !== null).length / asked.length
    }
    expect(rateOf('whatsapp')).toBeGreaterThan(2 * rateOf('email'))
    const comments = (
      await app.services.database.handle.select({ comment: response.comment }).from(response)
    ).flatMap(({ comment }) => comment ?? [])
    for (const script of [
      /\p{Script=Latin}/u,
      /\p{Script=Arabic}/u,
      /\p{Script=Cyrillic}/u,
      /\p{Script=Han}/u,
      /\p{Script=Devanagari}/u
    ]) {
      expect(comments.some((comment) => script.test(comment))).toBe(true)
    }
  })

  async function filled(): Promise<TestApp> {
    const made = await startApp(fresh, { now: () => until })
    await fillDemo(made.services.database, operator('test'), until, { scale: 0.3 })
    return made
  }

  const scores = (query: string, from?: string, to?: string) => get<ScoresView>('scores', query, from, to)

  async function satisfaction(): Promise<string | undefined> {
    const surveys = await app.services.database.handle.select().from(app.services.database.tables.survey)
    return surveys.find(({ name }) => name === 'Satisfaction')?.id
  }

  async function get<T>(figure: string, query: string, from = '2025-11-22', to = '2026-11-20'): Promise<T> {
    const csat = await satisfaction()
    const response = await app.request(`/api/v1/${figure}?survey=${csat}&from=${from}&to=${to}&${query}`, {
      key: testKey
    })
    expect(response.status).toBe(200)
    return (await response.json()) as T // the view of that figure
  }
})

/**
 * All that was made, without the ids that are meant to differ: those of the site and its surveys, and what
 * is derived from them.
 */
async function everything({ services: { database } }: TestApp) {
  const { response, invitation, conversation, survey } = database.tables
  const names = new Map((await database.handle.select().from(survey)).map(({ id, name }) => [id, name]))
  const answers = await database.handle.select().from(response)
  const invitations = await database.handle.select().from(invitation)
  const conversations = await database.handle.select().from(conversation)
  const byName = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
  // Each database hashes names with a key of its own.
  return {
    answers: answers
      .map(({ siteId: _site, tagSetId: _tags, customerHash: _hash, surveyId, ...row }) => ({
        ...row,
        survey: names.get(surveyId)
      }))
      .sort(byName),
    invitations: invitations
      .map(({ siteId: _site, surveyId: _survey, customerHash: _hash, addressHash: _address, ...row }) => row)
      .sort(byName),
    conversations: conversations.map(({ siteId: _site, customerHash: _hash, ...row }) => row).sort(byName)
  }
}

it('makes the same year again for the same day, whatever the database', () => {
  const [one, two] = years
  expect(one?.answers.length).toBeGreaterThan(3_000)
  expect(two).toEqual(one)
})

describe('the command', () => {
  it('fills nothing but an empty database, and says when the demo was not finished', {
    timeout: 240_000
  }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hearback-demo-'))
    const url = `file:${join(folder, 'taken.db')}`
    const said: string[] = []
    const listening = [vi.spyOn(console, 'log'), vi.spyOn(console, 'error')].map((spy) =>
      spy.mockImplementation((line: string) => void said.push(line))
    )
    const app = await startApp(async () => ({ url, remove: async () => {} }))
    await givenSurvey(app)
    await app.close()
    expect(await demoCommand(['--database', url], { HEARBACK_SECRET: app.services.config.secret })).toBe(1)
    expect(said.join('\n')).toContain('holds something already')

    const demo = `file:${join(folder, 'demo.db')}`
    expect(await demoCommand(['--database', demo], {})).toBe(0)
    expect(await demoCommand(['--database', demo], {})).toBe(0)
    expect(said.join('\n')).toContain('there already')

    const database = await openDatabase(demo)
    await database.script(`update survey set state = 'draft'`)
    await database.close()
    expect(await demoCommand(['--database', demo], {})).toBe(1)
    expect(said.join('\n')).toContain('stopped before it was whole')
    for (const spy of listening) spy.mockRestore()
    rmSync(folder, { recursive: true, force: true })
  })
})
