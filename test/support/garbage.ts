import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void // what the flag puts into every new context

/** How many bytes typed arrays and buffers take that somebody still holds. */
export function bytesHeld(): number {
  // What is found to be garbage the first time is given back by the second at the latest.
  collect()
  collect()
  return process.memoryUsage().arrayBuffers
}
