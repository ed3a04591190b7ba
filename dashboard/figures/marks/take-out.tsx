import { ask } from '../../app/api'
import { refresh } from '../../app/resource'
import { useAttempt } from '../../ui/attempt'
import { words } from '../../words'

/** Takes out what stands at a path of the API, or says why it stays; `label` says what it is. */
export function TakeOut({ path, label }: { path: string; label: string }) {
  const { refused, attempt } = useAttempt()
  const remove = () =>
    attempt(async () => {
      await ask(path, { method: 'DELETE' })
      refresh()
    })
  return (
    <>
      <button type="button" class="button small" aria-label={label} onClick={() => void remove()}>
        {words.marks.remove}
      </button>
      {refused && (
        <span class="refused" role="alert">
          {refused}
        </span>
      )}
    </>
  )
}
