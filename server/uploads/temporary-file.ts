import { randomUUID } from 'node:crypto'
import { open, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Bytes that are on disk as long as somebody needs them, and are read as often as one likes. */
export type TemporaryFile = {
  readonly bytes: number
  append(chunk: Uint8Array): Promise<void>
  open(): AsyncIterable<Uint8Array>
  close(): Promise<void>
}

const chunkBytes = 64 * 1024

/**
 * Makes a file in the folder for temporary ones that only we may read. Its name is taken away before
 * anything is in it, so that the system removes it when it is closed or when the process ends, also by a
 * signal that nobody can catch.
 */
export async function temporaryFile(): Promise<TemporaryFile> {
  const path = join(tmpdir(), `hearback-${randomUUID()}`)
  const handle = await open(path, 'wx+', 0o600)
  try {
    await unlink(path)
  } catch (error) {
    await handle.close()
    throw error
  }
  let bytes = 0
  return {
    get bytes() {
      return bytes
    },
    async append(chunk) {
      for (let done = 0; done < chunk.length; ) {
        const { bytesWritten } = await handle.write(chunk, done, chunk.length - done, bytes)
        done += bytesWritten
        bytes += bytesWritten
      }
    },
    async *open() {
      for (let at = 0; at < bytes; ) {
        const { bytesRead, buffer } = await handle.read(Buffer.alloc(Math.min(chunkBytes, bytes - at)), {
          position: at
        })
        if (bytesRead === 0) return
        yield buffer.subarray(0, bytesRead)
        at += bytesRead
      }
    },
    close: () => handle.close()
  }
}
