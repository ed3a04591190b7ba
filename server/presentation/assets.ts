import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { drawingOf } from '../../widget/shared/drawings'
import { languages } from '../../widget/words'
import { allStyles } from './styles'
import { themeCss } from './theme-css'

type File = { content: Buffer; type: string }

/** What the build made for browsers, read once at start. */
export type Assets = {
  loader: string
  /** What the loader needs beside itself where a survey has rules that only some sites have. */
  rules: string
  survey: string
  /** The same without what only surveys need that ask more than a rating and a comment. */
  short: string
  /** What a survey has behind it that hides the whole page. */
  wide: string
  /** What a survey imports where it needs it, by name. */
  parts: ReadonlyMap<string, string>
  page: string
  /** Names this build of the survey module, so that its address can be kept for ever. */
  surveyHash: string
  /** The dashboard's files by their path below it, such as `assets/index-B0Qg.js`. */
  dashboard: ReadonlyMap<string, File>
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json'
}

/** What only some pages need of a survey, each in a file of its own beside it. */
export const partNames = ['reading', 'permit', 'beside', 'proof', 'opaque', 'asks']

/** Reads the build from `folder`. Throws when it is not there. */
export function readAssets(folder: string): Assets {
  const read = (name: string) => readFileSync(join(folder, 'widget', name), 'utf8').trimEnd()
  const [survey, short, wide] = [read('survey.js'), read('short.js'), read('wide.js')]
  const parts = new Map(partNames.map((name) => [name, read(`${name}.js`)]))
  const surveyHash = createHash('sha256')
    .update([survey, short, wide, ...parts.values(), allShown()].join())
    .digest('hex')
    .slice(0, 8)
  // The parts are kept for ever, too, so they are asked for by the name of this build.
  const named = (module: string) =>
    module.replace(/\.\/(\w+)\.js/g, (address, name) =>
      parts.has(name) ? `./${name}.${surveyHash}.js` : address
    )
  return {
    loader: read('loader.js'),
    rules: read('rules.js'),
    survey: named(survey),
    short: named(short),
    wide,
    parts,
    // A hosted page stands one step below the root: /s/… and /q/….
    page: named(read('page.js')).replaceAll('./proof.', '../w/proof.'),
    surveyHash,
    dashboard: filesIn(join(folder, 'dashboard'))
  }
}

function filesIn(folder: string): Map<string, File> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile()
  )
  return new Map(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return [
        relative(folder, path).split(sep).join('/'),
        { content: readFileSync(path), type: types[extname(path)] ?? 'application/octet-stream' }
      ]
    })
  )
}

/**
 * All that the server puts into what a page shows: a corrected word or drawing needs a new name, because
 * the old one is kept for ever.
 */
function allShown(): string {
  const drawings = (['faces', 'stars', 'thumbs'] as const).map((style) =>
    [0, 0.5, 1].map((fraction) => drawingOf(style, fraction))
  )
  const theme = themeCss({ accent: '#2255aa', background: '#f4f4f0', radius: 4, density: 'compact' })
  return JSON.stringify([allStyles, languages, drawings, theme])
}
