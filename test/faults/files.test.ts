import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readConfig } from '../../server/config'
import { openDatabase } from '../../server/db/database'
import { prepare } from '../../server/secrets/prepare'
import { neverBeginsAnew } from '../page-flips'

it('takes a file that was spoilt in any place for a new one in none of 500 times', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hearback-flips-'))
  const file = join(folder, 'hearback.db')
  const config = readConfig({ DATABASE_URL: `file:${file}` })
  const database = await openDatabase(config.databaseUrl)
  await prepare(database, config)
  await database.close()
  const refused = neverBeginsAnew({ file, secret: `${file}.secret` }, 500)
  console.info(`Of 500 spoilt files ${refused} were refused; what the others had lost held no row.`)
  expect(refused).toBeGreaterThan(0)
  rmSync(folder, { recursive: true })
})
