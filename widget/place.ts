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

  // Someone who comes to the card by keyboard is brought back to where they were when it goes.
  host.addEventListener('focusin', ({ relatedTarget }) => (cameFrom ??= relatedTarget))
  // What hides the whole page is closed from anywhere.
  const keys = place === 'page' && !at ? document : host
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
    const focused = root.activeElement
    keys.removeEventListener('keydown', press)
    go()
    if (focused && cameFrom instanceof HTMLElement) cameFrom.focus()
  }

  return {
    /** The card, and beside it what is announced: that must be there before and after for anybody to hear it. */
    draw(card: View, status: View) {
      const focused = root.activeElement
      draw(card, status)
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
