import { findBrowser } from '../../../bin/browser.js'
import { launch } from '../../support/chromium'
import type { Engine, Tab } from './driver'
import { keys } from './driver'

const nameOf = new Map(Object.entries(keys).map(([name, key]) => [key, name]))

export const chromium: Engine = {
  name: 'Chromium',
  isInstalled: Boolean(findBrowser()),
  async start() {
    const browser = await launch()
    return {
      async newTab(): Promise<Tab> {
        const context = await browser.newContext({ viewport: { width: 1000, height: 700 } })
        const page = await context.newPage()
        return {
          open: async (url) => void (await page.goto(url)),
          back: async () => void (await page.goBack()),
          evaluate: (expression) => page.evaluate(expression),
          click: (x, y) => page.mouse.click(x, y),
          async type(text) {
            for (const key of text) await page.keyboard.press(nameOf.get(key) ?? key)
          },
          screenshot: () => page.screenshot(),
          close: () => context.close()
        }
      },
      stop: () => browser.close()
    }
  }
}
