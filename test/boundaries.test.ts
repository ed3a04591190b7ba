import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

type Rule = { from: RegExp; values: RegExp; types: RegExp }

const anything = /./
const nothing = /^$/
const nouns = /^server\/[\w-]+\.tsx?$/

/** Who may import whom: the first rule that fits a file holds. `values` and `types` name what it may reach. */
const rules: Rule[] = [
  { from: /^widget\/words\//, values: /^widget\/words\//, types: /^widget\// },
  { from: /^widget\//, values: /^widget\/(?!words\/)/, types: /^(widget\/|preact)/ },
  { from: /^dashboard\//, values: /^(dashboard\/|preact(\/hooks)?$|@observablehq\/plot$|hono\/client$)/, types: /^(dashboard\/|server\/(contract\/|problem\.ts$)|widget\/wire\.ts$|preact|@observablehq\/plot$|hono\/client$)/ },
  { from: /^server\/scores\//, values: /^(server\/scores\/|@stdlib\/)/, types: /^server\/(scores|contract)\// },
  { from: /^server\/asking-rules\//, values: /^(server\/(asking-rules\/|days\.ts$|figures\/periods\.ts$)|node:crypto$)/, types: /^server\/(asking-rules|contract)\// },
  // A connector is data and pure functions: it sees neither network nor database.
  { from: /^server\/(channels|helpdesks)\//, values: /^(?!drizzle|pg$|better-sqlite3$|hono(\/|$)|node:(fs|net|http)|server\/(db|api|web|jobs|people)\/)/, types: anything },
  { from: /^server\/http\//, values: /^(?!drizzle|pg$|better-sqlite3$)/, types: anything },
  { from: /^server\/(api|web|figures-thread)\//, values: /^(?!drizzle|pg$|better-sqlite3$)/, types: anything },
  { from: /^server\/(columns|connectors|intake-thread|threads|imports|invitations|demo|commands|db|people|figures|gauges|inbox|jobs|access|accounts|audit|backups|customers|doctor|erasure|limits|mail|moving|opt-outs|responses|retention|search|secrets|sites|tags|text|time|uploads|website)\//, values: /^(?!hono(\/|$)|server\/api\/)/, types: anything },
  { from: /^server\/survey-(page|page-form|styles|widget)\.tsx?$/, values: /^(widget|server|hono)\//, types: /^(widget\/|server\/survey-page)/ },
  { from: nouns, values: /^(?!widget\/(?!words\/|scale|drawings))/, types: anything },
  { from: /./, values: anything, types: nothing }
]

it('keeps every import within the boundaries of the house', () => {
  const crossings = ['widget', 'server', 'dashboard'].flatMap(filesIn).flatMap((file) => {
    const rule = rules.find(({ from }) => from.test(file))
    return importsOf(file)
      .filter(({ target, isType }) => rule && !(isType ? rule.types : rule.values).test(target))
      .map(({ target, isType }) => `${file} may not import ${isType ? 'the types' : 'values'} of ${target}`)
  })
  expect(crossings).toEqual([])
})

it('keeps types out of the value imports, so that no validator slips into the widget', () => {
  const mixed = ['widget', 'server', 'dashboard'].flatMap(filesIn).filter((file) => /import \{[^}]*\btype \w/.test(readFileSync(join(root, file), 'utf8')))
  expect(mixed).toEqual([])
})

function importsOf(file: string) {
  const source = readFileSync(join(root, file), 'utf8')
  const statement = /^(?:import|export)\s+(?:(type\s+)?[\w*{][^'"\n]*?\sfrom\s+)?['"]([^'"\n]+)['"]$/gm
  return [...source.matchAll(statement)].map(([, type, name = '']) => ({
    isType: type !== undefined,
    target: name.startsWith('.') ? resolved(file, name) : name
  }))
}

function resolved(file: string, name: string): string {
  const path = normalize(join(dirname(file), name)).replaceAll('\\', '/')
  const candidates = [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`]
  return candidates.find((candidate) => all.has(candidate)) ?? path
}

const all = new Set(['widget', 'server', 'dashboard'].flatMap(filesIn))

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/'))
}
