import type { Readable } from "node:stream";
import type * as z from "zod";
import { limits } from "#services/contracts/limits.ts";
import { type Operation, takesIdempotencyKey } from "#services/contracts/operation.ts";
import type { Actor } from "#services/identity/actor.ts";
import { assertNever, OperationError } from "#services/platform/errors.ts";
import type { CallContext, Download, Once, RequestFacts, ResponseWishes, WebServices } from "#services/web/context.ts";
import { findTag, requireTag } from "#services/web/pages/page-tag.ts";
import { requirePerson, requireReach } from "./actor-reach.ts";
import { checkRequirements, idIn, lockDrivesOf, MovedMeanwhile } from "./check-requirements.ts";
import { describeIssue } from "./describe-issue.ts";
import { callerIdOf, findAnswer, type IdempotentCall, runOnce } from "./idempotency.ts";
import { cachedRights, type Rights, readRights } from "./rights.ts";
import { type TransactionScope, transact } from "./transact.ts";

/** One call of an operation, as a surface hands it over: host, origin, size and address were checked. */
export interface Call {
  readonly rawInput: unknown;
  readonly actor: Actor | undefined;
  readonly request: RequestFacts;
  readonly response: ResponseWishes;
  readonly body: Readable;
  readonly idempotencyKey: string | undefined;
  /** The entity tags one of which the page has to have still. */
  readonly ifMatch?: string | undefined;
}

/** An operation with its handler behind the choke point. */
export interface Implemented {
  readonly operation: Operation;
  /** Parses, checks rights, runs in a transaction, parses the output, publishes; throws OperationError. */
  invoke(services: WebServices, call: Call): Promise<unknown>;
}

