import type { FunnelView, Rate } from '../../server/contract/funnel'
import { difference, number, range, share } from '../app/format'
import { VerdictIcon } from '../ui/change'
import { Section } from '../ui/loading'
import { words } from '../words'

/** Of fewer, a rate says more about chance than about anybody. */
const shownFrom = 5

/** A rate that may be shown, with its interval. */
export function knownRate({
  value,
  lower,
  upper,
  count
}: Rate): { value: number; lower: number; upper: number } | undefined {
  return value === null || lower === null || upper === null || count < shownFrom
    ? undefined
    : { value, lower, upper }
}

/** How many of those who were sent the survey answered, how sure that is, and what has changed. */
export function FunnelRate({
  view: { total, previous, change },
  length
}: {
  view: FunnelView
  length: number
}) {
  const rate = total.rates.completedOfSent
  const known = knownRate(rate)
  const texts = words.response
  return (
    <Section title={texts.rateTitle} class="section-headline">
      <div class="headline">
        {known ? (
          <p class="headline-figure">
            <strong class="headline-value">{share(known.value / 100)}</strong>
          </p>
        ) : (
          <p class="headline-few">{texts.rateFew}</p>
        )}
        {known &&
          previous &&
          knownRate(previous.rates.completedOfSent) &&
          change &&
          change.value !== null && (
            <p class={`headline-change ${change.verdict}`}>
              <VerdictIcon verdict={change.verdict} />
              <strong>{changeIn(change.value, change.verdict, words.change.before(length))}</strong>
            </p>
          )}
        <p class="headline-words">
          {rate.count === 0 ? texts.rateNothing : texts.rateOf(number(rate.part), number(rate.count))}
          {known && ` ${texts.rateBetween(range(known.lower, known.upper, 'percent'))}`}
        </p>
      </div>
    </Section>
  )
}

function changeIn(value: number, verdict: 'better' | 'worse' | 'not-clear', before: string): string {
  if (verdict === 'not-clear') return words.change.notClear(before)
  return words.response.change[verdict](words.change.points(difference(value, 'size')), before)
}
