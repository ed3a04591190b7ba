import { Hono } from 'hono'
import type { Env } from '../http/env'
import type { Services } from '../services'
import { figuresApi } from './figures'
import { funnelApi } from './funnel'
import { liftApi } from './lift'
import { scoresApi } from './scores'

/**
 * Everything that is worked out from many answers, conversations or invitations: it runs in a thread of its
 * own where there is one.
 */
export const figureRoutes = (services: Pick<Services, 'database' | 'now'>) =>
  new Hono<Env>()
    .route('/', scoresApi(services))
    .route('/', funnelApi(services))
    .route('/', figuresApi(services))
    .route('/', liftApi(services))
