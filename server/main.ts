import { commands } from './commands'
import { toldError } from './text/told-error'

/** Runs the command that `args` names and answers with the exit code. */
export async function main(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const [name = 'help', ...rest] = args
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    console.error(`There is no command “${name}”. Commands: ${Object.keys(commands).join(', ')}.`)
    return 2
  }
  try {
    return await command.run(rest, environment)
  } catch (error) {
    console.error(sentenceOf(error))
    return 1
  }
}

/** Our own sentences as they are; what a database says may quote what it was given. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (!('query' in error) && !('code' in error)) return error.message
  const { message, code, cause } = toldError(error)
  return [message, code, cause?.message, cause?.code].filter(Boolean).join(' – ')
}
