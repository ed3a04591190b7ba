import type { AuditView } from '../../server/contract/audit'
import type { SiteView } from '../../server/contract/sites'
import { hrefWith, navigate } from '../app/address'
import type { PageProps } from '../app/page'
import { useResource } from '../app/resource'
import { AuditEntries } from '../shell/audit-entries'
import { Frame } from '../shell/frame'
import { SiteTabs } from '../shell/site-tabs'
import { Bones, Empty, Loaded } from '../ui/loading'
import { Pages } from '../ui/pagination'
import { Title } from '../ui/title'
import { words } from '../words'

export function Audit({ params: { site: siteId = '' }, query }: PageProps) {
  const texts = words.manage.audit
  const action = query.get('action') ?? ''
  const path = `/v1/audit?${new URLSearchParams({ site: siteId, ...(action && { action }) })}`
  return (
    <Frame siteId={siteId} tab="settings">
      {({ site, role }) => (
        <div class="settings">
          <SiteTabs siteId={siteId} role={role} current="audit" />
          <Title>{texts.title}</Title>
          <p class="lead">{texts.lead}</p>
          <label class="check">
            {texts.what}
            <select
              class="small-select"
              value={action}
              onChange={(event) =>
                navigate(hrefWith(query, { action: event.currentTarget.value || null }), 'replace')
              }
            >
              <option value="">{texts.anything}</option>
              {Object.entries(texts.actions).map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </label>
          <Trail key={path} path={path} site={site} />
        </div>
      )}
    </Frame>
  )
}

function Trail({ path, site }: { path: string; site: SiteView }) {
  const first = useResource<AuditView>(path)
  return (
    <Loaded of={first} skeleton={<Bones widths={Array<number>(6).fill(100)} class="bone row tall" />}>
      {(page) =>
        page.rows.length === 0 ? (
          <Empty title={words.manage.audit.empty}>
            <p>{words.manage.audit.emptyWhy}</p>
          </Empty>
        ) : (
          <Pages path={path} first={page}>
            {(rows) => <AuditEntries rows={rows} site={site} withSubject />}
          </Pages>
        )
      }
    </Loaded>
  )
}
