import type { Database, Work } from './database'

class Undone<T> extends Error {
  constructor(readonly result: T) {
    super('to be taken back')
  }
}

/** Does the work as a transaction would, gives what came of it, and takes back all that it wrote. */
export async function undone<T>(database: Database, work: Work<T>): Promise<T> {
  try {
    return await database.atomically(function* (handle): ReturnType<Work<T>> {
      throw new Undone(yield* work(handle))
    })
  } catch (error) {
    if (error instanceof Undone) return error.result as T // the only one that is thrown within is this one's
    throw error
  }
}
