import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { barriers } from '../support/barriers'
import { ask, point, stage } from '../support/stage'
import type { Look } from '../support/widget-server'
import { surveyOf } from '../support/widget-server'

const parts: Look['parts'] = {
  solved: true,
  reasons: {
    low: [
      { key: 'too-slow', label: { en: 'Too slow' } },
      { key: 'price', label: { en: 'Price' } }
    ],
    high: [{ key: 'friendly', label: { en: 'Friendly' } }]
  },
  person: true,
  contact: true,
  thanks: {
    high: {
      text: { en: 'Tell others!' },
      link: { url: 'https://reviews.example/', label: { en: 'Review us' } }
    }
  }
}
const looks: Record<string, Look> = {
  faces_full: { parts },
  nps_full: { parts },
  faces_bare: { parts: { comment: false } },
  faces_sheet: { parts, place: 'sheet' },
  faces_page: { parts, place: 'page' },
  faces_dark: {
    parts,
    theme: { scheme: 'dark', accent: '#ff9ec7', radius: 0, density: 'compact', font: 'Georgia, serif' }
  },
  stars_brand: { parts, theme: { background: '#003b2f', text: '#f4fff9', accent: '#5ee6a8' } },
  faces_thanked: { parts: { thanks: { low: { text: { en: 'We call you back.' } } } } },
  nps: {},
  ces: {},
  effort: {},
  thumbs: { parts: { comment: false } }
}
const at = stage(
  [...Object.keys(looks), 'faces'].map((name) => surveyOf(name)),
  looks
)

/** Presses Send until nothing more is asked. */
async function sendThrough(page: Page) {
  while ((await page.locator('.thanks').count()) === 0) await page.locator('form button').click()
}

const thanks = 'Thank you!'
const sorry = 'Thank you. We will try to do better.'

// A low rating ended with a plain “Thank you!” where nothing but a comment is asked.
test.each([
  [
    'faces',
    [
      [0, sorry],
      [2, sorry],
      [3, thanks],
      [4, thanks]
    ]
  ],
  [
    'nps',
    [
      [0, sorry],
      [6, sorry],
      [9, thanks],
      [10, thanks]
    ]
  ],
  [
    'ces',
    [
      [0, sorry],
      [6, thanks]
    ]
  ],
  [
    'effort',
    [
      [0, thanks],
      [1, thanks],
      [2, sorry],
      [4, sorry]
    ]
  ],
  [
    'thumbs',
    [
      [0, sorry],
      [1, thanks]
    ]
  ],
  [
    'faces_thanked',
    [
      [0, 'We call you back.'],
      [4, thanks]
    ]
  ]
] as const)(
  'the thanks of %s fit the rating, also while the server cannot be reached',
  async (name, endings) => {
    const page = await at.visit({ html: 'lang="en"', expected: /ERR_/ })
    for (const [place, text] of endings) {
      await ask(page, { survey: `svy_${name}` })
      await page.getByRole('radio').nth(place).click()
      await sendThrough(page)
      expect(await page.locator('.thanks').innerText()).toBe(text)
      await expect.poll(() => page.getByRole('status').textContent()).toBe(text)
      await page.evaluate("hearback('close')")
    }
    at.server.instead = (response) => {
      response.destroy()
      return true
    }
    const [[place, text]] = endings
    await ask(page, { survey: `svy_${name}` })
    await page.getByRole('radio').nth(place).click()
    await sendThrough(page)
    expect(await page.locator('.thanks').innerText()).toBe(text)
    await page.getByText('could not be sent yet').first().waitFor()
  }
)

// Up to five questions opened at once, and Send was below the edge of a phone.
test.each(['faces_full', 'nps_full'])(
  '%s asks one thing at a time after the rating, with Send in view, and text takes the direction of what is typed',
  async (name) => {
    const page = await at.visit({ context: { viewport: { width: 320, height: 568 } } })
    await ask(page, { survey: `svy_${name}` })
    await page.getByRole('radio').nth(1).click()
    const asked: string[][] = []
    for (let part = 0; part < 4; part++) {
      asked.push(
        await page.locator('.more legend, .more label:not(.choices label, .points label)').allInnerTexts()
      )
      const send = await page.locator('form button').boundingBox()
      expect(send && [send.y >= 0, send.y + send.height <= 568]).toEqual([true, true])
      if (part < 3) await page.locator('.more input').last().click()
    }
    expect(asked.map((texts) => texts.map((text) => text.trim()))).toEqual([
      ['Was it solved?'],
      ['What is the main reason?'],
      ['And how was the person who helped you?'],
      ['What went wrong? (optional)', 'You may contact me about this.']
    ])
    await page.getByRole('textbox').fill('شکریہ')
    expect(await page.getByRole('textbox').evaluate((box) => getComputedStyle(box).direction)).toBe('rtl')
    await page.locator('form button').click()
    await page.locator('.thanks').waitFor()
  }
)

