import type { JSX as Dom } from 'preact'

/**
 * JSX for the widget: what is returned by a component is compared with what was drawn last, place by place, and only differences
 * touch the page. Preact does far more than a card with one form needs, and weighs as much as everything else here together
 * (4.5 kB gzip), so strangers' pages get these sixty lines instead. The types of elements and attributes are preact's.
 *
 * What it leaves out: keys (a child that may be absent is `false` and keeps its place), refs, state, effects, inline styles.
 */
export type View = Drawn | string | number | false | undefined
type Drawn = { tag: string; props: Props; children: View[] }
type Props = Record<string, unknown> & { children?: Nested }
type Nested = View | Nested[]

export namespace JSX {
  export type Element = Drawn
  export type IntrinsicElements = Dom.IntrinsicElements
  export type ElementChildrenAttribute = { children: unknown }
}

export function jsx(tag: string | ((props: Props) => View), props: Props): View {
  if (typeof tag === 'function') return tag(props)
  const { children, ...own } = props
  // Infinity would be right as well, but lists here are one level deep.
  return { tag, props: own, children: [children ?? []].flat(2) as View[] }
}

export const jsxs = jsx

/** Makes the children of a node look like the views, given the views that it shows already. */
export function render(parent: ParentNode, views: View[], before: View[] = []) {
  views.forEach((view, place) => {
    const old = before[place]
    const node = parent.childNodes[place]
    if (view && typeof view === 'object') {
      const kept = old && typeof old === 'object' && old.tag === view.tag && node instanceof Element ? { node, ...old } : undefined
      const element = kept?.node ?? create(view.tag, parent)
      setProps(element, view.props, kept?.props)
      render(element, view.children, kept?.children)
      if (kept) return
      if (node) node.replaceWith(element)
      else parent.append(element)
    } else if (view !== old || !node) {
      // Nothing is an empty text, so that what comes after it keeps its place.
      const text = new Text(`${view || ''}`)
      if (node) node.replaceWith(text)
      else parent.append(text)
    }
  })
}

function setProps(element: Element, props: Props, before: Props = {}) {
  for (const [name, value] of Object.entries(props)) {
    if (value === before[name]) continue
    if (typeof value === 'function') listen(element, name, value as (event: Event) => void)
    else if (value === undefined || value === false) element.removeAttribute(name)
    else element.setAttribute(name, value as string) // whatever it is, the browser makes text of it
  }
}

/** A handler that is set as a property and happens to return false would forbid what the browser does next, such as moving by Tab. */
function listen(element: Element, name: string, handler: (event: Event) => void) {
  const handlers = element as unknown as Record<string, (event: Event) => void> // by the names of handlers it is one
  handlers[name.toLowerCase()] = (event) => void handler(event)
}

const create = (tag: string, parent: ParentNode) =>
  tag === 'svg' || parent instanceof SVGElement ? document.createElementNS('http://www.w3.org/2000/svg', tag) : document.createElement(tag)
