/** Makes the preview and text of one content hash. */
export const fileProcessingQueue = "file-processing";

/** How often work that fails unexpectedly is tried again before it is parked with its reason. */
const fileProcessingRetries = 2;

/** Longest time one job may take, in seconds; longer than any worker is allowed to live. */
const expireInSeconds = 300;

export const fileProcessingQueueOptions = {
  policy: "short",
  retryLimit: fileProcessingRetries,
  retryDelay: 1,
  retryBackoff: true,
  expireInSeconds,
  deleteAfterSeconds: 86_400,
} as const;

/** Options of an instance that only puts jobs in or makes the schema: no timers of its own beyond its cache. */
export const passiveBossOptions = { supervise: false, schedule: false, registerInstance: false } as const;
