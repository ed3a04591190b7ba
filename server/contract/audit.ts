import { z } from 'zod'
import { limits, text } from './terms'

export const auditQuery = z.strictObject({
  site: text(40),
  action: text(60).optional(),
  actor: text(80).optional().meta({ description: 'person:… or key:… as a row of the trail names it' }),
  subject: text(limits.tagLength).optional(),
  cursor: text(200).optional(),
  limit: z.coerce.number().int().min(1).max(limits.pageRows).default(50)
})
export const auditRow = z.object({
  id: z.string(),
  at: z.string(),
  actor: z.object({
    key: z.string().meta({ description: 'person:… or key:…' }),
    name: z.string().nullable().meta({ description: 'null where there is nobody by that id any more' })
  }),
  action: z.string(),
  subject: z.string().meta({ description: 'the id of what was changed; of an answer survey/id' }),
  detail: z.record(z.string(), z.unknown())
})
export const auditView = z.object({ rows: z.array(auditRow), next: z.string().nullable() })
export type AuditQuery = z.infer<typeof auditQuery>
export type AuditRow = z.infer<typeof auditRow>
export type AuditView = z.infer<typeof auditView>
