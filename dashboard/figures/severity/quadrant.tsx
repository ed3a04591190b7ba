import type { SeverityView } from '../../../server/contract/figures-severity'
import { number } from '../../app/format'
import { Chart } from '../../ui/chart'
import { Section } from '../../ui/loading'
import { language, words } from '../../words'
import type { View } from '../view'
import type { Problem } from './problem'
import { problemName } from './problem'
import type { QuadrantDot } from './quadrant-chart'

/** More dots than these lie on top of each other. */
const dotsMax = 12
const height = 320

/**
 * How often each topic comes up against how bad it is, by the numbers of the table below. Reasons are asked
 * for after low ratings, so that nearly all who give one are unhappy: they would lie in one line.
 */
export function Quadrant({ view, severity: { rows, total } }: { view: View; severity: SeverityView }) {
  const topics = rows
    .map((row, index) => ({ row, place: index + 1 }))
    .filter(({ row }) => row.nature === 'topic' && row.score.state !== 'hidden')
    .slice(0, dotsMax)
  const dots = topics.map(({ row, place }) => dotOf(row, place))
  if (total.state === 'hidden' || dots.length === 0) return null
  const texts = words.severity
  const version = JSON.stringify(dots)
  return (
    <Section title={texts.picture}>
      <Chart
        label={texts.pictureOf(
          new Intl.ListFormat(language.formats, { type: 'unit' }).format(
            topics.map(({ row, place }) => `${number(place)} ${problemName(view.survey, row)}`)
          )
        )}
        height={height}
        version={version}
        load={async () => {
          const { drawQuadrant } = await import('./quadrant-chart')
          return (width) => drawQuadrant(dots, { width, height })
        }}
      />
      <p class="faint small">{texts.legend}</p>
    </Section>
  )
}

function dotOf({ share, low, trend }: Problem, place: number): QuadrantDot {
  return {
    place,
    often: share.value ?? 0,
    bad: low.value ?? 0,
    isRising: trend === 'new' || trend === 'growing'
  }
}
