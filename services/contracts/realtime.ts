import * as z from "zod";
import { type ErrorCode as Code, isErrorCode } from "#services/contracts/error-codes.ts";
import { WorkspaceEvent } from "#services/contracts/events.ts";
import { AccessLevel, Id } from "#services/contracts/shapes.ts";

/** Bytes as any msgpack codec hands them over: browsers receive and send ArrayBuffers, Node receives Buffers. */
const Bytes = z
  .custom<Uint8Array | ArrayBuffer>((value) => value instanceof Uint8Array || value instanceof ArrayBuffer)
  .transform((bytes) => (bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes));

const ErrorCode = z.custom<Code>(isErrorCode);

const SchemaVersion = z.number().int().min(1).max(1_000_000);

// Client → server, each acknowledged with a SocketAnswer.
export const DocumentOpen = z.object({
  pageId: Id,
  stateVector: Bytes.describe("Y.encodeStateVector of the client's copy; empty when it has none."),
  schemaVersion: SchemaVersion.optional().describe(
    "Of the editor schema the program brings, at most the server's own. Absent: it brings none.",
  ),
});
export const DocumentUpdate = z.object({ pageId: Id, update: Bytes.describe("A Yjs v1 update, at most 1 MB.") });
export const DocumentClose = z.object({ pageId: Id });
/** Sent volatile and without acknowledgement, in both directions; a y-protocols awareness update. */
export const DocumentAwareness = z.object({ pageId: Id, update: Bytes });

export const DocumentOpened = z.object({
  update: Bytes.describe("What the client lacks."),
  stateVector: Bytes.describe("What the server has; the client answers with its own difference, always."),
  level: AccessLevel.describe(
    "What the person may do with the content; at most `view` while the page is in the trash or locked.",
  ),
  isLocked: z.literal(true).optional().describe("The page is locked: nobody changes its content until it is unlocked."),
  schemaVersion: z.number().int().describe("The editor schema version the stored content needs."),
});
export const DocumentClosed = z.object({ pageId: Id, code: ErrorCode, message: z.string() });
export const SocketReady = z.object({ streams: z.array(z.object({ id: Id, cursor: z.string() })) });
export const AccessChanged = z.object({ driveId: Id });
export const SocketError = z.object({
  error: z.object({ code: ErrorCode, message: z.string(), requestId: z.string() }),
});
/** The acknowledgement of `document.update`. */
export const DocumentSaved = z.object({ seq: z.number().int() });

/** The acknowledgement of every client request: the result's fields, or an error. */
export type SocketAnswer<Result extends object> = (Result & { readonly error?: never }) | z.infer<typeof SocketError>;

export interface ClientToServer {
  "document.open": (
    request: z.input<typeof DocumentOpen>,
    answer: (answer: SocketAnswer<z.input<typeof DocumentOpened>>) => void,
  ) => void;
  /** Acknowledged only after the update is committed. */
  "document.update": (
    request: z.input<typeof DocumentUpdate>,
    answer: (answer: SocketAnswer<z.infer<typeof DocumentSaved>>) => void,
  ) => void;
  "document.close": (request: z.input<typeof DocumentClose>, answer: (answer: SocketAnswer<object>) => void) => void;
  "document.awareness": (request: z.input<typeof DocumentAwareness>) => void;
}

/** Events of one stream, in order; the cursor stands after the last of them. */
export const EventBatch = z.object({ streamId: Id, cursor: z.string(), items: z.array(WorkspaceEvent) });
export type EventBatch = z.infer<typeof EventBatch>;

export interface ServerToClient {
  /** Sent once after connecting: where each stream of this person stands, so that catching up can begin there. */
  ready: (message: z.infer<typeof SocketReady>) => void;
  events: (batch: EventBatch) => void;
  "document.update": (message: z.input<typeof DocumentUpdate>) => void;
  "document.awareness": (message: z.input<typeof DocumentAwareness>) => void;
  /** The server stopped serving this document to this socket; the client keeps its copy. */
  "document.closed": (message: z.infer<typeof DocumentClosed>) => void;
  /** Rights in this drive changed: read again what is shown. Names no page. */
  "access.changed": (message: z.infer<typeof AccessChanged>) => void;
}

/** Awareness state of one person in a document; name, colour and user id are set by the server. */
export interface AwarenessUser {
  readonly id: string;
  readonly name: string;
  readonly color: string;
}
