import { connectionsFor, descriptors } from '../limits/sockets'
import type { Finding } from './finding'
import { ok, warn, wrong } from './finding'

/** The oldest version of Node that Hearback runs on, as package.json says. */
const nodeMin = [20, 19] as const
const descriptorsWanted = 4_096

export function nodeFinding(version = process.versions.node): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isOld = major < nodeMin[0] || (major === nodeMin[0] && minor < nodeMin[1])
  if (!isOld) return ok('node', `Node ${version}.`)
  return wrong('node', `Node ${version} is too old.`, `Install Node ${nodeMin.join('.')} or newer.`)
}

/** How many files and connections a process may have open that is started as this one was. */
export function filesFinding(limit = descriptors()): Finding {
  if (limit === Infinity) return ok('open files', 'this system sets no limit that can be read here.')
  const found = `${limit} may be open, so ${connectionsFor(limit)} connections at once.`
  if (limit >= descriptorsWanted) return ok('open files', found)
  const toDo = `For many visitors at once allow ${descriptorsWanted} or more (ulimit -n, or LimitNOFILE in systemd).`
  return warn('open files', found, toDo)
}
