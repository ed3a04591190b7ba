import type { Settings } from '../config'
import type { Finding } from './finding'
import { ok, warn } from './finding'

const local = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/

type Addresses = Pick<Settings, 'publicUrl' | 'port' | 'host' | 'trustProxy'>

/**
 * Whether TRUST_PROXY fits to what the addresses say. The server speaks no TLS, and PUBLIC_URL is where
 * customers come in, so they show whether a proxy stands between; how many do, only the operator knows.
 */
export function proxiesFinding({ publicUrl, port, host, trustProxy }: Addresses): Finding {
  const { protocol, port: publicPort, hostname } = new URL(publicUrl)
  const isBehindProxy = protocol === 'https:' || (publicPort || '80') !== String(port)
  if (isBehindProxy && trustProxy === 0) {
    const toDo =
      'Set it to the number of proxies in front: else all visitors are limited as if they were one.'
    return warn('proxies', `${publicUrl} is served through a proxy, and TRUST_PROXY is 0.`, toDo)
  }
  if (!isBehindProxy && trustProxy > 0) {
    const toDo = 'If none stands in front, set it to 0: anybody can claim any address.'
    return warn(
      'proxies',
      `TRUST_PROXY is ${trustProxy}, and ${publicUrl} looks like this server itself.`,
      toDo
    )
  }
  if (trustProxy > 0 && !local.test(host)) {
    const toDo = 'Let only the proxy reach this port: whoever comes past it can claim any address.'
    return warn('proxies', `TRUST_PROXY is ${trustProxy}, and the server listens on ${host}:${port}.`, toDo)
  }
  if (trustProxy === 0) return ok('proxies', `none is believed; ${hostname} is this server itself.`)
  const check = 'see whether Account → Where you are signed in shows your own network.'
  return ok('proxies', `${trustProxy === 1 ? 'one is' : `${trustProxy} are`} believed; to be sure, ${check}`)
}
