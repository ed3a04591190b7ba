import { join } from 'node:path'

/**
 * What is drawn: name, address within the survey, and what to do there first. Every page shows ninety days.
 */
const ofSurvey = [
  ['overview', ''],
  ['channels', '/channels'],
  ['topics', '/topics'],
  ['topics-channels', '/map'],
  ['agents-topics', '/map?rows=agent&columns=topic'],
  ['agents', '/agents'],
  ['service', '/service'],
  ['response', '/response'],
  ['answers', '/answers'],
  ['answer', '/answers', openFirst],
  ['compared', '?against=period%3D12m%26channel%3Dvoice'],
  ['empty', '?topic=nothing'],
  ['invitations', '/invitations'],
  ['upload', '/invitations/upload', chooseList],
  ['placements', '/placements'],
  ['edit', '/edit', quiet]
]
const ofSite = [
  ['settings', '/settings'],
  ['tags', '/tags'],
  ['members', '/members'],
  ['audit', '/audit'],
  ['import', '/import'],
  ['import-mapping', '/import', chooseExport],
  ['connectors', '/connectors'],
  ['connector-new', '/connectors?add=email'],
  ['connector', '/connectors', openFirst],
  ['opt-outs', '/opt-outs'],
  ['new', '/surveys/new', quiet]
]
const ofNobody = [
  ['sign-in', '/sign-in'],
  ['join', '/join?token=used'],
  ['set-up', '/set-up?token=used']
]
const looks = {
  light: {},
  dark: { colorScheme: 'dark' },
  phone: { viewport: { width: 360, height: 800 }, isMobile: true, hasTouch: true },
  urdu: { locale: 'ur' },
  mongolian: { locale: 'mn' },
  print: { viewport: { width: 718, height: 1000 } } // what an A4 sheet leaves between its margins
}

/**
 * Every page of the dashboard in each look, or in those named, as long as it is. `signIn` takes a page that
 * has opened `url` to the first survey.
 */
export async function drawPages({ api, browser, url, signIn, folder, named }) {
  const {
    rows: [site]
  } = await api('GET', '/sites')
  await api('POST', '/connectors', {
    site: site.id,
    kind: 'telegram',
    name: 'Our bot',
    settings: {
      botToken: '123456:a-bot-token-of-thirty-five-letters',
      webhookSecret: 'the_secret_of_the_webhook'
    }
  })
  for (const [look, options] of Object.entries(looks).filter(
    ([look]) => named.length === 0 || named.includes(look)
  )) {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      reducedMotion: 'reduce',
      ...options
    })
    const view = await context.newPage()
    if (look === 'print') await view.emulateMedia({ media: 'print' })
    const draw = async (name, address, prepare) => {
      await view.goto(address)
      await drawn(view)
      await prepare?.(view)
      await drawn(view)
      await view.screenshot({ path: join(folder, `page-${name}-${look}.png`), fullPage: true })
    }
    for (const [name, path] of ofNobody) await draw(name, url + path)
    await view.goto(url)
    await signIn(view)
    await view.waitForURL(/\/surveys\//)
    const survey = view.url().replace(/\?.*/, '')
    for (const [name, path, prepare] of ofSurvey)
      await draw(name, `${survey}${path}${path.includes('?') ? '&' : '?'}period=90d`, prepare)
    for (const [name, path, prepare] of ofSite)
      await draw(name, survey.replace(/\/surveys\/.*/, path), prepare)
    const made = `site=${site.id}`
    for (const [step, query] of ['', `?${made}`, `?${made}&survey=${survey.split('/').at(-1)}`].entries())
      await draw(`welcome-${step + 1}`, `${url}/welcome${query}`)
    await context.close()
  }
}

/** Waits until nothing is on its way and every chart is there. */
async function drawn(view) {
  await view.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' })
  await view.waitForFunction(
    () => !document.querySelector('[aria-busy=true], .chart:not(.bone):not(:has(svg))')
  )
}

/** The preview of a survey is a page of its own. */
async function quiet(view) {
  await view.waitForLoadState('networkidle')
}

async function openFirst(view) {
  const { pathname } = new URL(view.url())
  const link = view.locator(`main a[href^="${pathname}/"]`).first()
  await link.waitFor()
  await link.click()
  await view.waitForURL((address) => address.pathname.startsWith(`${pathname}/`))
}

async function chooseList(view) {
  const lines = [
    'customer,channel,topics',
    'k-30,whatsapp,Refund',
    'k-31,voice,Billing question',
    'k-31,voice,Billing question',
    ',,'
  ]
  await view.locator('input[type=file]').setInputFiles(file('customers.csv', lines))
  await view.locator('table').waitFor()
}

async function chooseExport(view) {
  const lines = [
    'Answered at,Rating,Channel,Topic,Comment',
    '2026-09-01 10:00,5,Phone,Refund,Quick',
    '2026-09-02 11:30,2,WhatsApp,Billing,Charged twice',
    '2026-09-03 09:10,seven,Phone,Refund,'
  ]
  await view.locator('input[type=file]').setInputFiles(file('answers.csv', lines))
}

function file(name, lines) {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) }
}
