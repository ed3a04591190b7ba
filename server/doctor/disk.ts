import { accessSync, constants, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname } from 'node:path'
import { fileBytes } from '../db/place'
import type { Finding } from './finding'
import { ok, reasonOf, sizeWords, warn, wrong } from './finding'

/** The log beside the file needs this much, and so does a request that is under way. */
const neededBytes = 64e6
const comfortBytes = 512e6

/**
 * Whether the SQLite file can grow. A backup, an upgrade or an erasure may need as much room as the file
 * has.
 */
export function diskFinding(path: string): Finding {
  const folder = dirname(path)
  const barred = [path, folder].map(barredBy).find((reason) => reason !== undefined)
  if (barred !== undefined) {
    return wrong('disk', barred, 'Run this as the user of the server, and let that user write there.')
  }
  return roomFinding('disk', folder, {
    ...roomIn(folder),
    wantedBytes: Math.max(comfortBytes, 2 * fileBytes(path))
  })
}

/** Whether uploads and imports can keep what they are sent in the temporary folder. */
export function temporaryFinding(folder = tmpdir()): Finding {
  const barred = barredBy(folder)
  const toDo = 'Name a folder that can be written in TMPDIR; uploads need it.'
  if (barred !== undefined) return wrong('temporary', barred, toDo)
  return roomFinding('temporary', folder, { ...roomIn(folder), wantedBytes: comfortBytes })
}

export type Room = { freeBytes: number; hasNames: boolean; wantedBytes: number }

/** What to say of the room on a disk. `hasNames` is whether the disk can take another file at all. */
export function roomFinding(
  about: string,
  folder: string,
  { freeBytes, hasNames, wantedBytes }: Room
): Finding {
  const found = `${sizeWords(freeBytes)} are free in ${folder}`
  const toDo = 'Make room, or move to a larger disk.'
  if (!hasNames) return wrong(about, `${folder} can take no more files: its disk has no inode left.`, toDo)
  if (freeBytes < neededBytes)
    return wrong(about, `only ${found}: the disk is full, or will be at once.`, toDo)
  if (freeBytes >= wantedBytes) return ok(about, `${found}, and it can be written.`)
  return warn(about, `only ${found}; ${sizeWords(wantedBytes)} are a good reserve.`, toDo)
}

function roomIn(folder: string) {
  const { bavail, bsize, files, ffree } = statfsSync(folder)
  // Some file systems count no inodes, and say 0 of 0.
  return { freeBytes: bavail * bsize, hasNames: files === 0 || ffree > 0 }
}

function barredBy(path: string): string | undefined {
  try {
    accessSync(path, constants.R_OK | constants.W_OK)
    return undefined
  } catch (error) {
    return `${path} cannot be written (${reasonOf(error)}).`
  }
}
