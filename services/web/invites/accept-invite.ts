import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
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
import { requireActive } from "#services/web/people/require-active.ts";
import { describePerson } from "#services/web/sessions/describe-person.ts";
import { createHomeDrive } from "#services/web/setup/create-home-drive.ts";
import { type Invite, requireOpenInvite, usedUp } from "./read-invite.ts";

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
  requireActive(known);
  await clearSignInFailures(services.db, attempt);
  return { id: known.id, name: known.name, email: known.email };
}

async function join(scope: TransactionScope, code: string, joiner: Joiner): Promise<string> {
  const { tx } = scope;
  const invite = await requireOpenInvite(tx, code);
  if (joiner.passwordHash !== undefined) {
    const { id, name, email, passwordHash } = joiner;
    await tx.insert(users).values({ id, name, email, passwordHash });
    await createHomeDrive(scope, id);
  }
  await enter(scope, invite, joiner.id);
  return invite.driveId;
}

/** Takes a place in the drive by an invite. A member keeps theirs and leaves the link to somebody else; a guest gets the better one. */
async function enter({ tx, publish, rightsChanged }: TransactionScope, invite: Invite, userId: string): Promise<void> {
  const { driveId, role } = invite;
  const target = [driveMembers.driveId, driveMembers.userId];
  const entered = await tx
    .insert(driveMembers)
    .values({ driveId, userId, role })
    .onConflictDoUpdate({
      target,
      set: { role },
      setWhere: sql`${driveMembers.role} = 'guest' AND excluded.role <> 'guest'`,
    })
    .returning({ isNew: sql<boolean>`xmax = 0` });
  if (entered.length === 0) return;
  const isLeft = or(isNull(invites.maxUses), lt(invites.uses, invites.maxUses));
  const taken = await tx
    .update(invites)
    .set({ uses: sql`${invites.uses} + 1`, acceptedAt: sql`now()`, acceptedBy: userId })
    .where(and(eq(invites.id, invite.id), isLeft))
    .returning({ id: invites.id });
  if (taken.length === 0) throw usedUp();
  rightsChanged(driveId, userId);
  const type = entered[0]?.isNew ? ("member.added" as const) : ("member.changed" as const);
  const event = { type, actorId: userId, driveId, userId, role };
  publish(driveId, event);
  publish(userId, event);
}

export const acceptInvite: Handler<"invites.accept"> = async ({ input, visitor, services, request, response }) => {
  await requireOpenInvite(services.db, input.code);
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
