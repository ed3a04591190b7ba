import { mkdtempSync, readdirSync, readlinkSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { UploadedFile, UploadedForm } from '../../../../server/uploads/form'
import { withForm } from '../../../../server/uploads/form'

const type = 'multipart/form-data; boundary=x'
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-uploads-'))
  vi.stubEnv('TMPDIR', folder)
})
afterEach(() => {
  vi.unstubAllEnvs()
  expect(readdirSync(folder)).toEqual([])
  expect(openFiles()).toEqual([])
  rmSync(folder, { recursive: true })
})

/** The files of the folder that this process holds open, also those without a name. */
function openFiles(): string[] {
  if (process.platform !== 'linux') return []
  const paths = readdirSync('/proc/self/fd').map((descriptor) => `/proc/self/fd/${descriptor}`)
  return paths.filter((path) => {
    try {
      return readlinkSync(path).startsWith(folder)
    } catch {
      return false // the descriptor that lists them
    }
  })
}

async function* pieces(bytes: Uint8Array, length: number) {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}

const part = (head: string, body: string) =>
  `--x\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`
const form = (...parts: string[]) => Buffer.from(`${parts.join('')}--x--\r\n`)
const read = <Used>(bytes: Uint8Array, use: (form: UploadedForm) => Promise<Used>, length = 7) =>
  withForm(pieces(bytes, length), type, use)
const names = async (parts: UploadedForm) => Object.keys(parts)

async function textOf(file: string | UploadedFile | undefined): Promise<string> {
  const chunks: Uint8Array[] = []
  if (typeof file === 'object') for await (const chunk of file.open()) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

it.each([1, 2, 7, 64, 100_000])(
  'gives texts and files of a form that comes in pieces of %d bytes',
  async (length) => {
    const file = 'id,score\r\na,5\r\n--y is no boundary here\r\n'.repeat(40)
    const sent = form(
      part('name="survey"', 'svy_1'),
      part('name="mapping"', '{"rating":"Оценка"}'),
      part('name="file"; filename="Umfrage März.csv"', file)
    )
    const found = await read(
      sent,
      async ({ survey, mapping, file: sheet }) => {
        const sheets = [await textOf(sheet), await textOf(sheet)]
        return {
          survey,
          mapping,
          sheets,
          name: typeof sheet === 'object' && sheet.name,
          bytes: typeof sheet === 'object' && sheet.bytes
        }
      },
      length
    )
    expect(found).toEqual({
      survey: 'svy_1',
      mapping: '{"rating":"Оценка"}',
      sheets: [file, file],
      name: 'Umfrage März.csv',
      bytes: file.length
    })
  }
)

it('keeps a file on disk under no name, where nobody else may read it', async () => {
  const sent = form(part('name="file"; filename="a.csv"', 'a secret'))
  await read(sent, async () => {
    expect(readdirSync(folder)).toEqual([])
    for (const path of openFiles()) expect(statSync(path).mode & 0o777).toBe(0o600)
    if (process.platform === 'linux') expect(openFiles()).toHaveLength(1)
  })
})

it('leaves nothing behind where the form is not used to its end', async () => {
  await expect(
    read(form(part('name="file"; filename="a.csv"', 'x')), () => Promise.reject(new Error('no such column')))
  ).rejects.toThrow('no such column')
})

const notWhole = { code: 'invalid', message: expect.stringContaining('not a whole multipart form') as string }
it.each([
  ['breaks off in a text', Buffer.from(part('name="survey"', 'svy')), notWhole],
  [
    'breaks off in a file',
    form(part('name="file"; filename="a.csv"', 'x'.repeat(200_000))).subarray(0, 150_000),
    notWhole
  ],
  ['breaks off in the head of a part', Buffer.from('--x\r\nContent-Disposition: form-'), notWhole],
  ['is something else', Buffer.from('survey=svy_1'), notWhole],
  ['is empty', Buffer.alloc(0), notWhole],
  ['has a part without a name', form(part('filename="a.csv"', 'x')), notWhole],
  [
    'has a text that is too long',
    form(part('name="mapping"', 'x'.repeat(65 * 1024))),
    { code: 'too-large', message: 'The body is larger than 64 kB in “mapping”; send less at a time.' }
  ],
  [
    'has too many parts',
    form(...Array.from({ length: 21 }, (_, at) => part(`name="p${at}"`, 'x'))),
    { code: 'too-large', message: 'The body is larger than 20 parts; send less at a time.' }
  ],
  [
    'has a name twice',
    form(part('name="file"; filename="a"', 'x'), part('name="file"; filename="b"', 'y')),
    { code: 'invalid', message: '“file” is in the form twice; send it once.' }
  ]
])('refuses a form that %s', async (_what, sent, problem) => {
  await expect(read(sent, names, 1_000)).rejects.toMatchObject(problem)
})

it('refuses a form whose connection breaks in the midst of a file', async () => {
  async function* broken() {
    yield form(part('name="file"; filename="a.csv"', 'x'.repeat(5_000))).subarray(0, 4_000)
    throw Object.assign(new Error('aborted'), { code: 'ECONNRESET', syscall: 'read' })
  }
  await expect(withForm(broken(), type, names)).rejects.toMatchObject(notWhole)
})

it('passes on what the disk says', async () => {
  vi.stubEnv('TMPDIR', '/dev/null')
  await expect(
    read(form(part('name="file"; filename="a.csv"', 'x'.repeat(500_000))), names, 64_000)
  ).rejects.toMatchObject({ code: 'ENOTDIR' })
})
