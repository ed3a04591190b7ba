import type { About, Listener, Outcome, Session, Shown, SurveyModule } from '../card/survey'
import { readAsked, within } from '../shared/ask-history'
import { chooseLocale } from '../shared/locale'
import type { Settings, SurveySettings, Tags } from '../shared/protocol'
import type { Kept } from '../shared/store'
import { readKept } from '../shared/store'
import type { Rules } from './rules'

/** Put in front of this script by the server, the rules only where a survey of the site needs them. */
declare const SETTINGS: Settings
declare const RULES: Rules | undefined

type Said = Omit<About, 'signature'> & { survey?: string; locale?: string; at?: Element | string }
/** As the page says it, and as it is put together. */
type Ask = Said & Tags
type Asked = Said & About
type Hearback = {
  (call: string, ...details: never[]): unknown
  q?: [call: string, ...details: never[]][]
  site?: string
}
declare global {
  interface Window {
    hearback?: Hearback
  }
}

// A module has no current script, nor has what is evaluated; what a tag manager ran and took away is
// nowhere in the page.
const tag = (document.querySelector(`[src*='/w/${SETTINGS.site}']`) ??
  document.currentScript) as HTMLScriptElement | null
// Everything before /w/ is ours, whatever the page calls it: a first-party path works without being told.
const base = tag?.src.split('/w/' + SETTINGS.site)[0]
// Twice the same tag, or a page that is put together twice: the first instance stays, the second never
// starts.
if (!base) console.warn('[hearback] No tag.')
else if (!window.hearback?.site) start(SETTINGS, base, tag.dataset)

function start({ site, ui, surveys }: Settings, base: string, dataset: DOMStringMap) {
  const kept: Kept = {}
  const rules = RULES?.(site, kept)
  const shown = new Set<Shown>()
  const listeners = new Set<Listener>()
  let context: Asked = {}
  let session: Session | undefined
  /** One while a card is over the page, or about to be. */
  let over = 0
  let said = false
  /** Another one for every page of a single-page site; none when we are gone. */
  let page: object | undefined = {}

  const load = ({ id, version }: SurveySettings, locale: string): Promise<SurveyModule> =>
    import(/* @vite-ignore */ `${base}/w/${id}.${version}.${locale}.${ui}.js`).then(
      (module: SurveyModule) => {
        session ??= module.open(base, site, kept, listeners)
        return module
      }
    )

  /** Never rejects: a page that forgets to catch must not see our troubles in its console. */
  const ask = (details?: Ask, unbidden?: () => void): Promise<Outcome> =>
    show({ ...scoped(dataset), ...context, ...scoped(details) }, unbidden).catch((why) => ({
      state: 'not-asked',
      reason: why.rule ?? (why.big ? why : 'unavailable')
    }))

  /** What asks by itself says how it is asked again, when it has to wait for a dialog of the page. */
  async function show(about: Asked, unbidden?: () => void): Promise<Outcome> {
    const survey = surveys.find(({ id }) => id === (about.survey || id))
    if (!survey) throw 'no-survey'
    const wanted = [about.locale, document.documentElement.lang, ...navigator.languages]
    const locale = chooseLocale(survey.locales, wanted)
    if (!locale) throw 'no-language'
    const at = typeof about.at === 'string' ? document.querySelector(about.at) : about.at
    if (at === null) throw 'no-place'
    // In line a survey is part of the page. A card keeps to the rules; how often it may come is for those that
    // the page did not call. Storage is looked into only where it decides: the first look costs as much as
    // all the rest here.
    const refusal = at
      ? ''
      : over
        ? 'already-open'
        : (unbidden || !survey.on) && within(readAsked(kept, site)[survey.id], survey.again)
          ? 'lately'
          : rules?.refusal(survey, wanted)
    if (refusal) throw refusal
    const own = at ? 0 : 1
    over += own
    try {
      const module = await load(survey, locale)
      const opened = session as Session // by what was just loaded
      await opened.permit(survey.id, about, at, unbidden)
      if (!page) throw 'destroyed'
      const card = module.show(module, { at, about, session: opened, again: survey.again })
      shown.add(card)
      // biome-ignore lint/nursery/noFloatingPromises: a card that is gone never fails, and each byte counts here
      card.gone.then(() => (shown.delete(card), (over -= own)))
      return card.outcome
    } catch (error) {
      over -= own
      throw error
    }
  }

  /** Gets ready to ask what asks by itself; or, at an event, asks what waits for it. */
  function consider(event?: string) {
    const mine = event ? page : (page = {})
    for (const survey of 'manual' in dataset ? [] : surveys) {
      const { id, on, by } = survey
      // Whether it is due is looked at when it is time.
      const fire = () => page === mine && ask({ survey: id }, fire)
      if (dataset.survey && dataset.survey !== id) continue
      // biome-ignore lint/nursery/noFloatingPromises: asking tells its failures itself, and each byte counts here
      if (event) on === 'event' && by === event && fire()
      else if (on === 'delay')
        setTimeout(fire, (by as number) * 1000) // seconds, where it is a delay
      else rules?.watch(survey, fire)
    }
  }

  const add = (more: Ask) => void (context = { ...context, ...scoped(more) })
  const close = () => shown.forEach((card) => card.close())
  const calls: Record<string, ((...details: never[]) => unknown) | undefined> = {
    ask,
    set: add,
    identify: add,
    event: consider,
    on(...listener: Listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close,
    destroy() {
      page = undefined
      close()
      listeners.clear()
      rules?.stop()
      session?.stop()
      delete window.hearback
    }
  }

  const hearback: Hearback = (call, ...details) => {
    try {
      if (!calls[call]) throw `No call "${call}".`
      return calls[call](...details)
    } catch (error) {
      if (!said) console.warn(`[hearback] ${error}`)
      said = true
    }
  }
  const early = window.hearback?.q ?? []
  hearback.site = site
  window.hearback = hearback
  for (const call of early) hearback(...call)

  if (!customElements.get('hearback-survey')) {
    customElements.define(
      'hearback-survey',
      class extends HTMLElement {
        declare asked?: true
        // Called again whenever the page moves the element about.
        connectedCallback() {
          const survey = this.getAttribute('survey')
          if (!this.asked) window.hearback?.('ask', { at: this, ...(survey && { survey }) } as never)
          this.asked = true
        }
      }
    )
  }

  // What could not be sent at an earlier visit is sent now; nothing is fetched for it when nothing waits.
  const [first] = surveys
  if (first && readKept(kept, `hearback:${site}:unsent`))
    load(first, first.locales[0] as string).catch(() => {})
  consider()
  rules?.pages(() => page && consider())
}

/** A signature speaks of what was said together with it, whatever is said afterwards. */
function scoped(said?: Ask) {
  return (said?.signature ? { ...said, signature: said } : said) as Asked | undefined // without a signature
}
