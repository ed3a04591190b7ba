import type { MeView } from '../../server/contract/people'
import { words } from '../words'
import { Mark, Person } from './frame'

/** What stands above a page that belongs to no site. */
export function Top({ me }: { me: MeView | undefined }) {
  return (
    <header class="top">
      <a class="brand" href="/" aria-label={words.product}>
        <Mark />
        <span>{words.product}</span>
      </a>
      <Person me={me} />
    </header>
  )
}
