import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Context } from 'hono'

const toBrotli = promisify(brotliCompress)
const toGzip = promisify(gzip)
/** Bodies below this travel in one packet anyway. */
const worthCompressingBytes = 600
const keptMax = 2_000
/**
 * The last few percent of a large file take brotli half a second, in which the first who comes after a
 * start would wait.
 */
const slowToPackBytes = 50_000

type Variants = { plain: Buffer; br?: Buffer; gzip?: Buffer; etag: string }

/** Compresses each text once, as small as that goes in a moment, and answers If-None-Match. */
export function makeCompressed() {
  const kept = new Map<string, Promise<Variants>>()

  async function variantsOf(body: Buffer, etag: string): Promise<Variants> {
    if (body.length < worthCompressingBytes) return { plain: body, etag }
    const [br, gz] = await Promise.all([
      toBrotli(body, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: body.length > slowToPackBytes ? 9 : 11,
          [constants.BROTLI_PARAM_SIZE_HINT]: body.length
        }
      }),
      toGzip(body, { level: 9 })
    ])
    return { plain: body, br, gzip: gz, etag }
  }

  return async (c: Context, content: string | Buffer, headers: Record<string, string>): Promise<Response> => {
    const body = Buffer.from(content)
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`
    let variants = kept.get(etag)
    if (!variants) {
      if (kept.size >= keptMax) kept.clear()
      variants = variantsOf(body, etag)
      kept.set(etag, variants)
    }
    if (c.req.header('if-none-match') === etag) return c.body(null, 304, { ETag: etag, ...headers })
    const { plain, br, gzip } = await variants
    const accepted = c.req.header('accept-encoding') ?? ''
    const [encoding, bytes] =
      br && /\bbr\b/.test(accepted)
        ? ['br', br]
        : gzip && /\bgzip\b/.test(accepted)
          ? ['gzip', gzip]
          : [undefined, plain]
    return c.body(new Uint8Array(bytes), 200, {
      ETag: etag,
      Vary: 'Accept-Encoding',
      'Content-Length': String(bytes.length),
      ...(encoding ? { 'Content-Encoding': encoding } : {}),
      ...headers
    })
  }
}
