import { expect, test } from 'vitest'
import { barriers } from '../support/barriers'
import { expectOneRow } from '../support/ends'
import { ask, point, stage } from '../support/stage'
import { surveyOf } from '../support/widget-server'

const kinds = ['faces', 'stars', 'numbers', 'nps', 'ces', 'thumbs']
const at = stage(kinds.map((kind) => surveyOf(kind)))

const dressed = (colorScheme: string) => `<style>:root { color-scheme: ${colorScheme} }</style>`

for (const kind of kinds) {
  for (const [lang, dir] of [
    ['en', 'ltr'],
    ['ur', 'rtl']
  ]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`axe finds nothing wrong with ${kind} in ${lang}, ${colorScheme}: asking, commenting, thanking, in the corner and in line`, async () => {
        const page = await at.visit({
          html: `lang="${lang}" dir="${dir}"`,
          head: dressed(colorScheme),
          body: `<div id="here"></div>`,
          context: { colorScheme }
        })
        for (const place of [{}, { at: '#here' }]) {
          await ask(page, { survey: `svy_${kind}`, ...place })
          await page.getByRole('radio').first().waitFor()
          expect(await barriers(page)).toEqual([])
          await page.getByRole('radio').last().click()
          await page.getByRole('textbox').waitFor()
          expect(await barriers(page)).toEqual([])
          await page.locator('form button').click()
          await page.locator('.thanks').waitFor()
          expect(await barriers(page)).toEqual([])
          await page.evaluate("hearback('close')")
        }
      })
    }
  }
}

test.each(kinds)(
  'every target of %s is at least 44 pixels, but the points of a long row on a phone, on ' +
    'a phone of 320 too, and nothing overflows',
  async (kind) => {
    for (const width of [320, 390, 1000]) {
      const page = await at.visit({ context: { viewport: { width, height: 640 } } })
      await ask(page, { survey: `svy_${kind}` })
      await page.getByRole('radio').last().click()
      await page.getByRole('textbox').waitFor()
      const boxes = await page
        .locator('input, button')
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()))
      // A row in two lines would bend what is measured; one line leaves each of its points 24 px at least (WCAG
      // 2.5.8).
      const narrowest = width < 1000 && ['nps', 'ces'].includes(kind) ? 24 : 44
      for (const box of boxes) {
        expect(box.width).toBeGreaterThanOrEqual(narrowest)
        expect(box.height).toBeGreaterThanOrEqual(44)
        expect(box.left).toBeGreaterThanOrEqual(0)
        expect(box.right).toBeLessThanOrEqual(width)
      }
      expect(await page.getByRole('region').evaluate((card) => card.scrollWidth <= card.clientWidth)).toBe(
        true
      )
    }
  }
)

for (const [lang, direction] of [
  ['en', 'ltr'],
  ['ur', 'rtl']
] as const) {
  test.each([
    ['nps', 11],
    ['ces', 7]
  ] as const)(
    `the points of %s stand in one row in ${lang}, its ends under the first and the last`,
    async (kind, count) => {
      for (const width of [320, 390, 1000]) {
        const page = await at.visit({
          html: `lang="${lang}" dir="${direction}"`,
          body: '<div id="here"></div>',
          context: { viewport: { width, height: 640 } }
        })
        await ask(page, { survey: `svy_${kind}` })
        await page.getByRole('radio').first().waitFor()
        await expectOneRow(page.locator('.card'), direction, count)
      }
    }
  )
}

test('text of twice the size still fits', async () => {
  const page = await at.visit({ context: { viewport: { width: 1000, height: 700 } } })
  await ask(page, { survey: 'svy_faces' })
  const card = page.getByRole('region')
  await card.evaluate((element: HTMLElement) => (element.style.fontSize = '2em'))
  await point(page, 'Good').click()
  await page.getByRole('textbox').waitFor()
  expect(await card.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true)
  const box = await card.boundingBox()
  expect(box && box.y).toBeGreaterThanOrEqual(0)
})

test('the whole survey by keyboard alone: arrows pass over points, what they rest on is the answer', async () => {
  const page = await at.visit({ body: '<button id="before">Before</button>' })
  await page.locator('#before').focus()
  await ask(page, { survey: 'svy_nps' })
  await page.getByRole('radio').first().waitFor()
  await page.keyboard.press('Tab')
  for (let times = 0; times < 9; times++) await page.keyboard.press('ArrowRight')
  await page.getByRole('textbox').waitFor()
  await expect.poll(() => at.server.posted.map(({ rating }) => rating)).toEqual([9])
  await page.keyboard.press('Tab')
  await page.keyboard.type('By keyboard')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.locator('.thanks').waitFor()
  await expect
    .poll(() => [...at.server.stored.values()].map(({ rating, comment }) => [rating, comment]))
    .toEqual([[9, 'By keyboard']])
  await page.keyboard.press('Escape')
  expect(await page.getByRole('region').count()).toBe(0)
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('before')
})

test.each(['Enter', 'Space'])('%s on a point answers at once', async (key) => {
  const page = await at.visit()
  await ask(page, { survey: 'svy_faces' })
  await point(page, 'Very bad').focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press(key)
  await expect.poll(() => at.server.posted.map(({ rating }) => rating), { timeout: 900 }).toEqual([2])
})

test('Escape from inside dismisses; from the page it does nothing', async () => {
  const page = await at.visit()
  await ask(page, { survey: 'svy_faces' })
  await page.getByRole('radio').first().waitFor()
  await page.keyboard.press('Escape')
  expect(await page.getByRole('region').count()).toBe(1)
  await page.getByRole('radio').first().focus()
  await page.keyboard.press('Escape')
  expect(await page.getByRole('region').count()).toBe(0)
  expect(at.server.posted).toEqual([])
})

test('what happens is announced: the question, that the rating is saved, the thanks', async () => {
  const page = await at.visit()
  await ask(page, { survey: 'svy_faces' })
  const status = page.getByRole('status')
  await status.waitFor({ state: 'attached' })
  expect(await status.textContent()).toBe('')
  await expect.poll(() => status.textContent()).toBe('How did we do?')
  await point(page, 'Good').click()
  await expect.poll(() => status.textContent()).toBe('Your rating is saved. You can add a comment.')
  await page.getByRole('button', { name: 'Send' }).click()
  await expect.poll(() => status.textContent()).toBe('Thank you!')
})

test('in high contrast the chosen point is told apart by more than colour', async () => {
  const page = await at.visit({ context: { forcedColors: 'active' } })
  await ask(page, { survey: 'svy_faces' })
  await point(page, 'Good').click()
  const outlines = await page
    .locator('.mark')
    .evaluateAll((marks) => marks.map((mark) => getComputedStyle(mark).outlineStyle))
  expect(outlines).toEqual(['none', 'none', 'none', 'solid', 'none'])
})
