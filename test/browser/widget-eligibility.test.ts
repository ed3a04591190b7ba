import { expect, test } from 'vitest'
import { ask, outcomeOf, point, stage } from '../support/stage'
import { surveyOf } from '../support/widget-server'

const at = stage([surveyOf('faces'), surveyOf('stars', { on: 'event', by: 'order-placed', again: 30 })])
const vouched = { customer: 'c-1', signature: 'ab12' }

test('a customer whom the page vouches for is shown the survey once the server allows it', async () => {
  const page = await at.visit({ tag: 'data-topics="billing"' })
  await page.evaluate((vouched) => window.hearback?.('identify', vouched as never), vouched)
  await ask(page, { agent: 'ana' })
  await point(page, 'Good').waitFor()
  expect(at.server.considered).toEqual([
    { survey: 'svy_faces', topics: ['billing'], agent: 'ana', ...vouched }
  ])
})

test('who was asked on another channel is not asked here, and ask says by which rule', async () => {
  at.server.eligibility = { eligible: false, rule: 'quiet-period', until: '2030-01-01T00:00:00.000Z' }
  const page = await at.visit()
  await ask(page, vouched)
  expect(await outcomeOf(page)).toEqual({ state: 'not-asked', reason: 'quiet-period' })
  expect(await page.getByRole('radio').count()).toBe(0)
  at.server.eligibility = { eligible: true }
  await ask(page, vouched)
  await point(page, 'Good').waitFor()
})

test('what asks by itself asks the server at that moment, not before', async () => {
  const page = await at.visit()
  await page.evaluate((vouched) => window.hearback?.('identify', vouched as never), vouched)
  expect(at.server.considered).toEqual([])
  await page.evaluate("hearback('event', 'order-placed')")
  await page.getByRole('radio').first().waitFor()
  expect(at.server.considered).toMatchObject([{ survey: 'svy_stars' }])
})

test('nobody is looked up whom the page does not vouch for, nor where the survey is part of the page', async () => {
  const page = await at.visit({ body: '<div id="here"></div>' })
  await ask(page, { customer: 'c-1' })
  await point(page, 'Good').waitFor()
  await page.evaluate("hearback('close')")
  await ask(page, { ...vouched, at: '#here' })
  await point(page, 'Good').waitFor()
  expect(at.server.considered).toEqual([])
})

test('where the server does not say, nobody is asked', async () => {
  at.server.eligibility = '<html>Log in to the hotel</html>'
  const page = await at.visit()
  await ask(page, vouched)
  expect(await outcomeOf(page)).toEqual({ state: 'not-asked', reason: 'unavailable' })
})
