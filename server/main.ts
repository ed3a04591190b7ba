import { commands } from './commands'

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
    console.error(error instanceof Error ? error.message : String(error))
    return 1
  }
}
