import { serveCommand } from './serve'

export type Command = {
  /** One line for `hearback help`. */
  summary: string
  run(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number>
}

export const commands: Record<string, Command> = {
  serve: { summary: 'serve everything on one port', run: serveCommand },
  help: { summary: 'list the commands', run: help }
}

async function help() {
  for (const [name, { summary }] of Object.entries(commands)) console.log(`  hearback ${name.padEnd(10)} ${summary}`)
  return 0
}
