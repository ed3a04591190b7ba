import { TestRunner } from 'vitest'

/**
 * What one test tells the table of faults: how often it tried, how often that failed, and what it measured,
 * in words.
 */
export type Figure = { tried: number; failed?: number; figure: string }

declare module 'vitest' {
  interface TaskMeta {
    figures?: Figure[]
  }
}

/** Notes for the table of faults what the running test has tried and measured. */
export function figure(one: Figure) {
  const meta = TestRunner.getCurrentTest()?.meta
  if (meta) meta.figures = [...(meta.figures ?? []), one]
}
