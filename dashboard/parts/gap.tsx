import { difference } from '../format'
import { words } from '../words'
import type { PairView } from '../../server/contract/figures-channels'
import type { Unit } from './estimate'

const parts = ['crude', 'service', 'mix'] as const

/** A gap and the two parts that it is the sum of, each as a bar to the side on which it lies. */
export function Gap({ pair, a, b, unit }: { pair: PairView; a: string; b: string; unit: Unit }) {
  const texts = words.figures.channels
  const largest = Math.max(...parts.map((part) => Math.abs(pair[part])), Number.MIN_VALUE)
  return (
    <table class="gap">
      <caption><strong>{texts.made}</strong> <span class="faint">{(unit === 'mean' ? texts.gapOfMeans : texts.gap)(b, a)}</span></caption>
      <tbody>
        {parts.map((part) => (
          <tr key={part} class={part}>
            <th scope="row">{texts.parts[part]}</th>
            <td class="gap-track"><span class={pair[part] < 0 ? 'gap-bar below' : 'gap-bar'} style={{ inlineSize: `${(50 * Math.abs(pair[part])) / largest}%` }} /></td>
            <td>{difference(pair[part], 'signed')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
