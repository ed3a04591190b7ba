import type { SurveySettings } from '../shared/protocol'

/**
 * Calls `fire` once, when what a survey waits for happens on this page; until `signal` says that the page
 * is another.
 */
export function watch({ on, by }: SurveySettings, fire: () => void, signal: AbortSignal) {
  const listen = (target: EventTarget, types: string, heard: (event: Event) => void) =>
    types
      .split(' ')
      .forEach((type) => target.addEventListener(type, heard, { signal, passive: true, capture: true }))
  const ms = Number(by) * 1000
  let timer: ReturnType<typeof setTimeout> | undefined
  let fired = false
  signal.addEventListener('abort', () => clearTimeout(timer))

  const once = () => {
    if (fired || signal.aborted) return
    fired = true
    fire()
  }

  if (on === 'scroll') {
    const look = () => {
      const { scrollHeight, scrollTop, clientHeight } = document.scrollingElement ?? document.documentElement
      if (scrollTop + clientHeight >= (scrollHeight * Number(by)) / 100) once()
    }
    listen(window, 'scroll resize', look)
    // A page that is short enough has been read as it stands; one that is being put together still is not, and
    // just after a turn what stands there is the page before.
    if (document.readyState === 'complete') timer = setTimeout(look, settledMs)
    else listen(window, 'load', look)
  }

  if (on === 'exit') {
    // A pointer that leaves by the top is on its way to another tab or address; without one, coming back from
    // elsewhere says as much.
    listen(document, 'mouseout', (event) => {
      const { relatedTarget, clientY } = event as MouseEvent // what mouseout is
      if (!relatedTarget && clientY <= 0) once()
    })
    let left = false
    listen(document, 'visibilitychange', () => {
      if (left && !document.hidden) once()
      left = document.hidden
    })
  }

  if (on === 'click' && isSelector(String(by))) {
    listen(document, 'click', ({ target }) => {
      if (target instanceof Element && target.closest(String(by))) once()
    })
  }

  if (on === 'inactivity') {
    const wait = () => {
      clearTimeout(timer)
      timer = setTimeout(once, ms)
    }
    listen(window, 'pointermove pointerdown keydown scroll visibilitychange', wait)
    wait()
  }

  if (on === 'time-on-page') {
    let rest = ms
    let since = 0
    const count = () => {
      clearTimeout(timer)
      if (since) rest -= Date.now() - since
      since = document.hidden ? 0 : Date.now()
      if (since) timer = setTimeout(once, rest)
    }
    listen(document, 'visibilitychange', count)
    count()
  }
}

const settledMs = 1_000

function isSelector(selector: string) {
  try {
    document.querySelector(selector)
    return true
  } catch {
    return false
  }
}
