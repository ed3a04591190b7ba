import type { Cells } from './wire'

/**
 * What columns are made of. It runs in the thread of the columns from the text of this very function (see
 * thread.ts), so that nothing outside of it may be used.
 */
export function makeKit() {
  /**
   * Rows of one block are alike in time mostly, so that whole blocks are passed over; an array holds one
   * block.
   */
  const blockRows = 8_192
  const shift = 13
  /**
   * So many counters lie side by side at most; where there are more, only those are kept that count
   * something.
   */
  const denseMax = 4_000_000
  const parts = 64
  const crypto = process.getBuiltinModule('node:crypto')
  const seeds = [Math.random() * 2 ** 32, Math.random() * 2 ** 32] as const

  /**
   * A number of each row. It grows by a block at a time, the first one from little, and has no block where
   * all numbers are `empty`.
   */
  function column<Kind extends Cells>(make: (size: number) => Kind, empty = 0) {
    const blocks: (Kind | undefined)[] = []
    let hollow: Kind | undefined
    /** The first block has room for all rows that were ever set. */
    let reach = 0
    function filled(size: number): Kind {
      const made = make(size)
      if (empty !== 0) made.fill(empty)
      return made
    }
    return {
      empty,
      /** The numbers of a block of rows. */
      block: (number: number): Kind => blocks[number] ?? (hollow ??= filled(blockRows)),
      /** The same, or nothing where all of them are empty. */
      filled: (number: number): Kind | undefined => blocks[number],
      at: (row: number): number => blocks[row >>> shift]?.[row & (blockRows - 1)] ?? empty,
      set(row: number, value: number) {
        const [number, place] = [row >>> shift, row & (blockRows - 1)]
        let block = blocks[number]
        if (number === 0 && place > reach) reach = place
        if (!block || place >= block.length) {
          if (!block && Object.is(value, empty)) return
          const grown = filled(number > 0 ? blockRows : Math.min(blockRows, Math.max(64, 2 * reach)))
          if (block) grown.set(block)
          blocks[number] = block = grown
        }
        block[place] = value
      }
    }
  }

  const bytes = (empty?: number) => column((size) => new Uint8Array(size), empty)
  const shorts = (empty?: number) => column((size) => new Uint16Array(size), empty)
  const words = (empty?: number) => column((size) => new Uint32Array(size), empty)
  const whole = (empty?: number) => column((size) => new Int32Array(size), empty)
  const doubles = (empty?: number) => column((size) => new Float64Array(size), empty)

  /**
   * Finds the row of a name by 64 bits of a hash. It is in parts that grow by a fourth one by one, so that
   * memory stays tight.
   */
  function rowIndex() {
    const [ones, others] = [words(), words()]
    const tables = Array.from({ length: parts }, () => ({ slots: new Int32Array(0), used: 0 }))
    let count = 0

    const firstSlot = (slots: Int32Array, other: number) => Math.floor((other / 2 ** 32) * slots.length)
    const slotAfter = (slots: Int32Array, slot: number) => (slot + 1 === slots.length ? 0 : slot + 1)

    const slotOf = (slots: Int32Array, one: number, other: number) => {
      for (let slot = firstSlot(slots, other); ; slot = slotAfter(slots, slot)) {
        const row = (slots[slot] ?? 0) - 1
        if (row < 0 || (others.at(row) === other && ones.at(row) === one)) return slot
      }
    }

    function grow(table: { slots: Int32Array; used: number }) {
      const former = table.slots
      const slots = new Int32Array(Math.max(8, Math.ceil(former.length * 1.25)))
      for (const filled of former) {
        if (filled === 0) continue
        // All are different, so none need be looked at but this one: each would have to be fetched from far away.
        let slot = firstSlot(slots, others.at(filled - 1))
        while (slots[slot] !== 0) slot = slotAfter(slots, slot)
        slots[slot] = filled
      }
      table.slots = slots
    }

    return {
      size: () => count,
      one: ones.at,
      other: others.at,
      /** The row, or -1 where there is none. */
      find([one, other]: readonly [number, number]): number {
        const table = tables[one >>> 26]
        return !table || table.slots.length === 0
          ? -1
          : (table.slots[slotOf(table.slots, one, other)] ?? 0) - 1
      },
      /** The row; a new one, the next, where there was none. */
      rowOf([one, other]: readonly [number, number]): number {
        const table = tables[one >>> 26] ?? { slots: new Int32Array(0), used: 0 } // there are 64 of them
        if (4 * table.used >= 3 * table.slots.length) grow(table)
        const slot = slotOf(table.slots, one, other)
        const found = (table.slots[slot] ?? 0) - 1
        if (found >= 0) return found
        const row = count++
        ones.set(row, one)
        others.set(row, other)
        table.slots[slot] = row + 1
        table.used++
        return row
      }
    }
  }

  /** Nobody knows the seeds, so nobody can choose names that are taken for each other. */
  function hash(name: string): [number, number] {
    let [one, other] = [seeds[0] | 0, seeds[1] | 0]
    for (let at = 0; at < name.length; at++) {
      const letter = name.charCodeAt(at)
      one = Math.imul(one ^ letter, 2_654_435_761)
      other = Math.imul(other ^ letter, 1_597_334_677)
    }
    one = Math.imul(one ^ (one >>> 16), 2_246_822_507) ^ Math.imul(other ^ (other >>> 13), 3_266_489_909)
    other = Math.imul(other ^ (other >>> 16), 2_246_822_507) ^ Math.imul(one ^ (one >>> 13), 3_266_489_909)
    return [one >>> 0, other >>> 0]
  }

  /** The same for all processes, and nobody can choose names that are taken for each other either. */
  function fixedHash(name: string): [number, number] {
    const digest = crypto.hash('sha256', name, 'buffer')
    return [digest.readUInt32BE(0), digest.readUInt32BE(4)]
  }

  /** Counters with numbers below `size`. Of very many, most count nothing: then only the others are kept. */
  function tally(size: number) {
    const dense = size <= denseMax ? new Uint32Array(size) : undefined
    let [cells, counts, used] = [new Float64Array(dense ? 0 : 4_096), new Uint32Array(dense ? 0 : 4_096), 0]

    // A slot is free where it counts nothing.
    const slotOf = (cell: number) => {
      const mask = cells.length - 1
      for (
        let slot = (Math.imul(cell >>> 0, 2_654_435_761) ^ (cell / 2 ** 32)) & mask;
        ;
        slot = (slot + 1) & mask
      ) {
        if (counts[slot] === 0 || cells[slot] === cell) return slot
      }
    }

    function grow() {
      const [formerCells, formerCounts] = [cells, counts]
      cells = new Float64Array(2 * cells.length)
      counts = new Uint32Array(cells.length)
      for (const [place, count] of formerCounts.entries()) {
        if (count === 0) continue
        const slot = slotOf(formerCells[place] ?? 0)
        cells[slot] = formerCells[place] ?? 0
        counts[slot] = count
      }
    }

    return {
      dense,
      add(cell: number) {
        if (dense) {
          dense[cell] = (dense[cell] ?? 0) + 1
          return
        }
        const slot = slotOf(cell)
        if (counts[slot] === 0) {
          cells[slot] = cell
          if (2 * ++used > cells.length) {
            counts[slot] = 1
            grow()
            return
          }
        }
        counts[slot] = (counts[slot] ?? 0) + 1
      },
      /** All that count something, in the order of their numbers. */
      each(hear: (cell: number, count: number) => void) {
        if (dense) {
          for (let cell = 0; cell < dense.length; cell++) if (dense[cell]) hear(cell, dense[cell] ?? 0)
          return
        }
        const there = [...counts.keys()]
          .filter((slot) => counts[slot])
          .sort((a, b) => (cells[a] ?? 0) - (cells[b] ?? 0))
        for (const slot of there) hear(cells[slot] ?? 0, counts[slot] ?? 0)
      }
    }
  }

  /** A list of numbers that are told at the end, without an object for each. */
  function list() {
    let [cells, length] = [new Uint32Array(256), 0]
    return {
      push(value: number) {
        if (length === cells.length) {
          const grown = new Uint32Array(2 * length)
          grown.set(cells)
          cells = grown
        }
        cells[length++] = value
      },
      cells: () => cells.slice(0, length)
    }
  }

  return { blockRows, bytes, shorts, words, whole, doubles, rowIndex, hash, fixedHash, tally, list }
}

export type Kit = ReturnType<typeof makeKit>
