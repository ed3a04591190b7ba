import { mkdtempSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const memory = '/dev/shm'
const neededBytes = 4 * 1024 ** 3

/**
 * A folder of its own in memory where the machine has room for it, else among the temporary files: what is
 * kept there lives through the end of any process, and waits for no disk.
 */
export function quickFolder(/** @type {string} */ name) {
  return mkdtempSync(join(hasRoom() ? memory : tmpdir(), `hearback-${name}-`))
}

function hasRoom() {
  try {
    const { bavail, bsize } = statfsSync(memory)
    return bavail * bsize > neededBytes
  } catch {
    return false // there is none
  }
}
