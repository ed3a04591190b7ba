import { expect, test } from 'vitest'
import { ask, point, stage } from '../support/stage'
import { surveyOf } from '../support/widget-server'

const at = stage([surveyOf('faces')])
const told = () => at.server.told.map(({ what }) => what)

test('an ask that is closed is told of once, with the path and nothing of who was there', async () => {
  const page = await at.visit()
  await ask(page, { customer: 'c-1', topics: ['billing'] })
  await point(page, 'Good').waitFor()
  await page.getByRole('button', { name: 'Close' }).click()
  await expect
    .poll(() => at.server.told)
    .toEqual([{ survey: 'svy_faces', what: 'dismissed', path: new URL(page.url()).pathname }])
  expect(await page.context().cookies()).toEqual([])
})

test('an ask on a page that is left without an answer was shown', async () => {
  const page = await at.visit()
  await ask(page)
  await point(page, 'Good').waitFor()
  await expect.poll(() => at.server.asked).toContain('/w/asks.js')
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)))
  await page.close({ runBeforeUnload: true })
  await expect.poll(told).toEqual(['shown'])
})

test('an answer carries its own, so that nothing else is told of it', async () => {
  const page = await at.visit()
  await ask(page)
  await point(page, 'Good').click()
  await expect.poll(() => at.server.stored.size).toBe(1)
  await page.goto('about:blank')
  expect(told()).toEqual([])
})

test('who does not answer for a while was shown the survey; an answer after all takes that back', async () => {
  const page = await at.visit({ tag: 'data-manual' })
  await page.clock.install()
  await ask(page)
  await point(page, 'Good').waitFor()
  await expect.poll(() => at.server.asked).toContain('/w/asks.js')
  await page.clock.runFor(11_000)
  await expect.poll(told).toEqual(['shown'])
  await point(page, 'Good').click()
  await expect.poll(told).toEqual(['shown', 'answered-later'])
})
