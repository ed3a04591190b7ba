import { createServer } from 'node:http'
import { join } from 'node:path'
import { settled } from './settled.js'

const order = { en: 'How did we do with your order?', ur: 'آپ کے آرڈر کے ساتھ ہمارا کام کیسا رہا؟' }
const kinds = {
  faces: { metric: 'csat', style: 'faces', question: order },
  stars: { metric: 'csat', style: 'stars', question: order },
  numbers: { metric: 'csat', style: 'numbers', question: order },
  nps: {
    metric: 'nps',
    question: {
      en: 'Would you recommend us to a friend?',
      ur: 'کیا آپ کسی دوست کو ہمارے بارے میں بتائیں گے؟'
    }
  },
  ces: {
    metric: 'ces',
    question: { en: 'How easy was it to get help?', ur: 'مدد حاصل کرنا کتنا آسان تھا؟' }
  },
  thumbs: { metric: 'thumbs', question: { en: 'Was this answer helpful?', ur: 'کیا یہ جواب مددگار تھا؟' } }
}
const themes = {
  light: { scheme: 'light' },
  dark: { scheme: 'dark' },
  brand: { background: '#003b2f', text: '#f4fff9', accent: '#5ee6a8', radius: 6 }
}
const places = ['corner', 'sheet', 'page', 'in-line', 'hosted']
const directions = { en: 'ltr', ur: 'rtl' }
const widths = { phone: { width: 390, height: 700 }, desk: { width: 760, height: 560 } }
const parts = {
  solved: true,
  reasons: {
    low: [
      { key: 'slow', label: { en: 'Too slow', ur: 'بہت سست' } },
      { key: 'price', label: { en: 'Price', ur: 'قیمت' } }
    ]
  },
  contact: true
}

/**
 * Every kind in every place, theme and direction, on a phone and on a desk, asking and after a low rating:
 * one sheet for each kind and theme.
 */
export async function drawCards({ api, browser, folder, url }) {
  const site = await api('POST', '/sites', { name: 'Nargis Home & Garden' })
  const surveys = await makeSurveys(api, site.id)
  const host = await startHost((survey, place, locale) => page(site, surveys[survey], place, locale))
  await api('PATCH', `/sites/${site.id}`, { origins: [host.origin] })
  for (const kind of Object.keys(kinds)) {
    for (const theme of Object.keys(themes)) {
      const shots = []
      for (const [width, viewport] of Object.entries(widths)) {
        const context = await browser.newContext({ viewport, reducedMotion: 'reduce' })
        const view = await context.newPage()
        for (const place of places) {
          for (const locale of Object.keys(directions)) {
            const survey = `${kind}-${theme}-${place === 'in-line' || place === 'hosted' ? 'corner' : place}`
            const address =
              place === 'hosted'
                ? (await invite(api, surveys[survey], locale)).url.replace(/^.*(?=\/s\/)/, url)
                : `${host.origin}/${survey}/${place}/${locale}`
            await view.goto(address)
            await view.getByRole('radio').first().waitFor({ state: 'attached' })
            await settled(view)
            shots.push({ name: `${width}, ${place}, ${locale}`, image: await view.screenshot(), viewport })
            await view
              .locator('label')
              .filter({ has: view.getByRole('radio') })
              .first()
              .click()
            await view.getByRole('checkbox').waitFor()
            await settled(view)
            shots.push({
              name: `${width}, ${place}, ${locale}, low`,
              image: await view.screenshot(),
              viewport
            })
          }
        }
        await context.close()
      }
      await drawSheet(browser, shots, join(folder, `${kind}-${theme}.png`))
    }
  }
  await host.close()
}

