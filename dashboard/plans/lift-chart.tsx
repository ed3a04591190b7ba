import type { LiftView, PlanView } from '../../server/contract/plans'
import { day } from '../app/format'
import type { Period } from '../app/period'
import { daysOfStep } from '../app/period'
import { intervalText, scoreText } from '../figures/estimate'
import { AsTable } from '../figures/figures-table'
import type { Marked } from '../figures/marks/placed'
import type { Step } from '../figures/trend-chart'
import { Chart } from '../ui/chart'
import { limitsOf } from '../ui/interval'
import { words } from '../words'

const height = 240

/** The score by week, with the days that were chosen on and those of the plan marked. */
export function LiftChart({ plan, lift, today }: { plan: PlanView; lift: LiftView; today: string }) {
  const texts = words.plans
  const steps = lift.trend.map(({ key, score }): Step => {
    const days = daysOfStep(key, 'week', lift.period)
    return { key, days, label: texts.days(day(days.from), day(days.to)), score, isPart: days.to >= today }
  })
  const marked = [
    ...markOf(texts.marked.chosen, lift.chosenPeriod, steps),
    ...markOf(
      texts.marked.plan,
      plan.starts ? { from: plan.starts, to: plan.ends ?? plan.starts } : null,
      steps
    )
  ].map((mark, row) => ({ ...mark, row }))
  return (
    <>
      <Chart
        label={texts.chart}
        height={height}
        version={`${plan.updatedAt} ${steps.map(({ score }) => `${score.count} ${score.value}`).join()}`}
        load={async () => {
          const { drawTrend } = await import('../figures/trend-chart')
          const whole = lift.programme.before
          const limits = limitsOf(whole.unit, lift.scale)
          return (width) => drawTrend({ steps, before: [], marked }, { width, height, whole, limits })
        }}
      />
      <p class="faint small">{words.trend.band}</p>
      <AsTable
        name={texts.trend}
        rows={steps}
        keyOf={({ key }) => key}
        columns={[
          { name: words.trend.step.week, text: ({ label }) => label },
          {
            name: words.figures.score,
            text: ({ score }) => scoreText(score),
            more: ({ score }) => intervalText(score)
          },
          { name: words.figures.answers, text: ({ score }) => words.answers(score.count) }
        ]}
      />
    </>
  )
}

/** From the week in which it begins to that in which it ends. */
function markOf(name: string, days: Period | null, steps: readonly Step[]): Omit<Marked, 'row'>[] {
  if (!days) return []
  const place = (day: string) => steps.findLastIndex(({ key }) => key <= day)
  const [first, last] = [Math.max(0, place(days.from)), place(days.to)]
  return last < 0 ? [] : [{ name, from: first, to: last }]
}
