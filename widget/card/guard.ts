/**
 * What crosses from a shadow root into the page, as far as pages act upon it; in the order that is smallest
 * when it is packed.
 */
const guarded =
  'focusout blur input cut beforeinput click touchmove keyup compositionend paste ' +
  'keypress dblclick touchend wheel mousedown keydown pointerdown pointerup copy ' +
  'touchstart focusin mouseup contextmenu compositionstart focus'

type Handlers = Record<string, ((event: Event) => void) | null | undefined>

/**
 * Keeps to ourselves what happens in the card: no shortcut, no trap for the focus and no menu that closes
 * at a press outside hears of it. The guard stands on the window, before all that captures on the way down,
 * and hands each event to the card's own handlers itself, which are properties. The host stops what the
 * window cannot see into: what comes from within a closed shadow root.
 */
export function guard(host: Element, root: EventTarget, hear: (event: Event) => void, signal: AbortSignal) {
  // What began on the page may end over the card, and is the page's: a slider that is let go there.
  let ours = false
  const keep = (event: Event) => {
    // or another event, which has no related target
    const { type, target, relatedTarget } = event as FocusEvent
    const path = event.composedPath()
    const depth = path.indexOf(root)
    if (/down|start/.test(type)) ours = depth > 0
    // The page hears that the focus left a field of its own, but no dialog of it that it went to the card: a
    // trap would pull it back.
    if (
      depth < 0
        ? type !== 'focusout' ||
          relatedTarget !== host ||
          !(target as Element).closest('dialog,[role*=dialog]')
        : /up|end/.test(type) && !ours
    )
      return
    event.stopImmediatePropagation()
    for (const node of path.slice(0, depth + 1)) (node as unknown as Handlers)[`on${type}`]?.(event)
    if (depth > 0) hear(event)
  }
  for (const type of guarded.split(' ')) {
    addEventListener(type, keep, { capture: true, signal })
    host.addEventListener(type, (event) => event.stopPropagation())
  }
}
