import { openOutbox } from '../outbox/outbox'
import type { Posted } from '../shared/protocol'
import { isLow } from '../shared/scale'
import { openStore } from '../shared/store'

const form = document.querySelector('form')
if (form) enhance(form)

/**
 * Makes the first tap on the hosted page the answer, and the comment an addition to it. The page is whole
 * without this script. Only what a person does counts: scanners open links, run scripts, even press buttons
 * by script, and none of that is an answer.
 */
function enhance(form: HTMLFormElement) {
  const { satisfiedFrom, lowIsGood, low, high, saved = '', waiting = '', refused = '' } = form.dataset
  const scale = { satisfiedFrom: Number(satisfiedFrom), lowIsGood: lowIsGood !== undefined }
  const path = location.pathname
  const json = { 'content-type': 'application/json' }
  const outbox = openOutbox(
    `${path}${/[?&]lang=[^&]*/.exec(location.search)?.[0].replace('&', '?') ?? ''}`,
    `hearback:${path}`,
    openStore(),
    {
      Date,
      Math,
      setTimeout: (callback, ms) => setTimeout(callback, ms),
      clearTimeout: (timer) => clearTimeout(timer),
      fetch: (url, init) => fetch(url, { ...init, headers: json })
    }
  )
  const more = form.querySelector<HTMLElement>('.more')
  const walk = more && walkThrough(more)
  const prompt = form.querySelector('textarea')?.parentElement?.querySelector('span')
  const status = document.querySelector('.note')
  const rows = [...form.querySelectorAll('.points')].map((row) => [...row.querySelectorAll('label')])
  /** What belongs to a low rating only, or to a high one. */
  const fitting = [...document.querySelectorAll<HTMLElement>('[data-of]')]
  const taps: [point: number, afterMs: number][] = []
  let sent = ''
  let passing = false
  let byPerson = false
  let begun: ReturnType<typeof setTimeout> | undefined
  let rest: ReturnType<typeof setTimeout> | undefined

  const shown = form.closest('details') ?? form
  const say = (text: string) => status && (status.textContent = text)
  const field = (name: string) => `${new FormData(form).get(name) ?? ''}`

  function mark() {
    for (const labels of rows) {
      const chosen = labels.findIndex((label) => label.querySelector('input')?.checked)
      labels.forEach((label, place) => label.classList.toggle('reached', place <= chosen))
    }
    const rated = field('rating')
    if (more) more.hidden = !rated
    if (!rated) return
    const of = isLow(Number(rated), scale) ? 'low' : 'high'
    if (prompt) prompt.textContent = (of === 'low' ? low : high) ?? ''
    for (const element of fitting) {
      if (!form.contains(element)) continue
      element.hidden = element.dataset.of !== of
      const input = element.querySelector('input')
      if (input?.checked && element.hidden) {
        input.checked = false
        walk?.again(element)
      }
    }
    walk?.show()
  }

  /** All that is filled in by now: what is sent later stands in for what was sent before. */
  function answer(comment: string): Posted {
    const [solved, reason, person] = ['solved', 'reason', 'person'].map(field)
    const contact = form.querySelector<HTMLInputElement>('[name=contact]')
    const answers = {
      ...(solved && { solved }),
      // Empty where the one that was sent no longer fits.
      ...((reason || sent.includes('"reason"')) && { reason: reason ?? '' }),
      ...(person && { person: Number(person) }),
      ...((contact?.checked || sent.includes('"contact"')) && { contact: contact?.checked ?? false })
    }
    const secret = field('secret')
    return {
      id: field('id'),
      ...(secret && { secret }),
      rating: Number(field('rating')),
      ...(comment && { comment }),
      ...(Object.keys(answers).length > 0 && { answers })
    }
  }

  /** As in the widget: a tap, Enter and Space answer at once, arrow keys once they rest for a second. */
  function choose({ isTrusted, target, detail }: Event & { detail?: number }) {
    if (!isTrusted) return
    // A tap on what follows the rating leads on; an arrow key chooses on its way.
    if (detail && isPoint(target) && more?.contains(target)) walk?.goOn()
    mark()
    form.querySelector('.problem')?.remove()
    clearTimeout(rest)
    if (passing) rest = setTimeout(send, restMs)
    else send()
    passing = false
  }

  function send(comment = '') {
    clearTimeout(rest)
    const now = answer(comment)
    if (sent === JSON.stringify(now) || !field('rating')) return
    sent = JSON.stringify(now)
    clearTimeout(begun)
    taps.push([now.rating, Math.round(performance.now())])
    // How a hand moves is what tells a scanner that presses everything from a person.
    const seen = field('seen')
    const byHand = { ...now, ...(seen && { seen }), taps: taps.slice(-tapsMax) }
    void outbox.put(byHand, (fate) =>
      say({ saved: shown.hidden ? '' : saved, waiting, refused, locked: '' }[fate])
    )
  }

  const note = (step: string) =>
    void fetch(`${path}/${step}`, { method: 'POST', keepalive: true }).catch(() => {})

  /** That somebody is here, and that they began: an answer says both by itself. */
  function notice({ isTrusted, target }: Event) {
    if (!isTrusted) return
    if (!byPerson) note('opened')
    byPerson = true
    if (!sent && target instanceof Node && form.contains(target))
      begun ??= setTimeout(() => note('started'), begunMs)
  }

  // `form.submit()` asks nobody; under this method it goes nowhere, and under another it tells on itself.
  form.method = 'dialog'
  const trap = form.querySelector<HTMLInputElement>('[name=website]')
  if (trap) trap.value = 'script'
  for (const type of ['click', 'keydown', 'pointerdown', 'wheel', 'touchmove'])
    addEventListener(type, notice, { capture: true, passive: true })
  form.addEventListener('keydown', (event) => {
    passing = event.key.startsWith('Arrow')
    if (!isPoint(event.target) || (event.key !== 'Enter' && event.key !== ' ')) return
    if (event.key === 'Enter') event.preventDefault()
    event.target.checked = true
    choose(event)
  })
  form.addEventListener('pointerdown', () => (passing = false))
  form.addEventListener('click', (event) => isAnswer(event.target) && choose(event))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (!byPerson || !field('rating')) return
    if (walk?.goOn()) {
      mark()
      return send()
    }
    const of = isLow(Number(field('rating')), scale) ? 'low' : 'high'
    const thanks = [...document.querySelectorAll<HTMLElement>('.thanks')].find(
      ({ dataset }) => (dataset.of ?? of) === of
    )
    shown.hidden = true
    const title = thanks?.querySelector('h1')
    if (of === 'low' && title?.dataset.low) title.textContent = title.dataset.low
    if (thanks) thanks.hidden = false
    thanks?.focus()
    if (status?.textContent === saved) say('')
    send(field('comment').trim())
  })
  addEventListener('online', outbox.flush)
  outbox.flush()
  mark()
}