function parse<Schema extends z.ZodType>(schema: Schema, raw: unknown): z.output<Schema> {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const details = result.error.issues.map((issue) => ({ path: issue.path.join("."), message: describeIssue(issue) }));
  const first = details[0];
  const what = first?.path ? `“${first.path}” ${first.message}` : (first?.message ?? "it has another shape");
  throw new OperationError("invalid-input", `The request cannot be used: ${what}.`, { details });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** The key of a call that may be retried; an operation that cannot keep the promise refuses it. Reading again does no harm. */
function acceptKey(operation: Operation, key: string | undefined): string | undefined {
  if (key === undefined || operation.method === "GET") return undefined;
  if (!takesIdempotencyKey(operation)) {
    throw new OperationError("invalid-input", "This operation takes no Idempotency-Key.");
  }
  if (key.length < 1 || key.length > limits.idempotencyKeyCharacters) {
    const message = `An Idempotency-Key has 1 to ${limits.idempotencyKeyCharacters} characters.`;
    throw new OperationError("invalid-input", message);
  }
  return key;
}

/** The page whose properties the call changes on a condition; an operation that cannot keep that promise refuses it. */
function acceptCondition(operation: Operation, ifMatch: string | undefined): void {
  if (ifMatch === undefined || operation.method === "GET" || operation.entityTag === "change") return;
  throw new OperationError("invalid-input", "This operation takes no If-Match; nothing was done.");
}

/** Puts a handler behind the single choke point every surface goes through. */
export function implement<Input extends z.ZodType, Output extends z.ZodType>(
  operation: Operation<Input, Output>,
  handler: (context: CallContext<z.output<Input>, Output>) => Promise<z.input<Output> | z.output<Output>>,
): Implemented {
  const name = `${operation.method} ${operation.path}`;

  async function invoke(services: WebServices, call: Call): Promise<unknown> {
    const { actor } = call;
    if (operation.audience !== "public" && !actor) {
      throw new OperationError("unauthenticated", "Sign in to do that.");
    }
    if (actor) requireReach(actor, operation);
    const input = parse(operation.input, call.rawInput);
    const fields = isRecord(input) ? input : {};
    const key = acceptKey(operation, call.idempotencyKey);
    acceptCondition(operation, call.ifMatch);
    const taggedId = operation.entityTag === "change" ? idIn(fields, "pageId") : undefined;
    let etag: string | undefined;

    /** What makes this call happen once, where the caller asked for that. */
    function idempotentCall(also: Readonly<Record<string, unknown>> = {}): IdempotentCall | undefined {
      if (key === undefined || !actor) return undefined;
      return { actorId: callerIdOf(actor), operation: name, key, input: { ...fields, ...also } };
    }
    const once: Once = (tx, also, runOperation) => {
      const idempotent = idempotentCall(also);
      return idempotent ? runOnce(tx, idempotent, runOperation) : runOperation();
    };

    async function check(rightsOf: (userId: string) => Rights): Promise<void> {
      if (actor) await checkRequirements(rightsOf(actor.userId), actor, { operation, input: fields });
    }

    async function run(scope: TransactionScope | undefined): Promise<unknown> {
      const result: unknown = await handler({
        input,
        get actor() {
          if (!actor) throw new OperationError("unauthenticated", "Sign in to do that.");
          return actor;
        },
        get session() {
          return requirePerson(actor);
        },
        visitor: actor,
        get tx() {
          if (!scope) throw new Error(`${name} declares no transaction`);
          return scope.tx;
        },
        services,
        request: call.request,
        response: call.response,
        body: call.body,
        once,
        publish: (...event) => requireScope(scope, name).publish(...event),
        documentGrew: (...grown) => requireScope(scope, name).documentGrew(...grown),
        rightsChanged: (...subjectIds) => requireScope(scope, name).rightsChanged(...subjectIds),
        commit: async (work) => {
          if (operation.transaction !== "late") throw new Error(`${name} declares no late transaction`);
          const answer = await transactOnce(async (own) => {
            await check((userId) => readRights(own.tx, userId));
            return parseOutput(operation.output, await work(own));
          });
          return parseOutput(operation.output, answer);
        },
      });
      return operation.transport === "download" ? result : parseOutput(operation.output, result);
    }
    function tellTag<Answer>(answer: Answer): Answer {
      if (etag !== undefined) call.response.setEntityTag(etag);
      return answer;
    }
    function transactOnce(work: (scope: TransactionScope) => Promise<unknown>): Promise<unknown> {
      return transact(services, (scope) => once(scope.tx, {}, () => work(scope)), actor);
    }
    async function checkAndRun(scope: TransactionScope): Promise<unknown> {
      if (operation.changesShape) await lockDrivesOf(scope.tx, fields);
      await check((userId) => readRights(scope.tx, userId));
      if (taggedId === undefined) return run(scope);
      if (call.ifMatch !== undefined) await requireTag(scope.tx, taggedId, call.ifMatch);
      const answer = await run(scope);
      etag = await findTag(scope.tx, taggedId);
      return answer;
    }

    switch (operation.transaction) {
      case "none":
        await check((userId) => readRights(services.db, userId));
        return run(undefined);
      case "read":
        await check((userId) => cachedRights(services, userId));
        return run(undefined);
      case "late": {
        const idempotent = idempotentCall();
        const earlier = idempotent && (await findAnswer(services.db, idempotent));
        if (earlier !== undefined) return parseOutput(operation.output, earlier);
        await check((userId) => readRights(services.db, userId));
        return run(undefined);
      }
      case "write":
        return tellTag(await beginAgainWhereMoved(() => transactOnce(checkAndRun)));
      default:
        return assertNever(operation.transaction);
    }
  }
  return { operation, invoke };
}

/** More than moves of one page between drives come at once. */
const attemptsAtMost = 10;

async function beginAgainWhereMoved<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof MovedMeanwhile) || attempt === attemptsAtMost) throw error;
    }
  }
}

function requireScope(scope: TransactionScope | undefined, name: string): TransactionScope {
  if (!scope) throw new Error(`${name} declares no transaction`);
  return scope;
}

function parseOutput<Schema extends z.ZodType>(schema: Schema, result: unknown): z.output<Schema> {
  const parsed = schema.safeParse(result);
  if (!parsed.success)
    throw new Error("An operation's output has another shape than declared.", { cause: parsed.error });
  return parsed.data;
}

/** Whether a result is passed on as bytes. */
export function isDownload(value: unknown): value is Download {
  return typeof value === "object" && value !== null && "status" in value && "headers" in value && "body" in value;
}
