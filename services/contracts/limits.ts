/** Sizes that clients must know. Bytes unless the name says otherwise. */
export const limits = {
  titleCharacters: 500,
  nameCharacters: 200,
  passwordMinCharacters: 8,
  passwordMaxCharacters: 1_000,
  fileNameBytes: 255,
  markdownBytes: 5_000_000,
  updateBytes: 1_000_000,
  socketFrameBytes: 8_000_000,
  documentBytes: 50_000_000,
  jsonBodyBytes: 6_000_000,
  uploadBytes: 5_000_000_000,
  idempotencyKeyCharacters: 200,
  queryCharacters: 500,
  treeDepth: 100,
  levelsPerRequest: 50,
  duplicatedPages: 500,
} as const;