test('arrow keys choose without leading on, Send does', async () => {
  const page = await at.visit()
  await ask(page, { survey: 'svy_faces_full' })
  await point(page, 'Bad').first().click()
  const solved = page.getByRole('group', { name: 'Was it solved?' })
  await solved.getByRole('radio').first().focus()
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => at.server.posted.at(-1)?.answers?.solved).toBe('no')
  expect(await solved.isVisible()).toBe(true)
  await page.keyboard.press('Enter')
  await page.getByRole('group', { name: 'What is the main reason?' }).waitFor()
})

test('each tap after the rating is sent at once under the same id, and the comment with all of it', async () => {
  const page = await at.visit()
  await ask(page, { survey: 'svy_faces_full' })
  await point(page, 'Bad').first().click()
  await page.getByRole('group', { name: 'Was it solved?' }).getByRole('radio', { name: 'Not yet' }).click()
  await expect.poll(() => at.server.posted.at(-1)?.answers).toEqual({ solved: 'not-yet' })
  await page.getByRole('radio', { name: 'Too slow' }).click()
  await expect.poll(() => at.server.posted.at(-1)?.answers).toEqual({ solved: 'not-yet', reason: 'too-slow' })
  await page
    .getByRole('group', { name: 'And how was the person who helped you?' })
    .getByRole('radio', { name: 'Very good' })
    .click()
  await page.getByRole('checkbox', { name: 'You may contact me about this.' }).check()
  await page.getByLabel('What went wrong?').fill('Waited an hour')
  await page.getByRole('button', { name: 'Send' }).click()
  const told = { solved: 'not-yet', reason: 'too-slow', person: 5, contact: true }
  await expect
    .poll(() =>
      [...at.server.stored.values()].map(({ rating, comment, answers }) => [rating, comment, answers])
    )
    .toEqual([[2, 'Waited an hour', told]])
  await page.getByText('Thank you. We will try to do better.').first().waitFor()
})

test('a reason that no longer fits the rating is taken back, and the fitting ones are offered', async () => {
  const page = await at.visit()
  await ask(page, { survey: 'svy_faces_full' })
  await point(page, 'Bad').first().click()
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByRole('radio', { name: 'Price' }).click()
  await point(page, 'Good').first().click()
  expect(await page.getByRole('radio', { name: 'Price' }).count()).toBe(0)
  expect(await page.getByRole('radio', { name: 'Friendly' }).isChecked()).toBe(false)
  await expect.poll(() => at.server.posted.at(-1)).toMatchObject({ rating: 4, answers: { reason: '' } })
})

test('the thanks may differ by the rating and lead on, without telling where from', async () => {
  const page = await at.visit()
  await ask(page, { survey: 'svy_faces_full' })
  await point(page, 'Very good').first().click()
  await sendThrough(page)
  await page.getByText('Tell others!').first().waitFor()
  const link = page.getByRole('link', { name: 'Review us' })
  expect([await link.getAttribute('href'), await link.getAttribute('rel')]).toEqual([
    'https://reviews.example/',
    'noopener'
  ])
})

test('where nothing follows, the tap is answered with thanks', async () => {
  const page = await at.visit()
  await ask(page, { survey: 'svy_faces_bare' })
  await point(page, 'Good').click()
  await page.getByText('Thank you!').first().waitFor()
  await expect.poll(() => at.server.posted.map(({ rating }) => rating)).toEqual([4])
})

test('an article keeps how long it was read beside the answer', async () => {
  const page = await at.visit({ body: '<hearback-survey survey="svy_thumbs"></hearback-survey>' })
  await point(page, 'Yes').waitFor()
  await page.evaluate(() => {
    const { now } = Date
    Date.now = () => now() + 42_000
  })
  await point(page, 'Yes').click()
  await expect.poll(() => at.server.posted[0]?.answers?.readingSeconds).toBeGreaterThanOrEqual(42)
  expect(at.server.posted[0]?.answers?.readingSeconds).toBeLessThan(60)
})

test('a tab that was left open is not read: a minute after the last sign of life the clock stops', async () => {
  const page = await at.visit({ body: '<hearback-survey survey="svy_thumbs"></hearback-survey>' })
  await point(page, 'Yes').waitFor()
  await page.evaluate(() => {
    const { now } = Date
    Date.now = () => now() + 3_600_000
  })
  await point(page, 'Yes').click()
  await expect.poll(() => at.server.posted[0]?.answers?.readingSeconds).toBeLessThanOrEqual(61)
})

