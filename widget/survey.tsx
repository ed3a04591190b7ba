/** @jsxImportSource . */
import { Card } from './card'
import { remember } from './memory'
import { openOutbox } from './outbox'
import { openPlace } from './place'
import { startReading } from './reading'
import { reduce, thanksFor } from './steps'
import { openStore, same, toJson } from './store'
import { browserWorld } from './world'
import type { Fate, Outbox } from './outbox'
import type { Action, Step } from './steps'
import type { Kept } from './store'
import type { Answer, SentDefinition, SurveySettings, Tags, Told } from './wire'

export type Happening = { type: 'shown' | 'answered' | 'dismissed'; survey: string; rating?: number }
export type Listener = [type: string, hear: (happening: Happening) => void]
export type Outcome = { state: 'answered' | 'dismissed' | 'not-asked'; reason?: string }
/** A survey on the page. `outcome` is known at the first tap or at the end, `gone` when nothing of it is left. */
export type Shown = { outcome: Promise<Outcome>; gone: Promise<void>; close: () => void }
/** What lasts as long as the page: what answers wait in, and who hears what happens. */
export type Session = ReturnType<typeof open>
/** What the loader imports: this module, with the definition that the server appends. */
export type SurveyModule = { definition: SentDefinition; show: typeof show; open: typeof open }

/** All that the page has said, the tag's `data-topics="billing,refund"` as it stands there, and of a signature all that was said with it. */
export type About = Omit<Tags, 'topics' | 'signature'> & { topics?: string[] | string; signature?: Tags }

type Request = {
  at: Element | undefined
  about: About
  session: { outbox: Outbox; tell: (happening: Happening, once?: boolean) => void }
  again: SurveySettings['again']
}

/** Opens the outbox for the life of the page and sends what still waits in it. */
export function open(base: string, site: string, kept: Kept, listeners: ReadonlySet<Listener>) {
  const store = openStore(kept)
  const outbox = openOutbox(`${base}/api/v1/responses`, `hearback:${site}:unsent`, store, browserWorld)
  addEventListener('online', outbox.flush)
  // After the card is drawn, which is what somebody waits for.
  setTimeout(outbox.flush)
  return {
    outbox,
    /**
     * A customer whom the page vouches for may have been asked, or have answered, elsewhere: only the server knows. Throws its
     * verdict, with the rule, where it says not to ask.
     */
    async permit(survey: string, about: About) {
      const tags = tagsOf(about)
      if (!tags.signature || !tags.customer) return
      const response = await fetch(`${base}/api/v1/eligibility`, { method: 'POST', body: toJson({ survey, ...tags }), credentials: 'omit', signal: AbortSignal.timeout(permitMs) })
      const verdict = await response.json()
      if (!verdict.eligible) throw verdict
    },
    tell(happening: Happening, once = true) {
      if (once) remember(store, kept, site, happening.survey, happening.type)
      // A listener that throws is the page's own error: it must not stop us, and is not ours to swallow.
      for (const [type, hear] of listeners) if (type === happening.type) setTimeout(hear, 0, happening)
    },
    stop() {
      removeEventListener('online', outbox.flush)
      outbox.stop()
    }
  }
}

