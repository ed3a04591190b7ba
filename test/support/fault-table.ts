import type { Reporter, TestCase, TestModule } from 'vitest/node'
import type { Fault } from '../faults/faults'
import { faults } from '../faults/faults'

type Row = { row: string; tried: number; failed: number; figure: string }

/**
 * Ends the run of the faults with one table: each row of it, how often it was tried, how often that failed,
 * and what was measured.
 */
export default class FaultTable implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]) {
    if (modules[0]?.project.name !== 'faults') return
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const rows = faults.map((fault) =>
      rowOf(
        fault,
        tests.filter((test) => isOf(fault, test))
      )
    )
    const widths = [Math.max(...rows.map(({ row }) => row.length)), 9, 6]
    const line = (cells: string[]) =>
      cells
        .map((cell, index) =>
          index === 0 ? cell.padEnd(widths[0] ?? 0) : index < 3 ? cell.padStart(widths[index] ?? 0) : cell
        )
        .join('  ')
    console.log(`\n${line(['row', 'tried', 'failed', 'figure'])}`)
    for (const { row, tried, failed, figure } of rows)
      console.log(
        line([
          row,
          tried === 0 ? '–' : tried.toLocaleString('en'),
          tried === 0 ? '–' : String(failed),
          figure
        ])
      )
  }
}

function isOf({ tests = [] }: Fault, test: TestCase): boolean {
  const where = test.module.moduleId.replaceAll('\\', '/')
  return tests.some(
    ([file, name]) => where.endsWith(`/test/${file}.test.ts`) && (name?.test(test.fullName) ?? true)
  )
}

function rowOf({ row, what, elsewhere }: Fault, tests: readonly TestCase[]): Row {
  const run = tests.filter((test) => ['passed', 'failed'].includes(test.result().state))
  const figures = run.flatMap((test) => test.meta().figures ?? [])
  const broken = run.filter((test) => test.result().state === 'failed')
  // A test that tells no number of tries is one itself.
  const plain = run.filter((test) => test.meta().figures === undefined).length
  const told = figures.map(({ figure }) => figure)
  const notRun = elsewhere ?? (run.length === 0 ? 'not run' : '')
  return {
    row: `${row} ${what}`,
    tried: plain + figures.reduce((sum, { tried }) => sum + tried, 0),
    failed: broken.length + figures.reduce((sum, { failed = 0 }) => sum + failed, 0),
    figure: [...broken.map((test) => `FAILED: ${test.name}`), ...told, ...(notRun ? [notRun] : [])].join('; ')
  }
}
