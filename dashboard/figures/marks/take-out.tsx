import { useState } from 'preact/hooks'
import { ask, Refusal } from '../../app/api'
import { refresh } from '../../app/resource'
import { sentenceOf } from '../../ui/loading'
import { words } from '../../words'

/** Takes out what stands at a path of the API, or says why it stays; `label` says what it is. */
export function TakeOut({ path, label }: { path: string; label: string }) {
  const [refusal, setRefusal] = useState<string>()
  const remove = async () => {
    try {
      await ask(path, { method: 'DELETE' })
      refresh()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      setRefusal(sentenceOf(error))
    }
  }
  return (
    <>
      <button type="button" class="button small" aria-label={label} onClick={() => void remove()}>
        {words.marks.remove}
      </button>
      {refusal && (
        <span class="refused" role="alert">
          {refusal}
        </span>
      )}
    </>
  )
}
