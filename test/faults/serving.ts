import { afterAll, beforeAll } from 'vitest'
import type { Fresh, FreshDatabase } from '../support/databases'
import type { ServerProcess } from '../support/server-process'
import { startServer } from '../support/server-process'

export type Serving = { server: ServerProcess; place: FreshDatabase }

/** A server in a process of its own on a database of its own, for all tests around it. */
export function serving(fresh: Fresh): Serving {
  const served = {} as Serving // what is there before a test begins is filled in below
  beforeAll(async () => {
    served.place = await fresh()
    served.server = await startServer(served.place.url)
  })
  afterAll(async () => {
    await served.server.stop()
    await served.place.remove()
  })
  return served
}
