/** Longest text kept of one file, in UTF-16 code units; what follows is left out. */
export const textCharacters = 5_000_000;
