import { useEffect } from 'preact/hooks'
import { words } from '../words'
import type { Showing } from './preview'

type Shown = { gone: Promise<unknown>; close(): void }
/** As much of the widget as is used here; it is loaded as it is on any page. */
type Widget = {
  wide: unknown
  show(
    survey: { definition: unknown; wide: unknown },
    request: { at: Element | undefined; about: object; session: object; once: boolean }
  ): Shown
}
type Scale = { scale: { min: number; max: number }; lowIsGood?: boolean }

const againMs = 1_500
/** So many parts may follow a rating. */
const partsMax = 4
/** Takes every answer, says that it arrived, and forgets it. */
const nowhere = {
  outbox: {
    put: (_: unknown, tell: (fate: 'saved') => void) => Promise.resolve().then(() => tell('saved')),
    flush() {},
    stop() {}
  },
  tell() {}
}

/**
 * The page inside the builder: a page of nobody's, on which a survey that is not saved yet is shown by the
 * widget itself.
 */
export function Preview() {
  useEffect(() => {
    let widget: Promise<Widget> | undefined
    let clear = () => {}
    const hear = async ({ origin, source, data }: MessageEvent<Showing>) => {
      if (origin !== location.origin || source !== parent || parent === window) return
      // From our own builder, whose types these are; tools that look through frames speak here as well.
      if (!data.definition) return
      widget ??= import(/* @vite-ignore */ survey) as Promise<Widget>
      const loaded = await widget
      clear()
      document.documentElement.dir = data.definition['direction'] === 'rtl' ? 'rtl' : 'ltr'
      document.documentElement.className = `preview ${data.scheme} ${data.stage}`
      clear = data.stage === 'hosted' ? showPage(data) : showWidget(loaded, data)
    }
    addEventListener('message', hear)
    parent.postMessage('ready', location.origin)
    return () => removeEventListener('message', hear)
  }, [])
  return (
    <main class="stand-in">
      <h1 class="unseen">{words.builder.preview.title}</h1>
      <div aria-hidden="true">
        <span />
        <span />
        <span />
      </div>
      <div id="inline" />
      <div aria-hidden="true">
        <span />
        <span />
      </div>
    </main>
  )
}

const survey = '/preview/survey.js'

function showWidget(widget: Widget, showing: Showing): () => void {
  const at = showing.stage === 'inline' ? (document.getElementById('inline') ?? undefined) : undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let over = false
  let shown: Shown
  const show = () => {
    shown = widget.show(
      { definition: showing.definition, wide: placeOf(showing) === 'page' ? widget.wide : undefined },
      { at, about: {}, session: nowhere, once: false }
    )
    const host = (at ?? document.documentElement).lastElementChild
    if (host?.shadowRoot) goTo(host.shadowRoot, showing)
    // Who closes the card wants to see that it closes, and then to go on.
    void shown.gone.then(() => over || (timer = setTimeout(show, againMs)))
  }
  show()
  return () => {
    over = true
    clearTimeout(timer)
    shown.close()
  }
}

const placeOf = ({ definition }: Showing) => definition['place']

/** Taps through to the step that is looked at. */
function goTo(root: ShadowRoot, { step, definition }: Showing) {
  if (step === 'question') return
  const { scale, lowIsGood = false } = definition as Scale // as the server made it
  const rating = step.endsWith('low') === lowIsGood ? scale.max : scale.min
  root.querySelector<HTMLElement>(`input[name=rating][value="${rating}"]`)?.click()
  // Each part that is asked has the button, and that of the last one ends it.
  for (let part = 0; part < partsMax && step.startsWith('thanks'); part++)
    root.querySelector<HTMLElement>('form button')?.click()
}

/**
 * The hosted page in place of ours, with its own style and script. It would send by fetch; here that is
 * answered at once.
 */
function showPage({ page }: Showing): () => void {
  // Taken out before it is read as a page, because our policy refuses styles in pages.
  const styles: string[] = []
  const bare = page
    .split('</style>')
    .map((part) => {
      const start = part.indexOf('<style')
      if (start >= 0) styles.push(part.slice(part.indexOf('>', start) + 1))
      return start >= 0 ? part.slice(0, start) : part
    })
    .join('')
  const parsed = new DOMParser().parseFromString(bare, 'text/html')
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styles.join(''))
  const own = [...document.styleSheets]
  const { lang, dir } = document.documentElement
  for (const one of own) one.disabled = true
  document.adoptedStyleSheets = [sheet]
  document.documentElement.lang = parsed.documentElement.lang
  document.documentElement.dir = parsed.documentElement.dir
  const before = [...document.body.childNodes]
  for (const script of parsed.querySelectorAll('script')) script.remove()
  document.body.replaceChildren(...parsed.body.childNodes)
  const fetched = window.fetch
  window.fetch = async (_, options) =>
    new Response(JSON.stringify({ id: (JSON.parse(String(options?.body)) as { id: string }).id }))
  const script = document.createElement('script')
  script.src = '/preview/page.js'
  document.body.append(script)
  return () => {
    window.fetch = fetched
    document.adoptedStyleSheets = []
    for (const one of own) one.disabled = false
    Object.assign(document.documentElement, { lang, dir })
    document.body.replaceChildren(...before)
  }
}
