import type { HandlersView } from '../../../server/contract/figures-handlers'
import { labelOf } from '../../app/filters'
import { number, share } from '../../app/format'
import { Section } from '../../ui/loading'
import { words } from '../../words'
import { Exports } from '../exports'
import type { Column } from '../figures-table'
import { FiguresTable } from '../figures-table'
import { adjustedColumn, scoreColumn } from '../score-columns'
import type { View } from '../view'

type Row = HandlersView['rows'][number]
type Bot = HandlersView['bots'][number]

/** Who handled it, as it stands and with everybody's mix of topics and channels. */
export function AllHandlers({ view, handlers: { rows } }: { view: View; handlers: HandlersView }) {
  const texts = words.handling
  const nameOf = ({ key }: Row) => labelOf('handler', key)
  const columns: Column<Row>[] = [
    { name: words.dimensions.handler.one, text: nameOf, fields: { handler: ({ key }) => key } },
    scoreColumn(words.figures.asTheyStand),
    adjustedColumn(),
    answersColumn(view, 'handler', nameOf)
  ]
  return (
    <Section
      title={texts.rows}
      aside={<Exports name={texts.rows} view={view} columns={columns} rows={rows} />}
    >
      <FiguresTable name={texts.rows} columns={columns} rows={rows} keyOf={({ key }) => key} />
    </Section>
  )
}

/** What each bot had a part in, as it stands. */
export function AllBots({ view, bots }: { view: View; bots: readonly Bot[] }) {
  const texts = words.handling
  const nameOf = ({ key, label }: Bot) => labelOf('bot', key, label)
  const columns: Column<Bot>[] = [
    {
      name: words.dimensions.bot.one,
      text: (bot) => <bdi>{nameOf(bot)}</bdi>,
      fields: { bot: ({ key }) => key, label: ({ label }) => label }
    },
    scoreColumn(words.figures.asTheyStand),
    answersColumn(view, 'bot', nameOf)
  ]
  return (
    <Section
      title={texts.bots}
      aside={<Exports name={texts.bots} view={view} columns={columns} rows={bots} />}
    >
      <p class="faint small">{texts.botsMean}</p>
      <FiguresTable name={texts.bots} columns={columns} rows={bots} keyOf={({ key }) => key} />
    </Section>
  )
}

function answersColumn<One extends Row | Bot>(
  view: View,
  dimension: 'handler' | 'bot',
  nameOf: (row: One) => string
): Column<One> {
  return {
    name: words.figures.answers,
    text: ({ score }) => number(score.count),
    more: (row) => words.breakdown.share(share(row.share)),
    href: ({ key }) => view.answersHref({ [dimension]: key }),
    means: (row) => words.figures.read(nameOf(row), row.score.count),
    fields: { answers: ({ score }) => score.count, share: (row) => row.share }
  }
}
