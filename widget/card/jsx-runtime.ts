import type { JSX as Dom } from 'preact'

/**
 * JSX for the widget: what is returned by a component is compared with what was drawn last, place by place,
 * and only differences touch the page. Preact does far more than a card with one form needs, and weighs as
 * much as everything else here together (4.5 kB gzip), so strangers' pages get these sixty lines instead.
 * The types of elements and attributes are preact's.
 *
 * What it leaves out: keys (a child that may be absent is `false` and keeps its place), refs, state,
 * effects, inline styles.
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

export { jsx as jsxs }

/** Makes the children of a node look like the views, given the views that it shows already. */
export function render(parent: ParentNode, views: View[], before: View[] = []) {
  views.forEach((view, place) => {
    let old = before[place] || undefined
    let node = parent.childNodes[place]
    const { tag, props, children } = Object(view) as Partial<Drawn>
    if (!node || (tag ? tag !== (old as Partial<Drawn>)?.tag : view !== before[place])) {
      // Nothing is an empty text, so that what comes after it keeps its place.
      const fresh = tag ? create(tag) : new Text(`${view || ''}`)
      if (node) node.replaceWith(fresh)
      else parent.append(fresh)
      node = fresh
      old = undefined
    }
    if (!tag) return
    setProps(node as Element, props as Props, (old as Drawn)?.props)
    render(node as Element, children as View[], (old as Drawn)?.children)
  })
}

function setProps(element: Element, props: Props, before: Props = {}) {
  for (const [name, value] of Object.entries(props)) {
    if (value === before[name]) continue
    // Handlers return nothing: one that happens to return false would forbid what the browser does next, such
    // as moving by Tab.
    if (typeof value === 'function') (element as unknown as Props)[name.toLowerCase()] = value
    else if (value === undefined || value === false) element.removeAttribute(name)
    else element.setAttribute(name, value as string) // whatever it is, the browser makes text of it
  }
}

const create = (tag: string) =>
  /svg|path|circle/.test(tag)
    ? document.createElementNS('http://www.w3.org/2000/svg', tag)
    : document.createElement(tag)
