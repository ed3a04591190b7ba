import { instant } from '../app/format'
import { words } from '../words'

/** How often something was tried to be sent, where once was not enough, and when it is tried next. */
export function Tries({
  delivery: { attempts, dueAt },
  timeZone
}: {
  delivery: { attempts: number; dueAt: string | null }
  timeZone: string
}) {
  return (
    <>
      {attempts > 1 && <span class="faint small"> {words.connectors.attempts(attempts)}</span>}
      {dueAt !== null && attempts > 0 && (
        <span class="faint small"> {words.connectors.next(instant(dueAt, timeZone))}</span>
      )}
    </>
  )
}
