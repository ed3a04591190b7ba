import { problem } from '../contract/problem'
import type { ConnectorRow } from '../db/rows'
import type { Sealing } from '../secrets/sealing'
import type { AnyChannel } from './kinds.ts'
import { channelOfKind } from './kinds.ts'

/** A connector that can be used: its channel, and its settings with their secrets. */
export type Connector = { row: ConnectorRow; channel: AnyChannel; settings: unknown }
type Fields = Record<string, unknown>

/** Nothing where the secrets were kept under another HEARBACK_SECRET, or the kind is not known any more. */
export function usable(row: ConnectorRow, sealing: Sealing): Connector | undefined {
  const channel = channelOfKind(row.kind)
  const isOpen = sealing.open(row.secrets, row.id) !== undefined
  const settings = isOpen ? channel?.settings.safeParse(settingsOf(row, sealing)) : undefined
  return channel && settings?.success ? { row, channel, settings: settings.data } : undefined
}

/**
 * The settings as the channel's own schema parses them; `invalid` with the path of the first that does not
 * fit.
 */
export function checkedSettings(channel: AnyChannel, fields: Fields): Fields {
  const parsed = channel.settings.safeParse(fields)
  if (parsed.success) return parsed.data as Fields // every channel's settings are an object
  const issue = parsed.error.issues[0]
  const path = [
    'settings',
    ...(issue?.path ?? []),
    ...(issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])
  ].join('.')
  throw problem('invalid', `“${path}” is wrong: ${issue?.message ?? 'it does not fit'}.`, path)
}

/** As they are stored: the secrets apart from the rest, and sealed for this connector. */
export function keptSettings(
  channel: AnyChannel,
  fields: Fields,
  id: string,
  sealing: Sealing
): { settings: string; secrets: string } {
  const part = (isSecret: boolean) =>
    JSON.stringify(
      Object.fromEntries(
        Object.entries(fields).filter(([name]) => channel.secrets.includes(name) === isSecret)
      )
    )
  return { settings: part(false), secrets: sealing.seal(part(true), id) }
}

/** All settings of a connector, with the secrets that can be opened. */
export function settingsOf(row: ConnectorRow, sealing: Sealing): Fields {
  return { ...openSettingsOf(row), ...secretSettingsOf(row, sealing) }
}

/** Those that everybody may see who may see the connector. */
export function openSettingsOf(row: ConnectorRow): Fields {
  return JSON.parse(row.settings) as Fields // written by keptSettings only
}

/** None where they were sealed under another HEARBACK_SECRET. */
export function secretSettingsOf(row: ConnectorRow, sealing: Sealing): Fields {
  return JSON.parse(sealing.open(row.secrets, row.id) ?? '{}') as Fields // written by keptSettings only
}

/** A setting that is sent as null is left out. */
export function withoutNull(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
}
