import type { WordsView } from '../../../server/contract/figures-more'
import { labelOf } from '../../app/filters'
import { number } from '../../app/format'
import { useResource } from '../../app/resource'
import { Pending, Section } from '../../ui/loading'
import { words } from '../../words'
import { Exports } from '../exports'
import type { Column } from '../figures-table'
import { FiguresTable } from '../figures-table'
import type { View } from '../view'

type Word = WordsView['rows'][number]

const shown = 10

/**
 * The words by which the comments of unsatisfied and of satisfied customers differ. Nothing where nobody
 * writes any.
 */
export function TellingWords({ view }: { view: View }) {
  const found = useResource<WordsView>(view.figurePath('words'))
  if (found.at === 'loading') return <Pending>{null}</Pending>
  if (found.at === 'failed' || found.value.rows.length === 0) return null
  const { rows, read } = found.value
  const isMixed = new Set(rows.map(({ language }) => language)).size > 1
  const texts = words.figures.words
  const columns: Column<Word>[] = [
    {
      name: texts.word,
      text: ({ word }) => <bdi>{word}</bdi>,
      more: ({ language }) => isMixed && labelOf('locale', language),
      // A search alone finds superseded answers too, which are not counted here.
      href: ({ word }) => view.answersHref({ search: word, repeats: 'latest' }),
      means: ({ word }) => texts.open(word),
      fields: { word: ({ word }) => word, language: ({ language }) => language, marks: ({ marks }) => marks }
    },
    {
      name: texts.unsatisfied,
      text: ({ low, of }) => texts.part(number(low), number(of.low)),
      fields: { low: ({ low }) => low, low_of: ({ of }) => of.low }
    },
    {
      name: texts.satisfied,
      text: ({ high, of }) => texts.part(number(high), number(of.high)),
      fields: { high: ({ high }) => high, high_of: ({ of }) => of.high, q: ({ q }) => q }
    }
  ]
  return (
    <Section
      title={texts.title}
      aside={<Exports name={texts.title} view={view} columns={columns} rows={rows} />}
    >
      <p class="faint small">
        {texts.means}
        {!read.complete && ` ${texts.latest}`}
      </p>
      <div class="columns">
        {(['low', 'high'] as const).map((side) => {
          const its = rows.filter(({ marks }) => marks === side).slice(0, shown)
          return (
            its.length > 0 && (
              <div key={side}>
                <h3>{texts[side]}</h3>
                <FiguresTable
                  name={texts[side]}
                  columns={columns}
                  rows={its}
                  keyOf={({ word, language }) => `${language} ${word}`}
                />
              </div>
            )
          )
        })}
      </div>
    </Section>
  )
}
