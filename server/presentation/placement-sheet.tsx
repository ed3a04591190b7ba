/** @jsxImportSource hono/jsx */
import { raw } from 'hono/html'
import { renderSVG } from 'uqr'
import { directionOf } from '../../widget/words'

/** One card of the sheet: what is asked, where the code leads, and what tells its owner where to hang it. */
export type Card = { question: string; locale: string; url: string; siteName: string; label: string }

/** A page to print: cards to cut out, eight on an A4 sheet, each in its own language and direction. */
export function placementSheet(cards: readonly Card[], nonce: string): string {
  const sheet = (
    <html lang={cards[0]?.locale ?? 'en'}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{cards[0]?.siteName ?? 'QR'}</title>
        <link rel="icon" href="data:," />
        <style nonce={nonce}>{raw(styles)}</style>
      </head>
      <body>
        <main>
          {cards.map(({ question, locale, url, siteName, label }) => (
            <section lang={locale} dir={directionOf(locale)}>
              <p>{siteName}</p>
              <h2>{question}</h2>
              {raw(renderSVG(url, { border: 0, ecc: 'M' }))}
              <p class="url" dir="ltr">
                {url.replace(/^https?:\/\//, '')}
              </p>
              {label && <small dir="auto">{label}</small>}
            </section>
          ))}
        </main>
      </body>
    </html>
  )
  return `<!doctype html>${sheet.toString()}`
}

const styles = `
@page { size: A4; margin: 10mm }
body { margin: 0; background: #fff; color: #000; font: 11pt/1.3 system-ui, sans-serif }
main { display: grid; grid-template-columns: repeat(2, 1fr); max-width: 190mm; margin: auto }
section { box-sizing: border-box; height: 69mm; padding: 4mm; overflow: hidden; display: flex; flex-direction: column; align-items: center;
  text-align: center; border: 0.2mm dashed #999; break-inside: avoid }
h2 { margin: 0; font-size: 13pt; text-wrap: balance }
p, small { margin: 0; font-size: 8pt }
.url { overflow-wrap: anywhere }
small { color: #555 }
svg { width: 34mm; height: 34mm; margin: 2mm; flex: none }
@media screen { main { padding: 10mm } }
`
