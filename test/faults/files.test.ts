import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readConfig } from '../../server/config'
import { openDatabase } from '../../server/db/open-database'
import { prepare } from '../../server/upgrades/prepare'
import { neverBeginsAnew } from '../support/page-flips'

it('takes a file that was spoilt in any place for a new one in none of 500 times', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hearback-flips-'))
  const file = join(folder, 'hearback.db')
  const config = readConfig({ DATABASE_URL: `file:${file}` })
  const database = await openDatabase(config.databaseUrl)
  await prepare(database, config)
  await database.close()
  const refused = neverBeginsAnew({ file, secret: `${file}.secret` }, 500)
  console.info(`Of 500 spoilt files ${refused} were refused; the others were opened as they are.`)
  expect(refused).toBeGreaterThan(0)
  rmSync(folder, { recursive: true })
})
