import { Hono } from 'hono'
import Database from 'better-sqlite3'
export const app = new Hono()
console.log(Database.name)
