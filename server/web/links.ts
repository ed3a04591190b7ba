import { Hono } from 'hono'
import type { Env, Services } from '../services'

export function linkRoutes(_services: Services) {
  return new Hono<Env>()
}
