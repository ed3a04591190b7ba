import { useEffect, useState } from 'preact/hooks'
import type { ResponsesView } from '../../server/contract/answers'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import { useLive, useRenewal } from '../app/live'
import { useResource } from '../app/resource'
import { RefusedOrigins } from '../settings/origins/refused-origins'
import { surveyPath } from '../shell/frame'
import { TestLink } from '../shell/test-link'
import { Copy } from '../ui/copy'
import { Failed } from '../ui/loading'
import { words } from '../words/setting-up'

export function TryStep({ site, survey }: { site: SiteView; survey: SurveyView }) {
  return (
    <>
      <Copy text={site.scriptTag} label={words.settings.tagTitle} />
      <p class="faint stored">
        {site.origins.length > 0 ? words.origins.stored(site.origins.join(', ')) : words.origins.none}{' '}
        <a href={`/sites/${site.id}/settings`}>{words.origins.change}</a>
      </p>
      <RefusedOrigins site={site} />
      <FirstAnswer site={site} survey={survey} />
      <TestLink survey={survey} />
    </>
  )
}

/** Waits in view of the reader until the first answer is there, a test as well as a real one. */
function FirstAnswer({ site, survey }: { site: SiteView; survey: SurveyView }) {
  useLive(site.id)
  // That a page was refused is told to nobody: it is looked for while somebody waits here.
  useRenewal()
  const [arrived, setArrived] = useState(false)
  // Once it is there, the second answer does not take the place of the first.
  const answers = useResource<ResponsesView>(
    arrived ? null : `/v1/responses?survey=${encodeURIComponent(survey.id)}&state=counted&state=test&limit=1`
  )
  const first = answers.at === 'ready' ? answers.value.rows[0] : undefined
  useEffect(() => {
    if (first) setArrived(true)
  }, [first])
  if (answers.at === 'failed') return <Failed refusal={answers.refusal} retry={answers.retry} />
  return (
    <div class={first ? 'waiting arrived' : 'waiting'} role="status">
      {first ? (
        <>
          <svg class="waiting-tick" viewBox="0 0 48 48" aria-hidden="true">
            <circle cx="24" cy="24" r="22" />
            <path d="M15 25l6.5 6.5L34 18" />
          </svg>
          <div>
            <p class="waiting-title">{words.welcome.arrived(first.rating, first.scale.max)}</p>
            {first.comment && (
              <p class="answer-comment" dir="auto">
                {first.comment}
              </p>
            )}
            {first.state === 'test' && <p class="faint">{words.welcome.arrivedTest}</p>}
            <p>
              <a class="button main" href={surveyPath(site.id, survey.id)}>
                {words.welcome.dashboard}
              </a>
            </p>
          </div>
        </>
      ) : (
        <>
          <span class="waiting-dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          <div>
            <p class="waiting-title">{words.welcome.waiting}</p>
            <p class="faint">{words.welcome.waitingText}</p>
          </div>
        </>
      )}
    </div>
  )
}
