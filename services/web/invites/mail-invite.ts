import { OperationError } from "#services/platform/errors.ts";
import { sendMail } from "#services/web/mail/send-mail.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { requireOpenInvite } from "./read-invite.ts";

export const mailInvite: Handler<"invites.mail"> = async ({ input, actor, services, request }) => {
  const { smtpUrl, publicUrl } = services.config.web;
  if (smtpUrl === undefined) {
    throw new OperationError("conflict", "This PageSpace sends no mail; copy the link and send it yourself.");
  }
  const invite = await requireOpenInvite(services.db, input.code);
  if (invite.driveId !== input.driveId.toLowerCase()) {
    throw new OperationError("not-found", "This invite does not lead to this drive.");
  }
  const [inviter, drive] = [oneLine(actor.name), oneLine(invite.driveName)];
  const until = invite.expiresAt === null ? "" : ` It works until ${invite.expiresAt.toUTCString()}.`;
  const url = `${publicUrl ?? request.origin}/invite#code=${input.code}`;
  await sendMail(
    { url: smtpUrl, logger: services.logger },
    {
      to: input.email,
      subject: `${inviter} invites you to “${drive}”`,
      text: `${inviter} invites you to “${drive}” on PageSpace.\n\nOpen this link to join:\n${url}\n\nWhoever has the link can join.${until}\n`,
    },
  );
  return {};
};

/** Names may hold what would begin another line. */
function oneLine(text: string): string {
  return text.replace(/\s+/gu, " ");
}
