/** @jsxImportSource . */
import type { Drawn, SentDefinition } from '../shared/protocol'

type Props = {
  definition: SentDefinition
  name: string
  chosen: number | undefined
  choose: (point: number, passing: boolean) => void
}

/**
 * The row of points: native radios, so that arrows, names and states are the browser's own, over drawings.
 */
export function Points({ definition, name, chosen, choose }: Props) {
  const { style, points, scale } = definition
  /** Arrow keys click on what they pass, as hands do, but a hand counts its clicks. */
  let passing = false

  function press(event: KeyboardEvent) {
    passing = event.key.startsWith('Arrow')
    if (event.key !== 'Enter' && event.key !== ' ') return
    // Browsers disagree on what these do to a radio that is marked already; here both say "this one", and Enter
    // never sends the form.
    if (event.key === 'Enter') event.preventDefault()
    choose(Number((event.composedPath()[0] as HTMLInputElement).value), false) // only radios take keys here
  }

  return (
    <div class={'points ' + style} onKeyDown={press}>
      {points.map((point, place) => {
        const rating = scale.min + place
        return (
          <label class={rating <= Number(chosen) ? 'reached' : ''}>
            <input
              type="radio"
              name={name}
              value={rating}
              onClick={({ detail }) => choose(rating, passing && !detail)}
            />
            <span class="mark">
              {point.digits ?? draw(point, style === 'faces')}
              {style === 'thumbs' && point.name}
            </span>
            <span class="unseen">{style !== 'thumbs' && point.name}</span>
          </label>
        )
      })}
    </div>
  )
}

/** What is drawn on a point, or instead of words. */
export function draw({ path, transform }: Pick<Drawn, 'path' | 'transform'>, round = false) {
  return (
    <svg viewBox="0 0 48 48" aria-hidden="true">
      {round && <circle cx="24" cy="24" r="22" />}
      <path d={path} transform={transform} />
    </svg>
  )
}
