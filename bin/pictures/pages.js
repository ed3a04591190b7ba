import { join } from 'node:path'

const ofSurvey = ['', '/channels', '/topics', '/map', '/map?rows=agent&columns=topic', '/agents', '/service', '/response', '/answers', '/invitations', '/placements', '/edit']
const ofSite = ['/settings', '/tags', '/members', '/audit', '/import', '/connectors', '/opt-outs']
const looks = {
  light: {},
  dark: { colorScheme: 'dark' },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  urdu: { locale: 'ur' },
  mongolian: { locale: 'mn' }
}

/** Every page of the dashboard in each look, as long as it is. `signIn` takes a page that has opened `url` to the first survey. */
export async function drawPages({ browser, url, signIn, folder }) {
  for (const [look, options] of Object.entries(looks)) {
    const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, deviceScaleFactor: 1.5, reducedMotion: 'reduce', ...options })
    const view = await context.newPage()
    await view.goto(url)
    await signIn(view)
    await view.waitForURL(/\/surveys\//)
    const survey = new URL(view.url()).pathname
    const site = survey.replace(/\/surveys\/.*/, '')
    for (const path of [...ofSurvey.map((page) => survey + page), ...ofSite.map((page) => site + page)]) {
      await view.goto(`${url}${path}${path.includes('?') ? '&' : '?'}period=90d`)
      await drawn(view)
      const name = path.replace(survey, '').replace(site, '').replace(/\W+/g, '-').replace(/^-/, '') || 'overview'
      await view.screenshot({ path: join(folder, `page-${name}-${look}.png`), fullPage: true })
    }
    await context.close()
  }
}

/** Waits until nothing is on its way and every chart is there. */
async function drawn(view) {
  await view.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' })
  await view.waitForFunction(() => !document.querySelector('[aria-busy=true], .chart:not(.bone):not(:has(svg))'))
}
