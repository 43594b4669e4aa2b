import { getColumns } from "drizzle-orm";
import type { FastifyInstance, InjectOptions } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { includesLevel } from "#services/contracts/access-levels.ts";
import { catalogue } from "#services/contracts/catalogue.ts";
import type { Operation, Requirement } from "#services/contracts/operation.ts";
import { driveMembers, drives, invites } from "#services/database/schema/drives.ts";
import { favorites } from "#services/database/schema/favorites.ts";
import { idempotencyKeys, pagePermissions, pages } from "#services/database/schema/pages.ts";
import { passwordResets, users } from "#services/database/schema/people.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { createWebServer } from "#services/web/server.ts";
import { readRefusal } from "#services/web/testing/read-refusal.ts";
import { asPerson, fieldsFitting, requestFor } from "#services/web/testing/request-for.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

const operations: readonly (readonly [string, Operation])[] = Object.entries(catalogue);
const withRights = operations.filter(([, { requires }]) => requires.length > 0);
const secretive = operations.filter(([, { secretOutput }]) => secretOutput);

let database: TestDatabase;
let web: TestWeb;
let app: FastifyInstance;
let ada: TestPerson;
let viewer: TestPerson;
let stranger: TestPerson;
/** What every operation could be asked about the one page of a drive of Ada's. */
let fitting: Readonly<Record<string, unknown>>;

