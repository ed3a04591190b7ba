import type { Reporter, TestModule } from 'vitest/node'

/** Ends a run with one line that people and programs read: “api: 120 passed, 0 failed, 2 skipped”. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]) {
    const counts = { passed: 0, failed: errors.length, skipped: 0 }
    for (const module of modules) {
      const tests = [...module.children.allTests()]
      for (const test of tests) {
        const { state } = test.result()
        counts[state === 'pending' ? 'skipped' : state] += 1
      }
      // A file that could not even be loaded has no tests, and is a failure all the same.
      if (module.state() === 'failed' && !tests.some((test) => test.result().state === 'failed'))
        counts.failed += 1
    }
    // The embedded PostgreSQL ends the process itself when it is stopped, with 0: what failed must be the last
    // word.
    if (counts.failed > 0) process.once('exit', () => void (process.exitCode = 1))
    const name = modules[0]?.project.name ?? 'tests'
    console.log(
      `\n${name}: ${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`
    )
  }
}
