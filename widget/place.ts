import { render } from './jsx-runtime'
import type { View } from './jsx-runtime'
import type { Definition } from './wire'

/** What was drawn last can still be heard for so long after it is gone. */
const heardMs = 1_500

/**
 * A shadow root that the page's styles cannot reach, over the page or inside an element of it. What is over the page hangs on the
 * root element, because single-page sites replace the body. Throws where constructable sheets are absent: an unstyled card
 * would break the page's looks, so there we do not ask.
 */
export function openPlace(at: Element | undefined, { place = 'corner', css = '' }: Pick<Definition, 'place' | 'css'>, dismiss: () => void) {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  const host = document.createElement('div')
  const root = host.attachShadow({ mode: 'open' })
  root.adoptedStyleSheets = [sheet]
  host.className = at ? 'inline' : `over ${place}`
  let cameFrom: EventTarget | null = null
  let drawn: View[] = []

  // What hides the whole page holds the focus, and is closed from anywhere; anything else leaves the focus where it is.
  let modal = place === 'page' && !at
  const keys = modal ? document : host
  // Someone who comes to the card by keyboard is brought back to where they were when it goes.
  host.addEventListener('focusin', ({ relatedTarget }) => (cameFrom ??= relatedTarget))
  const press = (event: Event) => {
    const { key, isComposing } = event as KeyboardEvent // what keydown is
    if (at || key !== 'Escape' || isComposing) return
    event.stopPropagation()
    dismiss()
  }
  keys.addEventListener('keydown', press)
  ;(at ?? document.documentElement).append(host)

  function draw(...views: View[]) {
    render(root, views, drawn)
    drawn = views
  }

  function leave(go: () => void) {
    const focused = modal || root.activeElement
    keys.removeEventListener('keydown', press)
    if (modal) document.body.inert = modal = false
    go()
    if (focused && cameFrom instanceof HTMLElement) cameFrom.focus()
  }

  return {
    /** The card, and beside it what is announced: that must be there before and after for anybody to hear it. */
    draw(card: View, status: View) {
      const focused = modal || root.activeElement
      draw(card, status)
      // What was pressed last may be gone with its step; the focus stays in the card.
      if (focused && !root.activeElement) root.querySelector<HTMLElement>('[tabindex]')?.focus()
      // Only now, because what is inert cannot say any more that it had the focus.
      if (modal) document.body.inert = true
    },
    /** Takes the card away and lets its last word be heard. */
    fade(status: View) {
      leave(() => draw(false, status))
      setTimeout(() => host.remove(), heardMs)
    },
    close: () => leave(() => host.remove())
  }
}
