import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const source = fileURLToPath(new URL('shim.c', import.meta.url))

/** Whether the shim can be made here: on Linux, by gcc. */
export const canShim = process.platform === 'linux' && spawnSync('gcc', ['--version']).error === undefined

export type Shim = {
  /** What the server under the shim gets into its environment. */
  environment: Record<string, string>
  trace: string
  /** The call after so many more fails with this errno; with 0 none does. */
  failIn(calls: number, errno: number): void
  /** What is to be on the disk does not come back from there until it hangs no more. */
  hang(isHanging: boolean): void
}

/** Makes the shim for the SQLite file at `path`, with its files in a folder of its own. */
export function makeShim(path: string): Shim {
  const folder = mkdtempSync(join(tmpdir(), 'hearback-shim-'))
  const [library, trace, control] = ['shim.so', 'trace', 'control'].map((name) => join(folder, name)) as [
    string,
    string,
    string
  ] // three names
  const { status, stderr } = spawnSync('gcc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl'])
  if (status !== 0) throw new Error(`gcc failed: ${stderr.toString()}`)
  const set = (place: number, values: number[]) => {
    const file = openSync(control, 'r+')
    writeSync(file, Buffer.from(new Int32Array(values).buffer), 0, 4 * values.length, 4 * place)
    closeSync(file)
  }
  const failIn = (calls: number, errno: number) => set(0, [calls, errno])
  const hang = (isHanging: boolean) => set(2, [isHanging ? 1 : 0])
  writeFileSync(control, Buffer.alloc(12))
  writeFileSync(trace, '')
  return {
    environment: { LD_PRELOAD: library, SHIM_FILE: path, SHIM_TRACE: trace, SHIM_CONTROL: control },
    trace,
    failIn,
    hang
  }
}
