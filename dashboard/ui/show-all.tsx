import { words } from '../words'

/** `shortMax`: so many rows are shown at first. */
type Props = { count: number; shortMax: number; all: boolean; setAll(all: boolean): void }

/** The button that shows the rest of a long table, or only its beginning again. */
export function ShowAll({ count, shortMax, all, setAll }: Props) {
  if (count <= shortMax) return null
  return (
    <button type="button" class="plain" aria-expanded={all} onClick={() => setAll(!all)}>
      {all ? words.breakdown.fewer : words.breakdown.all(count)}
    </button>
  )
}