/** Shows one survey over the page, or inside an element of it. */
export function show(definition: SentDefinition, { at, about, session: { outbox, tell }, again }: Request): Shown {
  const { survey, version, locale, direction, question, words } = definition
  const id = newId()
  /** Whoever has it may edit the answer; it is kept with what waits, and the server gives it to nobody. */
  const secret = newId()
  let step: Step = { at: 'asking' }
  let fate: Fate | undefined
  let announcement = ''
  let sent: Answer | undefined
  let settle: (outcome: Outcome) => void = () => {}
  let leave: () => void = () => {}
  const outcome = new Promise<Outcome>((resolve) => (settle = resolve))
  const gone = new Promise<void>((resolve) => (leave = resolve))
  const place = openPlace(at, definition, dismiss)
  // Where a survey is part of the page, how long the page was read says as much as the answer does.
  const reading = at && startReading()
  const timers = new Set<Timer>()
  let pause: Timer | undefined

  const after = (ms: number, callback: () => void) => {
    const timer = setTimeout(callback, ms)
    timers.add(timer)
    return timer
  }

  const status = () => (
    <p class="unseen" role="status" lang={locale} dir={direction}>
      {announcement}
    </p>
  )

  function draw() {
    place.draw(<Card {...{ definition, step, fate, choose, say, finish }} dismiss={at ? undefined : dismiss} />, status())
  }

  function act(action: Action) {
    const before = step
    step = reduce(step, action, definition)
    if (step !== before) draw()
    if (step.at !== 'thanking' || before.at === 'thanking') return
    reading?.stop()
    const { text, link } = thanksFor(step.rating, definition)
    announce(text)
    // Who is shown a way to go on is given the time for it.
    if (!at && !link) after(thanksMs, close)
  }

  /**
   * A tap, Space and Enter answer at once. Arrow keys pass over points on their way, so what they mark is sent when they rest for a
   * second: nobody is taken at their word while still choosing.
   */
  function choose(point: number, passing: boolean) {
    clearTimeout(pause)
    act({ does: 'choose', point })
    if (passing) pause = after(restMs, rate)
    else rate()
  }

  function rate() {
    clearTimeout(pause)
    act({ does: 'rate' })
    send()
  }

  function say(told: Told) {
    if (!ASKS_MORE) return
    act({ does: 'tell', told })
    send()
  }

  function finish(comment: string) {
    clearTimeout(pause)
    act({ does: 'finish' })
    send(comment.trim())
  }

  function send(comment?: string) {
    if (step.at === 'asking') return
    const { rating, told } = step
    const seconds = sent?.answers?.readingSeconds ?? reading?.seconds()
    const answers = { ...told, ...(seconds !== undefined && { readingSeconds: seconds }) }
    // A path says where the customer was; a query may hold what is nobody's business.
    const pageUrl = location.origin + location.pathname
    const answer: Answer = {
      ...tagsOf(about),
      id,
      secret,
      survey,
      version,
      rating,
      ...(comment && { comment }),
      ...(Object.keys(answers)[0] && { answers }),
      locale,
      pageUrl,
      surface: 'widget'
    }
    if (sent && same({ ...sent, pageUrl }, answer)) return
    if (!sent) {
      settle({ state: 'answered' })
      tell({ type: 'answered', survey, rating })
    }
    sent = answer
    void outbox.put(answer, (now) => {
      fate = now
      announce(fate === 'saved' && step.at === 'thanking' ? thanksFor(step.rating, definition).text : words[fate])
    })
  }

  function announce(text: string) {
    announcement = text
    draw()
  }

  function dismiss() {
    if (sent) return close()
    settle({ state: 'dismissed' })
    tell({ type: 'dismissed', survey })
    announcement = words.closed
    end()
    place.fade(status())
  }

  function close() {
    settle({ state: 'dismissed', reason: 'closed-by-page' })
    end()
    place.close()
  }

  function end() {
    timers.forEach(clearTimeout)
    reading?.stop()
    leave()
  }

  draw()
  // What is asked only once was asked when it was shown; anything else is remembered when it is answered or dismissed.
  tell({ type: 'shown', survey }, again === 'once')
  // A card over the page takes no focus, so it is announced; the live region must have been there before for that to be heard.
  if (!at) after(announceMs, () => step.at === 'asking' && announce(question))
  return { outcome, gone, close }
}

/** Of all that the page says, what an answer may carry. A signature covers nothing any more where the page has said otherwise since. */
function tagsOf({ channel, topics, agent, team, conversation, customer, signature: signed }: About): Tags {
  const claims = { agent, team, conversation, customer }
  const holds = signed && Object.entries(claims).every(([name, value]) => (signed[name as keyof Tags] ?? value) === value)
  const list = typeof topics === 'string' ? topics.split(',') : topics
  // JSON leaves out what is undefined.
  return { channel, topics: list, ...claims, signature: holds ? signed.signature : undefined } as Tags
}

type Timer = ReturnType<typeof setTimeout>

const restMs = 1_000
const permitMs = 5_000
const announceMs = 500
const thanksMs = 6_000

/** As many random bits as a UUID has, which pages without TLS cannot make. */
const newId = () => crypto.getRandomValues(new Uint32Array(4)).join('-')
