import type { Style } from '../../server/contract/terms'
import { words } from '../words/setting-up'

type PreviewStyle = Exclude<Style, 'thumbs'>

/** What a customer will see, as a picture: it looks like the card and cannot be answered. */
export function CardPreview({ question, style }: { question: string; style: PreviewStyle }) {
  return (
    <figure class="preview">
      <div class="preview-page" aria-hidden="true">
        <span class="preview-line" />
        <span class="preview-line short" />
        <div class="preview-card">
          <p dir="auto">{question}</p>
          <div class="preview-points">
            {[1, 2, 3, 4, 5].map((point) => (
              <Point
                key={point}
                style={style}
                point={point}
                chosen={style === 'stars' ? point <= 4 : point === 4}
              />
            ))}
          </div>
        </div>
      </div>
      <figcaption>{words.welcome.preview}</figcaption>
    </figure>
  )
}

/** One of five points in a style. */
export function Point({ style, point, chosen }: { style: PreviewStyle; point: number; chosen: boolean }) {
  const name = chosen ? 'preview-point chosen' : 'preview-point'
  if (style === 'numbers') return <span class={name}>{point}</span>
  return (
    <svg class={`${name} ${style}`} viewBox="0 0 48 48">
      {style === 'stars' ? (
        <path d={star} />
      ) : (
        <>
          <circle cx="24" cy="24" r="20" />
          <path d={`M17 18v3M31 18v3${mouths[point - 1] ?? ''}`} />
        </>
      )}
    </svg>
  )
}

const star = 'M24 5l5.9 12 13.2 1.9-9.6 9.3 2.3 13.1L24 35.1l-11.8 6.2 2.3-13.1-9.6-9.3 13.2-1.9z'
const mouths = [
  'M15 33.5Q24 23 33 33.5',
  'M15 32.3Q24 27 33 32.3',
  'M15 31Q24 31 33 31',
  'M15 29.8Q24 35 33 29.8',
  'M15 28.5Q24 39 33 28.5'
]
