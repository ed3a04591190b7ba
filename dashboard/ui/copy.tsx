import { useRef, useState } from 'preact/hooks'
import { words } from '../words/setting-up'

/** Something to paste elsewhere. Without a clipboard, as on a page without TLS, it is selected instead. */
export function Copy({ text, label }: { text: string; label: string }) {
  const code = useRef<HTMLElement>(null)
  const [state, setState] = useState<'copy' | 'copied' | 'select'>('copy')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setState('copied')
    } catch {
      if (code.current) getSelection()?.selectAllChildren(code.current)
      setState('select')
    }
  }
  return (
    <div class="copy">
      <code ref={code} dir="ltr" tabIndex={0} role="textbox" aria-readonly="true" aria-label={label}>
        {text}
      </code>
      <button type="button" class="button" onClick={copy}>
        <span aria-live="polite">{words.copy[state]}</span>
      </button>
    </div>
  )
}
