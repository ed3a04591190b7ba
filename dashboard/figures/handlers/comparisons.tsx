import type { HandlersView } from '../../../server/contract/figures-handlers'
import { VerdictIcon } from '../../ui/change'
import { Section } from '../../ui/loading'
import { words } from '../../words'
import type { Unit } from '../estimate'
import { isNothing, pointsText, signedText } from '../estimate'
import { Gap } from '../gap'

const asked = ['bot', 'begun', 'handOver'] as const
type Asked = (typeof asked)[number]
type Pair = NonNullable<HandlersView['pairs'][Asked]>
type Kind = 'better' | 'worse' | 'same' | 'not-clear' | 'too-few' | 'nothing-in-common'

/** A bot, all that it begins, and people after it, each against people at once, like for like. */
export function Comparisons({ handlers: { pairs, rows, total } }: { handlers: HandlersView }) {
  const people = rows.find(({ key }) => key === 'person')?.score.count ?? 0
  return asked.map((which) => {
    const pair = pairs[which]
    return (
      pair && (
        <Section key={which} title={words.handling.questions[which]}>
          <Comparison which={which} pair={pair} people={people} unit={total.unit} />
        </Section>
      )
    )
  })
}

type ComparisonProps = { which: Asked; pair: Pair; people: number; unit: Unit }

function Comparison({ which, pair, people, unit }: ComparisonProps) {
  const texts = words.handling
  const kind: Kind = pair.says !== 'better' ? pair.says : pair.verdict === 'b' ? 'better' : 'worse'
  const isClear = kind === 'better' || kind === 'worse'
  return (
    <div class="pair">
      <div class="saying">
        <p class={`saying-title ${kind}`}>
          <VerdictIcon verdict={isClear ? kind : 'not-clear'} />
          {texts.verdict[kind](texts.sides[which])}
        </p>
        <p>{detailsOf(pair, people, unit).filter(Boolean).join(' ')}</p>
        {which === 'begun' && <p class="faint small">{texts.begunMeans}</p>}
      </div>
      {pair.says !== 'too-few' && <Gap pair={pair} a={texts.people} b={texts.sides[which]} unit={unit} />}
    </div>
  )
}

function detailsOf(pair: Pair, people: number, unit: Unit): string[] {
  const texts = words.handling
  const { nothingInCommon, needed, why } = words.figures.channels
  const counts = texts.counts(pair.score.count, people)
  if (pair.says === 'too-few') return [counts]
  const crude = isNothing(pair.crude, unit)
    ? texts.crude.alike
    : texts.crude[pair.crude > 0 ? 'higher' : 'lower'](pointsText(pair.crude, unit))
  if (!pair.within) return [crude, nothingInCommon, counts]
  const { value } = pair.within
  const within = isNothing(value, unit)
    ? texts.within.alike
    : texts.within[value > 0 ? 'higher' : 'lower'](pointsText(value, unit), signedText(pair.within).interval)
  const more = pair.says === 'not-clear' && pair.answersNeeded !== null ? needed(pair.answersNeeded) : ''
  // What a gap is made of is arithmetic; which of the two serves better is not, and has to be clear.
  const because = pair.says === 'not-clear' && pair.why !== 'mix' ? '' : why[pair.why]
  return [within, more, crude, because, counts]
}
