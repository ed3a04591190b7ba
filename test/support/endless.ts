import type { TestApp } from './app'

const megabyte = 1024 * 1024
const chunk = new Uint8Array(16 * 1024).fill(91)
export const chunkBytes = chunk.byteLength

export type Taken = { status: number; code: string | undefined; taken: number }

/**
 * Sends a body of 32 MB that is made as it is read, and tells how much of it was taken before the answer
 * came.
 */
export async function sendEndless(
  { app }: TestApp,
  path: string,
  {
    method = 'POST',
    headers,
    beginning = ''
  }: { method?: string; headers: Record<string, string>; beginning?: string }
): Promise<Taken> {
  let taken = 0
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (taken >= 32 * megabyte) return controller.close()
        const next = taken === 0 && beginning ? new TextEncoder().encode(beginning) : chunk
        taken += next.byteLength
        controller.enqueue(next)
      }
    },
    { highWaterMark: 0 }
  )
  const init: RequestInit & { duplex: 'half' } = { method, body, headers, duplex: 'half' }
  const response = await app.request(path, init)
  const text = await response.text()
  const told = text.startsWith('{') ? (JSON.parse(text) as { code?: string }) : {}
  return { status: response.status, code: told.code, taken }
}

export const boundary = 'between'
export const formType = { 'content-type': `multipart/form-data; boundary=${boundary}` }
export const part = (name: string, value: string) =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
export const filePart =
  `--${boundary}\r\nContent-Disposition: form-data; name="file"; ` +
  `filename="a.csv"\r\nContent-Type: text/csv\r\n\r\n`
