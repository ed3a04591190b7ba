import type { MappingInput, Question, Rejection } from '../../../../server/contract/imports'
import type { Encoding } from '../../../../server/imports/decode'
import { createKeyTables } from '../../../../server/imports/key-table'
import { lookAtNumbers } from '../../../../server/imports/point'
import { completeMapping, hasRating } from '../../../../server/imports/proposal'
import { inEncoding } from '../../../../server/imports/questions'
import type { Target } from '../../../../server/imports/rating'
import type { ImportRow } from '../../../../server/imports/read-row'
import { createReader } from '../../../../server/imports/read-row'
import type { Remarks } from '../../../../server/imports/report'
import { sentences } from '../../../../server/imports/report'
import { openTable } from '../../../../server/imports/table'

export const five: Target = { metric: 'csat', direction: 'higher-is-better', min: 1, max: 5 }

export type Read = {
  rows: ImportRow[]
  rejected: Rejection[]
  remarks: string[]
  questions: Question[]
  mapping: MappingInput
  columns: string[]
  encoding: Encoding
}

/** Reads a whole file as an import does: every row is looked at before the first one is read. */
export async function readFile(
  content: string | Uint8Array,
  {
    mapping,
    target = five,
    timeZone = 'UTC',
    size = 65_536
  }: { mapping?: MappingInput | undefined; target?: Target; timeZone?: string; size?: number } = {}
): Promise<Read> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  const open = async function* () {
    for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
  }
  let encoding: Encoding = { name: '', warnings: [] }
  const opened = () =>
    openTable(
      { name: 'x', bytes: bytes.length, open },
      { encoding: mapping?.encoding, headerLine: mapping?.headerLine },
      encoding
    )
  const table = await opened()
  const { mapping: complete } = completeMapping(table, { target, declared: [] }, mapping)
  const read: Read = {
    rows: [],
    rejected: [],
    remarks: [],
    questions: [],
    mapping: complete,
    columns: table.header,
    encoding
  }
  if (!hasRating(complete)) return read
  const remarks: Remarks = new Map()
  const reader = createReader(
    table,
    complete,
    { survey: target, timeZone, declared: [] },
    {
      remarks,
      tables: createKeyTables(),
      isFirst: false
    }
  )
  const numbers = lookAtNumbers(complete, table.source, target)
  for await (const row of table.rows) {
    const seen = reader.look(row)
    if (seen) numbers.note(seen.sent, seen.rating)
  }
  const questions = [...inEncoding(encoding), ...numbers.questions()]
  const seen = encoding
  encoding = { name: '', warnings: [] }
  for await (const row of (await opened()).rows) {
    const one = reader.read(row)
    if (one) 'reason' in one ? read.rejected.push(one) : read.rows.push(one)
  }
  return { ...read, remarks: sentences(remarks), questions, encoding: seen }
}
