/** @jsxImportSource hono/jsx */
import { raw } from 'hono/html'
import type { Definition, Thanks } from '../../widget/shared/protocol'
import { thanksFor } from '../../widget/shared/scale'
import { languageFor } from '../../widget/words'
import { pageStyles } from './styles'
import { Form } from './survey-form'
import type { Asked, SurveyPageData } from './survey-page-data'

/**
 * The hosted survey page as one complete document: it works without JavaScript, and with it the first tap
 * is the answer. `missing` says next to the points that none was chosen. Closed, expired and unknown links
 * all read the same (`gone`).
 */
export function surveyPage(data: SurveyPageData): string {
  const { locale, title, language } = about(data)
  return document(
    <html lang={locale} dir={data.at === 'gone' ? language.direction : data.definition.direction}>
      <head>
        <Meta title={title} />
        <style nonce={data.nonce}>{raw(pageStyles(data.at === 'gone' ? undefined : data.definition))}</style>
      </head>
      <body>
        <main
          class={`card${data.at !== 'gone' && data.definition.style === 'numbers' && spread(data.definition) > 6 ? ' wide' : ''}`}
        >
          {data.at === 'gone' ? (
            <>
              <h1>{language.gone}</h1>
              <p>{language.goneHint}</p>
            </>
          ) : (
            <Survey {...data} />
          )}
        </main>
        {data.at !== 'gone' && <script nonce={data.nonce}>{raw(data.script)}</script>}
      </body>
    </html>
  )
}

/**
 * What a preview bot gets: a title and a picture of what the link is, nothing to tap and nothing that is
 * anyone's own.
 */
export function previewPage({ definition, siteName }: Pick<Asked, 'definition' | 'siteName'>): string {
  return document(
    <html lang={definition.locale} dir={definition.direction}>
      <head>
        <Meta title={definition.question} />
        <meta property="og:type" content="website" />
        <meta property="og:title" content={definition.question} />
        <meta property="og:site_name" content={siteName} />
        <meta property="og:locale" content={definition.locale.replace('-', '_')} />
      </head>
      <body>
        <p>{definition.question}</p>
      </body>
    </html>
  )
}

function Survey(data: Exclude<SurveyPageData, { at: 'gone' }>) {
  const language = languageFor(data.definition.locale)
  const answered = data.at === 'answered'
  return (
    <>
      {data.test && <p class="test">{language.test}</p>}
      {data.siteName && <p class="site">{data.siteName}</p>}
      {thanksOf(data).map(([of, thanks]) => (
        <Thanked
          {...thanks}
          of={of}
          low={answered || of ? undefined : language.thanksLow}
          hidden={!answered}
        />
      ))}
      {!answered && <Form {...data} />}
      {answered && data.editable && (
        <details>
          <summary>{language.change}</summary>
          <Form {...data} />
        </details>
      )}
      <p class="note" role="status"></p>
    </>
  )
}

/** What is said in the end; where the rating is not known yet, all that may be said. */
function thanksOf({
  definition,
  at,
  rating
}: Exclude<SurveyPageData, { at: 'gone' }>): [of: string | undefined, Thanks][] {
  const { thanks, words } = definition
  if (at === 'answered' || !thanks) return [[undefined, thanksFor(rating, definition)]]
  return [
    ['low', thanks.low ?? { text: words.thanksLow }],
    ['high', thanks.high ?? { text: words.thanks }]
  ]
}

/** `low` is what is said instead after a low rating, which only the script knows by then. */
function Thanked({
  text,
  link,
  of,
  low,
  hidden
}: Thanks & { of: string | undefined; low: string | undefined; hidden: boolean }) {
  return (
    <div class="thanks" tabindex={-1} hidden={hidden} data-of={of}>
      <svg viewBox="0 0 48 48" aria-hidden="true">
        <path d="M14 25l7 7 14-15" />
      </svg>
      <div>
        <h1 data-low={low}>{text}</h1>
        {link && (
          <a href={link.url} rel="noopener">
            {link.label}
          </a>
        )}
      </div>
    </div>
  )
}

function Meta({ title }: { title: string }) {
  return (
    <>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="robots" content="noindex" />
      <meta name="referrer" content="no-referrer" />
      <title>{title}</title>
      {/* One request is all this page costs: without this line browsers ask for an icon as well. */}
      <link rel="icon" href="data:," />
    </>
  )
}

function about(data: SurveyPageData) {
  const locale = data.at === 'gone' ? data.locale : data.definition.locale
  const language = languageFor(locale)
  return { locale, language, title: data.at === 'gone' ? language.gone : data.definition.question }
}

const document = (html: { toString(): string }) => `<!doctype html>${html.toString()}`
const spread = ({ scale }: Definition) => scale.max - scale.min
