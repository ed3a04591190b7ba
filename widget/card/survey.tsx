/** @jsxImportSource . */

import type { Outbox } from '../outbox/outbox'
import { openOutbox } from '../outbox/outbox'
import { remember } from '../shared/ask-history'
import type { Answer, Fate, Happening, SentDefinition, SurveySettings, Tags, Told } from '../shared/protocol'
import { thanksFor } from '../shared/scale'
import type { Action, Step } from '../shared/steps'
import { reduce } from '../shared/steps'
import type { Kept } from '../shared/store'
import { openStore, same } from '../shared/store'
import { Card } from './card'
import { openPlace } from './mount'
import type { Wide } from './wide'

export type Listener = [type: string, hear: (happening: Happening) => void]
export type Outcome = { state: 'answered' | 'dismissed' | 'not-asked'; reason?: string }
/**
 * A survey on the page. `outcome` is known at the first tap or at the end, `gone` when nothing of it is
 * left.
 */
export type Shown = { outcome: Promise<Outcome>; gone: Promise<unknown>; close: () => void }
/** What lasts as long as the page: what answers wait in, and who hears what happens. */
export type Session = ReturnType<typeof open>
/** What the loader imports: this module, with the definition that the server appends. */
export type SurveyModule = { definition: SentDefinition; wide?: Wide; show: typeof show; open: typeof open }

/**
 * All that the page has said, the tag's `data-topics="billing,refund"` as it stands there, and of a
 * signature all that was said with it.
 */
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
  const outbox = openOutbox(`${base}/api/v1/responses`, `hearback:${site}:unsent`, store, globalThis)
  addEventListener('online', outbox.flush)
  // After the card is drawn, which is what somebody waits for.
  setTimeout(outbox.flush)
  return {
    outbox,
    /**
     * Throws why a survey is not to come now. Where no answer could ever be taken, none does; a card waits
     * for the page's own dialogs to go, where it asks by itself, and is asked again then.
     */
    async permit(survey: string, about: About, at: unknown, again?: () => void) {
      // Empty without an origin, and unlike `origin` never a variable of the page.
      if (!document.domain) throw (await import('./opaque.js')).why
      if (at) return
      const tags = tagsOf(about)
      if (again && (await beside())?.waits(again)) throw { rule: 'page-busy' }
      if (tags.signature && tags.customer) await (await import('./permit.js')).permit(base, survey, tags)
    },
    tell(happening: Happening, once = true) {
      import('./asks.js').then(
        (part) => part.start(happening),
        () => {}
      )
      if (once) remember(store, site, happening.survey, happening.type)
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
export function show(
  { definition, wide }: Pick<SurveyModule, 'definition' | 'wide'>,
  { at, about, session: { outbox, tell }, again }: Request
): Shown {
  const { survey, version, locale, direction, question, words } = definition
  const id = newId()
  const since = Date.now()
  /** Whoever has it may edit the answer; it is kept with what waits, and the server gives it to nobody. */
  const secret = newId()
  let step: Step = { at: 'asking' }
  let fate: Fate | undefined
  let announcement = ''
  let sent: Answer | undefined
  let settle: (outcome: Outcome) => void
  const outcome = new Promise<Outcome>((resolve) => (settle = resolve))
  const place = openPlace(definition, { at, wide, dismiss, lost: () => close('removed-by-page') })
  // Where a survey is part of the page, how long the page was read says as much as the answer does.
  let reading: (() => Told) | void
  // A card beside a dialog of the page stands inside it.
  const part = at ? import('./reading.js') : beside()
  part.then(
    (part) => (reading = part?.start(place)),
    () => {}
  )
  let pause: ReturnType<typeof setTimeout> | undefined
  const after = (ms: number, callback: () => void) => setTimeout(() => place.signal.aborted || callback(), ms)
  /**
   * How long after the question was there it was answered, in whole ms: many answers that say nothing of it
   * come from a program.
   */
  let pressedMs = 0

  const status = () => (
    <p class="unseen" role="status" lang={locale} dir={direction}>
      {announcement}
    </p>
  )

  function draw() {
    place.draw(
      <Card {...{ definition, step, fate, choose, say, finish }} dismiss={at ? undefined : dismiss} />,
      status()
    )
  }

  function act(action: Action) {
    const before = step
    step = reduce(step, action, definition)
    if (step !== before) draw()
    if (step.at !== 'thanking' || before.at === 'thanking') return
    announce(thanksFor(step.rating, definition).text)
    // Who is shown a way to go on is given the time for it.
    if (!at && !(ASKS_MORE && thanksFor(step.rating, definition).link)) after(thanksMs, () => close())
  }

  /**
   * A tap, Space and Enter answer at once. Arrow keys pass over points on their way, so what they mark is
   * sent when they rest for a second: nobody is taken at their word while still choosing.
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
    pressedMs = Date.now() - since
    send()
  }

  function say(told: Told, goesOn?: boolean) {
    if (!ASKS_MORE) return
    act({ does: 'tell', told, ...(goesOn && { goesOn }) })
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
    const answers = { ...told, ...reading?.() }
    // A path says where the customer was; a query may hold what is nobody's business.
    const pageUrl = location.origin + location.pathname
    const answer: Answer = {
      ...tagsOf(about),
      id,
      secret,
      survey,
      version,
      rating,
      comment: (comment || undefined) as string, // JSON leaves out what is undefined
      ...(Object.keys(answers)[0] && { answers }),
      locale,
      pageUrl,
      taps: [[rating, pressedMs]],
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
      announce(
        fate === 'saved' && step.at === 'thanking'
          ? thanksFor(step.rating, definition).text
          : (words[fate] ?? '')
      )
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
    place.fade(status())
  }

  function close(reason = 'closed-by-page') {
    settle({ state: 'dismissed', reason })
    place.close()
  }

  draw()
  // What is asked only once was asked when it was shown; anything else is remembered when it is answered or
  // dismissed.
  tell({ type: 'shown', survey }, again === 'once')
  // A card over the page takes no focus, so it is announced; the live region must have been there before for
  // that to be heard.
  if (!at) after(announceMs, () => step.at === 'asking' && announce(question))
  return { outcome, gone: place.gone, close }
}

/**
 * Of all that the page says, what an answer may carry. A signature covers nothing any more where the page
 * has said otherwise since.
 */
function tagsOf({
  channel,
  topics,
  agent,
  attributes,
  team,
  conversation,
  customer,
  signature: signed
}: About): Tags {
  const claims = { agent, attributes, team, conversation, customer }
  const holds =
    signed && Object.entries(claims).every(([name, value]) => (signed[name as keyof Tags] ?? value) === value)
  const list = typeof topics === 'string' ? topics.split(',') : topics
  // JSON leaves out what is undefined.
  return { channel, topics: list, ...claims, signature: holds ? signed.signature : undefined } as Tags
}

/** Where something of the page may lie over it, the part of ours that looks closer. */
const beside = async () =>
  [...document.querySelectorAll('*')].find(
    (one) => one.shadowRoot || one.matches(':modal,:popover-open,[aria-modal],[data-aria-hidden]')
  ) && import('./beside.js')

const restMs = 1_000
const announceMs = 500
const thanksMs = 6_000

/** As many random bits as a UUID has, which pages without TLS cannot make. */
const newId = () => crypto.getRandomValues(new Uint32Array(4)).join('-')
