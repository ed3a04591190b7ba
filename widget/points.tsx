import { eyes, mouth, star, thumb } from './drawings'
import { pointsOf } from './scale'
import type { Point } from './scale'
import type { Definition, Style } from './wire'

type Props = { definition: Definition; chosen: number | undefined; choose: (point: number, passing: boolean) => void }

/** The row of points: native radios, so that arrows, names and states are the browser's own, over drawings. */
export function Points({ definition, chosen, choose }: Props) {
  const { style, words } = definition
  const points = pointsOf(definition)
  let passing = false

  return (
    <>
      <div
        class={`points ${style}`}
        style={{ '--across': points.length, '--half': Math.ceil(points.length / 2) }}
        onKeyDown={({ key }) => (passing = key.startsWith('Arrow'))}
        onPointerDown={() => (passing = false)}
      >
        {points.map((point) => (
          <label class={chosen !== undefined && point.rating <= chosen ? 'reached' : ''}>
            <input type="radio" name="rating" value={point.rating} onClick={() => choose(point.rating, passing)} />
            <span class="mark">{draw(style, point)}</span>
            <span class="unseen">{point.name}</span>
          </label>
        ))}
      </div>
      {style !== 'thumbs' && (
        <div class="ends" aria-hidden="true">
          <span>{words.labels[0]}</span>
          <span>{words.labels[words.labels.length - 1]}</span>
        </div>
      )}
    </>
  )
}

function draw(style: Style, { digits, fraction }: Point) {
  if (style === 'numbers') return digits
  return (
    <svg viewBox="0 0 48 48" aria-hidden="true">
      {style === 'faces' && <circle cx="24" cy="24" r="22" />}
      <path
        d={style === 'faces' ? eyes + mouth(fraction) : style === 'stars' ? star : thumb}
        transform={style === 'thumbs' && !fraction ? 'matrix(1 0 0 -1 0 48)' : undefined}
      />
    </svg>
  )
}
