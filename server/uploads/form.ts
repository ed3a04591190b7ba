import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { BusboyInstance } from '@fastify/busboy'
import { Busboy } from '@fastify/busboy'
import { Problem, problem } from '../contract/problem'
import { limits } from '../contract/terms'
import type { TemporaryFile } from './temporary-file'
import { temporaryFile } from './temporary-file'

/** A file that came with a form; it lies on disk, not in memory. */
export type UploadedFile = Pick<TemporaryFile, 'bytes' | 'open'> & { name: string }
/** The parts of a form by their names. */
export type UploadedForm = Record<string, string | UploadedFile>

const partsMax = 20
/** A part's own head says its name, its type and little else. */
const headBytesMax = 8 * 1024

/**
 * Reads a multipart form (RFC 7578) as it comes, and hands its parts to `use`; afterwards its files are
 * gone, however that ends. Throws `too-large` for too many parts or too long a text, `invalid` for what is
 * no whole form, and the problems that `body` throws.
 */
export async function withForm<Used>(
  body: AsyncIterable<Uint8Array>,
  contentType: string,
  use: (form: UploadedForm) => Promise<Used>
): Promise<Used> {
  const files: TemporaryFile[] = []
  try {
    return await use(await formIn(body, contentType, files))
  } finally {
    await Promise.all(files.map((file) => file.close()))
  }
}

async function formIn(
  body: AsyncIterable<Uint8Array>,
  contentType: string,
  files: TemporaryFile[]
): Promise<UploadedForm> {
  const notWhole = problem(
    'invalid',
    'The body is not a whole multipart form; send “survey”, “mapping” and “file” in one.'
  )
  const parts = new Map<string, string | UploadedFile>()
  const names = new Set<string>()
  const streams: Readable[] = []
  const kept: Promise<void>[] = []
  const stop = new AbortController()
  /**
   * The first thing that went wrong with what was sent, or on our side. What follows from it does not
   * matter.
   */
  let failure: unknown
  const fail = (error: unknown) => {
    failure ??= error
    stop.abort()
  }
  /** Whether a part may be taken. Of two of one name nobody could say which is meant. */
  const isNew = (name: string | undefined): name is string => {
    if (name === undefined) fail(notWhole)
    else if (names.has(name))
      fail(problem('invalid', `“${name.slice(0, limits.nameLength)}” is in the form twice; send it once.`))
    else return names.add(name).size > 0
    return false
  }
  let parser: BusboyInstance
  try {
    parser = new Busboy({
      headers: { 'content-type': contentType },
      isPartAFile: (_name, _type, fileName) => fileName !== undefined,
      limits: {
        parts: partsMax,
        fieldSize: limits.bodyBytes,
        headerSize: headBytesMax,
        headerPairs: partsMax
      }
    })
  } catch {
    throw notWhole
  }
  parser.on('partsLimit', () => fail(problem('too-large', `${partsMax} parts`)))
  parser.on('field', (name: string | undefined, value, _isNameCut, isCut) => {
    if (!isNew(name)) return
    if (isCut) return fail(problem('too-large', `${limits.bodyBytes / 1024} kB in “${name}”`))
    parts.set(name, value)
  })
  parser.on('file', (name: string | undefined, stream, fileName) => {
    stream.on('error', (error) => stream.destroy(error))
    streams.push(stream)
    if (!isNew(name)) return
    kept.push(
      keep(name, stream, fileName).catch((error: unknown) => fail(isOfDisk(error) ? error : notWhole))
    )
  })

  async function keep(name: string, stream: Readable, fileName: string) {
    const file = await temporaryFile()
    files.push(file)
    // a stream without an encoding gives bytes
    for await (const chunk of stream) await file.append(chunk as Uint8Array)
    parts.set(name, { name: unescaped(fileName), bytes: file.bytes, open: file.open })
  }

  try {
    await pipeline(body, parser, { signal: stop.signal })
  } catch (error) {
    failure ??= error instanceof Problem ? error : notWhole
    for (const stream of streams) stream.destroy()
  }
  await Promise.all(kept)
  if (failure !== undefined) throw failure
  return Object.fromEntries(parts)
}

/** A disk that does not take a file; all else comes from a form or a connection that broke off. */
function isOfDisk(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}

/** Browsers write a quotation mark and line breaks of a file's name as programs write them in addresses. */
function unescaped(name: string): string {
  return name.replace(/%(22|0[AD])/gi, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)))
}
