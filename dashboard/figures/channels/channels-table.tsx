import type { ChannelsView } from '../../../server/contract/figures-channels'
import { labelOf } from '../../app/filters'
import { figure, number, range, share } from '../../app/format'
import { ChangeMark } from '../../ui/change'
import { Chart } from '../../ui/chart'
import { axisOf, limitsOf } from '../../ui/interval'
import { Section } from '../../ui/loading'
import { words } from '../../words'
import { Exports } from '../exports'
import type { Column } from '../figures-table'
import { FiguresTable } from '../figures-table'
import { responseColumns } from '../response-columns'
import { adjustedColumn, scoreColumn } from '../score-columns'
import type { View } from '../view'

type Row = ChannelsView['rows'][number]

/** Each channel as it stands and like for like, and how many of those who were asked there answered. */
export function AllChannels({ view, channels }: { view: View; channels: ChannelsView }) {
  const texts = words.figures.channels
  const { rows, total, sendWeighted } = channels
  const nameOf = ({ key, label }: Row) => labelOf('channel', key, label)
  const bars = rows
    .filter(({ score }) => score.state !== 'hidden')
    .map((row) => ({ label: nameOf(row), crude: row.score, adjusted: row.adjusted }))
  const columns: Column<Row>[] = [
    { name: texts.channel, text: nameOf, fields: { channel: ({ key }) => key } },
    scoreColumn(words.figures.asTheyStand),
    adjustedColumn(),
    {
      name: words.figures.answers,
      text: ({ score }) => number(score.count),
      more: (row) => words.breakdown.share(share(row.share)),
      href: ({ key, score }) => (score.count > 0 ? view.answersHref({ channel: key }) : undefined),
      means: (row) => words.figures.read(nameOf(row), row.score.count),
      fields: { answers: ({ score }) => score.count }
    },
    ...responseColumns<Row>(view, (row) => row),
    ...(channels.previousPeriod
      ? [
          {
            name: words.figures.change,
            text: ({ score, previous, change }: Row) => (
              <ChangeMark score={score} previous={previous} change={change} />
            ),
            fields: {
              previous: ({ previous }: Row) => previous?.value,
              change: ({ change }: Row) => change?.value
            }
          }
        ]
      : [])
  ]
  const height = 44 + bars.length * 40
  const axis = axisOf(
    bars.flatMap(({ crude, adjusted }) => [crude, ...(adjusted ? [{ ...crude, ...adjusted }] : [])]),
    limitsOf(total.unit, channels.scale)
  )
  return (
    <Section
      title={texts.table}
      aside={<Exports name={texts.table} view={view} columns={columns} rows={rows} />}
    >
      {bars.length > 0 && (
        <>
          <Chart
            label={texts.chart}
            height={height}
            version={JSON.stringify(bars)}
            load={async () => {
              const { drawChannels } = await import('./channels-chart')
              return (width) => drawChannels(bars, { width, height, axis, whole: total })
            }}
          />
          <p class="faint small">{texts.legend}</p>
        </>
      )}
      <FiguresTable
        name={texts.table}
        columns={columns}
        rows={rows}
        keyOf={({ key }) => key}
        classOf={({ score }) => score.state}
      />
      {sendWeighted && total.value !== null && (
        <p class="note">
          {texts.weighted(
            figure(sendWeighted.value, total.unit),
            range(sendWeighted.lower, sendWeighted.upper, total.unit),
            figure(total.value, total.unit)
          )}
        </p>
      )}
    </Section>
  )
}
