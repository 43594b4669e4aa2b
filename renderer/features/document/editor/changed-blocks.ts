interface Changed {
  /** How many blocks are the same, told by identity, at the start … */
  readonly start: number;
  /** … and how many of the rest are at the end. */
  readonly end: number;
}

/** What is the same of two lists of blocks. */
export function findChanged<Block>(now: readonly Block[], before: readonly Block[]): Changed {
  const shorter = Math.min(now.length, before.length);
  let start = 0;
  while (start < shorter && now[start] === before[start]) start += 1;
  let end = 0;
  while (end < shorter - start && now[now.length - 1 - end] === before[before.length - 1 - end]) end += 1;
  return { start, end };
}
