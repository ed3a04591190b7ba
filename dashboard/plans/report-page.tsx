import type { LiftView, PlanView } from '../../server/contract/plans'
import { navigate } from '../app/address'
import { ask } from '../app/api'
import type { PageProps } from '../app/page'
import { refresh, useResource } from '../app/resource'
import { Frame } from '../shell/frame'
import { Refused, useAttempt } from '../ui/attempt'
import { Fact, Facts } from '../ui/facts'
import { Bones, Loaded, Section } from '../ui/loading'
import { planDays } from '../ui/plan-days'
import { Title } from '../ui/title'
import { words } from '../words'
import { Actions } from './actions'
import { Lift } from './lift'
import { plansPath } from './paths'
import { PlanSessions } from './sessions'
import { Voices } from './voices'

/** One plan, what it changed, and what was done: also for whoever reads it on paper. */
export function PlanReport({ params: { site: siteId = '', survey = '', plan: id = '' } }: PageProps) {
  const plan = useResource<PlanView>(`/v1/training-plans/${id}`)
  const lift = useResource<LiftView>(`/v1/training-plans/${id}/lift`)
  return (
    <Frame siteId={siteId} surveyId={survey} tab="plans">
      {({ site }) => (
        <Loaded
          of={plan}
          title={words.plans.title}
          skeleton={<Bones widths={[40, 60, 100, 100]} class="bone row tall" />}
        >
          {(value) => (
            <>
              <Title>{value.name}</Title>
              <Head plan={value} />
              <Loaded of={lift} skeleton={<Bones widths={[60, 100, 100, 100]} class="bone row tall" />}>
                {(found) => <Lift plan={value} lift={found} timeZone={site.timeZone} />}
              </Loaded>
              <PlanSessions plan={value} />
              <Actions plan={value} />
              <Voices plan={value} timeZone={site.timeZone} />
              {value.notes && (
                <Section title={words.plans.fields.notes}>
                  <p class="plan-text" dir="auto">
                    {value.notes}
                  </p>
                </Section>
              )}
            </>
          )}
        </Loaded>
      )}
    </Frame>
  )
}

function Head({ plan }: { plan: PlanView }) {
  const { refused, attempt } = useAttempt()
  const texts = words.plans
  const remove = async () => {
    if (!confirm(texts.removeSure)) return
    await attempt(async () => {
      await ask(`/v1/training-plans/${plan.id}`, { method: 'DELETE' })
      refresh()
      navigate(plansPath(plan.site, plan.survey))
    })
  }
  const named = (['topics', 'agents', 'teams', 'comparison'] as const).filter((name) => plan[name].length > 0)
  const said = (['owner', 'coach'] as const).filter((name) => plan[name] !== '')
  return (
    <>
      <p class="lead">
        <span class="badge">{texts.states[plan.state]}</span> {texts.kinds[plan.kind]} · {planDays(plan)}
      </p>
      <p class="form-end plan-ways">
        <a class="button small" href={plansPath(plan.site, plan.survey, plan.id, 'edit')}>
          {texts.edit}
        </a>
        <button type="button" class="button small" onClick={() => print()}>
          {texts.print}
        </button>
        <button type="button" class="plain" onClick={remove}>
          {texts.remove}
        </button>
      </p>
      <Refused refused={refused} />
      {plan.taught && (
        <p class="plan-text" dir="auto">
          {plan.taught}
        </p>
      )}
      <Facts>
        {named.map((name) => (
          <Fact key={name} name={texts.fields[name]}>
            <span class="fact-list">
              {plan[name].map(({ key, label }) => (
                <bdi key={key}>{label}</bdi>
              ))}
            </span>
          </Fact>
        ))}
        {said.map((name) => (
          <Fact key={name} name={texts.fields[name]}>
            <bdi>{plan[name]}</bdi>
          </Fact>
        ))}
      </Facts>
    </>
  )
}
