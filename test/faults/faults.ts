/**
 * A thing that can go wrong: its row in the table, the tests that try it (a file in test/, part of a name),
 * or where else it is tried.
 */
export type Fault = {
  row: string
  what: string
  tests?: readonly (readonly [file: string, name?: RegExp])[]
  elsewhere?: string
}

const inBrowser = 'in npm test browser'

/**
 * The rows of the table that `npm run test:faults` ends with: durability (C), abuse (D), a strange page
 * (F), PostgreSQL (G).
 */
export const faults: readonly Fault[] = [
  {
    row: 'C1',
    what: 'kill -9 at any time',
    tests: [
      ['api/durability', /killed/],
      ['api/outbox', /killed/],
      ['faults/uploads', /killed/]
    ]
  },
  { row: 'C2', what: 'power cut', tests: [['api/power', /states/]] },
  { row: 'C3', what: 'power cut in recovery', tests: [['api/power', /recovery/]] },
  {
    row: 'C4',
    what: 'disk full',
    tests: [
      ['api/durability', /disk is full/],
      ['faults/disk', /full/]
    ]
  },
  { row: 'C5', what: 'I/O errors', tests: [['faults/disk', /error/]] },
  {
    row: 'C6',
    what: 'damaged, foreign, stale files',
    elsewhere: 'in npm test: api/starting-place, api/doctor, server/backups'
  },
  { row: 'C7', what: 'growth of the log', tests: [['faults/busy-file', /log/]] },
  {
    row: 'C8',
    what: 'lock held by another program',
    tests: [
      ['api/durability', /holds the database/],
      ['faults/busy-file', /lock/]
    ]
  },
  { row: 'C9', what: 'heavy figures beside answers', elsewhere: 'measured by npm run bench server' },
  { row: 'C10', what: 'backup and restore', elsewhere: 'in npm test: api/backups' },
  { row: 'C11', what: 'migration interrupted', tests: [['faults/migrations']] },
  { row: 'C12', what: 'clock jumps', tests: [['faults/clock']] },
  {
    row: 'C13',
    what: 'SIGTERM under load',
    tests: [
      ['api/durability', /told to stop/],
      ['faults/stopping', /stopped/]
    ]
  },
  {
    row: 'C14',
    what: 'memory and descriptors',
    tests: [
      ['faults/stopping', /memory/],
      ['faults/uploads', /memory/]
    ]
  },
  { row: 'D1', what: 'slow and silent connections', tests: [['faults/connections', /closes/]] },
  { row: 'D2', what: 'descriptors used up', tests: [['faults/http', /descriptors/]] },
  {
    row: 'D3',
    what: 'bombs',
    tests: [
      ['faults/http', /bombs/],
      ['faults/connections', /does not grow/]
    ]
  },
  { row: 'D4', what: 'odd requests', tests: [['faults/odd-requests']] },
  { row: 'D5', what: 'smuggling, odd methods', tests: [['faults/http', /two programs/]] },
  { row: 'D6', what: 'wrong origins', tests: [['faults/http', /pages of the site/]] },
  { row: 'D7', what: 'races of the limits', tests: [['faults/limits'], ['faults/stuffing']] },
  { row: 'D8', what: 'expressions that run away', elsewhere: 'in npm test unit: server/expressions' },
  { row: 'D9', what: 'failures in handlers', tests: [['faults/handlers']] },
  { row: 'F1', what: 'server away, slow, broken', elsewhere: inBrowser },
  { row: 'F2', what: 'storage, policies, patched pages', elsewhere: inBrowser },
  { row: 'F3', what: 'tab closed after a tap', elsewhere: inBrowser },
  { row: 'F4', what: 'offline, captive portal', elsewhere: inBrowser },
  { row: 'F5', what: 'loaded twice, restored', elsewhere: inBrowser },
  {
    row: 'G1',
    what: 'PostgreSQL restarts, freezes, moves',
    tests: [['api/postgres-restart'], ['api/cluster']]
  },
  { row: 'G2', what: 'pool used up', tests: [['faults/postgres', /every connection/]] },
  {
    row: 'G3',
    what: 'conflicts, a database that only reads',
    tests: [['faults/postgres', /anew|only reads/]]
  },
  { row: 'G4', what: 'SQLite and PostgreSQL alike', tests: [['faults/postgres', /as SQLite/]] }
]
