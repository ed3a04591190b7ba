import type { ChannelsView, PairView } from '../../../server/contract/figures-channels'
import { hrefWith, navigate } from '../../app/address'
import { labelOf } from '../../app/filters'
import { figure, number, range, share } from '../../app/format'
import { VerdictIcon } from '../../ui/change'
import { Section } from '../../ui/loading'
import { words } from '../../words'
import type { Unit } from '../estimate'
import { intervalText, isNothing, pointsText, scoreText, signedText } from '../estimate'
import { Exports } from '../exports'
import type { Column } from '../figures-table'
import { FiguresTable } from '../figures-table'
import { Gap } from '../gap'
import { responseColumns } from '../response-columns'
import type { View } from '../view'

type Row = ChannelsView['rows'][number]
type Side = { row: Row; label: string; adjusted: Row['adjusted'] }
type Props = { view: View; channels: ChannelsView }

/**
 * Two channels of the reader's choice: who serves better, how sure that is, and what the gap between them
 * is made of.
 */
export function ChannelPair({ view, channels }: Props) {
  const texts = words.figures.channels
  const named = channels.rows.filter(({ key }) => key !== '')
  const pair = pairOf(channels, view.query)
  const rowOf = (key: string | undefined) => named.find((row) => row.key === key)
  const [one, other] = [rowOf(pair?.a), rowOf(pair?.b)]
  if (!pair || !one || !other)
    return (
      <Section title={texts.pair}>
        <p class="faint">{texts.one}</p>
      </Section>
    )
  const a: Side = {
    row: one,
    label: labelOf('channel', one.key, one.label),
    adjusted: pair.common ? pair.common.a : one.adjusted
  }
  const b: Side = {
    row: other,
    label: labelOf('channel', other.key, other.label),
    adjusted: pair.common ? pair.common.b : other.adjusted
  }
  const columns = columnsOf(view)
  const choose =
    (name: 'a' | 'b') =>
    ({ currentTarget }: { currentTarget: HTMLSelectElement }) =>
      navigate(hrefWith(view.query, { a: one.key, b: other.key, [name]: currentTarget.value }), 'replace')
  const choice = (name: 'a' | 'b', side: Side, taken: Side) => (
    <select class="small-select" aria-label={texts[name]} value={side.row.key} onChange={choose(name)}>
      {named
        .filter(({ key }) => key !== taken.row.key)
        .map(({ key, label }) => (
          <option key={key} value={key}>
            {labelOf('channel', key, label)}
          </option>
        ))}
    </select>
  )
  return (
    <Section
      title={texts.pair}
      aside={
        <span class="choices">
          {choice('a', a, b)}
          {choice('b', b, a)}
        </span>
      }
    >
      <Verdict pair={pair} a={a} b={b} unit={channels.total.unit} />
      <div class="pair">
        <FiguresTable name={texts.pair} columns={columns} rows={[a, b]} keyOf={({ row }) => row.key} />
        {pair.says !== 'too-few' && <Gap pair={pair} a={a.label} b={b.label} unit={channels.total.unit} />}
      </div>
      {pair.common && pair.common.share > 0 && pair.says !== 'too-few' && (
        <p class="faint small">{texts.common(share(pair.common.share))}</p>
      )}
      <Exports name={texts.pair} view={view} columns={columns} rows={[a, b]} />
    </Section>
  )
}

/**
 * The pair that the address names, else phone beside the message channel with the most answers, else the
 * two with the most.
 */
function pairOf({ rows, pairs }: ChannelsView, query: URLSearchParams): PairView | undefined {
  const find = (one: string | null | undefined, other: string | null | undefined) =>
    pairs.find(({ a, b }) => (a === one && b === other) || (a === other && b === one))
  const message = rows.find(({ key }) => messages.includes(key))?.key
  return find(query.get('a'), query.get('b')) ?? find(message, 'voice') ?? pairs[0]
}

