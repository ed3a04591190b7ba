import { useEffect, useRef, useState } from 'preact/hooks'
import { words } from '../words'

type Props = {
  /** What it shows, for those who do not see it. */
  label: string
  height: number
  /** Changes whenever another drawing is due. */
  version: string
  load(): Promise<(width: number) => Element>
}

/**
 * A drawing in a place of its final size. The library that draws is large and nobody waits for it: it comes
 * after the figures.
 */
export function Chart({ label, height, version, load }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    const element = place.current
    if (!element) return
    let gone = false
    let observer: ResizeObserver | undefined
    load().then(
      (draw) => {
        if (gone) return
        // What is not shown has no width, and nothing is drawn into it.
        observer = new ResizeObserver(
          ([entry]) =>
            entry && entry.contentRect.width > 0 && element.replaceChildren(draw(entry.contentRect.width))
        )
        observer.observe(element)
      },
      () => setFailed(true)
    )
    return () => {
      gone = true
      observer?.disconnect()
    }
  }, [version])
  if (failed) return <p class="notice">{words.trend.failed}</p>
  return <div class="chart" ref={place} role="img" aria-label={label} style={{ blockSize: `${height}px` }} />
}
