import type { ChannelsView } from '../../server/contract/figures-channels'
import { figure, range, share } from '../app/format'
import { words } from '../words'
import { intervalText, scoreText } from './estimate'
import type { Column } from './figures-table'

type Adjusted = Pick<ChannelsView['rows'][number], 'score' | 'adjusted'>

/** The score of each row with its interval. */
export function scoreColumn<Row extends Pick<Adjusted, 'score'>>(name: string): Column<Row> {
  return {
    name,
    text: ({ score }) => scoreText(score),
    more: ({ score }) => intervalText(score),
    fields: {
      score: ({ score }) => score.value,
      lower: ({ score }) => score.lower,
      upper: ({ score }) => score.upper
    }
  }
}

/** The score of each row with the mix that all of them are asked, and how much of that mix it stands for. */
export function adjustedColumn<Row extends Adjusted>(): Column<Row> {
  const texts = words.figures.channels
  return {
    name: words.figures.likeForLike,
    text: ({ adjusted, score }) =>
      adjusted ? figure(adjusted.value, score.unit) : <span class="faint">{texts.notAdjusted}</span>,
    more: ({ adjusted, score }) =>
      adjusted && (
        <>
          {range(adjusted.lower, adjusted.upper, score.unit)}
          <br />
          {texts.coverage(share(adjusted.coverage))}
        </>
      ),
    fields: {
      adjusted: ({ adjusted }) => adjusted?.value,
      adjustedLower: ({ adjusted }) => adjusted?.lower,
      adjustedUpper: ({ adjusted }) => adjusted?.upper,
      coverage: ({ adjusted }) => adjusted?.coverage
    }
  }
}
