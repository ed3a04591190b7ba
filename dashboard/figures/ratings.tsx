import type { ScoresView } from '../../server/contract/figures'
import { number, share } from '../app/format'
import { stanceOf } from '../app/stance'
import { words } from '../words'
import { Exports } from './exports'
import type { Band } from './rating-bands'
import { bandName, bandQuery, bandsOf } from './rating-bands'
import type { View } from './view'

type Row = Band & { times: number }

/** How many chose each rating, best first; each row leads to its answers. */
export function Ratings({ view, scores }: { view: View; scores: ScoresView }) {
  const {
    metric,
    direction,
    total: { tally, count, state }
  } = scores
  const given = Object.entries(tally).map(([rating, times]) => ({ rating: Number(rating), times }))
  // A tally that is kept back has no ratings at all.
  const bands = given.length === 0 ? [] : bandsOf(scores.scale, (rating) => stanceOf(rating, scores))
  const rows = bands.map(
    ({ from, to }): Row => ({
      from,
      to,
      times: given.reduce((sum, { rating, times }) => sum + (rating >= from && rating <= to ? times : 0), 0)
    })
  )
  if (direction === 'higher-is-better') rows.reverse()
  const most = Math.max(1, ...rows.map(({ times }) => times))
  return (
    <>
      <table class="ratings">
        <caption class="unseen">{words.ratings.title}</caption>
        <thead class="unseen">
          <tr>
            <th scope="col">{words.ratings.rating}</th>
            <th scope="col">{words.ratings.share}</th>
            <th scope="col">{words.ratings.count}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ times, ...band }) => (
            <tr key={band.from}>
              <th scope="row">{metric === 'thumbs' ? words.list.thumbs(band.from) : bandName(band)}</th>
              <td class="ratings-share">
                <span class="ratings-track" aria-hidden="true">
                  {times > 0 && (
                    <span
                      class={`ratings-bar ${stanceOf(band.from, scores)}`}
                      style={{ inlineSize: `${(100 * times) / most}%` }}
                    />
                  )}
                </span>
                <span>{state === 'hidden' ? '' : share(times / count)}</span>
              </td>
              <td class="ratings-count">
                {times === 0 ? (
                  number(0)
                ) : (
                  <a
                    href={view.answersHref({ rating: bandQuery(band) })}
                    title={words.ratings.show(bandName(band))}
                  >
                    {number(times)}
                  </a>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Exports name={words.ratings.title} view={view} columns={exported} rows={rows} />
    </>
  )
}

const exported = [
  {
    fields: {
      rating: (row: Row) => (row.from === row.to ? row.from : bandQuery(row)),
      answers: ({ times }: Row) => times
    }
  }
]
