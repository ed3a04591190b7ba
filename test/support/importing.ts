import type { ImportReport } from '../../server/contract/imports'
import type { ProblemBody } from '../../server/contract/problem'
import type { TestApp } from './app'
import { testKey } from './app'

export type Sent = {
  survey: string
  file: string | Uint8Array
  source?: string
  encoding?: string
  mapping?: unknown
  dryRun?: boolean
  key?: string
  name?: string
}

/** Sends a file to be imported, as a form of a page or a program would. */
async function sendFile(
  app: TestApp,
  { survey, file, source, encoding, mapping, dryRun, key = testKey, name = 'answers.csv' }: Sent
): Promise<Response> {
  const form = new FormData()
  form.set('survey', survey)
  if (source !== undefined) form.set('source', source)
  if (encoding !== undefined) form.set('encoding', encoding)
  if (mapping !== undefined)
    form.set('mapping', typeof mapping === 'string' ? mapping : JSON.stringify(mapping))
  form.set('file', new File([typeof file === 'string' ? file : new Uint8Array(file)], name))
  const path = `/api/v1/imports${dryRun === undefined ? '' : `?dryRun=${dryRun}`}`
  return app.app.request(path, { method: 'POST', body: form, headers: { authorization: `Bearer ${key}` } })
}

/** Imports a file that can be read, and gives the report. */
export async function imported(app: TestApp, sent: Sent): Promise<ImportReport> {
  const response = await sendFile(app, sent)
  if (response.status !== (sent.dryRun ? 200 : 201))
    throw new Error(`the import answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as ImportReport
}

/** Sends a file that cannot be imported, and gives the status and what the client is told. */
export async function refused(app: TestApp, sent: Sent): Promise<ProblemBody & { status: number }> {
  const response = await sendFile(app, sent)
  return { status: response.status, ...((await response.json()) as ProblemBody) }
}
