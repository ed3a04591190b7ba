import { Chart } from '../ui/chart'
import type { DifferenceBar } from './differences-chart'

/** Differences with their intervals around the line of none. */
export function DifferencesChart({ label, bars }: { label: string; bars: readonly DifferenceBar[] }) {
  const height = 44 + bars.length * 28
  return (
    <Chart
      label={label}
      height={height}
      version={JSON.stringify(bars)}
      load={async () => {
        const { drawDifferences } = await import('./differences-chart')
        return (width) => drawDifferences(bars, { width, height })
      }}
    />
  )
}
