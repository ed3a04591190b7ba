import { useEffect } from 'preact/hooks'
import { navigate } from '../address'
import { surveyPath } from '../parts/frame'
import { Bones, Loaded } from '../parts/states'
import { useResource } from '../resource'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import type { PageProps } from '../main'

/** Leads on: to the survey of the site, or to the step of the welcome that is still to be done. */
export function Start({ params }: PageProps) {
  const sites = useResource<{ rows: SiteView[] }>('/v1/sites')
  const site = sites.at === 'ready' ? sites.value.rows.find(({ id }) => params['site'] === undefined || id === params['site']) : undefined
  const surveys = useResource<{ rows: SurveyView[] }>(site ? `/v1/surveys?site=${encodeURIComponent(site.id)}` : null)
  const survey = surveys.at === 'ready' ? surveys.value.rows[0] : undefined
  const to = sites.at === 'ready' && !site ? '/welcome'
    : site && survey ? surveyPath(site.id, survey.id)
    : site && surveys.at === 'ready' ? `/welcome?site=${site.id}`
    : undefined
  useEffect(() => {
    if (to) navigate(to, 'replace')
  }, [to])
  return <main><Loaded of={sites.at === 'failed' ? sites : surveys} skeleton={<Bones widths={[30, 60, 45]} />}>{() => null}</Loaded></main>
}