/** One of each kind, in the themes and directions that tell most, as one picture. */
export async function drawKinds({ api, browser, path }) {
  const site = await api('POST', '/sites', { name: 'Nargis Home & Garden' })
  const surveys = await makeSurveys(api, site.id)
  const host = await startHost((survey, place, locale) => page(site, surveys[survey], place, locale))
  await api('PATCH', `/sites/${site.id}`, { origins: [host.origin] })
  const view = await browser.newPage({
    viewport: { width: 440, height: 600 },
    deviceScaleFactor: 2,
    reducedMotion: 'reduce'
  })
  const cards = []
  for (const [survey, locale] of [
    ['stars-brand', 'en'],
    ['faces-light', 'ur'],
    ['thumbs-dark', 'en'],
    ['nps-dark', 'en'],
    ['ces-brand', 'en'],
    ['nps-light', 'ur']
  ]) {
    await view.goto(`${host.origin}/${survey}-corner/in-line/${locale}`)
    await view.getByRole('radio').first().waitFor({ state: 'attached' })
    await settled(view)
    cards.push((await view.locator('hearback-survey').screenshot()).toString('base64'))
  }
  await view.setViewportSize({ width: 1240, height: 100 })
  await view.setContent(`<body style="display: grid; grid-template-columns: repeat(3, 1fr); gap: 16px; align-items: center; margin: 16px; background: #fdfcf8">
    ${cards.map((card) => `<img src="data:image/png;base64,${card}" width="100%">`).join('')}`)
  await view.screenshot({ path, fullPage: true })
  await view.close()
  await host.close()
}

async function makeSurveys(api, site) {
  const made = {}
  for (const [kind, asked] of Object.entries(kinds)) {
    for (const [themeName, theme] of Object.entries(themes)) {
      for (const place of ['corner', 'sheet', 'page']) {
        const name = `${kind}-${themeName}-${place}`
        made[name] = await api('POST', '/surveys', {
          site,
          name,
          ...asked,
          parts,
          state: 'live',
          asking: { when: { on: 'call' }, place, theme }
        })
      }
    }
  }
  return made
}

const invite = (api, survey, locale) =>
  api('POST', '/invitations', { survey: survey.id, channel: 'whatsapp', locale })

function page(site, { id }, place, lang) {
  const dir = directions[lang]
  const calling =
    place === 'in-line'
      ? ''
      : '<script>window.hearback ||= function () { (hearback.q ||= []).push(arguments) }; ' +
        `hearback('ask', { survey: '${id}' })</script>`
  const element = place === 'in-line' ? `<hearback-survey survey="${id}"></hearback-survey>` : ''
  return `<!doctype html><html lang="${lang}" dir="${dir}"><meta charset="utf-8"><title>A shop</title><link rel="icon" href="data:,">
    <body style="font: 17px/1.6 Georgia, serif; margin: 2rem; color: #333; background: #fdfcf8">
    <h1>${lang === 'ur' ? 'آپ کا آرڈر راستے میں ہے' : 'Your order is on its way'}</h1>${element}${calling}${site.scriptTag}`
}

async function startHost(pageFor) {
  const server = createServer((request, response) => {
    const [, survey, place, locale] = request.url.split('/')
    response.setHeader('content-type', 'text/html; charset=utf-8').end(pageFor(survey, place, locale))
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://localhost:${server.address().port}`,
    close: () => new Promise((resolve) => server.close(resolve))
  }
}

/** All pictures side by side with their names, as one picture that can be looked through. */
async function drawSheet(browser, shots, path) {
  const view = await browser.newPage({ viewport: { width: 2000, height: 1000 } })
  const figures = shots.map(
    ({ name, image, viewport }) =>
      `<figure><img src="data:image/png;base64,${image.toString('base64')}" width="${viewport.width / 2}"><figcaption>${name}</figcaption></figure>`
  )
  await view.setContent(
    '<body style="display: flex; flex-wrap: wrap; gap: 8px; font: 12px sans-serif; ' +
      `background: #ccc"><style>figure { margin: 0 }</style>${figures.join('')}`
  )
  await view.screenshot({ path, fullPage: true })
  await view.close()
}
