import { render } from './jsx-runtime'
import cardCss from './card.css?inline'
import placeCss from './place.css?inline'
import pointsCss from './points.css?inline'
import type { View } from './jsx-runtime'

/**
 * A shadow root that the page's styles cannot reach, in the corner of the page or inside an element of it. The corner hangs on the
 * root element, because single-page sites replace the body. Throws where constructable sheets are absent: an unstyled card
 * would break the page's looks, so there we do not ask.
 */
export function openPlace(at: Element | undefined, dismiss: () => void) {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(cardCss + pointsCss + placeCss)
  const host = document.createElement('div')
  const root = host.attachShadow({ mode: 'open' })
  root.adoptedStyleSheets = [sheet]
  host.className = at ? 'inline' : 'corner'
  let cameFrom: EventTarget | null = null
  let drawn: View[] = []

  // Someone who comes to the card by keyboard is brought back to where they were when it goes.
  host.addEventListener('focusin', ({ relatedTarget }) => (cameFrom ??= relatedTarget))
  host.addEventListener('keydown', (event) => {
    if (at || event.key !== 'Escape' || event.isComposing) return
    event.stopPropagation()
    dismiss()
  })
  ;(at ?? document.documentElement).append(host)

  return {
    draw(view: View) {
      const focused = root.activeElement
      render(root, [view], drawn)
      drawn = [view]
      // What was pressed last may be gone with its step; the focus stays in the card.
      if (focused && !root.activeElement) root.querySelector<HTMLElement>('[tabindex]')?.focus()
    },
    close() {
      const focused = root.activeElement
      host.remove()
      if (focused && cameFrom instanceof HTMLElement) cameFrom.focus()
    }
  }
}
