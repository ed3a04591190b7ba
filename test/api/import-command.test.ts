import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { importCommand } from '../../server/commands/import'
import type { TestApp } from '../support/app'
import { startApp } from '../support/app'
import { onBothDatabases } from '../support/databases'
import { givenSurvey } from '../support/given'

const csv =
  'id,score,at\n' +
  Array.from({ length: 2_500 }, (_, index) => `r${index},${index % 5 || ''},2026-11-01`).join('\n') +
  '\nx1,great,2026-11-01\n'

onBothDatabases((fresh) => {
  let app: TestApp
  let folder: string
  let survey: string
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hearback-import-'))
    app = await startApp(fresh)
    survey = (await givenSurvey(app)).survey.id
  })
  afterEach(async () => {
    await app.close()
    rmSync(folder, { recursive: true })
  })

  async function command(...args: string[]): Promise<{ code: number; lines: string[] }> {
    const lines: string[] = []
    const environment = {
      DATABASE_URL: app.place.url,
      HEARBACK_SECRET: 'a secret of thirty-two characters and some more'
    }
    const code = await importCommand(args, environment, (line) => lines.push(line))
    return { code, lines }
  }

  function file(name: string, content: string) {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }

  it('imports a file from disk with plain lines of progress in a pipe, and reports the rows that it could not keep', async () => {
    const mapping = file('mapping.json', '{"rating": "score", "externalId": "id", "answeredAt": "at"}')
    const { code, lines } = await command(file('answers.csv', csv), '--survey', survey, '--mapping', mapping)
    expect(code).toBe(0)
    // How many rows go into one commit depends on how long they take.
    const tenths = lines.filter((line) => line.startsWith('Importing: '))
    expect(tenths.length).toBeGreaterThan(3)
    expect(tenths).toEqual(
      [...new Set(tenths)].sort((a, b) => parseInt(a.slice(11), 10) - parseInt(b.slice(11), 10))
    )
    expect(lines.filter((line) => !line.startsWith('Importing: ') || line === 'Importing: 100 %')).toEqual([
      'Checking: 100 %',
      'Importing: 100 %',
      '',
      'Imported from answers.csv (utf-8, “,” between cells), scale 1 to 5',
      '  2,501 rows',
      '  2,000 answers',
      '  500 asked without an answer',
      '  0 duplicates',
      '  1 rejected',
      'Ratings in words; if they mean this, say so in the mapping: {"ratings":{"great":5}}',
      'Rejected rows:',
      '  line 2502: “score” “great” is not a whole number from 1 to 5'
    ])
    const again = await command(file('answers.csv', csv), '--survey', survey, '--mapping', mapping)
    expect(again.lines).toContain('  2,500 duplicates (2,500 were there before)')
  })

  it('shows in a dry run the mapping that it would use, and stores nothing', async () => {
    const { code, lines } = await command(file('answers.csv', csv), '--survey', survey, '--dry-run')
    expect(code).toBe(0)
    expect(lines).toContain('Would be imported from answers.csv (utf-8, “,” between cells), scale 1 to 5')
    expect(lines).toContain('Mapping: {"rating":"score","externalId":"id"}')
    expect(await app.services.database.handle.select().from(app.services.database.tables.response)).toEqual(
      []
    )
  })

  it('ends with 1 and a sentence when nothing could be kept', async () => {
    const words = file('words.csv', 'score\ngood\nbad\n')
    expect(await command(words, '--survey', survey)).toMatchObject({
      code: 1,
      lines: expect.arrayContaining(['  2 rejected']) as string[]
    })
    expect(await command(words, '--survey', 'svy_none')).toMatchObject({
      code: 1,
      lines: ['There is no survey “svy_none”.']
    })
    expect(await command(file('empty.csv', ''), '--survey', survey)).toMatchObject({
      code: 1,
      lines: ['The file cannot be read as CSV: it is empty.']
    })
    expect(await command(words)).toMatchObject({
      code: 1,
      lines: [expect.stringContaining('hearback import FILE --survey ID')]
    })
    await expect(
      command(words, '--survey', survey, '--mapping', file('wrong.json', '{"ratting": 1}'))
    ).rejects.toThrow('ratting')
    await expect(command(join(folder, 'nothing.csv'), '--survey', survey)).rejects.toThrow(
      'nothing.csv cannot be read'
    )
  })
})
