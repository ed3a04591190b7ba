import type { FunctionComponent } from 'preact'
import { useEffect, useState } from 'preact/hooks'

/** A page whose script comes only when somebody goes there, so that the first figure waits for less. */
export function later<Props extends object>(load: () => Promise<FunctionComponent<Props>>): FunctionComponent<Props> {
  let known: FunctionComponent<Props> | undefined
  return function Later(props: Props) {
    const [Page, setPage] = useState(() => known)
    useEffect(() => {
      if (Page) return
      void load().then((page) => {
        known = page
        setPage(() => page)
      })
    }, [])
    return Page ? <Page {...props} /> : null
  }
}
