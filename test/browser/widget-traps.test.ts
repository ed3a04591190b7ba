import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { ask, point, stage } from '../support/stage'
import { bundled, traps } from '../support/traps'
import { surveyOf } from '../support/widget-server'

const at = stage([surveyOf('faces'), surveyOf('stars', { on: 'event', by: 'paid' })])

const isOpen = (page: Page) => page.evaluate('isOpen()')
const firstField = (page: Page) => page.locator('#first').inputValue()

async function openDialog(page: Page) {
  await page.evaluate('openDialog()')
  await page.locator('#first').click()
  await expect.poll(() => isOpen(page)).toBe(true)
}

/** Answers as a person does, with mouse and keys, and looks at where the words went. */
async function answer(page: Page) {
  await point(page, 'Good').click()
  await page.getByLabel('What did you like?').click()
  await page.keyboard.type('slow answer')
  expect(await page.getByLabel('What did you like?').inputValue()).toBe('slow answer')
  expect(await isOpen(page)).toBe(true)
  await page.getByRole('button', { name: 'Send' }).click()
  await expect
    .poll(() => [...at.server.stored.values()].map(({ rating, comment }) => [rating, comment]))
    .toEqual([[4, 'slow answer']])
  expect([await firstField(page), await isOpen(page)]).toEqual(['', true])
}

describe.each(traps)('$name', (trap) => {
  const visit = async () => {
    const script = await bundled(trap)
    const page = await at.visit()
    await page.evaluate(script)
    await page.waitForFunction('window.openDialog')
    return page
  }

  test('takes neither focus nor words of a card that is asked for while it is open, and stays open', async () => {
    const page = await visit()
    await openDialog(page)
    await ask(page)
    await answer(page)
  })

  test('lets Escape close the card alone, and after that closes by itself', async () => {
    const page = await visit()
    await openDialog(page)
    await ask(page)
    await point(page, 'Bad').focus()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('radio').count()).toBe(0)
    expect(await isOpen(page)).toBe(true)
    await page.evaluate('closeDialog()')
    await expect.poll(() => isOpen(page)).toBe(false)
    await ask(page)
    await point(page, 'Bad').click()
    await expect.poll(() => at.server.stored.size).toBe(1)
  })

  test('goes before a card that asks by itself', async () => {
    const page = await visit()
    await openDialog(page)
    await page.evaluate("hearback('event', 'paid')")
    await expect.poll(() => at.server.asked).toContain('/w/beside.js')
    expect(await page.getByRole('radio').count()).toBe(0)
    await page.evaluate('closeDialog()')
    await page.getByRole('radio').first().waitFor()
  })

  test.skipIf(trap.name.includes('native'))('leaves a card alone that was there before it', async () => {
    const page = await visit()
    await ask(page)
    await point(page, 'Good').waitFor()
    await openDialog(page)
    await answer(page)
  })
})
