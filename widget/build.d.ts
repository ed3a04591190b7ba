/** Whether this build of the survey asks more than a rating and a comment; see vite.config.ts. */
declare const ASKS_MORE: boolean
