import { Gauge } from 'prom-client'
import { columnsOf } from '../columns/columns'
import type { FiguresThread } from '../columns/figures-thread'
import type { Database } from '../db/database'
import type { Metrics } from '../metrics'

type Watched = { database: Database; figures?: FiguresThread; metrics: Metrics }

/** Registers how much the columns are behind, which figures catch up with before they are told. */
export function watchColumns({ database, figures, metrics: { registry } }: Watched): void {
  new Gauge({
    name: 'hearback_columns_behind',
    help: 'Changes that the columns of figures do not know yet; not a number while they are not made.',
    registers: [registry],
    async collect() {
      this.set(await (figures ?? columnsOf(database)).behind().catch(() => NaN))
    }
  })
}
