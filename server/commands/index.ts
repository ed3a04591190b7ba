import { backupCommand } from './backup'
import { columnsCommand } from './columns'
import { demoCommand } from './demo'
import { doctorCommand } from './doctor'
import { eraseCommand } from './erase'
import { exportCommand } from './export'
import { importCommand } from './import'
import { keysCommand } from './keys'
import { migrateCommand } from './migrate'
import { moveCommand } from './move'
import { peopleCommand } from './people'
import { restoreCommand } from './restore'
import { serveCommand } from './serve'

export type Command = {
  /** One line for `hearback help`. */
  summary: string
  run(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number>
}

export const commands: Record<string, Command> = {
  serve: { summary: 'serve everything on one port', run: serveCommand },
  demo: { summary: 'fill a database of its own with a realistic year', run: demoCommand },
  keys: { summary: 'make, list and revoke API keys', run: keysCommand },
  people: {
    summary: 'list accounts, and print a link to a new password',
    run: (args, environment) => peopleCommand(args, environment)
  },
  migrate: { summary: 'bring the database up to date and stop', run: migrateCommand },
  backup: {
    summary: 'write a copy of the database that is whole, while the server goes on',
    run: backupCommand
  },
  restore: { summary: 'bring such a copy back where no database is', run: restoreCommand },
  move: {
    summary: 'move everything to another database, to PostgreSQL or to a file',
    run: (args, environment) => moveCommand(args, environment)
  },
  doctor: {
    summary: 'look at everything that a server needs, and change nothing',
    run: (args, environment) => doctorCommand(args, environment)
  },
  import: {
    summary: 'import answers from a CSV file',
    run: (args, environment) => importCommand(args, environment)
  },
  export: {
    summary: 'write the answers to a survey as CSV, or what is known of a customer as JSON',
    run: exportCommand
  },
  erase: {
    summary: 'erase what is known of a customer',
    run: (args, environment) => eraseCommand(args, environment)
  },
  columns: {
    summary: 'compare what figures are read from with the answers, or make it anew',
    run: columnsCommand
  },
  help: { summary: 'list the commands', run: help }
}

async function help() {
  for (const [name, { summary }] of Object.entries(commands))
    console.log(`  hearback ${name.padEnd(10)} ${summary}`)
  return 0
}
