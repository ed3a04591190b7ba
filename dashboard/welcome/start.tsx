import { useEffect } from 'preact/hooks'
import type { MeView } from '../../server/contract/people'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import { navigate } from '../app/address'
import type { PageProps } from '../app/page'
import type { Resource } from '../app/resource'
import { useResource } from '../app/resource'
import { surveyPath } from '../shell/frame'
import { Bones, Loaded } from '../ui/loading'

/**
 * Leads on: to the survey of the site, an agent to their own page, or to the step of the welcome that is
 * still to be done.
 */
export function Start({ params }: PageProps) {
  const sites = useResource<{ rows: SiteView[] }>('/v1/sites')
  const site =
    sites.at === 'ready'
      ? sites.value.rows.find(({ id }) => params['site'] === undefined || id === params['site'])
      : undefined
  const surveys = useResource<{ rows: SurveyView[] }>(
    site ? `/v1/surveys?site=${encodeURIComponent(site.id)}` : null
  )
  const me = useResource<MeView>('/v1/me')
  const role = me.at === 'ready' ? me.value.sites.find(({ id }) => id === site?.id)?.role : undefined
  const survey = surveys.at === 'ready' ? surveys.value.rows[0] : undefined
  const to =
    sites.at === 'ready' && !site
      ? '/welcome'
      : site && survey
        ? role && `${surveyPath(site.id, survey.id)}${role === 'agent' ? '/agents' : ''}`
        : site && surveys.at === 'ready'
          ? `/welcome?site=${site.id}`
          : undefined
  useEffect(() => {
    if (to) navigate(to, 'replace')
  }, [to])
  const awaited: Resource<unknown> = [sites, me].find(({ at }) => at === 'failed') ?? surveys
  return (
    <main>
      <Loaded of={awaited} skeleton={<Bones widths={[30, 60, 45]} />}>
        {() => null}
      </Loaded>
    </main>
  )
}
