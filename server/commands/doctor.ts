import { parseArgs } from 'node:util'
import { SingleBar } from 'cli-progress'
import { examine } from '../doctor/examine'
import type { Finding } from '../doctor/finding'
import { lineOf } from '../doctor/finding'

type Print = (line: string) => void

/**
 * `hearback doctor`: one line for each thing that a server needs. It changes nothing and may run beside a
 * server. Resolves to the exit code: 1 where something is wrong, 0 otherwise, also with warnings.
 */
export async function doctorCommand(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  print: Print = console.log,
  now = Date.now
): Promise<number> {
  parseArgs({ args: [...args], options: {} })
  const count: Record<Finding['state'], number> = { ok: 0, warn: 0, wrong: 0 }
  const pages = pagesBar()
  for await (const finding of examine(environment, { now, onPages: pages.show })) {
    pages.end()
    count[finding.state] += 1
    print(lineOf(finding))
  }
  const figures = 'Figures: see “npx hearback columns verify”.'
  print(`\n${count.wrong} wrong, ${count.warn} to look at, ${count.ok} ok. ${figures}`)
  return count.wrong > 0 ? 1 : 0
}

/** A bar on a terminal while a large file is read. */
function pagesBar() {
  let bar: SingleBar | undefined
  return {
    show(share: number) {
      if (!process.stderr.isTTY) return
      bar ??= begun()
      bar.update(share)
    },
    end() {
      bar?.stop()
      bar = undefined
    }
  }
}

function begun(): SingleBar {
  const format = '  reading all pages {bar} {percentage} %'
  const bar = new SingleBar({ format, hideCursor: true, clearOnComplete: true })
  bar.start(1, 0)
  return bar
}
