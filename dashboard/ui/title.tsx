import { useEffect } from 'preact/hooks'
import { words } from '../words'

/** The heading of a page, which also names its tab. It takes the focus when the page changes. */
export function Title({ children, unseen = false }: { children: string; unseen?: boolean }) {
  useEffect(() => {
    document.title = `${children} · ${words.product}`
  }, [children])
  return (
    <h1 tabIndex={-1} class={unseen ? 'unseen' : undefined}>
      {children}
    </h1>
  )
}
