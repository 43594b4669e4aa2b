import type * as z from "zod";
import type { AccessLevel } from "#services/contracts/access-levels.ts";

/** One right an operation needs, read from a field of its input: for each of its ids where it holds several. An absent optional field needs nothing. */
export type Requirement =
  | { readonly kind: "page"; readonly field: string; readonly level: AccessLevel }
  /** A place in the tree: the page in `parent`, or, where that is absent, the root of the drive named by `drive` or holding `page`. */
  | {
      readonly kind: "place";
      readonly parent: string;
      readonly drive?: string;
      readonly page?: string;
      readonly level: AccessLevel;
    }
  /** With `role` it is for those alone who have this role in the drive. */
  | { readonly kind: "drive"; readonly field: string; readonly level: AccessLevel; readonly role?: "owner" }
  /** A drive in the trash of the actor, its owner. */
  | { readonly kind: "trashed-drive"; readonly field: string }
  | { readonly kind: "server"; readonly level: "owner" };

/** One capability, declared once; every surface is derived from it. */
export interface Operation<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below `/api`; `{field}` takes a field of the input. GET and DELETE carry the rest in the query, others in a JSON body. */
  readonly path: string;
  /** A sentence that starts with a verb. */
  readonly summary: string;
  readonly input: Input;
  readonly output: Output;
  /** `public` needs no session; `people` needs a person's own and is kept away from tokens, AI and MCP. */
  readonly audience: "public" | "people" | "everyone";
  readonly requires: readonly Requirement[];
  /** The operation changes the tree's shape: the drives it touches are locked before rights are checked. */
  readonly changesShape?: true;
  /** The operation filters its own result by rights. */
  readonly filtered?: true;
  /** `read` asks with single statements, its rights come from the cache; `late` is a write that works without a transaction first and then does its writing in one; it takes an Idempotency-Key as `write` does. */
  readonly transaction: "write" | "late" | "read" | "none";
  /** It answers the `ETag` of the properties of the page in `pageId`; one that changes them takes `If-Match`. */
  readonly entityTag?: "read" | "change";
  /** What it takes away or overwrites may not come back: programs ask a person first. */
  readonly isDestructive?: true;
  /** The answer holds a secret that is shown once and never stored. */
  readonly secretOutput?: true;
  /** `upload` takes raw bytes with the input in the query, `download` answers raw bytes. */
  readonly transport: "json" | "upload" | "download";
}

/** Whether a retried call can be recognised by an `Idempotency-Key`: it changes something, for a known actor, and its answer may be stored. */
export function takesIdempotencyKey(operation: Operation): boolean {
  if (operation.audience === "public" || operation.secretOutput) return false;
  return ["write", "late"].includes(operation.transaction) || operation.transport === "upload";
}

/** Whether an operation leaves everything as it was; only a `GET` and a `read` promise that. */
export function isReadOnly(operation: Operation): boolean {
  return operation.method === "GET" || operation.transaction === "read";
}

/** The declaration itself, with its input and output types and its fixed words kept. */
export function defineOperation<
  Input extends z.ZodType,
  Output extends z.ZodType,
  const Audience extends Operation["audience"],
  const Transaction extends Operation["transaction"],
  const Transport extends Operation["transport"] = "json",
>(
  operation: Omit<Operation<Input, Output>, "audience" | "transaction" | "transport"> & {
    audience: Audience;
    transaction: Transaction;
    transport?: Transport;
  },
): Operation<Input, Output> & { audience: Audience; transaction: Transaction } {
  return { ...operation, transport: operation.transport ?? "json" };
}
