import type { SiteView } from '../../server/contract/sites'
import type { Role } from '../../server/contract/terms'
import { share } from '../app/format'
import { words } from '../words'

/**
 * Which part of a figure about people is merely claimed, as a word beside it; nothing where all of it is
 * proved.
 */
export function claimedText(part: number | undefined): string | undefined {
  return part ? words.standing.share(share(part)) : undefined
}

/**
 * The same of a whole page of figures that is narrowed to people, or what the site makes of claimed people
 * there.
 */
export function ClaimedNote({ site, role, part }: { site: SiteView; role: Role; part: number | undefined }) {
  if (part === undefined) return null
  const isLeftOut = site.claimedAgents === 'leave-out'
  if (!part && !isLeftOut) return null
  return (
    <p class="note faint small">
      {isLeftOut ? words.standing.leftOut : words.standing.filtered(share(part))}
      {role === 'owner' && (
        <>
          {' '}
          <a class="quiet-link" href={`/sites/${site.id}/settings#claimed`}>
            {words.standing.decide}
          </a>
        </>
      )}
    </p>
  )
}
