import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { startHearback } from './servers.js'
import { table } from './table.js'
import { startSides } from './widget/visits.js'

const runs = 9
const budgets = [
  'budget',
  '–',
  '–',
  '–',
  '≤ 1.4 ×',
  '–',
  '≤ 1.75 ×',
  '–',
  '–',
  '≤ 1.3 ×',
  '≤ 0',
  '≤ 300',
  '≤ 0'
]
const head = [
  'one CSAT question',
  'KiB',
  'requests',
  'question',
  'ratio',
  'slow 4G',
  'ratio',
  'script',
  'task',
  'ratio',
  'blocking',
  'heap KiB',
  'CLS'
]

/**
 * Our widget from the server as it ships, beside the same question made with the DOM alone and with preact
 * alone.
 */
export async function measureWidget({ databaseUrl, more = [], log, print }) {
  const server = await startHearback(databaseUrl)
  try {
    const preact = await bundle('bare-preact.jsx')
    const sides = [
      nothing,
      floor('bare DOM', await bundle('bare-dom.js')),
      floor('bare preact', preact),
      afterLoader('preact by a loader', preact),
      hearback(server),
      ...more
    ]
    const seen = await takeTurns(sides, log)
    print(
      'One question on a stranger’s page, Chromium over loopback with a 4 × slower processor ' +
        `(medians of ${runs}, the sides taking turns; ratios to bare preact)`
    )
    table(print, head, rowsOf(sides, seen))
    print(
      'Times in ms from the script tag to the painted question; slow 4G is 1.6 Mbit/s with ' +
        '150 ms round trip; script and task are main-thread time of the'
    )
    print(
      'whole page until then, blocking what tasks take beyond 50 ms, heap what is left after ' +
        'a collection, less that of the page without a widget.'
    )
  } finally {
    await server.stop()
  }
}

/** Builds one entry as a single classic script. `root` is where its imports are looked for. */
export async function bundle(entry, root = fileURLToPath(new URL('widget', import.meta.url))) {
  const [built] = await build({
    root,
    configFile: false,
    logLevel: 'error',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: true,
      target: 'chrome100',
      rolldownOptions: { input: `${root}/${entry}`, output: { format: 'iife', codeSplitting: false } }
    }
  }).then((results) => [results].flat())
  return built.output.find(({ type }) => type === 'chunk').code
}

export function floor(name, code) {
  const path = `/${name.replaceAll(' ', '-')}.js`
  return {
    name,
    tag: (origin) => `<script async src="${origin}${path}"></script>`,
    serve: ({ pathname }) => pathname === path && { body: code }
  }
}

/**
 * The same in two requests, one after the other: what it costs at least that a page without a question
 * downloads next to nothing.
 */
function afterLoader(name, code) {
  const path = `/${name.replaceAll(' ', '-')}`
  return {
    name,
    tag: (origin) => `<script async src="${origin}${path}.js"></script>`,
    serve: ({ pathname, origin }) =>
      pathname === `${path}.js`
        ? { body: `import('${origin}${path}-question.js')` }
        : pathname === `${path}-question.js` && { body: code }
  }
}

const nothing = { name: 'no widget', tag: () => '', isThere: '() => true' }

function hearback({ port, site }) {
  const asking = "window.hearback ||= function () { (hearback.q ||= []).push(arguments) }; hearback('ask')"
  return {
    name: 'Hearback',
    tag: () =>
      `<script>${asking}</script><script async src="http://127.0.0.1:${port}/w/${site.key}.js"></script>`
  }
}

async function takeTurns(sides, log) {
  const stage = await startSides(sides)
  const seen = new Map(sides.map((side) => [side, { fast: [], slow: [] }]))
  try {
    for (let run = 0; run < runs; run++) {
      log(`the widget beside its floors: run ${run + 1} of ${runs}`)
      for (const side of sides) {
        seen.get(side).fast.push(await stage.visit(side, false))
        seen.get(side).slow.push(await stage.visit(side, true))
      }
    }
  } finally {
    await stage.stop()
  }
  return seen
}

function rowsOf(sides, seen) {
  const of = (side, key, way = 'fast') => median(seen.get(side)[way].map((visit) => visit[key]))
  const [empty, ...shown] = sides
  const preact = sides.find(({ name }) => name === 'bare preact')
  const ratio = (side, key, way) => `${(of(side, key, way) / of(preact, key, way)).toFixed(2)} ×`
  const rows = shown.map((side) => [
    side.name,
    (of(side, 'bytes') / 1024).toFixed(1),
    of(side, 'requests'),
    of(side, 'question').toFixed(0),
    ratio(side, 'question', 'fast'),
    of(side, 'question', 'slow').toFixed(0),
    ratio(side, 'question', 'slow'),
    of(side, 'script').toFixed(0),
    of(side, 'task').toFixed(0),
    ratio(side, 'task', 'fast'),
    of(side, 'blocked').toFixed(0),
    ((of(side, 'heap') - of(empty, 'heap')) / 1024).toFixed(0),
    of(side, 'shift')
      .toFixed(3)
      .replace(/\.?0+$/, '')
  ])
  return [...rows, budgets]
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
}
