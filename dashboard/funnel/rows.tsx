import { useState } from 'preact/hooks'
import type { FunnelDimension, FunnelView } from '../../server/contract/funnel'
import type { QueryChange } from '../app/address'
import { labelOf } from '../app/filters'
import { number, range, share } from '../app/format'
import type { Exported } from '../figures/exports'
import { Exports } from '../figures/exports'
import { IntervalBar } from '../ui/interval'
import { ShowAll } from '../ui/show-all'
import { words } from '../words'
import { knownRate } from './rate'
import type { Step } from './steps'
import { listOf, StepCount } from './steps'

const shortMax = 10
const columns = [
  'invited',
  'sent',
  'delivered',
  'opened',
  'started',
  'completed'
] as const satisfies readonly Step[]
/** Ends of the axis are round. */
const axisStep = 10

const keptBack: QueryChange = { state: 'suppressed,unsendable' }

type Row = FunnelView['rows'][number]
type Props = {
  exported: Exported
  view: FunnelView
  by: FunnelDimension
  listHref(change: QueryChange): string
}

const counted = [
  'invited',
  'suppressed',
  'unsendable',
  'waiting',
  'sent',
  'delivered',
  'opened',
  'started',
  'completed'
] as const satisfies readonly Step[]
const fields = {
  key: ({ key }: Row) => key,
  label: ({ label }: Row) => label,
  ...Object.fromEntries(counted.map((step) => [step, ({ steps }: Row) => steps[step]])),
  responseRate: ({ steps }: Row) => steps.rates.completedOfSent.value,
  lower: ({ steps }: Row) => steps.rates.completedOfSent.lower,
  upper: ({ steps }: Row) => steps.rates.completedOfSent.upper
}

/** The funnel side by side by one dimension, all response rates on one axis. */
export function FunnelRows({ exported, view: { rows, total }, by, listHref }: Props) {
  const [all, setAll] = useState(false)
  const texts = words.response
  const highest = Math.max(
    axisStep,
    ...rows.map(({ steps }) => knownRate(steps.rates.completedOfSent)?.upper ?? 0)
  )
  const axis = { from: 0, to: Math.min(100, Math.ceil(highest / axisStep) * axisStep) }
  const shown = all ? rows : rows.slice(0, shortMax)
  return (
    <>
      <div class="scroll" tabIndex={0} role="group" aria-label={texts.byTitle[by]}>
        <table class="funnel-rows">
          <caption class="unseen">{texts.byTitle[by]}</caption>
          <thead>
            <tr>
              <th scope="col">{texts.dimensions[by]}</th>
              <th scope="col" class="rate">
                {texts.rate}
              </th>
              {columns.slice(0, 1).map((step) => (
                <th key={step} scope="col">
                  {texts.steps[step]}
                </th>
              ))}
              <th scope="col" title={texts.keptMeans}>
                {texts.kept}
              </th>
              {columns.slice(1).map((step) => (
                <th key={step} scope="col">
                  {texts.steps[step]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <RowOf
                key={row.key}
                row={row}
                by={by}
                axis={axis}
                whole={knownRate(total.rates.completedOfSent)?.value}
                listHref={listHref}
              />
            ))}
          </tbody>
        </table>
      </div>
      <ShowAll count={rows.length} {...{ shortMax, all, setAll }} />
      <Exports name={texts.byTitle[by]} view={exported} columns={[{ fields }]} rows={rows} />
    </>
  )
}

function RowOf({
  row: { key, label, steps },
  by,
  axis,
  whole,
  listHref
}: {
  row: Row
  by: FunnelDimension
  axis: { from: number; to: number }
  whole: number | undefined
  listHref: Props['listHref']
}) {
  const name = nameOf(by, key, label)
  const known = knownRate(steps.rates.completedOfSent)
  // The list knows no carrier, and no invitation without a tag.
  const href = (list: QueryChange) =>
    by === 'delivery' || key === '' ? undefined : listHref({ ...list, [by]: key })
  const kept = steps.suppressed + steps.unsendable
  const cell = (step: (typeof columns)[number]) => {
    const count = steps[step]
    return (
      <td key={step}>
        {count === null ? (
          <span class="faint">–</span>
        ) : (
          <StepCount name={words.response.steps[step]} count={count} href={href(listOf[step])} of={name} />
        )}
      </td>
    )
  }
  return (
    <tr>
      <th scope="row">
        <bdi>{name}</bdi>
      </th>
      <td class="rate">
        {known ? (
          <span class="score-words">
            <strong>{share(known.value / 100)}</strong>
            <span class="faint">{range(known.lower, known.upper, 'percent')}</span>
          </span>
        ) : (
          <span class="faint">{words.response.few}</span>
        )}
        <IntervalBar
          score={
            known ? { ...known, state: 'ok' } : { value: null, lower: null, upper: null, state: 'hidden' }
          }
          axis={axis}
          whole={whole ?? null}
        />
      </td>
      {cell('invited')}
      <td
        title={
          `${words.response.steps.suppressed}: ${number(steps.suppressed)}, ` +
          `${words.response.steps.unsendable}: ${number(steps.unsendable)}`
        }
      >
        <StepCount name={words.response.kept} count={kept} href={href(keptBack)} of={name} />
      </td>
      {columns.slice(1).map(cell)}
    </tr>
  )
}

function nameOf(by: FunnelDimension, key: string, label: string): string {
  if (by !== 'delivery') return labelOf(by, key, label)
  return key === '' ? words.response.noDelivery : labelOf('channel', key, label)
}
