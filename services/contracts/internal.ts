import * as z from "zod";
import { limits } from "#services/contracts/limits.ts";
import { Id } from "#services/contracts/shapes.ts";

/** Headers of a signed request between services; see platform/service-signature.ts. */
export const signatureHeaders = {
  service: "x-pagespace-service",
  timestamp: "x-pagespace-timestamp",
  nonce: "x-pagespace-nonce",
  bodyHash: "x-pagespace-body-sha256",
  signature: "x-pagespace-signature",
} as const;

/** Stands for the body's hash where the body is a stream. */
export const unsignedPayload = "UNSIGNED-PAYLOAD";

/** Header a supervisor sends with `/health` and a child repeats when it is its own launch's nonce. */
export const launchNonceHeader = "x-pagespace-launch";

/** `POST /internal/events` on realtime: a hint that streams grew. The table is the truth. */
export const EventsHint = z.object({ streams: z.array(z.object({ id: Id, seq: z.number().int() })) });
export type EventsHint = z.infer<typeof EventsHint>;

/** `POST /internal/documents` on realtime: a hint that documents grew through other hands. */
export const DocumentsHint = z.object({ documents: z.array(z.object({ pageId: Id, seq: z.number().int() })) });
export type DocumentsHint = z.infer<typeof DocumentsHint>;

/** Query of `POST /internal/blobs` on the processor. */
export const BlobQuery = z.object({
  actor: Id.optional().describe("On whose behalf."),
  maxBytes: z.coerce.number().int().min(0).default(limits.uploadBytes),
});
export type BlobQuery = z.infer<typeof BlobQuery>;

/** Query of `POST /internal/avatars` on the processor, which answers the picture as a small square WebP. */
export const AvatarQuery = z.object({ actor: Id.optional().describe("On whose behalf.") });

/** Answer of `POST /internal/blobs` on the processor. */
export const StoredBlob = z.object({
  contentHash: z.string().regex(/^[0-9a-f]{64}$/),
  sizeBytes: z.number().int().min(0),
  mediaType: z.string(),
});
export type StoredBlob = z.infer<typeof StoredBlob>;
