import { defineConfig, mergeConfig } from 'vitest/config'
import vite from './vite.config.ts'

const needsPostgres = { globalSetup: ['test/support/postgres.ts'] }

/** How the tests run. It stands beside the build, so that a server can be built where no test library is installed. */
export default mergeConfig(
  vite,
  defineConfig({
    test: {
      reporters: ['default', './test/support/closing-line.ts', './test/support/fault-table.ts'],
      projects: [
        together(project('unit', ['test/unit/**/*.test.{ts,tsx}', 'test/boundaries.test.ts'])),
        together(project('api', ['test/api/**/*.test.ts'], needsPostgres)),
        project('browser', ['test/browser/*.test.ts'], needsPostgres),
        // Node 20 speaks WebSocket only when told to; Firefox is driven through one.
        project('engines', ['test/browser/engines/*.test.ts'], { execArgv: ['--experimental-websocket'] }),
        project('size', ['test/size.test.ts']),
        project('simulations', ['test/simulations/*.test.ts'], { testTimeout: 600_000 }),
        // Some tests of the other parts run here at full length: see their use of `isLong`.
        project(
          'faults',
          [
            'test/faults/**/*.test.ts',
            'test/api/{cluster,durability,outbox,postgres-restart,power,tokens}.test.ts',
            'test/browser/machines.test.ts'
          ],
          { ...needsPostgres, testTimeout: 600_000, isLong: true }
        )
      ]
    }
  })
)

type Needs = { globalSetup?: string[]; execArgv?: string[]; testTimeout?: number; isLong?: boolean }

function project(
  name: string,
  include: string[],
  { globalSetup = [], execArgv = [], testTimeout = 60_000, isLong = false }: Needs = {}
) {
  // A condition is waited for as long as a slow machine needs, not the one second that is usual.
  const waits = { testTimeout, hookTimeout: 120_000, expect: { poll: { timeout: 15_000 } } }
  return {
    extends: true as const,
    test: {
      name,
      include,
      globalSetup,
      execArgv,
      css: true,
      environment: 'node',
      provide: { isLong },
      ...waits
    }
  }
}

/**
 * Loading the server takes longer than most files of tests, so a process that runs several of them loads it once. What a test
 * puts in the place of a global or a variable is taken back before the next test.
 */
function together(one: ReturnType<typeof project>) {
  return {
    ...one,
    test: { ...one.test, isolate: false, restoreMocks: true, unstubGlobals: true, unstubEnvs: true }
  }
}
