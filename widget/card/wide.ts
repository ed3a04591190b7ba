import type { Definition } from '../shared/protocol'

export type Wide = typeof wide

/**
 * Hides the page behind a dialog of our own: the browser itself keeps the focus in it and the page out of
 * reach, so that nothing is ever put on the page, where whoever keeps copies of it would find it later. A
 * part of its own, because few surveys want it.
 */
export default function wide(
  root: ShadowRoot,
  { words, locale }: Pick<Definition, 'words' | 'locale'>,
  dismiss: () => void
) {
  const dialog = document.createElement('dialog')
  dialog.ariaLabel = words.feedback
  dialog.lang = locale
  root.append(dialog)

  // The back gesture of a phone, and Escape while nothing in the card has the focus.
  dialog.oncancel = (event) => {
    event.preventDefault()
    dismiss()
  }
  // Browsers do not let a page forbid it twice.
  dialog.onclose = dismiss

  /** On a page that has taken `showModal` away: what lies over the page holds the focus as well as it can. */
  function stand(card: HTMLElement) {
    dialog.setAttribute('open', '')
    dialog.ariaModal = 'true'
    // The guard hands over events by the names of properties, this one too.
    Object.assign(dialog, {
      onfocusout: ({ relatedTarget }: FocusEvent) =>
        relatedTarget instanceof Node && !root.contains(relatedTarget) && setTimeout(() => card.focus())
    })
  }

  return {
    dialog,
    /** After the card is drawn, so that it takes the focus as a whole and not its first point. */
    begin() {
      const card = dialog.querySelector<HTMLElement>('.card')
      if (!card || dialog.open) return
      card.removeAttribute('role')
      card.removeAttribute('aria-label')
      card.autofocus = true
      dialog.className = 'shown'
      try {
        dialog.showModal()
      } catch {
        stand(card)
      }
      if (root.activeElement !== card) card.focus()
    },
    /** Lets go of the page. The last word is heard from a dialog that is no longer in anybody's way. */
    end() {
      dialog.onclose = dialog.oncancel = null
      Object.assign(dialog, { onfocusout: null })
      dialog.close?.()
      dialog.className = ''
      dialog.role = 'presentation'
      dialog.ariaLabel = dialog.ariaModal = null
      dialog.setAttribute('open', '')
    }
  }
}
