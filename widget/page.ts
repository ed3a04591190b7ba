import { openOutbox } from './outbox'
import { isLow } from './scale'
import { openStore } from './store'
import { browserWorld } from './world'
import type { Posted } from './outbox'

const form = document.querySelector('form')
if (form) enhance(form)

/**
 * Makes the first tap on the hosted page the answer, and the comment an addition to it. The page is whole without this script.
 * Only what a person does counts: scanners open links, run scripts, even press buttons by script, and none of that is an answer.
 */
function enhance(form: HTMLFormElement) {
  const { satisfiedFrom, lowIsGood, low, high, saved = '', waiting = '', refused = '' } = form.dataset
  const scale = { satisfiedFrom: Number(satisfiedFrom), lowIsGood: lowIsGood !== undefined }
  const path = location.pathname
  const json = { 'content-type': 'application/json' }
  const outbox = openOutbox(path, `hearback:${path}`, openStore(), {
    ...browserWorld,
    fetch: (url, init) => fetch(url, { ...init, headers: json })
  })
  const comment = form.querySelector<HTMLElement>('.comment')
  const prompt = form.querySelector('.comment span')
  const status = document.querySelector('.note')
  const thanks = document.querySelector<HTMLElement>('.thanks')
  const labels = [...form.querySelectorAll('.points label')]
  let sent: Posted | undefined
  let passing = false
  let byPerson = false
  let rest: ReturnType<typeof setTimeout> | undefined

  const thanked = () => (form.closest('details') ?? form).hidden
  const say = (text: string) => status && (status.textContent = text)
  const field = (name: string) => `${new FormData(form).get(name) ?? ''}`

  function mark() {
    const chosen = labels.findIndex((label) => label.querySelector('input')?.checked)
    labels.forEach((label, place) => label.classList.toggle('reached', place <= chosen))
    if (comment) comment.hidden = chosen < 0
    if (chosen >= 0 && prompt) prompt.textContent = (isLow(Number(field('rating')), scale) ? low : high) ?? ''
  }

  /** As in the widget: a tap, Enter and Space answer at once, arrow keys once they rest for a second. */
  function choose({ isTrusted }: Event) {
    if (!isTrusted) return
    mark()
    form.querySelector('.problem')?.remove()
    clearTimeout(rest)
    if (passing) rest = setTimeout(() => send({}), restMs)
    else send({})
    passing = false
  }

  function send(more: { comment?: string }) {
    clearTimeout(rest)
    const answer: Posted = { id: field('id'), rating: Number(field('rating')), ...more }
    if (sent?.rating === answer.rating && !more.comment) return
    sent = answer
    void outbox.put(answer, (fate) => say({ saved: thanked() ? '' : saved, waiting, refused }[fate]))
  }

  // `form.submit()` asks nobody; under this method it goes nowhere.
  form.method = 'dialog'
  for (const type of ['click', 'keydown', 'pointerdown']) addEventListener(type, (event) => (byPerson ||= event.isTrusted), true)
  form.addEventListener('keydown', (event) => {
    passing = event.key.startsWith('Arrow')
    if (!isPoint(event.target) || (event.key !== 'Enter' && event.key !== ' ')) return
    if (event.key === 'Enter') event.preventDefault()
    event.target.checked = true
    choose(event)
  })
  form.addEventListener('pointerdown', () => (passing = false))
  form.addEventListener('click', (event) => isPoint(event.target) && choose(event))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (!byPerson || !field('rating')) return
    const written = field('comment').trim()
    ;(form.closest('details') ?? form).hidden = true
    if (thanks) thanks.hidden = false
    thanks?.focus()
    if (status?.textContent === saved) say('')
    send(written ? { comment: written } : {})
  })
  addEventListener('online', outbox.flush)
  outbox.flush()
  mark()
}

const isPoint = (target: unknown): target is HTMLInputElement => target instanceof HTMLInputElement && target.type === 'radio'

const restMs = 1_000
