import { chooseLocale } from './locale'
import { openMemory } from './memory'
import { openStore } from './store'
import type { Happening, Outcome, Shown, SurveyModule } from './survey'
import type { Settings, SurveySettings, Tags } from './wire'

/** Put in front of this script by the server. */
declare const HEARBACK_SETTINGS: Settings

type Ask = Tags & { survey?: string; locale?: string; at?: Element | string }
type Listener = (happening: Happening) => void
type Hearback = { (call: string, ...details: never[]): unknown; q?: ArrayLike<unknown>[]; site?: string }
declare global {
  interface Window {
    hearback?: Hearback
  }
}

// A classic script is the only thing that this file is ever built as.
const tag = document.currentScript as HTMLScriptElement
// Twice the same tag, or a page that is put together twice: the first instance stays, the second never starts.
if (!window.hearback?.site) start(HEARBACK_SETTINGS, tag)

function start(settings: Settings, { src, dataset }: HTMLScriptElement) {
  // Everything before /w/ is ours, whatever the page calls it: a first-party path works without being told.
  const base = src.slice(0, src.lastIndexOf('/w/'))
  const store = openStore()
  const unsent = `hearback:${settings.site}:unsent`
  const memory = openMemory(store, settings.site, Date.now)
  const shown = new Set<Shown>()
  const listeners = new Set<readonly [string, Listener]>()
  const timers: ReturnType<typeof setTimeout>[] = []
  let context: Ask = {}
  let outbox: ReturnType<SurveyModule['open']> | undefined
  let cornerTaken = false
  let said = false
  let destroyed = false

  const load = (survey: SurveySettings, locale: string): Promise<SurveyModule> =>
    import(/* @vite-ignore */ `${base}/w/${survey.id}.${survey.version}.${locale}.${settings.ui}.js`).then((module: SurveyModule) => {
      outbox ??= module.open(base, unsent, store)
      return module
    })

  /** Never rejects: a page that forgets to catch must not see our troubles in its console. */
  const ask = (details?: Ask): Promise<Outcome> => show(details).catch(() => notAsked('unavailable'))

  async function show(details?: Ask): Promise<Outcome> {
    const about: Ask = { ...dataset, ...context, ...details }
    const survey = about.survey ? settings.surveys.find(({ id }) => id === about.survey) : settings.surveys[0]
    if (!survey) return notAsked('no-survey')
    const locale = chooseLocale(survey.locales, [about.locale, document.documentElement.lang, ...navigator.languages])
    if (!locale) return notAsked('no-language')
    const at = typeof about.at === 'string' ? document.querySelector(about.at) : about.at
    if (at === null) return notAsked('no-place')
    if (at) return present(survey, locale, about, at)
    if (cornerTaken) return notAsked('already-open')
    cornerTaken = true
    return present(survey, locale, about).catch((error) => {
      cornerTaken = false
      throw error
    })
  }

  async function present(survey: SurveySettings, locale: string, about: Ask, at?: Element): Promise<Outcome> {
    const module = await load(survey, locale)
    if (destroyed || !outbox) return notAsked('destroyed')
    const card = module.show(module.definition, { at, about, outbox, tell })
    shown.add(card)
    card.gone.then(() => {
      shown.delete(card)
      if (!at) cornerTaken = false
    })
    return card.outcome
  }

  function tell(happening: Happening) {
    if (happening.type !== 'shown') memory.remember(happening.survey)
    // A listener that throws is the page's own error: it must not stop us, and is not ours to swallow.
    for (const [type, listener] of listeners) if (type === happening.type) setTimeout(listener, 0, happening)
  }

  /** Asks the first survey that asks by itself, at this event or without one; whether it is due is looked at again when it is time. */
  function consider(event?: string) {
    const survey = settings.surveys.find(({ id, auto, event: awaited }) => auto && awaited === event && id === (dataset.survey ?? id))
    if (!survey || 'manual' in dataset) return
    timers.push(setTimeout(() => memory.due(survey.id, survey.againAfterDays) && ask({ survey: survey.id }), survey.delayMs))
  }

  const add = (more: Ask) => void (context = { ...context, ...more })
  const close = () => shown.forEach((card) => card.close())
  const calls: Record<string, ((...details: never[]) => unknown) | undefined> = {
    ask,
    set: add,
    identify: ({ customer, signature }: Tags) => add({ customer, signature } as Ask),
    event: consider,
    on(type: string, listener: Listener) {
      const entry = [type, listener] as const
      listeners.add(entry)
      return () => void listeners.delete(entry)
    },
    close,
    destroy() {
      destroyed = true
      close()
      listeners.clear()
      timers.forEach(clearTimeout)
      outbox?.stop()
      delete window.hearback
    }
  }

  const hearback: Hearback = (call, ...details) => {
    try {
      const found = calls[call]
      if (!found) throw `There is no call "${call}".`
      return found(...details)
    } catch (error) {
      if (!said) console.warn(`[hearback] ${error}`)
      said = true
    }
  }
  const early = window.hearback?.q ?? []
  hearback.site = settings.site
  window.hearback = hearback
  for (const [call, ...details] of early.map((call) => Array.from(call))) hearback(call as string, ...(details as never[]))

  if (!customElements.get('hearback-survey')) {
    const asked = new WeakSet<Element>()
    customElements.define(
      'hearback-survey',
      class extends HTMLElement {
        // Called again whenever the page moves the element about.
        connectedCallback() {
          if (asked.has(this)) return
          asked.add(this)
          const survey = this.getAttribute('survey')
          window.hearback?.('ask', { at: this, ...(survey && { survey }) } as never)
        }
      }
    )
  }

  // What could not be sent at an earlier visit is sent now; nothing is fetched for it when nothing waits.
  const [first] = settings.surveys
  if (first?.locales[0] && store.read(unsent)) load(first, first.locales[0]).catch(() => {})
  consider()
}

function notAsked(reason: string): Outcome {
  return { state: 'not-asked', reason }
}