const messages: readonly string[] = [
  'whatsapp',
  'sms',
  'messenger',
  'instagram',
  'telegram',
  'line',
  'wechat',
  'viber',
  'x',
  'tiktok',
  'apple_messages',
  'rcs',
  'web',
  'in_app'
]

function columnsOf(view: View): Column<Side>[] {
  const texts = words.figures.channels
  return [
    { name: texts.channel, text: ({ label }) => label, fields: { channel: ({ row }) => row.key } },
    {
      name: words.figures.asTheyStand,
      text: ({ row }) => scoreText(row.score),
      more: ({ row }) => intervalText(row.score),
      fields: {
        score: ({ row }) => row.score.value,
        lower: ({ row }) => row.score.lower,
        upper: ({ row }) => row.score.upper
      }
    },
    {
      name: words.figures.likeForLike,
      text: ({ row, adjusted }) => (adjusted ? figure(adjusted.value, row.score.unit) : words.figures.few),
      more: ({ row, adjusted }) => adjusted && range(adjusted.lower, adjusted.upper, row.score.unit),
      fields: {
        adjusted: ({ adjusted }) => adjusted?.value,
        adjustedLower: ({ adjusted }) => adjusted?.lower,
        adjustedUpper: ({ adjusted }) => adjusted?.upper
      }
    },
    {
      name: words.figures.answers,
      text: ({ row }) => number(row.score.count),
      href: ({ row }) => view.answersHref({ channel: row.key }),
      means: ({ row, label }) => words.figures.read(label, row.score.count),
      fields: { answers: ({ row }) => row.score.count }
    },
    ...responseColumns<Side>(view, ({ row }) => row)
  ]
}

/** Who serves better, said only as far as the answers say it, and always by the names of both. */
function Verdict({ pair, a, b, unit }: { pair: PairView; a: Side; b: Side; unit: Unit }) {
  const texts = words.figures.channels
  const winner = pair.verdict === 'a' ? a.label : b.label
  const loser = pair.verdict === 'a' ? b.label : a.label
  const title =
    pair.says === 'better' ? texts.verdict.better(winner, loser) : texts.verdict[pair.says](a.label, b.label)
  return (
    <div class="saying">
      <p class={`saying-title ${pair.says}`}>
        <VerdictIcon verdict={pair.says === 'better' ? 'better' : 'not-clear'} />
        {title}
      </p>
      <p>{detailsOf(pair, a, b, unit).filter(Boolean).join(' ')}</p>
    </div>
  )
}

function detailsOf(pair: PairView, a: Side, b: Side, unit: Unit): string[] {
  const texts = words.figures.channels
  if (pair.says === 'too-few')
    return [texts.countsOnly(a.label, a.row.score.count, b.label, b.row.score.count)]
  const higherFirst = (value: number): [string, string] =>
    value > 0 ? [b.label, a.label] : [a.label, b.label]
  const crude = isNothing(pair.crude, unit)
    ? texts.crudeAlike(a.label, b.label)
    : texts.crude(...higherFirst(pair.crude), pointsText(pair.crude, unit))
  if (pair.says === 'nothing-in-common' || !pair.within) return [crude, texts.nothingInCommon]
  const { value } = pair.within
  const turned =
    value > 0 ? pair.within : { value: -value, lower: -pair.within.upper, upper: -pair.within.lower }
  const within = isNothing(value, unit)
    ? texts.withinAlike(a.label, b.label)
    : texts.within(...higherFirst(value), pointsText(value, unit), signedText(turned).interval)
  const needed =
    pair.says === 'not-clear' && pair.answersNeeded !== null ? texts.needed(pair.answersNeeded) : ''
  // What a gap is made of is arithmetic; which of the two serves better is not, and has to be clear.
  const why = pair.says === 'not-clear' && pair.why !== 'mix' ? '' : texts.why[pair.why]
  return [within, needed, crude, why]
}
