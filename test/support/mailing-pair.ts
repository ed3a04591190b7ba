import type { TestApp } from './app'
import { setUpOwner, startApp } from './app'
import type { FreshDatabase } from './databases'
import type { MailServer } from './mail-server'
import { startMailServer } from './mail-server'

/** Two servers on one database, set up by its owner: one that sends mail, and one without a mail server. */
export type MailingPair = {
  mail: MailServer
  place: FreshDatabase
  app: TestApp
  silent: TestApp
  close(): Promise<void>
}

export async function startMailingPair(fresh: () => Promise<FreshDatabase>): Promise<MailingPair> {
  const [mail, place] = await Promise.all([startMailServer(), fresh()])
  const server = { host: '127.0.0.1', port: mail.port, security: 'offered' as const }
  const app = await startApp(fresh, {
    place,
    config: { mail: { server, from: 'Hearback <hearback@example.com>' } }
  })
  const silent = await startApp(fresh, { place })
  await setUpOwner(app)
  return {
    mail,
    place,
    app,
    silent,
    async close() {
      await app.close()
      await silent.close()
      await place.remove()
      await mail.close()
    }
  }
}
