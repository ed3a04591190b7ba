import { noteDue, settleMs } from '../../server/write-back/due'
import type { TestApp } from './app'

/** Does what the job of writing back does a moment after each commit. */
export async function putDue({ services }: TestApp): Promise<void> {
  while (await noteDue(services, services.now())) continue
}

/** Everything that is due of it when an answer was not changed for long enough. `pass` moves the clock. */
export async function writeDue(app: TestApp, pass: (ms: number) => void): Promise<void> {
  await putDue(app)
  pass(settleMs + 1_000)
  await app.services.outbox.work()
}
