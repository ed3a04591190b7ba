import { z } from 'zod'
import type { ConnectorView, KindView } from '../contract/connectors'
import type { ConnectorRow } from '../db/rows'
import type { Sealing } from '../secrets/sealing'
import type { AnyChannel } from './kinds.ts'
import { channelOfKind } from './kinds.ts'
import { allowedRate, paceOf } from './pace'
import { openSettingsOf, secretSettingsOf, usable } from './settings'

export function hookUrlOf(row: ConnectorRow, publicUrl: string): string {
  return `${publicUrl}/hooks/${row.id}`
}

export function connectorViewOf(row: ConnectorRow, sealing: Sealing, publicUrl: string): ConnectorView {
  const channel = channelOfKind(row.kind)
  const secrets = secretSettingsOf(row, sealing)
  const hookUrl = hookUrlOf(row, publicUrl)
  return {
    id: row.id,
    site: row.siteId,
    kind: row.kind,
    channel: channel?.label ?? row.kind,
    name: row.name,
    state: !usable(row, sealing) ? 'locked' : row.pausedAt === null ? 'ready' : 'paused',
    paused: pauseOf(row),
    perSecond: row.rate === null ? null : row.rate / 1_000,
    usualPerSecond: rounded(allowedRate({ rate: null }, channel)),
    nowPerSecond: rounded(row.pace === null ? allowedRate(row, channel) : paceOf(row, channel)),
    heardAt: iso(row.heardAt),
    takenAt: iso(row.takenAt),
    settings: openSettingsOf(row),
    secrets: Object.fromEntries(
      (channel?.secrets ?? []).map((name) => [name, secrets[name] === undefined ? 'missing' : 'set'])
    ),
    vendorUrl: row.vendorUrl,
    hookUrl: channel?.sendsOnly ? null : hookUrl,
    connects: channel?.connect !== undefined,
    steps: (channel?.steps ?? []).map((step) =>
      step.replaceAll('{hook}', hookUrl).replaceAll('{connect}', `/api/v1/connectors/${row.id}/connect`)
    ),
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString()
  }
}

function pauseOf({ pausedAt, pausedBecause, clearAt }: ConnectorRow): ConnectorView['paused'] {
  if (pausedAt === null || pausedBecause === null) return null
  return {
    since: new Date(pausedAt).toISOString(),
    reason: pausedBecause,
    nextTryAt: new Date(clearAt).toISOString()
  }
}

function rounded(perSecond: number): number {
  return Math.round(perSecond * 1_000) / 1_000
}

function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}

export function kindView({ kind, label, settings, secrets, limits }: AnyChannel): KindView {
  return {
    kind,
    channel: label,
    settings: z.toJSONSchema(settings, { io: 'input' }),
    secrets: [...secrets],
    limits
  }
}

export function connectorEtag(row: ConnectorRow) {
  return `"${row.updatedAt}"`
}
