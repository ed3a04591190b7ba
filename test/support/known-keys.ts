import type { ScryptOptions } from 'node:crypto'
import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

type Done = (error: Error | null, key: Buffer) => void

const { scrypt } = crypto
const known = new Map<string, Buffer>()

/**
 * A password gives the same key with the same salt each time, and working it out takes a tenth of a second
 * of a core: what the tests give their people over and over is worked out once in a process.
 */
function remembering(password: string, salt: string, bytes: number, cost: ScryptOptions, done: Done) {
  const name = JSON.stringify([password, salt, bytes, cost])
  const key = known.get(name)
  if (key) return void setImmediate(done, null, key)
  scrypt(password, salt, bytes, cost, (error, key) => {
    if (!error) known.set(name, key)
    done(error, key)
  })
}

function use(one: typeof scrypt) {
  crypto.scrypt = one
  syncBuiltinESMExports()
}

/** Does work in which every key is worked out, for a test that is about how long that takes. */
export async function workingOut<T>(work: () => Promise<T>): Promise<T> {
  use(scrypt)
  try {
    return await work()
  } finally {
    use(remembering as typeof scrypt) // called as passwords.ts calls it
  }
}

use(remembering as typeof scrypt) // as above
