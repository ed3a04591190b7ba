import { useEffect, useState } from 'preact/hooks'
import type { PlanView } from '../../server/contract/plans'
import { navigate } from '../app/address'
import { ask, askTagged, Refusal } from '../app/api'
import type { PageProps } from '../app/page'
import { refresh } from '../app/resource'
import { Frame } from '../shell/frame'
import { Failed, Pending } from '../ui/loading'
import { Title } from '../ui/title'
import { words } from '../words'
import { emptyDraft, PlanForm } from './form'
import { plansPath } from './paths'

/** A new plan, for the topics, agents, teams, reasons and days that the address names. */
export function NewPlan({ params: { site = '', survey = '' }, query }: PageProps) {
  const named = (name: string) => query.getAll(name).map((key) => ({ key, label: key }))
  const reasons = query.getAll('reason')
  const draft = {
    ...emptyDraft,
    taught: reasons.length > 0 ? words.plans.forReasons(reasons.join(', ')) : '',
    topics: named('topic'),
    agents: named('agent'),
    teams: named('team'),
    chosenFrom: query.get('from'),
    chosenTo: query.get('to')
  }
  return (
    <Frame siteId={site} surveyId={survey} tab="plans">
      {() => (
        <>
          <Title>{words.plans.newTitle}</Title>
          <PlanForm
            siteId={site}
            draft={draft}
            backTo={plansPath(site, survey)}
            send={async (body) => {
              const made = await ask<PlanView>('/v1/training-plans', {
                method: 'POST',
                body: { survey, ...body }
              })
              navigate(plansPath(site, survey, made.id))
            }}
          />
        </>
      )}
    </Frame>
  )
}

/** A plan to be changed, as it was when this page was opened: who was faster is not overwritten. */
export function EditPlan({ params: { site = '', survey = '', plan: id = '' } }: PageProps) {
  const [read, setRead] = useState<{ value: PlanView; tag: string } | Refusal>()
  const [round, setRound] = useState(0)
  useEffect(() => {
    const abort = new AbortController()
    askTagged<PlanView>(`/v1/training-plans/${id}`, { signal: abort.signal }).then(
      setRead,
      (error: unknown) => {
        if (error instanceof Refusal) setRead(error)
      }
    )
    return () => abort.abort()
  }, [id, round])
  const backTo = plansPath(site, survey, id)
  return (
    <Frame siteId={site} surveyId={survey} tab="plans">
      {() => (
        <>
          <Title>{words.plans.editTitle}</Title>
          {read === undefined ? (
            <Pending />
          ) : read instanceof Refusal ? (
            <Failed refusal={read} retry={() => setRound(round + 1)} />
          ) : (
            <PlanForm
              siteId={site}
              draft={read.value}
              backTo={backTo}
              send={async (body) => {
                await ask(`/v1/training-plans/${id}`, { method: 'PATCH', body, ifMatch: read.tag })
                refresh()
                navigate(backTo)
              }}
            />
          )}
        </>
      )}
    </Frame>
  )
}
