/** @jsxImportSource . */
import { drawingOf } from './drawings'
import { pointsOf } from './scale'
import type { Point } from './scale'
import type { Definition, Style } from './wire'

type Props = { definition: Definition; chosen: number | undefined; choose: (point: number, passing: boolean) => void }

/** The row of points: native radios, so that arrows, names and states are the browser's own, over drawings. */
export function Points({ definition, chosen, choose }: Props) {
  const { style } = definition
  const points = pointsOf(definition)
  let passing = false

  function press(event: KeyboardEvent) {
    passing = event.key.startsWith('Arrow')
    if (event.key !== 'Enter' && event.key !== ' ') return
    // Browsers disagree on what these do to a radio that is marked already; here both say "this one", and Enter never sends the form.
    if (event.key === 'Enter') event.preventDefault()
    choose(Number((event.target as HTMLInputElement).value), false) // only radios take keys here
  }

  return (
    <div
      // A long row breaks into two of equal length where the place is narrow.
      class={`points ${style} by${Math.ceil(points.length / 2)}`}
      onKeyDown={press}
      onPointerDown={() => (passing = false)}
    >
      {points.map((point) => (
        <label class={chosen !== undefined && point.rating <= chosen ? 'reached' : undefined}>
          <input type="radio" name="rating" value={point.rating} onClick={() => choose(point.rating, passing)} />
          <span class="mark">
            {draw(style, point)}
            {style === 'thumbs' && point.name}
          </span>
          <span class="unseen">{style !== 'thumbs' && point.name}</span>
        </label>
      ))}
    </div>
  )
}

function draw(style: Style, { digits, fraction }: Point) {
  if (style === 'numbers') return digits
  const { path, transform } = drawingOf(style, fraction)
  return (
    <svg viewBox="0 0 48 48" aria-hidden="true">
      {style === 'faces' && <circle cx="24" cy="24" r="22" />}
      <path d={path} transform={transform} />
    </svg>
  )
}
