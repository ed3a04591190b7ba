/** What newer browsers tell of every move within a page. */
type Navigation = EventTarget

/**
 * Calls back whenever a single-page site turns to another page, by whatever way, and when the browser
 * brings a page back as it was left. Returns how to stop. Where the browser does not tell, `history` is
 * asked to, and left as it was found.
 */
export function watchPages(turned: () => void): () => void {
  const life = new AbortController()
  const { signal } = life
  let here = pageOf(location.href)
  const look = () => {
    const now = pageOf(location.href)
    if (now === here) return
    here = now
    turned()
  }
  const { navigation } = window as { navigation?: Navigation }
  if (navigation) navigation.addEventListener('currententrychange', look, { signal })
  else for (const name of ['pushState', 'replaceState'] as const) wrap(name, look, signal)
  for (const type of ['popstate', 'hashchange']) addEventListener(type, look, { signal })
  addEventListener('pageshow', ({ persisted }) => persisted && turned(), { signal })
  return () => life.abort()
}

/**
 * A fragment that is a route is part of what makes a page; one that follows the reader from heading to
 * heading is not.
 */
const pageOf = (href: string) => href.replace(/#(?![/!]).*/, '')

function wrap(name: 'pushState' | 'replaceState', look: () => void, signal: AbortSignal) {
  const original = history[name]
  const own = Object.hasOwn(history, name)
  const wrapped: typeof original = function (this: History, ...move) {
    original.apply(this, move)
    if (!signal.aborted) look()
  }
  // On a page that froze it, moves are seen where the browser tells of them.
  if (!Reflect.set(history, name, wrapped)) return
  signal.addEventListener('abort', () => {
    // Somebody may have wrapped it after us: then it stays, and only passes on.
    if (history[name] !== wrapped) return
    if (own) history[name] = original
    else Reflect.deleteProperty(history, name)
  })
}
