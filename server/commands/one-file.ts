import { parseArgs } from 'node:util'

/** The one file that a command is about; nothing, and its usage is printed, where it was called otherwise. */
export function oneFile(args: readonly string[], usage: string): string | undefined {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} })
  if (positionals.length === 1) return positionals[0]
  console.error(usage)
  return undefined
}
