import type { Happening } from '../shared/protocol'
import { toJson } from '../shared/store'

/**
 * For so long somebody who has not answered may be about to: only then the ask is told of by itself, in ms.
 */
const answersWithinMs = 10_000

/**
 * The asks on the page that are not answered, by survey: nothing of them was told yet, or that they were
 * shown.
 */
const open = new Map<string, { told: boolean; timer: ReturnType<typeof setTimeout> }>()

/**
 * Tells the server that a survey was shown and what became of it, as counts that know nobody: no cookie, no
 * name. An answer is told by itself, so nothing is sent for it, and what was sent too early is taken back.
 * A part of its own, fetched when a card is there.
 */
export function start({ type, survey }: Pick<Happening, 'type' | 'survey'>) {
  const ask = open.get(survey)
  if (type === 'shown') {
    open.set(survey, { told: false, timer: setTimeout(tellShown, answersWithinMs, survey) })
    return
  }
  clearTimeout(ask?.timer)
  open.delete(survey)
  if (type === 'dismissed') send(survey, ask?.told ? 'dismissed-later' : 'dismissed')
  else if (ask?.told) send(survey, 'answered-later')
}

function tellShown(survey: string) {
  const ask = open.get(survey)
  if (!ask || ask.told) return
  clearTimeout(ask.timer)
  ask.told = true
  send(survey, 'shown')
}

function send(survey: string, what: string) {
  // The server keeps the pattern that the path fits, and no path.
  const path = location.pathname + location.hash
  navigator.sendBeacon(
    new URL(/* @vite-ignore */ '../api/v1/asks', import.meta.url),
    toJson({ survey, what, path })
  )
}

// A page that is left, or that nobody comes back to.
addEventListener(
  'visibilitychange',
  () => document.hidden && open.forEach((_ask, survey) => tellShown(survey)),
  true
)
