import type { SentDefinition } from '../shared/protocol'
import { guard } from './guard'
import type { View } from './jsx-runtime'
import { render } from './jsx-runtime'
import type { Wide } from './wide'

type Options = {
  at: Element | undefined
  /** There where the survey hides the page. */
  wide: Wide | undefined
  dismiss: () => void
  /** The page, or a framework of it, has removed the card. */
  lost: () => void
}

/** What was drawn last can still be heard for so long after it is gone. */
const heardMs = 1_500

/**
 * A shadow root that the page's styles cannot reach, over the page or inside an element of it. What is over
 * the page hangs on the root element, because single-page sites replace the body. Throws where
 * constructable sheets are absent: an unstyled card would break the page's looks, so there we do not ask.
 */
export function openPlace(definition: SentDefinition, { at, wide, dismiss, lost }: Options) {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(definition.css)
  const host = document.createElement('div')
  const root = host.attachShadow({ mode: 'open' })
  // React takes what follows this mark for the end of what it draws, and so leaves the card alone when it
  // takes over a whole document.
  const mark = new Comment('/$')
  const life = new AbortController()
  root.adoptedStyleSheets = [sheet]
  host.className = at ? 'inline' : 'over'
  // Shortcuts that listen before the guard ask whether somebody is typing.
  Object.defineProperty(host, 'isContentEditable', { value: true })
  let cameFrom: EventTarget | null = null
  let drawn: View[] = []

  const hear = (event: Event) => {
    // whichever it is, the others' are undefined
    const { key, isComposing, relatedTarget } = event as KeyboardEvent & FocusEvent
    // Someone who comes to the card by keyboard is brought back to where they were when it goes.
    cameFrom ??= relatedTarget
    if (at || key !== 'Escape' || isComposing) return
    event.preventDefault()
    dismiss()
  }
  guard(host, root, hear, life.signal)
  ;(at ?? document.documentElement).append(mark, host)
  const hides = at ? undefined : wide?.(root, definition, dismiss)
  new ResizeObserver(() => host.isConnected || lost()).observe(host)

  function draw(...views: View[]) {
    render(hides?.dialog ?? root, views, drawn)
    drawn = views
  }

  function leave(go: () => void) {
    const focused = root.activeElement
    go()
    mark.remove()
    life.abort()
    hides?.end()
    if (focused && cameFrom instanceof HTMLElement) cameFrom.focus()
  }

  return {
    host,
    signal: life.signal,
    gone: new Promise((resolve) => (life.signal.onabort = resolve)),
    /**
     * The card, and beside it what is announced: that must be there before and after for anybody to hear
     * it.
     */
    draw(card: View, status: View) {
      const focused = root.activeElement
      draw(card, status)
      hides?.begin()
      // What was pressed last may be gone with its step; the focus stays in the card.
      if (focused && !root.activeElement) root.querySelector<HTMLElement>('[tabindex]')?.focus()
    },
    /** Takes the card away and lets its last word be heard. */
    fade(status: View) {
      leave(() => draw(false, status))
      setTimeout(() => host.remove(), heardMs)
    },
    close: () => leave(() => host.remove())
  }
}
