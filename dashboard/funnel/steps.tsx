import type { FunnelSteps as Steps } from '../../server/contract/funnel'
import type { QueryChange } from '../app/address'
import { number, share } from '../app/format'
import type { Exported } from '../figures/exports'
import { Exports } from '../figures/exports'
import { Section } from '../ui/loading'
import { words } from '../words'

const steps = [
  'invited',
  'suppressed',
  'unsendable',
  'waiting',
  'sent',
  'delivered',
  'opened',
  'started',
  'completed'
] as const
export type Step = (typeof steps)[number]

/** What falls out on the way is drawn otherwise than what is left. */
const losses: readonly Step[] = ['suppressed', 'unsendable', 'waiting']

/** The list behind a step: whoever came at least so far, or fell out there. */
export const listOf: Record<Step, QueryChange> = {
  invited: {},
  suppressed: { state: 'suppressed' },
  unsendable: { state: 'unsendable' },
  waiting: { reached: 'waiting' },
  sent: { reached: 'sent' },
  delivered: { reached: 'delivered' },
  opened: { reached: 'opened' },
  started: { reached: 'started' },
  completed: { reached: 'completed' }
}

/** How far the invitations came, as bars under one another and as numbers. */
export function FunnelSteps({
  exported,
  steps: counts,
  listHref
}: {
  exported: Exported
  steps: Steps
  listHref(change: QueryChange): string
}) {
  const texts = words.response
  const shown = steps.filter((step) => !losses.includes(step) || (counts[step] ?? 0) > 0)
  return (
    <Section title={texts.stepsTitle}>
      <table class="funnel-steps">
        <caption class="unseen">{texts.stepsTitle}</caption>
        <thead class="unseen">
          <tr>
            <th scope="col">{texts.step}</th>
            <th scope="col">{texts.ofInvited}</th>
            <th scope="col">{texts.count}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((step) => {
            const count = counts[step]
            const part = count === null ? 0 : count / counts.invited
            return (
              <tr key={step} class={losses.includes(step) ? 'loss' : undefined}>
                <th scope="row">
                  {texts.steps[step]}
                  {texts.means[step] && <span class="faint small"> {texts.means[step]}</span>}
                </th>
                <td class="ratings-share">
                  <span class="ratings-track" aria-hidden="true">
                    {part > 0 && <span class="ratings-bar" style={{ inlineSize: `${100 * part}%` }} />}
                  </span>
                  <span>{count === null ? '' : share(part)}</span>
                </td>
                <td class="ratings-count">
                  {count === null ? (
                    <span class="faint">{texts.unknown}</span>
                  ) : (
                    <StepCount name={texts.steps[step]} count={count} href={listHref(listOf[step])} />
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <p class="hint">{texts.stepsHint}</p>
      <Exports
        name={texts.stepsTitle}
        view={exported}
        columns={[{ fields: { step: (step: Step) => step, invitations: (step: Step) => counts[step] } }]}
        rows={steps}
      />
    </Section>
  )
}

/** A count that leads to the invitations behind it; `of` names the row that it belongs to. */
export function StepCount({
  name,
  count,
  href,
  of = ''
}: {
  name: string
  count: number
  href: string | undefined
  of?: string
}) {
  if (count === 0 || href === undefined) return <>{number(count)}</>
  return (
    <a href={href} aria-label={words.response.open(name, count, of)}>
      {number(count)}
    </a>
  )
}
