import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A regular expression of the source, and where it stands. */
export type Expression = { where: string; source: string; flags: string }
/** A regular expression that the source puts together while it runs. */
export type Made = { where: string; text: string }

type Node = { type?: string; [key: string]: unknown }

/** Every regular expression that ships: the literals, and what is handed to `RegExp`. */
export function expressionsIn(folders: readonly string[]): { literals: Expression[]; made: Made[] } {
  const literals: Expression[] = []
  const made: Made[] = []
  for (const file of folders.flatMap(filesIn)) {
    const text = readFileSync(join(root, file), 'utf8')
    const { program, errors } = parseSync(file, text)
    if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`)
    walk(program, (node) => {
      const { regex, callee, start, end } = node as Node & {
        regex?: { pattern: string; flags: string }
        callee?: { name?: string }
        start: number
        end: number
      }
      const where = `${file}:${text.slice(0, start).split('\n').length}`
      if (node.type === 'Literal' && regex)
        literals.push({ where, source: regex.pattern, flags: regex.flags })
      if ((node.type === 'NewExpression' || node.type === 'CallExpression') && callee?.name === 'RegExp')
        made.push({ where: file, text: text.slice(start, end) })
    })
  }
  return { literals, made }
}

function walk(value: unknown, visit: (node: Node) => void) {
  if (Array.isArray(value)) for (const one of value) walk(one, visit)
  else if (typeof value === 'object' && value !== null) {
    visit(value as Node) // whatever the parser gives is a node or holds some
    for (const one of Object.values(value)) walk(one, visit)
  }
}

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/'))
}

/**
 * Inputs on which an expression may be slow: each character or class that it names, repeated, alone and
 * after what stands before it in the expression, and ended by something that fits nothing.
 */
export function worstInputs({ source }: Expression, length: number): string[] {
  const samples = [...new Set([...samplesOf(source), ' ', 'a', '1', '/', '<', '"', '\\'])]
  const pairs = samples.slice(0, 6).flatMap((one) => samples.slice(0, 6).map((other) => one + other))
  const pumps = [...new Set([...samples, ...pairs, source.replaceAll(/[\\^$*+?()[\]{}|]/g, '')])].filter(
    (pump) => pump !== ''
  )
  return pumps.flatMap((pump) => {
    const pumped = pump.repeat(Math.ceil(length / pump.length)).slice(0, length)
    return [`\0${pumped}\0`, `${samples.slice(0, 3).join('')}${pumped}\0`]
  })
}

/** A character for each class, escape and letter of an expression. */
function samplesOf(source: string): string[] {
  const classes: Record<string, string> = {
    d: '1',
    D: 'a',
    w: 'a',
    W: '-',
    s: ' ',
    S: 'a',
    n: '\n',
    r: '\r',
    t: '\t',
    p: 'A',
    b: 'a'
  }
  return [...source.matchAll(/\\(.)|[^\\^$*+?()[\]{}|]/gu)].map(([character, escaped]) =>
    escaped ? (classes[escaped] ?? escaped) : character
  )
}
