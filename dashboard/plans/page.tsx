import type { PlansView, PlanView } from '../../server/contract/plans'
import type { PageProps } from '../app/page'
import { useResource } from '../app/resource'
import { Frame } from '../shell/frame'
import { Bones, Loaded } from '../ui/loading'
import { Pages } from '../ui/pagination'
import { planDays } from '../ui/plan-days'
import { Title } from '../ui/title'
import { words } from '../words'
import { plansPath } from './paths'

/** What is planned for a survey, and what was tried before. */
export function Plans({ params: { site = '', survey = '' } }: PageProps) {
  const path = `/v1/training-plans?survey=${survey}`
  const first = useResource<PlansView>(path)
  const texts = words.plans
  return (
    <Frame siteId={site} surveyId={survey} tab="plans">
      {() => (
        <>
          <Title>{texts.title}</Title>
          <p class="lead">{texts.lead}</p>
          <p class="form-end plan-ways">
            <a class="button main" href={plansPath(site, survey, 'new')}>
              {texts.make}
            </a>
          </p>
          <Loaded of={first} skeleton={<Bones widths={[100, 100, 100]} class="bone answer-bone" />}>
            {(page) =>
              page.rows.length === 0 ? (
                <p class="faint">{texts.none}</p>
              ) : (
                <Pages path={path} first={page}>
                  {(rows) => (
                    <ul class="entries">
                      {rows.map((plan) => (
                        <Row key={plan.id} plan={plan} />
                      ))}
                    </ul>
                  )}
                </Pages>
              )
            }
          </Loaded>
        </>
      )}
    </Frame>
  )
}

function Row({ plan }: { plan: PlanView }) {
  const { id, name, kind, state, topics, agents, teams } = plan
  const texts = words.plans
  return (
    <li>
      <a class="saying-name" href={plansPath(plan.site, plan.survey, id)}>
        <bdi>{name}</bdi>
      </a>
      <span class="faint">
        <span class="badge">{texts.states[state]}</span> {texts.kinds[kind]} · {planDays(plan)}
      </span>
      <span class="faint">
        {[...topics, ...agents, ...teams].map(({ key, label }, place) => (
          <span key={`${place} ${key}`}>
            {place > 0 && ' · '}
            <bdi>{label}</bdi>
          </span>
        ))}
      </span>
    </li>
  )
}
