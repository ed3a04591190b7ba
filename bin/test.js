#!/usr/bin/env node
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBrowser, installBrowser, installEngines } from './browser.js'
import { makeReady, root } from './ready.js'

// `npm test` runs everything; `npm test unit` or `npm test api -- -t "some words"` a part of it.
const runners = {
  lint: ['@biomejs/biome/bin/biome', 'check', '.'],
  unused: ['knip/bin/knip.js', '--no-progress'],
  types: ['typescript/bin/tsc', '--noEmit', '--project'],
  // Vitest would leave one of two processors to itself, which has little to do.
  unit: ['vitest/vitest.mjs', 'run', '--project', 'unit', '--maxWorkers', '2'],
  api: ['vitest/vitest.mjs', 'run', '--project', 'api', '--maxWorkers', '2'],
  browser: ['vitest/vitest.mjs', 'run', '--project', 'browser', '--maxWorkers', '2'],
  engines: ['vitest/vitest.mjs', 'run', '--project', 'engines'],
  size: ['vitest/vitest.mjs', 'run', '--project', 'size']
}

/**
 * Each is checked with what it runs on alone: the widget and the dashboard know no Node, the server no DOM. The
 * last one holds the tests, which know both, and everything that they import.
 */
const typeProjects = ['widget', 'server', 'dashboard', '.']

// The long versions of the attacks and faults, and what figures claim of thousands of periods: minutes
// each, so only when asked for.
const longRunners = {
  simulations: ['vitest/vitest.mjs', 'run', '--project', 'simulations'],
  faults: ['vitest/vitest.mjs', 'run', '--project', 'faults']
}

const [chosen, ...more] = process.argv.slice(2)
const all = { ...runners, ...longRunners }
if (chosen && !(chosen in all)) {
  console.error(`There is no part “${chosen}”. Parts: ${Object.keys(all).join(', ')}.`)
  process.exit(2)
}

makeReady({ log: console.log })
if (!chosen || chosen === 'browser' || chosen === 'engines') {
  if (!findBrowser()) installBrowser({ log: console.log })
}
if (!chosen || chosen === 'browser' || chosen === 'engines') installEngines({ log: console.log })

const folder = mkdtempSync(join(tmpdir(), 'hearback-tests-'))
const failedTests = join(folder, 'failed')
writeFileSync(failedTests, '')
const env = { ...process.env, FAILED_TESTS: failedTests }
const failed = []
for (const name of chosen ? [chosen] : Object.keys(runners)) {
  const [script, ...args] = all[name]
  console.log(`\n— ${name}`)
  const runs = name === 'types' ? typeProjects.map((project) => [...args, project]) : [args]
  const statuses = runs.map(
    (run) =>
      spawnSync(process.execPath, [join(root, 'node_modules', script), ...run, ...more], {
        cwd: root,
        env,
        stdio: ['ignore', 'inherit', 'inherit']
      }).status
  )
  const status = statuses.find((each) => each !== 0) ?? 0
  if (name === 'lint' || name === 'unused' || name === 'types') {
    console.log(`${name}: ${status === 0 ? '1 passed, 0 failed' : '0 passed, 1 failed'}`)
  }
  if (status !== 0) failed.push(name)
}
const tests = readFileSync(failedTests, 'utf8')
rmSync(folder, { recursive: true })
if (failed.length > 0) {
  console.error(`\nFailed: ${failed.join(', ')}\n${tests}`)
  process.exit(1)
}
