import type { ComponentChildren } from 'preact'
import type { SiteView } from '../../server/contract/sites'
import type { SurveyView } from '../../server/contract/surveys'
import type { PageProps } from '../app/page'
import { useResource } from '../app/resource'
import { Mark } from '../shell/frame'
import { Bones, Loaded, Nowhere } from '../ui/loading'
import { Title } from '../ui/title'
import { words } from '../words/setting-up'
import { SiteStep } from './site'
import { SurveyStep } from './survey'
import { TryStep } from './try'

/**
 * Three steps from nothing to the first answer. What is made already stands in the address, so a reload
 * goes on where it was.
 */
export function Welcome({ query }: PageProps) {
  const siteId = query.get('site')
  const surveyId = query.get('survey')
  if (siteId === null)
    return (
      <Step number={0} title={words.welcome.siteTitle} text={words.welcome.siteText}>
        <SiteStep />
      </Step>
    )
  return surveyId === null ? (
    <SecondStep siteId={siteId} />
  ) : (
    <ThirdStep siteId={siteId} surveyId={surveyId} />
  )
}

function SecondStep({ siteId }: { siteId: string }) {
  const site = useResource<SiteView>(`/v1/sites/${encodeURIComponent(siteId)}`)
  return (
    <Step number={1} title={words.welcome.surveyTitle} text={words.welcome.surveyText}>
      <Loaded of={site} skeleton={<Bones widths={[100, 60]} class="bone row" />}>
        {(value) => <SurveyStep site={value} />}
      </Loaded>
    </Step>
  )
}

function ThirdStep({ siteId, surveyId }: { siteId: string; surveyId: string }) {
  const site = useResource<SiteView>(`/v1/sites/${encodeURIComponent(siteId)}`)
  const surveys = useResource<{ rows: SurveyView[] }>(`/v1/surveys?site=${encodeURIComponent(siteId)}`)
  const survey = surveys.at === 'ready' ? surveys.value.rows.find(({ id }) => id === surveyId) : undefined
  if (surveys.at === 'ready' && !survey) return <Nowhere />
  return (
    <Step number={2} title={words.welcome.tryTitle} text={words.welcome.tryText}>
      <Loaded
        of={site.at === 'ready' ? surveys : site}
        skeleton={<Bones widths={[100, 60]} class="bone row" />}
      >
        {() => site.at === 'ready' && survey && <TryStep site={site.value} survey={survey} />}
      </Loaded>
    </Step>
  )
}

function Step({
  number,
  title,
  text,
  children
}: {
  number: number
  title: string
  text: string
  children: ComponentChildren
}) {
  return (
    <>
      <header class="top simple">
        <a class="brand" href="/" aria-label={words.product}>
          <Mark />
          <span>{words.product}</span>
        </a>
      </header>
      <main class="welcome">
        <ol class="steps" aria-label={words.welcome.progress}>
          {words.welcome.steps.map((name, index) => (
            <li
              key={name}
              class={index < number ? 'done' : index === number ? 'now' : ''}
              {...(index === number ? { 'aria-current': 'step' as const } : {})}
            >
              {name}
            </li>
          ))}
        </ol>
        <Title>{title}</Title>
        <p class="lead">{text}</p>
        {children}
      </main>
    </>
  )
}
