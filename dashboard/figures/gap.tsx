import type { PairView } from '../../server/contract/figures-channels'
import { difference } from '../app/format'
import { words } from '../words'
import type { Unit } from './estimate'

const parts = ['crude', 'service', 'mix'] as const
type Parts = Pick<PairView, (typeof parts)[number]>

/** A gap and the two parts that it is the sum of, each as a bar to the side on which it lies. */
export function Gap({ pair, a, b, unit }: { pair: Parts; a: string; b: string; unit: Unit }) {
  const texts = words.figures.channels
  const sizes = parts.flatMap((part) => (pair[part] === null ? [] : [{ part, size: pair[part] }]))
  // Without a topic that both are asked about nobody can say what the gap is made of.
  if (sizes.length < parts.length) return null
  const largest = Math.max(...sizes.map(({ size }) => Math.abs(size)), Number.MIN_VALUE)
  return (
    <table class="gap">
      <caption>
        <strong>{texts.made}</strong>{' '}
        <span class="faint">{(unit === 'mean' ? texts.gapOfMeans : texts.gap)(b, a)}</span>
      </caption>
      <tbody>
        {sizes.map(({ part, size }) => (
          <tr key={part} class={part}>
            <th scope="row">{texts.parts[part]}</th>
            <td class="gap-track">
              <span
                class={size < 0 ? 'gap-bar below' : 'gap-bar'}
                style={{ inlineSize: `${(50 * Math.abs(size)) / largest}%` }}
              />
            </td>
            <td>{difference(size, 'signed')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
