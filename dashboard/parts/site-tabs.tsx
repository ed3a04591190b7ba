import { words } from '../words'
import type { Role } from '../../server/contract/terms'

type Page = 'settings' | 'tags' | 'import' | 'members' | 'audit'

const pages: readonly { page: Page; owners: boolean }[] = [
  { page: 'settings', owners: false },
  { page: 'tags', owners: false },
  { page: 'import', owners: true },
  { page: 'members', owners: true },
  { page: 'audit', owners: true }
]

/** The ways between the pages that stand once for a site. */
export function SiteTabs({ siteId, role, current }: { siteId: string; role: Role; current: Page }) {
  return (
    <nav class="segments site-tabs" aria-label={words.manage.pages.label}>
      {pages.filter(({ owners }) => !owners || role === 'owner').map(({ page }) => (
        <a key={page} class="segment" href={`/sites/${siteId}/${page}`} {...(page === current ? { 'aria-current': 'page' as const } : {})}>{words.manage.pages[page]}</a>
      ))}
    </nav>
  )
}
