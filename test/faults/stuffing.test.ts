import { afterAll, describe, expect, it } from 'vitest'
import type { ResponsesView } from '../../server/contract/answers'
import type { AuditView } from '../../server/contract/audit'
import { networkBudget } from '../../server/responses/stuffing'
import type { TestApp } from '../support/app'
import { startApp, testKey } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { fromProgram } from '../support/given'
import type { Told } from '../support/stuffing'
import {
  byPlacement,
  byWidget,
  each,
  givenStuffed,
  scoreOf,
  tapOn,
  told,
  usualRating
} from '../support/stuffing'

/*
 * Ten thousand votes of one star against a survey that stands at 80 %, while honest people answer: five
 * hundred from the attacker's own address, as in an office, a hundred from elsewhere, three hundred at a
 * kiosk, and three hundred by a program of the site: see faults.md A8, A9. What came of each is read from
 * what is kept, because a page is not told. Attackers: one sends answers only, one loads the page but
 * touches nothing, one imitates a person's page and press in everything.
 */
const votes = 10_000
const groups = { office: 500, elsewhere: 100, kiosk: 300, program: 300 }
type Group = keyof typeof groups
/**
 * The test answers as soon as the page is there, and nobody presses a page before it was open: that is what
 * gives programs away.
 */
const atOnceMs = 700
/** All of them, in turns. */
const people = Object.entries(groups)
  .flatMap(([group, count]) =>
    Array.from({ length: count }, (_, index) => ({ group: group as Group, index, at: (index + 0.5) / count }))
  ) // its own keys
  .sort((a, b) => a.at - b.at)

type Attack = (
  app: TestApp,
  at: { survey: string; placement: string },
  address: string,
  index: number
) => Promise<Told>

const attackers: [name: string, widget: Attack, placement: Attack][] = [
  [
    'no page load',
    (app, { survey }, address) => byWidget(app, survey, address, 1),
    (app, { placement }, address) => byPlacement(app, placement, address, 1, { loads: false })
  ],
  [
    'a load, no touch',
    async (app, { survey }, address) => byWidget(app, survey, address, 1, []),
    (app, { placement }, address) => byPlacement(app, placement, address, 1)
  ],
  [
    'everything imitated',
    (app, { survey }, address, index) => byWidget(app, survey, address, 1, tapOn(1, index)),
    (app, { placement }, address, index) =>
      byPlacement(app, placement, address, 1, { taps: [[1, 300 + (index % 1_000)]] })
  ]
]
const places: [
  name: string,
  addressOf: (index: number) => string,
  by: 'widget' | 'placement',
  networks: number
][] = [
  ['one address', () => '203.0.113.9', 'widget', 1],
  ['200 addresses', (index) => `198.51.100.${index % 200}`, 'widget', 200],
  ['one /64', (index) => `2001:db8:1:2::${index.toString(16)}`, 'widget', 1],
  ['a placement', () => '203.0.113.9', 'placement', 1]
]

const lines: string[] = []
const heads = [
  'database',
  'attacker',
  'from',
  'tried',
  'accepted',
  'waiting',
  'headline',
  'moved by',
  'honest',
  'counted at once',
  'of the office',
  'read 429',
  'owner told'
]
afterAll(() => console.log([row(heads), row(heads.map(() => '---')), ...lines].join('\n')))

onBothDatabases((fresh, dialect) => {
  describe.each(attackers)('an attacker with %s', (attacker, widget, placement) => {
    it.each(places)('from %s', { timeout: 600_000 }, async (place, addressOf, by, networks) => {
      const now = Date.now()
      const app = await startApp(fresh, { config: { trustProxy: 1 } })
      try {
        const at = await givenStuffed(app, now).then(({ site, survey, placement }) => ({
          site: site.id,
          survey: survey.id,
          placement
        }))
        const before = await scoreOf(app, at.survey)
        const attack = by === 'widget' ? widget : placement
        const honest: Promise<Told & { group: Group }>[] = []
        const answer = ({ group, index }: (typeof people)[number]): Promise<Told> => {
          const rating = usualRating(index)
          const taps = tapOn(rating, index)
          if (group === 'program') return fromProgram(app, { survey: at.survey, rating }).then(told)
          const address =
            group === 'office' ? addressOf(0) : group === 'kiosk' ? '192.0.2.251' : `192.0.2.${index % 250}`
          return group === 'kiosk' || by === 'placement'
            ? byPlacement(app, at.placement, address, rating, { taps: [[rating, atOnceMs]] })
            : byWidget(app, at.survey, address, rating, taps)
        }
        const tried = await each(votes, async (index) => {
          const person = index % Math.floor(votes / people.length) === 0 ? people[honest.length] : undefined
          if (person) honest.push(answer(person).then((told) => ({ ...told, group: person.group })))
          return attack(app, at, addressOf(index), index)
        })
        const heard = await Promise.all(honest)
        const after = await scoreOf(app, at.survey)
        const waiting = await waitingOf(app, at.survey)
        const isIn = ({ id, status }: Told) => status === 201 && id !== undefined && !waiting.has(id)
        const shareIn = (some: typeof heard) => some.filter(isIn).length / some.length
        const accepted = tried.filter(({ status }) => status === 201).length
        const votesWaiting = tried.filter(({ id }) => id !== undefined && waiting.has(id)).length
        const moved = after.value - before.value
        const audit = (await (
          await app.request(`/api/v1/audit?site=${at.site}&action=answers-held`, { key: testKey })
        ).json()) as AuditView
        const office = heard.filter(({ group }) => group === 'office')
        lines.push(
          row([
            dialect,
            attacker,
            place,
            votes,
            accepted,
            votesWaiting,
            `${before.value.toFixed(1)} → ${after.value.toFixed(1)} %`,
            `${moved.toFixed(2)} points`,
            heard.length,
            percent(shareIn(heard)),
            percent(shareIn(office)),
            heard.filter(({ status }) => status === 429).length,
            audit.rows.length > 0 ? 'yes' : 'no'
          ])
        )
        expect(heard.filter(({ status }) => status !== 201)).toEqual([])
        expect(heard).toHaveLength(people.length)
        expect(after.count).toBe(before.count + accepted - votesWaiting + heard.filter(isIn).length)
        if (votesWaiting > 0) expect(audit.rows).not.toEqual([])
        if (attacker === 'everything imitated') {
          expect(accepted - votesWaiting).toBeLessThanOrEqual(networkBudget * networks)
          expect(shareIn(heard.filter(({ group }) => group !== 'office'))).toBeGreaterThanOrEqual(0.99)
          return
        }
        expect(Math.abs(moved)).toBeLessThan(1)
        expect(shareIn(heard)).toBeGreaterThanOrEqual(0.99)
        expect(shareIn(office)).toBeGreaterThanOrEqual(0.99)
      } finally {
        await app.close()
      }
    })
  })
})

/** The ids of all answers that wait for a look. */
async function waitingOf(app: TestApp, survey: string): Promise<Set<string>> {
  const ids = new Set<string>()
  for (let cursor = ''; ; ) {
    const page = await app.request(
      `/api/v1/responses?survey=${survey}&state=suspect&limit=200${cursor && `&cursor=${cursor}`}`,
      { key: testKey }
    )
    const { rows, next } = (await page.json()) as ResponsesView
    for (const { id } of rows) ids.add(id)
    if (next === null) return ids
    cursor = next
  }
}

function row(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