beforeAll(async () => {
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  app = await createWebServer(web.services);
  ada = await web.addPerson("Ada");
  viewer = await web.addPerson("Vera");
  stranger = await web.addPerson("Stan");
  const driveId = await web.addDrive(ada);
  await web.addMember(driveId, viewer, "viewer");
  const page = await web.call("pages.create", { driveId, type: "document", title: "Page" }, ada);
  fitting = {
    driveId,
    pageId: page.id,
    parentId: page.id,
    parentIds: [page.id],
    pageIds: [page.id],
    driveIds: [driveId],
    scope: "read",
    type: "folder",
    title: "x",
    icon: "🦆",
    isTemplate: true,
    isFullWidth: true,
    isLocked: false,
    cover: null,
    name: "x",
    role: "viewer",
    level: "view",
    isRestricted: true,
    permissionId: createId(),
    linkId: createId(),
    tagId: createId(),
    inviteId: createId(),
    userId: viewer.actor.userId,
    markdown: "x",
    query: "x",
    code: "x",
    email: "gus@example.org",
  };
});
afterAll(async () => {
  await app.close();
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const refusalOf = (request: InjectOptions) => readRefusal(app, request);

/** The fields of the input whose rights a requirement asks for. */
function fieldsOf(requirement: Requirement): string[] {
  switch (requirement.kind) {
    case "page":
    case "drive":
    case "trashed-drive":
      return [requirement.field];
    case "place":
      return [requirement.parent, requirement.drive, requirement.page].filter((field) => field !== undefined);
    case "server":
      return [];
  }
}

function asksMoreThanView(operation: Operation): boolean {
  return operation.requires.some((one) => {
    // What lies in a trash is there for its owner alone: for others it is not found.
    if (one.kind === "trashed-drive") return false;
    return one.kind === "server" || !includesLevel("view", one.level);
  });
}

/** What a refused call could have changed; when a page was last edited is written in the background too. */
async function readState(): Promise<unknown> {
  const { updatedAt: _, ...columns } = getColumns(pages);
  return Promise.all([
    web.db.select().from(drives).orderBy(drives.id),
    web.db.select(columns).from(pages).orderBy(pages.id),
    web.db.select().from(driveMembers).orderBy(driveMembers.driveId, driveMembers.userId),
    web.db.$count(invites),
    web.db.select().from(users).orderBy(users.id),
    web.db.$count(passwordResets),
    web.db.$count(favorites),
    web.db.select().from(pagePermissions).orderBy(pagePermissions.id),
    web.db.$count(idempotencyKeys),
  ]);
}

describe("every operation", () => {
  it("is looked at", () => {
    expect(operations.length).toBeGreaterThan(25);
    expect(withRights.length).toBeGreaterThan(15);
    expect(secretive.length).toBeGreaterThan(1);
  });

  it("has a route and a tool name of its own, and a summary that starts with a verb", () => {
    const routes = operations.map(([, { method, path }]) => `${method} ${path.replace(/\{\w+\}/g, "{}")}`);
    const tools = operations.map(([name]) => name.replace(".", "_"));
    expect(new Set(routes).size).toBe(operations.length);
    expect(new Set(tools).size).toBe(operations.length);
    for (const [name, { summary }] of operations) {
      expect(summary, name).toMatch(/^[A-Z][a-z]+ .*\.$/);
      expect(name, name).toMatch(/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/);
    }
  });

  it.each(operations.filter(([, { audience }]) => audience !== "public"))(
    "%s refuses someone who is not signed in",
    async (_name, operation) => {
      const refusal = await refusalOf(requestFor(operation, { ...fitting, sessionId: "current", tokenId: createId() }));
      expect(refusal).toEqual({ status: 401, code: "unauthenticated" });
    },
  );

  it.each(operations.filter(([, { input }]) => !input.safeParse({}).success))(
    "%s refuses input of another shape",
    async (_name, operation) => {
      const wrong = {
        pageId: "nonsense",
        driveId: "nonsense",
        sessionId: "nonsense",
        tokenId: "nonsense",
        code: 7,
        streams: "no",
        query: "",
      };
      const refusal = await refusalOf(asPerson(ada, requestFor(operation, wrong)));
      expect(refusal).toEqual({ status: 400, code: "invalid-input" });
    },
  );

  it.each(withRights)("%s tells a stranger nothing about what they may not see", async (name, operation) => {
    const refusal = await refusalOf(asPerson(stranger, requestFor(operation, fieldsFitting(name, fitting))));
    // What is the owner's of the installation is no secret, only theirs to do.
    const isForOwner = operation.requires.every(({ kind }) => kind === "server");
    expect(refusal).toEqual(isForOwner ? { status: 403, code: "forbidden" } : { status: 404, code: "not-found" });
  });

  it.each(withRights.filter(([, operation]) => asksMoreThanView(operation)))(
    "%s refuses a viewer, and nothing changes",
    async (name, operation) => {
      const before = await readState();
      const refusal = await refusalOf(asPerson(viewer, requestFor(operation, fieldsFitting(name, fitting))));
      expect(refusal).toEqual({ status: 403, code: "forbidden" });
      expect(await readState()).toEqual(before);
    },
  );

  it.each(
    withRights.flatMap(([name, operation]) =>
      [...new Set(operation.requires.flatMap(fieldsOf))].map((field) => ({ name, operation, field })),
    ),
  )("$name finds nothing by a $field that does not exist, and nothing changes", async ({ name, operation, field }) => {
    const before = await readState();
    const missing = Array.isArray(fitting[field]) ? [createId()] : createId();
    const fields = { ...fieldsFitting(name, fitting), [field]: missing };
    const refusal = await refusalOf(asPerson(ada, requestFor(operation, fields)));
    expect(refusal).toEqual({ status: 404, code: "not-found" });
    expect(await readState()).toEqual(before);
  });

  it.each(secretive)("%s keeps its secret out of what is stored for an Idempotency-Key", async (_name, operation) => {
    const before = await readState();
    const request = asPerson(ada, requestFor(operation, fitting));
    const refusal = await refusalOf({ ...request, headers: { ...request.headers, "idempotency-key": "once" } });
    expect(refusal).toEqual({ status: 400, code: "invalid-input" });
    expect(await readState()).toEqual(before);
  });
});

describe("an installation without an owner", () => {
  it("answers every operation but the one that makes the owner with what is to be done", async () => {
    await using empty = await createTestDatabase();
    await using fresh = await startTestWeb(empty.url);
    await using server = await createWebServer(fresh.services);
    for (const [name, operation] of operations) {
      const fields = { ...fitting, sessionId: "current", code: "x".repeat(20), email: "ada@example.org" };
      const refusal = await readRefusal(server, requestFor(operation, { ...fields, password: "a long password" }));
      const isSetup = name === "setup.createOwner";
      expect(refusal, name).toEqual(
        isSetup ? { status: 403, code: "forbidden" } : { status: 428, code: "setup-required" },
      );
    }
  });
});
