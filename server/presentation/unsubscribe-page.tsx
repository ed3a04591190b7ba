/** @jsxImportSource hono/jsx */
import { raw } from 'hono/html'
import { languageFor } from '../../widget/words'
import { pageStyles } from './styles'
import { unsubscribeWords } from './unsubscribe-words'

/**
 * A page with one button for whoever wants to be asked no more, and what it says once that is granted or
 * where there is nobody to be asked.
 */
export type UnsubscribePage = {
  at: 'asking' | 'granted' | 'gone'
  locale: string
  siteName?: string
  nonce: string
}

export function unsubscribePage({ at, locale, siteName, nonce }: UnsubscribePage): string {
  const language = languageFor(locale)
  const { wish, granted } = unsubscribeWords(locale)
  const title = { asking: wish, granted, gone: language.gone }[at]
  const page = (
    <html lang={locale} dir={language.direction}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <link rel="icon" href="data:," />
        <style nonce={nonce}>{raw(pageStyles(undefined))}</style>
      </head>
      <body>
        <main class="card">
          {siteName && <p class="site">{siteName}</p>}
          <h1>{title}</h1>
          {at === 'gone' && <p>{language.goneHint}</p>}
          {at === 'asking' && (
            <form method="post">
              <button>{wish}</button>
            </form>
          )}
        </main>
      </body>
    </html>
  )
  return `<!doctype html>${page.toString()}`
}
