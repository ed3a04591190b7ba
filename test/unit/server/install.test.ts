import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

type Package = { dev?: boolean; optional?: boolean; hasInstallScript?: boolean }
const lock = JSON.parse(readFileSync(new URL('../../../package-lock.json', import.meta.url), 'utf8')) as {
  packages: Record<string, Package>
}

it('installs nothing that runs a script to serve, but the driver of the database', () => {
  const run = Object.entries(lock.packages).filter(
    ([, { hasInstallScript, dev, optional }]) => hasInstallScript && !dev && !optional
  )
  expect(run.map(([path]) => path)).toEqual(['node_modules/better-sqlite3'])
})

it('builds with what a server has installed', () => {
  const config = readFileSync(new URL('../../../vite.config.ts', import.meta.url), 'utf8')
  const named = [...config.matchAll(/from '([^'.][^']*)'/g)].flatMap(([, name]) =>
    name?.startsWith('node:') ? [] : [name]
  )
  expect(named.length).toBeGreaterThan(0)
  expect(named.filter((name) => lock.packages[`node_modules/${name}`]?.dev !== undefined)).toEqual([])
})
