import type { Readable } from "node:stream";
import type * as z from "zod";
import type { Access } from "#services/access/access.ts";
import type { Catalogue, OperationName, ParsedInput } from "#services/contracts/catalogue.ts";
import type { NewWorkspaceEvent } from "#services/contracts/events.ts";
import type { Database, Transaction } from "#services/database/connection.ts";
import type { Projections } from "#services/documents/store/start-projections.ts";
import type { Actor, PersonActor } from "#services/identity/actor.ts";
import type { JobQueue } from "#services/jobs/job-queue.ts";
import type { ServiceConfig } from "#services/platform/config.ts";
import type { Logger } from "#services/platform/logger.ts";
import type { PeerBook } from "#services/platform/peers.ts";
import type { ReplacementTurns } from "#services/web/documents/replacement-turns.ts";
import type { UploadLimits } from "./files/upload-limits.ts";

/** What every handler of web may use. */
export interface WebServices {
  readonly config: ServiceConfig;
  readonly db: Database;
  readonly access: Access;
  readonly jobs: JobQueue;
  /** Makes documents that grew readable and findable. */
  readonly projections: Pick<Projections, "kick">;
  readonly replacementTurns: ReplacementTurns;
  readonly peers: PeerBook;
  readonly uploads: UploadLimits;
  /** Seals the cursors of event streams. */
  readonly cursorKey: Uint8Array;
  readonly logger: Logger;
}

/** What a handler may know of the request that called it, whichever surface it came by. */
export interface RequestFacts {
  readonly requestId: string;
  /** The peer's address, behind trusted proxies the client's. */
  readonly address: string;
  readonly userAgent: string | null;
  /** The origin the caller reached us by, such as `http://localhost:3000`. */
  readonly origin: string;
  readonly isSecure: boolean;
  /** Ends when the caller goes away. */
  readonly signal: AbortSignal;
  /** Request headers a download may look at: range and validators. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** What a handler asks of the surface beside its output. */
export interface ResponseWishes {
  /** Sets the session cookie. */
  setSession(token: string): void;
  clearSession(): void;
  /** Tells the version of what was read or changed, in quotes. */
  setEntityTag(etag: string): void;
}

/** The answer of a `download` operation: passed on as it is. */
export interface Download {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable | null;
}

/** Adds an event to a stream; `viewers` names who may learn of it where the page is gone. */
export type Publish = (streamId: string, event: NewWorkspaceEvent, viewers?: readonly string[]) => void;

/** What the work of a `late` operation's transaction is called with. */
type LateScope = Pick<CallContext<unknown>, "tx" | "publish" | "documentGrew" | "rightsChanged">;

/** Runs something at most once for the caller's `Idempotency-Key`, within a transaction; `also` has to be the same again. */
export type Once = (
  tx: Transaction,
  also: Readonly<Record<string, unknown>>,
  run: () => Promise<unknown>,
) => Promise<unknown>;

/** What a handler is called with; `Input` is the parsed input, `Output` the schema of the output. */
export interface CallContext<Input, Output extends z.ZodType = z.ZodType> {
  readonly input: Input;
  /** Who acts; reading it in a public operation without a session refuses with `unauthenticated`. */
  readonly actor: Actor;
  /** The person who acts, with their session: for operations of people, which no token reaches. */
  readonly session: PersonActor;
  /** Who acts, or undefined in a public operation without a session. */
  readonly visitor: Actor | undefined;
  /** The operation's own transaction; a defect to read where the declaration says `read` (ask `services.db`), `none` (use `transact`) or `late` (use `commit`). */
  readonly tx: Transaction;
  readonly services: WebServices;
  readonly request: RequestFacts;
  readonly response: ResponseWishes;
  /** The raw body of an `upload` operation. */
  readonly body: Readable;
  /**
   * Runs what an operation without a transaction of its own does at most once for the caller's `Idempotency-Key`, within
   * the given transaction; a retry gets the stored answer. `also` joins the input in what has to be the same again.
   */
  readonly once: Once;
  /** Adds an event to a stream; stored as the last statement of the transaction. */
  readonly publish: Publish;
  /** Tells open editors, after the commit, that a document grew. */
  readonly documentGrew: (pageId: string, seq: number) => void;
  /** Makes what is cached about these drives, people or sessions void with the commit. */
  readonly rightsChanged: (...subjectIds: string[]) => void;
  /** Runs a `late` operation's one transaction: idempotency and rights, then the work; gives its answer, or the first one's where the request is a repetition. */
  readonly commit: (work: (scope: LateScope) => Promise<z.input<Output>>) => Promise<z.output<Output>>;
}

type ContextOf<Name extends OperationName> = CallContext<ParsedInput<Name>, Catalogue[Name]["output"]>;

/** What the handler of an operation is called with; only a `write` is given a transaction. */
export type HandlerContext<Name extends OperationName> = Catalogue[Name]["transaction"] extends "write"
  ? ContextOf<Name>
  : Omit<ContextOf<Name>, "tx">;
