import { useEffect, useState } from 'preact/hooks'

/**
 * Where the reader is. Whatever makes a view what it is stands here, so that every view can be reloaded and
 * shared.
 */
export type Address = { path: string; query: URLSearchParams }

/** A query changed: null or an empty list takes a parameter out. */
export type QueryChange = Readonly<Record<string, string | readonly string[] | null>>

export function useAddress(): Address {
  const [address, setAddress] = useState(read)
  useEffect(() => {
    const update = () => setAddress(read())
    update()
    listeners.add(update)
    return () => void listeners.delete(update)
  }, [])
  return address
}

/** While this page holds what is saved nowhere, asks `sentence` before it is left. */
export function useUnsaved(sentence: string | undefined) {
  useEffect(() => {
    unsaved = sentence
    if (sentence === undefined) return
    const hold = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', hold)
    return () => {
      unsaved = undefined
      removeEventListener('beforeunload', hold)
    }
  }, [sentence])
}

export function navigate(href: string, how: 'push' | 'replace' = 'push') {
  const before = location.pathname
  if (!mayLeave(new URL(href, location.href).pathname)) return
  if (how === 'push') history.pushState(null, '', href)
  else history.replaceState(null, '', href)
  if (location.pathname !== before) scrollTo(0, 0)
  arrive()
}

/** The path with the changed query; a relative link keeps the rest of the view as it is. */
export function hrefWith(query: URLSearchParams, change: QueryChange, path = location.pathname): string {
  const next = new URLSearchParams(query)
  for (const [name, value] of Object.entries(change)) {
    next.delete(name)
    for (const one of value === null ? [] : [value].flat()) next.append(name, one)
  }
  const text = next.toString()
  return text === '' ? path : `${path}?${text}`
}

/**
 * Ordinary links between pages are followed without loading the page anew; links with a target or a
 * download are left alone.
 */
export function followLinks() {
  addEventListener('popstate', () => {
    // The browser has gone back already: who stays is brought back to where they are.
    if (mayLeave(location.pathname)) arrive()
    else history.pushState(null, '', here)
  })
  addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (!link?.href || link.target || link.hasAttribute('download') || link.origin !== location.origin) return
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return
    event.preventDefault()
    navigate(link.href)
  })
}

const listeners = new Set<() => void>()
let unsaved: string | undefined
let here = location.href

function mayLeave(path: string) {
  return unsaved === undefined || path === new URL(here).pathname || confirm(unsaved)
}

function arrive() {
  here = location.href
  for (const listener of listeners) listener()
}

function read(): Address {
  return { path: location.pathname, query: new URLSearchParams(location.search) }
}
