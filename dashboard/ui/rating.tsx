import type { ResponseView } from '../../server/contract/responses'
import { stanceOf } from '../app/stance'
import { words } from '../words'

/**
 * One customer's rating on the scale it was given on; between two points, the row of points shows the one
 * below.
 */
export function Rating({
  response
}: {
  response: Pick<ResponseView, 'rating' | 'scale' | 'metric' | 'satisfiedFrom' | 'direction'>
}) {
  const { rating, scale } = response
  const points = Array.from({ length: scale.max - scale.min + 1 }, (_, index) => scale.min + index)
  return (
    <span class={`rating ${stanceOf(rating, response)}`}>
      <span>
        {response.metric === 'thumbs' ? words.list.thumbs(rating) : words.list.point(rating, scale.max)}
      </span>
      <span class="rating-points" aria-hidden="true">
        {points.map((point) => (
          <span
            key={point}
            class={point === Math.floor(rating) ? 'point chosen' : point < rating ? 'point below' : 'point'}
          />
        ))}
      </span>
    </span>
  )
}
