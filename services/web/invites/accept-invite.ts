import { and, eq, isNull, sql } from "drizzle-orm";
import type { ParsedInput } from "#services/contracts/catalogue.ts";
import { driveMembers, invites } from "#services/database/schema/drives.ts";
import { users } from "#services/database/schema/people.ts";
import { hashPassword, verifyPassword } from "#services/identity/passwords.ts";
import { createSession } from "#services/identity/sessions.ts";
import { beginSignIn, clearSignInFailures } from "#services/identity/sign-in-lock.ts";
import { codeOf, OperationError, rootCodeOf } from "#services/platform/errors.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import type { RequestFacts, WebServices } from "#services/web/context.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { type TransactionScope, transact } from "#services/web/operations/transact.ts";
import { describePerson } from "#services/web/sessions/describe-person.ts";
import { createHomeDrive } from "#services/web/setup/create-home-drive.ts";
import { findInvite, unknownInvite } from "./read-invite.ts";

const uniqueViolation = "23505";

interface Joiner {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  /** Set for a person who is made by joining. */
  readonly passwordHash?: string;
}

/** Who joins: a new person, or one whose account and password are proven right. */
async function identifyJoiner(
  services: WebServices,
  request: RequestFacts,
  input: ParsedInput<"invites.accept">,
): Promise<Joiner> {
  const { email, password } = input;
  if (email === undefined || password === undefined) {
    throw new OperationError("invalid-input", "Give an e-mail and a password, or sign in first.");
  }
  const [known] = await services.db.select().from(users).where(sql`lower(${users.email}) = lower(${email})`);
  if (!known) {
    if (input.name === undefined) throw new OperationError("invalid-input", "Give the name others shall see.");
    return { id: createId(), name: input.name, email, passwordHash: await hashPassword(password) };
  }
  const attempt = { email, address: request.address };
  await beginSignIn(services.db, attempt, request.signal);
  if (!(await verifyPassword(known.passwordHash, password))) {
    throw new OperationError("unauthenticated", "There is an account with this e-mail; its password is another one.");
  }
  await clearSignInFailures(services.db, attempt);
  return { id: known.id, name: known.name, email: known.email };
}

async function join(scope: TransactionScope, code: string, joiner: Joiner): Promise<string> {
  const { tx, publish, rightsChanged } = scope;
  const invite = await findInvite(tx, code);
  if (!invite) throw unknownInvite();
  if (joiner.passwordHash !== undefined) {
    const { id, name, email, passwordHash } = joiner;
    await tx.insert(users).values({ id, name, email, passwordHash });
    await createHomeDrive(scope, id);
  }
  const { driveId, role } = invite;
  const added = await tx
    .insert(driveMembers)
    .values({ driveId, userId: joiner.id, role })
    .onConflictDoNothing()
    .returning({ userId: driveMembers.userId });
  // Who is in already leaves the link to somebody else.
  if (added.length === 0) return driveId;
  const taken = await tx
    .update(invites)
    .set({ acceptedAt: sql`now()`, acceptedBy: joiner.id })
    .where(and(eq(invites.id, invite.id), isNull(invites.acceptedAt)))
    .returning({ id: invites.id });
  if (taken.length === 0) throw unknownInvite();
  rightsChanged(driveId, joiner.id);
  const event = { type: "member.added", actorId: joiner.id, driveId, userId: joiner.id, role } as const;
  publish(driveId, event);
  publish(joiner.id, event);
  return driveId;
}

export const acceptInvite: Handler<"invites.accept"> = async ({ input, visitor, services, request, response }) => {
  const invite = await findInvite(services.db, input.code);
  if (!invite) throw unknownInvite();
  const isForVisitor = visitor !== undefined && input.email === undefined;
  const joiner = isForVisitor
    ? { id: visitor.userId, name: visitor.name, email: visitor.email }
    : await identifyJoiner(services, request, input);
  try {
    const { driveId, session } = await transact(services, async (scope) => ({
      driveId: await join(scope, input.code, joiner),
      session: isForVisitor
        ? undefined
        : await createSession(scope.tx, { userId: joiner.id, userAgent: request.userAgent }),
    }));
    if (session) response.setSession(session.token);
    return { user: describePerson(joiner), driveId };
  } catch (error) {
    if ((rootCodeOf(error) ?? codeOf(error)) !== uniqueViolation) throw error;
    throw new OperationError("conflict", "Someone has just signed up with this e-mail; try again.", { cause: error });
  }
};
