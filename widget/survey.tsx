/** @jsxImportSource . */
import { Card } from './card'
import { openOutbox } from './outbox'
import { openPlace } from './place'
import { reduce } from './steps'
import { browserWorld } from './world'
import type { Fate, Outbox } from './outbox'
import type { Action, Step } from './steps'
import type { Store } from './store'
import type { Answer, Definition, Tags } from './wire'

export type Happening = { type: 'shown' | 'answered' | 'dismissed'; survey: string; rating?: number }
export type Outcome = { state: 'answered' | 'dismissed' | 'not-asked'; reason?: string }
/** A survey on the page. `outcome` is known at the first tap or at the end, `gone` when nothing of it is left. */
export type Shown = { outcome: Promise<Outcome>; gone: Promise<void>; close: () => void }
/** What the loader imports: this module, with the definition that the server appends. */
export type SurveyModule = { definition: Definition; show: typeof show; open: typeof open }

type Request = {
  at: Element | undefined
  /** All that the page has said, the tag's `data-topics="billing,refund"` as it stands there. */
  about: Omit<Tags, 'topics'> & { topics?: string[] | string }
  outbox: Outbox
  tell: (happening: Happening) => void
}

/** Opens the outbox for the life of the page and sends what still waits in it. */
export function open(base: string, key: string, store: Store): Outbox {
  const outbox = openOutbox(`${base}/api/v1/responses`, key, store, browserWorld)
  addEventListener('online', outbox.flush)
  outbox.flush()
  return { ...outbox, stop: () => (removeEventListener('online', outbox.flush), outbox.stop()) }
}

/** Shows one survey in the corner of the page, or inside an element of it. */
export function show(definition: Definition, { at, about, outbox, tell }: Request): Shown {
  const { survey, version, locale, question, words } = definition
  const id = newId()
  let step: Step = { at: 'asking' }
  let fate: Fate | undefined
  let announcement = ''
  let sent: Answer | undefined
  let settle: (outcome: Outcome) => void = () => {}
  let leave: () => void = () => {}
  const outcome = new Promise<Outcome>((resolve) => (settle = resolve))
  const gone = new Promise<void>((resolve) => (leave = resolve))
  const place = openPlace(at, dismiss)
  const timers = new Set<Timer>()
  let pause: Timer | undefined

  const after = (ms: number, callback: () => void) => {
    const timer = setTimeout(callback, ms)
    timers.add(timer)
    return timer
  }

  function draw() {
    place.draw(<Card {...{ definition, step, fate, announcement, choose, finish }} dismiss={at ? undefined : dismiss} />)
  }

  function act(action: Action) {
    const before = step
    step = reduce(step, action)
    if (step !== before) draw()
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

  function finish(comment: string) {
    clearTimeout(pause)
    act({ does: 'finish' })
    send(comment.trim())
    announce(words.thanks)
    if (!at) after(thanksMs, close)
  }

  function send(comment?: string) {
    if (step.at === 'asking' || (sent?.rating === step.rating && !comment)) return
    if (!sent) {
      settle({ state: 'answered' })
      tell({ type: 'answered', survey, rating: step.rating })
    }
    // A path says where the customer was; a query may hold what is nobody's business.
    const pageUrl = location.origin + location.pathname
    const answer: Answer = { ...tagsOf(about), id, survey, version, rating: step.rating, ...(comment && { comment }), locale, pageUrl, surface: 'widget' }
    sent = answer
    void outbox.put(answer, (now) => {
      fate = now
      announce(fate === 'saved' && step.at === 'thanking' ? words.thanks : words[fate])
    })
  }

  function announce(text: string) {
    announcement = text
    draw()
  }

  function dismiss() {
    if (!sent) {
      settle({ state: 'dismissed' })
      tell({ type: 'dismissed', survey })
    }
    close()
  }

  function close() {
    settle({ state: 'dismissed', reason: 'closed-by-page' })
    timers.forEach(clearTimeout)
    place.close()
    leave()
  }

  draw()
  tell({ type: 'shown', survey })
  // A card in the corner takes no focus, so it is announced; the live region must have been there before for that to be heard.
  if (!at) after(announceMs, () => step.at === 'asking' && announce(question))
  return { outcome, gone, close }
}

/** Of all that the page says, what an answer may carry. */
function tagsOf({ channel, topics, agent, team, conversation, customer, signature }: Request['about']): Tags {
  const list = typeof topics === 'string' ? topics.split(',').map((topic) => topic.trim()) : topics
  // JSON leaves out what is undefined.
  return { channel, topics: list, agent, team, conversation, customer, signature } as Tags
}

type Timer = ReturnType<typeof setTimeout>

const restMs = 1_000
const announceMs = 500
const thanksMs = 6_000

/** A random UUID, also on pages without TLS, where `crypto.randomUUID` is absent. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = Array.from(bytes, (byte, index) =>
    (index === 6 ? (byte & 15) | 64 : index === 8 ? (byte & 63) | 128 : byte).toString(16).padStart(2, '0')
  ).join('')
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
