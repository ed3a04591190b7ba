/** @jsxImportSource hono/jsx */
import { raw } from 'hono/html'
import { pageStyles } from './styles'

/** A page that says one thing, with a button that does it where there is something to do; `over` stands above. */
export type ButtonPage = {
  language: string
  direction: 'ltr' | 'rtl'
  over?: string
  title: string
  text?: string
  button?: string
  nonce: string
}

export function buttonPage({ language, direction, over, title, text, button, nonce }: ButtonPage): string {
  const page = (
    <html lang={language} dir={direction}>
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
          {over && <p class="site">{over}</p>}
          <h1>{title}</h1>
          {text && <p>{text}</p>}
          {button && (
            <form method="post">
              <button>{button}</button>
            </form>
          )}
        </main>
      </body>
    </html>
  )
  return `<!doctype html>${page.toString()}`
}
