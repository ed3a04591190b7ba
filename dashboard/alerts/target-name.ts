import type { AlertTarget, ChatTarget } from '../../server/contract/alerts'
import { words } from '../words/setting-up'

const chats: Record<ChatTarget, string> = {
  slack: 'Slack',
  teams: 'Microsoft Teams',
  'google-chat': 'Google Chat',
  discord: 'Discord',
  mattermost: 'Mattermost'
}

/** A mail, or one of the chats. */
export const targets: readonly AlertTarget[] = ['mail', ...(Object.keys(chats) as ChatTarget[])]

/** What somebody is told by; chats are called the same in every language. */
export function targetName(target: AlertTarget): string {
  return target === 'mail' ? words.alerts.mail : chats[target]
}
