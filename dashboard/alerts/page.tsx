import type { AlertsView, AlertView } from '../../server/contract/alerts'
import type { SiteView } from '../../server/contract/sites'
import { instant, share } from '../app/format'
import type { PageProps } from '../app/page'
import { useResource } from '../app/resource'
import { TakeOut } from '../figures/marks/take-out'
import { Frame } from '../shell/frame'
import { SiteTabs } from '../shell/site-tabs'
import { Loaded, Section } from '../ui/loading'
import { Title } from '../ui/title'
import { words } from '../words/setting-up'
import { NewAlert } from './new-alert'
import { targetName } from './target-name'
import { TestAlert } from './test-alert'

/** Whom Hearback tells of what, and where. Everybody may have mails to themselves. */
export function Alerts({ params: { site: siteId = '' } }: PageProps) {
  const alerts = useResource<AlertsView>(`/v1/alerts?site=${siteId}`)
  const texts = words.alerts
  return (
    <Frame siteId={siteId} tab="settings">
      {({ site, surveys, role }) => (
        <div class="settings">
          <SiteTabs siteId={siteId} role={role} current="alerts" />
          <Title>{texts.title}</Title>
          <p class="lead">{texts.lead}</p>
          <Loaded of={alerts} skeleton={<span class="bone row tall" />}>
            {({ rows, members, mayManage }) => (
              <>
                {rows.length === 0 ? (
                  <p class="faint">{texts.none}</p>
                ) : (
                  <ul class="keys alerts">
                    {rows.map((alert) => (
                      <AlertRow key={alert.id} {...{ alert, site }} />
                    ))}
                  </ul>
                )}
                <Section title={texts.add}>
                  <NewAlert key={rows.length} {...{ siteId, surveys, members, mayManage }} />
                </Section>
              </>
            )}
          </Loaded>
        </div>
      )}
    </Frame>
  )
}

function AlertRow({ alert, site }: { alert: AlertView; site: SiteView }) {
  const { to, kinds, survey, quiet, last } = alert
  const texts = words.alerts
  const where = to.member?.name ?? to.host ?? ''
  const told = kinds
    .map(
      (kind) => texts.kinds[kind] + (kind === 'target-missed' ? ` (${share(alert.serviceLevel / 100)})` : '')
    )
    .join(' · ')
  return (
    <li>
      <span>
        <strong>{targetName(to.target)}</strong> <bdi>{where}</bdi>
        <br />
        {told}
        <br />
        <span class="faint">
          {survey ? <bdi>{survey.name}</bdi> : texts.everySurvey}
          {quiet && ` · ${texts.quietFrom(quiet.from, quiet.to)}`}
          {' · '}
          {last ? texts.last[last.state](instant(last.at, site.timeZone)) : texts.nothingYet}
        </span>
        {last?.said && (
          <span class="refused">
            {' '}
            <bdi>{last.said}</bdi>
          </span>
        )}
      </span>
      <span class="row-ends">
        <TestAlert alert={alert} />
        <TakeOut path={`/v1/alerts/${alert.id}`} label={texts.remove(targetName(to.target), where)} />
      </span>
    </li>
  )
}
