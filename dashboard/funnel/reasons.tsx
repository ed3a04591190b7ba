import type { FunnelSteps } from '../../server/contract/funnel'
import type { QueryChange } from '../app/address'
import { number, share } from '../app/format'
import type { Exported } from '../figures/exports'
import { Exports } from '../figures/exports'
import { Section } from '../ui/loading'
import { words } from '../words'
import { StepCount } from './steps'

type Reason = [reason: string, count: number]

type Props = {
  exported: Exported
  state: 'suppressed' | 'unsendable'
  steps: FunnelSteps
  listHref(change: QueryChange): string
}

/** Why customers were not asked, or could not be: by rule or by reason, the most frequent first. */
export function FunnelReasons({ exported, state, steps, listHref }: Props) {
  const texts = words.response
  const reasons = Object.entries(state === 'suppressed' ? steps.suppressedBy : steps.unsendableBy)
  const title = state === 'suppressed' ? texts.suppressedTitle : texts.unsendableTitle
  if (reasons.length === 0)
    return (
      <Section title={title}>
        <p class="faint">{state === 'suppressed' ? texts.suppressedNone : texts.unsendableNone}</p>
      </Section>
    )
  return (
    <Section
      title={title}
      aside={<span class="faint">{`${number(steps[state])} · ${share(steps[state] / steps.invited)}`}</span>}
    >
      <table class="plain-table reasons">
        <caption class="unseen">{title}</caption>
        <thead class="unseen">
          <tr>
            <th scope="col">{texts.reason}</th>
            <th scope="col">{texts.count}</th>
          </tr>
        </thead>
        <tbody>
          {reasons.map(([reason, count]) => (
            <tr key={reason}>
              <th scope="row">{words.reasons[reason] ?? reason}</th>
              <td>
                <StepCount
                  name={texts.steps[state]}
                  count={count}
                  href={reason === '' ? undefined : listHref({ state, reason })}
                  of={words.reasons[reason] ?? reason}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Exports
        name={title}
        view={exported}
        columns={[
          { fields: { reason: ([reason]: Reason) => reason, invitations: ([, count]: Reason) => count } }
        ]}
        rows={reasons}
      />
    </Section>
  )
}
