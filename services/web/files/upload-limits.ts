import { limits } from "#services/contracts/limits.ts";

/** What an upload is held to. */
export interface UploadLimits {
  readonly maxBytes: number;
  /** Longest time in which nothing of an upload moves before it is ended; its whole duration is free. */
  readonly silentMs: number;
}

/** What uploads are held to outside tests. */
export const uploadLimits: UploadLimits = { maxBytes: limits.uploadBytes, silentMs: 60_000 };
