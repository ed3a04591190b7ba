import type { Role } from '../../server/contract/terms'
import { words } from '../words'

/** Each at the address that ends with its name, in the order in which a site is set up. */
const pages = [
  'settings',
  'hours',
  'connectors',
  'alerts',
  'endpoints',
  'import',
  'tags',
  'opt-outs',
  'customers',
  'members',
  'audit'
] as const
type Page = (typeof pages)[number]
const forManagers: readonly Page[] = ['settings', 'alerts', 'tags']

/** The ways between the pages that stand once for a site. */
export function SiteTabs({ siteId, role, current }: { siteId: string; role: Role; current: Page }) {
  return (
    <nav class="segments site-tabs" aria-label={words.manage.pages.label}>
      {pages
        .filter((page) => role === 'owner' || forManagers.includes(page))
        .map((page) => (
          <a
            key={page}
            class="segment"
            href={`/sites/${siteId}/${page}`}
            {...(page === current ? { 'aria-current': 'page' as const } : {})}
          >
            {words.manage.pages[page]}
          </a>
        ))}
    </nav>
  )
}
