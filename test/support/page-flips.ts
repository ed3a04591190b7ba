import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect } from 'vitest'
import { readConfig } from '../../server/config'

const pageBytes = 2_048
const flip = fc.record({
  page: fc.nat(),
  from: fc.nat(pageBytes - 1),
  bytes: fc.uint8Array({ minLength: 1, maxLength: pageBytes })
})

/**
 * Spoils a database in one place, so many times, and starts on it: the start refuses it by its path, or
 * takes it as it is. Nothing of it is changed, and no other database or secret is ever begun in its place.
 */
export function neverBeginsAnew(used: { file: string; secret: string }, runs: number) {
  const [whole, secret] = [readFileSync(used.file), readFileSync(used.secret, 'utf8')]
  let refused = 0
  const starts = ({ page, from, bytes }: { page: number; from: number; bytes: Uint8Array }) => {
    const folder = mkdtempSync(join(tmpdir(), 'hearback-flip-'))
    const file = join(folder, 'hearback.db')
    const spoilt = Buffer.from(whole)
    const at = (page % (whole.length / pageBytes)) * pageBytes + from
    spoilt.set(bytes.subarray(0, Math.min(bytes.length, pageBytes - from)), at)
    writeFileSync(file, spoilt)
    copyFileSync(used.secret, `${file}.secret`)
    try {
      expect(readConfig({ DATABASE_URL: `file:${file}` }, { isServing: true }).secret).toBe(secret.trim())
    } catch (error) {
      refused++
      expect(String(error)).toContain(file)
    }
    expect(readFileSync(file).equals(spoilt)).toBe(true)
    expect(readFileSync(`${file}.secret`, 'utf8')).toBe(secret)
    rmSync(folder, { recursive: true })
  }
  fc.assert(fc.property(flip, starts), { numRuns: runs, endOnFailure: true })
  return refused
}
