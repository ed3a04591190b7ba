/** So many of so many. */
export type Proportion = { part: number; count: number }
