const typed = ['INPUT', 'SELECT', 'TEXTAREA']

/**
 * J goes to the next link of a list and K to the one before, as long as the focus is on the page's heading or
 * in the list, so that the keys mean nothing elsewhere.
 */
export function stepThrough(event: KeyboardEvent, links: readonly HTMLElement[]) {
  const { key, target } = event
  if (!(target instanceof HTMLElement) || typed.includes(target.tagName)) return
  if (event.metaKey || event.ctrlKey || event.altKey || (key !== 'j' && key !== 'k')) return
  const at = links.findIndex((link) => link === target)
  const next = links[key === 'j' ? at + 1 : Math.max(0, at - 1)]
  if (!next) return
  event.preventDefault()
  next.focus()
}
