import type { PlanVoicesView } from '../../server/contract/plan-voices'
import type { PlanView } from '../../server/contract/plans'
import { instant, number } from '../app/format'
import { useResource } from '../app/resource'
import { Bones, Loaded, Section } from '../ui/loading'
import { words } from '../words'

/** What those who are in a plan say to it. */
export function Voices({ plan: { id }, timeZone }: { plan: PlanView; timeZone: string }) {
  const voices = useResource<PlanVoicesView>(`/v1/training-plans/${id}/voices`)
  const texts = words.plans.voices
  return (
    <Section title={texts.title}>
      <Loaded of={voices} skeleton={<Bones widths={[60, 80]} class="bone row" />}>
        {({ agents, acknowledged, coaching, comments }) => (
          <>
            <p>{agents === 0 ? texts.nobody : texts.acknowledged(acknowledged, agents)}</p>
            <p>{coaching ? texts.coaching(number(coaching.mean, 1), coaching.ratings) : texts.tooFew}</p>
            {((coaching && coaching.words.length > 0) || comments.length > 0) && (
              <ul class="entries">
                {coaching?.words.map((said, place) => (
                  <li key={`words ${place}`}>
                    <span class="faint">{texts.ofCoaching}</span>
                    <span dir="auto">{said}</span>
                  </li>
                ))}
                {comments.map(({ agent, comment, at }) => (
                  <li key={`${agent.key} ${at}`}>
                    <span class="faint">
                      <bdi>{agent.label}</bdi> · {instant(at, timeZone)}
                    </span>
                    <span dir="auto">{comment}</span>
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </Loaded>
    </Section>
  )
}