/** Shows one part of what follows the rating at a time. Without JavaScript all of them stand there. */
function walkThrough(more: HTMLElement) {
  const all = [...more.children].filter(
    (part): part is HTMLElement => part instanceof HTMLElement && part.localName !== 'button'
  )
  // The comment and the consent stand together at the end.
  const end = all.filter(({ localName }) => localName !== 'fieldset')
  const parts = [
    ...all.filter(({ localName }) => localName === 'fieldset').map((part) => [part]),
    ...(end.length > 0 ? [end] : [])
  ]
  const passed = new Set<HTMLElement[]>()
  const isAsked = (part: HTMLElement[]) =>
    part.some(
      (element) =>
        element.localName !== 'fieldset' ||
        [...element.querySelectorAll('label')].some((label) => !label.hidden)
    )
  const asked = () => parts.filter(isAsked)
  const now = () => asked().find((part) => !passed.has(part)) ?? asked().at(-1)
  return {
    show() {
      const shown = now()
      for (const part of parts) for (const element of part) element.hidden = part !== shown
    },
    /** Leaves the present part behind. Says whether another one follows. */
    goOn(): boolean {
      const present = now()
      if (!present || present === asked().at(-1)) return false
      passed.add(present)
      const next = now()?.[0]
      if (next) {
        next.hidden = false
        next.tabIndex = -1
        next.focus()
      }
      return true
    },
    /** Asks the part of this element anew. */
    again(element: HTMLElement) {
      for (const part of parts) if (part[0]?.contains(element)) passed.delete(part)
    }
  }
}

const isAnswer = (target: unknown) =>
  isPoint(target) || (target instanceof HTMLInputElement && target.type === 'checkbox')
const isPoint = (target: unknown): target is HTMLInputElement =>
  target instanceof HTMLInputElement && target.type === 'radio'

const restMs = 1_000
/** Whoever has pressed something and not answered by then has begun; sooner, the answer is on its way. */
const begunMs = 2_000
const tapsMax = 20
