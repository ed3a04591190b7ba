/**
 * What lies over a page and keeps hands off the rest: dialogs the browser's own and libraries', popovers,
 * full screen.
 */
const modals = ':is(:modal,:popover-open,:fullscreen,[aria-modal=true])'
/**
 * Radix hides the rest of the page from those who hear it and leaves its dialog without a sign of its own.
 */
const hidingAll = '[data-aria-hidden]'
const dialogs = '[role=dialog],[role=alertdialog]'
/** These show nothing that is put inside them. */
const closedTags = /^(video|audio|canvas|img|iframe|object|embed|svg)$/

/** Calls back once nothing lies over the page any more. Returns whether anything does. */
export function waits(callback: () => void): boolean {
  if (!topmost()) return false
  watch((stop) => {
    if (topmost()) return
    stop()
    callback()
  })
  return true
}

/**
 * Puts a card inside what lies over the page, where it takes taps and traps take it for their own, and in
 * the browser's top layer, where nothing of the dialog moves, clips or covers it. When the dialog goes, the
 * card goes on in the next one, or over the page.
 */
export function start({ host, signal }: { host: HTMLElement; signal: AbortSignal }): void {
  // What hides the whole page is a dialog itself.
  if (host.shadowRoot?.querySelector('dialog')) return
  let inside: Element | undefined
  const settle = () => {
    if (inside && isShown(inside)) return
    const next = topmost()
    if (!inside && !next) return
    inside = next
    move(host, next && takesIn(next) ? next : document.documentElement)
  }
  settle()
  if (inside) watch((stop) => (signal.aborted ? stop() : settle()), signal)
}

function move(host: HTMLElement, to: Element) {
  const { activeElement } = host.shadowRoot ?? {}
  to.append(host)
  if (host.showPopover) {
    host.popover = 'manual'
    host.showPopover()
  }
  // Whoever was writing goes on writing.
  if (activeElement instanceof HTMLElement) activeElement.focus()
}

/** The one in front: that which holds the focus, else the last one. */
function topmost(): Element | undefined {
  const shown = everywhere(modals).filter(isShown)
  if (shown.length === 0 && everywhere(hidingAll).length > 0)
    shown.push(...everywhere(dialogs).filter(isShown))
  return shown.findLast(holdsFocus) ?? shown.at(-1)
}

function holdsFocus(element: Element) {
  for (let active = document.activeElement; active; active = active.shadowRoot?.activeElement ?? null)
    if (element.contains(active)) return true
  return false
}

/** A popover that only its own button closes is no obstacle: what comes later lies above it. */
const takesIn = (element: Element) =>
  !closedTags.test(element.localName) && element.getAttribute('popover') !== 'manual'

function isShown(element: Element) {
  if (!element.isConnected || element.getClientRects().length === 0) return false
  const { visibility, opacity } = getComputedStyle(element)
  return visibility !== 'hidden' && opacity !== '0' && !element.closest('[aria-hidden=true]')
}

/**
 * All elements that match, in the shadow roots of the page as well. Our own cards have dialogs of their
 * own.
 */
function everywhere(selector: string, root: ParentNode = document): Element[] {
  return [...root.querySelectorAll('*')]
    .flatMap((element) => [
      ...(element.matches(selector) ? [element] : []),
      ...(element.shadowRoot && !isOurs(element) ? everywhere(selector, element.shadowRoot) : [])
    ])
    .filter((element) => !isOurs(element))
}

const isOurs = ({ className }: Element) => className === 'inline' || className === 'over'

/** Looks again whenever the page may have closed something. */
function watch(look: (stop: () => void) => void, signal?: AbortSignal) {
  const life = new AbortController()
  const observer = new MutationObserver(again)
  const stop = () => {
    observer.disconnect()
    clearInterval(timer)
    life.abort()
  }
  // What styles alone hide, no event tells of.
  const timer = setInterval(again, 500)
  function again() {
    look(stop)
  }
  signal?.addEventListener('abort', stop)
  observer.observe(document, { subtree: true, childList: true, attributes: true })
  for (const type of ['toggle', 'close', 'fullscreenchange', 'transitionend', 'animationend']) {
    document.addEventListener(type, again, { capture: true, signal: life.signal })
  }
}
