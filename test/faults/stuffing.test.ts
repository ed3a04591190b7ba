import { afterAll, describe, expect, it } from 'vitest'
import { networkBudget } from '../../server/responses/stuffing'
import { startApp } from '../app'
import type { TestApp } from '../app'
import { onBothDatabases } from '../databases'
import { byPlacement, byWidget, each, givenStuffed, scoreOf, tapOn, usualRating } from '../api/stuffing'
import type { Told } from '../api/stuffing'

/*
 * Ten thousand votes of one star against a survey that stands at 80 %, while honest people answer from the attacker's own network
 * and from others: see faults.md A8, A9. Attackers: one sends answers only, one loads the page but touches nothing, one imitates
 * a person's page and press in everything.
 */
const votes = 10_000
const honestHere = 500
const honestElsewhere = 100

type Attack = (app: TestApp, at: { survey: string; placement: string }, address: string, index: number) => Promise<Told>

const attackers: [name: string, widget: Attack, placement: Attack][] = [
  ['no page load', (app, { survey }, address) => byWidget(app, survey, address, 1), (app, { placement }, address) => byPlacement(app, placement, address, 1, { loads: false })],
  ['a load, no touch', async (app, { survey }, address) => byWidget(app, survey, address, 1, []), (app, { placement }, address) => byPlacement(app, placement, address, 1)],
  [
    'everything imitated',
    (app, { survey }, address, index) => byWidget(app, survey, address, 1, tapOn(1, index)),
    (app, { placement }, address, index) => byPlacement(app, placement, address, 1, { taps: [[1, 300 + (index % 1_000)]] })
  ]
]
const places: [name: string, addressOf: (index: number) => string, by: 'widget' | 'placement', networks: number][] = [
  ['one address', () => '203.0.113.9', 'widget', 1],
  ['200 addresses', (index) => `198.51.100.${index % 200}`, 'widget', 200],
  ['one /64', (index) => `2001:db8:1:2::${index.toString(16)}`, 'widget', 1],
  ['a placement', () => '203.0.113.9', 'placement', 1]
]

const lines: string[] = []
afterAll(() => console.log(['database | attacker | from | tried | accepted | waiting | headline before → after | moved by | honest let in at once', ...lines].join('\n')))

onBothDatabases((fresh, dialect) => {
  describe.each(attackers)('an attacker with %s', (attacker, widget, placement) => {
    it.each(places)('from %s', { timeout: 600_000 }, async (place, addressOf, by, networks) => {
      const now = Date.now()
      const app = await startApp(fresh, { config: { trustProxy: 1 } })
      try {
        const at = await givenStuffed(app, now).then(({ survey, placement }) => ({ survey: survey.id, placement }))
        const before = await scoreOf(app, at.survey)
        const attack = by === 'widget' ? widget : placement
        const step = votes / (honestHere + honestElsewhere)
        const honest: Promise<Told>[] = []
        const tried = await each(votes, async (index) => {
          if (index % Math.floor(step) === 0 && honest.length < honestHere + honestElsewhere) {
            const person = honest.length
            const address = person % 6 === 5 ? `192.0.2.${person % 250}` : addressOf(0)
            const rating = usualRating(person)
            honest.push(by === 'widget' ? byWidget(app, at.survey, address, rating, tapOn(rating, person)) : byPlacement(app, at.placement, address, rating, { taps: [[rating, 700]] }))
          }
          return attack(app, at, addressOf(index), index)
        })
        const people = await Promise.all(honest)
        const after = await scoreOf(app, at.survey)
        const letIn = people.filter(({ state }) => state === 'counted').length / people.length
        const accepted = tried.filter(({ status }) => status === 201).length
        // Those of the beginning are found out later, so what counts is told by the score.
        const counting = after.count - before.count - people.filter(({ state }) => state === 'counted').length
        const moved = after.value - before.value
        lines.push([dialect, attacker, place, votes, accepted, accepted - counting, `${before.value.toFixed(1)} → ${after.value.toFixed(1)} %`, moved.toFixed(2), `${(100 * letIn).toFixed(1)} %`].join(' | '))
        expect(people.filter(({ status }) => status !== 201)).toEqual([])
        if (attacker === 'everything imitated') {
          expect(counting).toBeLessThanOrEqual(networkBudget * networks)
          return
        }
        expect(Math.abs(moved)).toBeLessThan(1)
        expect(letIn).toBeGreaterThanOrEqual(0.99)
      } finally {
        await app.close()
      }
    })
  })
})
