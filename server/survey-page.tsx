/** @jsxImportSource hono/jsx */
import { raw } from 'hono/html'
import cardCss from '../widget/card.css?inline'
import { drawingOf } from '../widget/drawings'
import pointsCss from '../widget/points.css?inline'
import { pointsOf } from '../widget/scale'
import { languageFor } from '../widget/words'
import pageCss from './survey-page.css?inline'
import type { Point } from '../widget/scale'
import type { Definition } from '../widget/wire'

/** All that the hosted page shows; what a person has chosen or written already comes back in `rating` and `comment`. */
export type SurveyPageData = {
  /** Allows the page's one style and one script under its Content-Security-Policy. */
  nonce: string
  /** The text of dist/widget/page.js. */
  script: string
} & (
  | ({ at: 'asking'; rating?: number; comment?: string; missing?: boolean } & Asked)
  | ({ at: 'answered'; rating: number; comment?: string; editable: boolean } & Asked)
  | { at: 'gone'; locale: string }
)

type Asked = {
  definition: Definition
  siteName: string
  /** Where the form is posted: the page's own path. */
  action: string
  /** The response that this page makes or edits; bound to its link, so that a second tab edits and never doubles. */
  id: string
}

/**
 * The hosted survey page as one complete document: it works without JavaScript, and with it the first tap is the answer.
 * `missing` says next to the points that none was chosen. Closed, expired and unknown links all read the same (`gone`).
 */
export function surveyPage(data: SurveyPageData): string {
  const { locale, title, language } = about(data)
  return document(
    <html lang={locale} dir={language.direction}>
      <head>
        <Meta title={title} />
        <style nonce={data.nonce}>{raw(cardCss + pointsCss + pageCss)}</style>
      </head>
      <body>
        <main class={`card${data.at !== 'gone' && data.definition.style === 'numbers' && spread(data.definition) > 6 ? ' wide' : ''}`}>
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

/** What a preview bot gets: a title and a picture of what the link is, nothing to tap and nothing that is anyone's own. */
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
      {data.siteName && <p class="site">{data.siteName}</p>}
      <h1 class="thanks" tabindex={-1} hidden={!answered}>
        <svg viewBox="0 0 48 48" aria-hidden="true">
          <path d="M14 25l7 7 14-15" />
        </svg>
        {language.thanks}
      </h1>
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

function Form(data: Exclude<SurveyPageData, { at: 'gone' }>) {
  const { definition, action, id, rating, comment } = data
  const { question, words, style, satisfiedFrom, lowIsGood } = definition
  const language = languageFor(definition.locale)
  const answered = data.at === 'answered'
  const missing = !answered && data.missing
  return (
    <form
      method="post"
      action={action}
      // What the script needs to know, without a second request for it.
      data-satisfied-from={satisfiedFrom}
      data-low-is-good={lowIsGood || undefined}
      data-low={words.commentLow}
      data-high={words.commentHigh}
      data-saved={words.saved}
      data-waiting={words.waiting}
      data-refused={words.refused}
    >
      <input type="hidden" name="id" value={id} />
      <fieldset aria-describedby={missing ? 'missing' : undefined}>
        <legend>
          {answered ? question : <h1>{question}</h1>}
        </legend>
        {missing && (
          <p class="problem" id="missing">
            {language.choose}
          </p>
        )}
        <Points definition={definition} rating={rating} />
        {style !== 'thumbs' && (
          <div class="ends" aria-hidden="true">
            <span>{words.labels[0]}</span>
            <span>{words.labels.at(-1)}</span>
          </div>
        )}
      </fieldset>
      <div class="comment">
        <label for="comment">
          <span>{language.comment}</span> <small>({words.optional})</small>
        </label>
        <textarea id="comment" name="comment" rows={3} maxlength={commentLengthMax}>
          {comment}
        </textarea>
        <button>{words.send}</button>
      </div>
      {/* A field that people neither see nor reach: whoever fills it in is a program. */}
      <div class="unseen" aria-hidden="true">
        <input name="website" tabindex={-1} autocomplete="off" />
      </div>
    </form>
  )
}

function Points({ definition, rating }: { definition: Definition; rating: number | undefined }) {
  const points = pointsOf(definition)
  return (
    <div class={`points ${definition.style} by${Math.ceil(points.length / 2)}`}>
      {points.map((point) => (
        <label class={rating !== undefined && point.rating <= rating ? 'reached' : undefined}>
          <input type="radio" name="rating" value={point.rating} checked={point.rating === rating} />
          <span class="mark">
            {definition.style === 'numbers' ? point.digits : <Drawing {...{ definition, point }} />}
            {definition.style === 'thumbs' && point.name}
          </span>
          {definition.style !== 'thumbs' && point.name && <span class="unseen">{point.name}</span>}
        </label>
      ))}
    </div>
  )
}

function Drawing({ definition: { style }, point: { fraction } }: { definition: Definition; point: Point }) {
  const { path, transform } = drawingOf(style, fraction)
  return (
    <svg viewBox="0 0 48 48" aria-hidden="true">
      {style === 'faces' && <circle cx="24" cy="24" r="22" />}
      <path d={path} transform={transform} />
    </svg>
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
const commentLengthMax = 2_000
