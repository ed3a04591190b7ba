import { appendFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

/**
 * Ends a run with one line that people and programs read: “api: 120 passed, 0 failed, 2 skipped”. What failed
 * goes into the file that `FAILED_TESTS` names, too, so that `npm test` can repeat it where all parts are done.
 */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]) {
    const counts = { passed: 0, failed: errors.length, skipped: 0 }
    const failures = errors.map((error) => firstLine(error))
    for (const module of modules) {
      const tests = [...module.children.allTests()]
      for (const test of tests) {
        const { state, errors: whys = [] } = test.result()
        counts[state === 'pending' ? 'skipped' : state] += 1
        if (state === 'failed')
          failures.push(`${module.relativeModuleId} > ${test.fullName}: ${whys.map(firstLine).join('; ')}`)
      }
      // A file that could not even be loaded has no tests, and is a failure all the same.
      if (module.state() === 'failed' && !tests.some((test) => test.result().state === 'failed')) {
        counts.failed += 1
        failures.push(`${module.relativeModuleId}: ${module.errors().map(firstLine).join('; ')}`)
      }
    }
    const file = process.env.FAILED_TESTS
    if (file && failures.length > 0) appendFileSync(file, failures.map((line) => `  ${line}\n`).join(''))
    // The embedded PostgreSQL ends the process itself when it is stopped, with 0: what failed must be the last
    // word.
    if (counts.failed > 0) process.once('exit', () => void (process.exitCode = 1))
    const name = modules[0]?.project.name ?? 'tests'
    console.log(
      `\n${name}: ${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`
    )
  }
}

function firstLine(error: unknown): string {
  const message = error instanceof Object && 'message' in error ? String(error.message) : String(error)
  return message.split('\n')[0] ?? ''
}