test('closing says so, after the card is gone', async () => {
  const page = await at.visit()
  await ask(page, { survey: 'svy_faces' })
  await page.getByRole('radio').first().focus()
  await page.keyboard.press('Escape')
  expect(await page.getByRole('region').count()).toBe(0)
  expect(await page.getByRole('status').textContent()).toBe('The survey is closed.')
  await expect
    .poll(() => page.evaluate(() => document.querySelectorAll('body ~ *').length), { timeout: 5_000 })
    .toBe(0)
})

test('a full page is closed by Escape from anywhere, and leaves the keys alone afterwards', async () => {
  const page = await at.visit()
  await ask(page, { survey: 'svy_faces_page' })
  const box = await page.getByRole('dialog').boundingBox()
  expect(box).toEqual({ x: 0, y: 0, width: 1000, height: 700 })
  await page.keyboard.press('Escape')
  expect(await page.getByRole('dialog').count()).toBe(0)
})

test('a full page holds the focus while it hides what is behind, and gives it back', async () => {
  const page = await at.visit({ body: '<button>Behind</button>' })
  await page.getByRole('button', { name: 'Behind' }).focus()
  await ask(page, { survey: 'svy_faces_page' })
  await page.getByRole('dialog', { name: 'Feedback' }).waitFor()
  const focused = () => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.localName)
  expect(await focused()).toBe('div')
  const reached: unknown[] = []
  for (let times = 0; times < 3; times++) {
    await page.keyboard.press('Tab')
    reached.push(await focused())
  }
  expect(reached.slice(0, 2)).toEqual(['input', 'button'])
  expect(await page.evaluate(() => document.activeElement?.textContent)).not.toBe('Behind')
  await page.keyboard.press('Escape')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Behind')
  expect(await page.evaluate(() => document.body.inert)).toBe(false)
})

test('a sheet lies at the bottom in the middle', async () => {
  const page = await at.visit()
  await ask(page, { survey: 'svy_faces_sheet' })
  const box = await page.getByRole('region').boundingBox()
  expect(box && [Math.round(box.x), Math.round(box.y + box.height), box.width]).toEqual([180, 700, 640])
})

for (const [lang, dir] of [
  ['en', 'ltr'],
  ['ur', 'rtl']
]) {
  test.each(['faces_full', 'nps_full', 'faces_sheet', 'faces_page', 'faces_dark', 'stars_brand'])(
    `axe finds nothing wrong with %s in ${lang}, nor do fingers on a phone of 320`,
    async (name) => {
      const page = await at.visit({
        html: `lang="${lang}" dir="${dir}"`,
        context: { viewport: { width: 320, height: 640 } }
      })
      await ask(page, { survey: `svy_${name}` })
      await page.getByRole('radio').first().waitFor()
      expect(await barriers(page)).toEqual([])
      await page.getByRole('radio').nth(1).click()
      await page.locator('.choices input').first().click()
      expect(await barriers(page)).toEqual([])
      while ((await page.getByRole('textbox').count()) === 0) await page.locator('form button').click()
      expect(await barriers(page)).toEqual([])
      const boxes = await page
        .locator('input, button')
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()))
      for (const { width, height, left, right } of boxes) {
        // Eleven points in one row leave each 24 px (WCAG 2.5.8).
        expect(width).toBeGreaterThanOrEqual(name === 'nps_full' ? 24 : 44)
        expect(height).toBeGreaterThanOrEqual(44)
        expect(left).toBeGreaterThanOrEqual(0)
        expect(right).toBeLessThanOrEqual(320)
      }
      expect(await page.locator('.card').evaluate((card) => card.scrollWidth <= card.clientWidth)).toBe(true)
      await page.locator('form button').click()
      await page.locator('.thanks').waitFor()
      expect(await barriers(page)).toEqual([])
    }
  )
}

test('a theme paints the card with its own colours, corners and letters', async () => {
  const page = await at.visit({ context: { colorScheme: 'light' } })
  await ask(page, { survey: 'svy_faces_dark' })
  const style = await page.getByRole('region').evaluate((card) => {
    const { backgroundColor, borderRadius, fontFamily, colorScheme } = getComputedStyle(card)
    return { backgroundColor, borderRadius, fontFamily, colorScheme }
  })
  expect(style).toEqual({
    backgroundColor: 'rgb(30, 33, 39)',
    borderRadius: '0px',
    fontFamily: 'Georgia, serif',
    colorScheme: 'dark'
  })
})
