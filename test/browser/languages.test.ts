import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { surveyPage } from '../../server/presentation/survey-page'
import { languages } from '../../widget/words'
import { ask, stage } from '../support/stage'
import type { Look } from '../support/widget-server'
import { definitionOf, surveyOf } from '../support/widget-server'

const locales = Object.keys(languages)
const inEach = (text: (locale: string) => string | undefined) =>
  Object.fromEntries(locales.map((locale) => [locale, text(locale) ?? '']))
const reason = (key: string, of: 0 | 4) => ({
  key,
  label: inEach((locale) => languages[locale]?.labels.csat[of])
})

/** All that can be asked, with every word our own. */
const whole: Look = {
  parts: { solved: true, reasons: { low: [reason('a', 0), reason('b', 4)] }, person: true, contact: true }
}
const names = ['faces_whole', 'nps', 'ces', 'thumbs']
const at = stage(
  names.map((name) => surveyOf(name, { locales })),
  { faces_whole: whole }
)

/**
 * Texts that leave the box they stand in or the screen, are cut, or run into the cross that closes the
 * card. A pixel is allowed for glyphs that lean out of their line; what only screen readers are told has no
 * place on the screen.
 */
function misfits(card: Locator): Promise<string[]> {
  return card.evaluate((card) => {
    const inside = (line: DOMRect, box: DOMRect) =>
      line.left >= box.left - 1 &&
      line.right <= box.right + 1 &&
      line.top >= box.top - 1 &&
      line.bottom <= box.bottom + 1
    const apart = (line: DOMRect, box: DOMRect) =>
      line.right <= box.left || line.left >= box.right || line.bottom <= box.top || line.top >= box.bottom
    const cross = card.querySelector('.close path')?.getBoundingClientRect() ?? new DOMRect()
    const screen = new DOMRect(0, -10_000, innerWidth, 20_000)
    const walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT)
    const found = card.scrollWidth > card.clientWidth ? ['the card scrolls sideways'] : []
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      const box = text.parentElement
      if (!box || !text.nodeValue?.trim() || box.closest('.unseen, textarea, [hidden]')) continue
      const block =
        getComputedStyle(box).display === 'inline' ? (box.closest('label, legend, p, div') ?? card) : box
      const range = document.createRange()
      range.selectNodeContents(text)
      const lines = [...range.getClientRects()]
      if (
        !lines.every(
          (line) => inside(line, block.getBoundingClientRect()) && inside(line, screen) && apart(line, cross)
        )
      )
        found.push(text.nodeValue)
    }
    return found
  })
}

test.each(locales)(
  '%s fits a phone of 320 pixels: a card of every kind, all that follows and the thanks, and the hosted page',
  async (locale) => {
    const page = await at.visit({ context: { viewport: { width: 320, height: 640 } } })
    const card = page.getByRole('region')
    for (const name of names) {
      await ask(page, { survey: `svy_${name}`, locale })
      await card.waitFor()
      expect(await card.getAttribute('lang')).toBe(locale)
      expect(await misfits(card), `asked ${name}`).toEqual([])
      if (name === 'faces_whole' || name === 'nps') {
        const points = card.getByRole('radio')
        await (name === 'nps' ? points.last() : points.first()).click()
        for (let part = 0; (await page.locator('.thanks').count()) === 0; part++) {
          expect(await misfits(card), `following ${name}, part ${part}`).toEqual([])
          await page.locator('form button').click()
        }
        expect(await misfits(card), `thanked after ${name}`).toEqual([])
      }
      await page.evaluate("hearback('close')")
      await card.waitFor({ state: 'detached' })
    }
    const shown = {
      definition: definitionOf('faces_whole', locale, whole),
      siteName: 'A shop',
      action: '/s/abc',
      id: 'id-1',
      nonce: 'n',
      script: 'void 0'
    }
    const pages = [
      surveyPage({ at: 'asking', missing: true, ...shown }),
      surveyPage({ at: 'answered', rating: 1, editable: true, ...shown }),
      surveyPage({ at: 'gone', locale, nonce: 'n', script: 'void 0' })
    ]
    for (const html of pages) {
      await page.setContent(html)
      expect(await misfits(page.locator('main')), 'hosted').toEqual([])
    }
  }
)
