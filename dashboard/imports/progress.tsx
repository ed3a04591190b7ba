import { useEffect, useRef } from 'preact/hooks'
import { share } from '../app/format'
import { words } from '../words/setting-up'
import type { Going } from './send'

/** A bar moves all the time; who hears it is told of every quarter. */
const quarters = 4

/**
 * How far a file is on its way, and what is done with it. `takesFocus`: it stands in place of what had the
 * focus.
 */
export function ImportProgress({
  file,
  going,
  takesFocus = false
}: {
  file: File
  going: Going
  takesFocus?: boolean
}) {
  const what = useRef<HTMLParagraphElement>(null)
  useEffect(() => void (takesFocus && what.current?.focus({ preventScroll: true })), [])
  const texts = words.imports
  const doing = texts.doing[going.at](file.name)
  const done = going.at === 'sending' ? going.share : going.total > 0 ? going.done / going.total : undefined
  return (
    <div class="import-progress">
      <p class="import-doing" id="import-doing" ref={what} tabIndex={-1}>
        {doing}
      </p>
      <progress
        class="progress"
        aria-labelledby="import-doing"
        {...(done === undefined ? {} : { max: 1, value: done })}
      />
      <p class="faint">{sentence(going)}</p>
      <p class="unseen" role="status">
        {doing}
        {done !== undefined && done > 0 ? ` ${share(Math.floor(done * quarters) / quarters)}` : ''}
      </p>
    </div>
  )
}

function sentence(going: Going): string {
  const texts = words.imports
  if (going.at === 'sending') return texts.sentSoFar(share(going.share))
  const { at, done, total } = going
  // It keeps its place while nobody knows how many there are.
  if (total === 0) return '\u00a0'
  return at === 'checking' && done < total ? texts.progressAbout(done, total) : texts.progress(done, total)
}
