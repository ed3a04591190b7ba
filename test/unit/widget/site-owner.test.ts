import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'

/** What those who own a page write, as their compiler reads it: beside our types and nothing else of ours. */
const root = fileURLToPath(new URL('../../..', import.meta.url))
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearback-types-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function complaints(source: string): Promise<string> {
  await writeFile(join(folder, 'page.ts'), source)
  const options = {
    strict: true,
    noEmit: true,
    target: 'es2022',
    module: 'esnext',
    moduleResolution: 'bundler',
    lib: ['es2022', 'dom'],
    types: [],
    paths: { hearback: [join(root, 'hearback.d.ts')] }
  }
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: options, files: ['page.ts', join(root, 'hearback.d.ts')] })
  )
  const compiler = join(root, 'node_modules/typescript/bin/tsc')
  return promisify(execFile)(process.execPath, [compiler, '-p', folder]).then(
    () => '',
    ({ stdout }: { stdout: string }) => stdout
  )
}

it('takes every call that the script tag understands, and the recipes as they stand', async () => {
  const recipes = await readFile(join(root, 'docs/recipes.md'), 'utf8')
  const snippets = [...recipes.matchAll(/```ts\n([^]*?)```/g)].map(([, snippet = '']) => snippet)
  expect(snippets.length).toBeGreaterThan(1)
  const calls = `
    window.hearback?.('ask')?.then((outcome) => outcome.state === 'not-asked' && outcome.reason.length)
    window.hearback?.('ask', { survey: 'svy_1', locale: 'ur', at: document.body, topics: ['billing'], customer: 'c-1', signature: 's' })
    window.hearback?.('set', { agent: 'ana' })
    window.hearback?.('identify', { customer: 'c-1', signature: 's' })
    window.hearback?.('event', 'chat-ended')
    const stop = window.hearback?.('on', 'answered', ({ rating = 0 }) => rating.toFixed())
    stop?.()
    window.hearback?.('close')
    window.hearback?.('destroy')
    document.querySelector('hearback-survey')?.setAttribute('survey', 'svy_1')
  `
  expect(await complaints([...snippets, calls].join('\n'))).toBe('')
})

it.each([
  ['a call that there is not', "window.hearback?.('show')"],
  ['topics that are no list', "window.hearback?.('set', { topics: 'billing' })"],
  ['an event without a name', "window.hearback?.('event')"],
  ['listening to what never happens', "window.hearback?.('on', 'opened', () => {})"]
])('refuses %s', async (_name, source) => {
  expect(await complaints(`import type {} from 'hearback'\n${source}`)).toContain('error TS')
})

it('types the calls that the script tag has, and no others', async () => {
  const [types, loader] = await Promise.all(
    ['hearback.d.ts', 'widget/loader/loader.ts'].map((file) => readFile(join(root, file), 'utf8'))
  )
  const table = /const calls: [^]*?\{\n([^]*?)\n {2}\}\n/.exec(loader ?? '')?.[1] ?? ''
  const known = [...table.matchAll(/^ {4}(\w+)[,:(]/gm)].map(([, name]) => name)
  const typed = [...(types ?? '').matchAll(/\(\s*call: '(\w+)'/g)].map(([, name]) => name)
  expect(typed.toSorted()).toEqual(known.toSorted())
})
