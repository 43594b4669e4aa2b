import { setTimeout } from "node:timers/promises";
import { OperationError } from "#services/platform/errors.ts";
import type { Logger } from "#services/platform/logger.ts";

/** How long handing a mail over may take altogether, and any wait for the server within, in milliseconds. */
const usualTimes = { wholeMs: 15_000, waitMs: 8_000 };

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface MailServer {
  /** With name and password; the sender in `from`. */
  readonly url: string;
  readonly logger: Logger;
  readonly times?: typeof usualTimes;
}

function senderOf(url: URL): string {
  const user = decodeURIComponent(url.username);
  return url.searchParams.get("from") ?? (user.includes("@") ? user : `pagespace@${url.hostname}`);
}

/** Hands a mail over to the server; throws `unavailable` with what was not done when it refuses or takes too long. */
export async function sendMail({ url, logger, times = usualTimes }: MailServer, mail: Mail): Promise<void> {
  const { createTransport } = await import("nodemailer");
  const address = new URL(url);
  const { waitMs, wholeMs } = times;
  const isSecure = address.protocol === "smtps:";
  const [user, pass] = [decodeURIComponent(address.username), decodeURIComponent(address.password)];
  const transport = createTransport({
    // Beside a `url` the library would overlook everything else.
    host: address.hostname.replace(/^\[|\]$/g, ""),
    port: Number(address.port) || (isSecure ? 465 : 587),
    secure: isSecure,
    ...(user === "" ? {} : { auth: { user, pass } }),
    connectionTimeout: waitMs,
    greetingTimeout: waitMs,
    dnsTimeout: waitMs,
    socketTimeout: waitMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const finished = new AbortController();
  try {
    const sent = transport.sendMail({ ...mail, from: { name: "PageSpace", address: senderOf(address) } });
    const late = setTimeout(wholeMs, undefined, { signal: finished.signal }).then(() => {
      throw Object.assign(new Error("The mail server took too long."), { code: "ETIMEDOUT" });
    });
    // The one that comes second is told to nobody any more.
    for (const either of [sent, late]) either.catch(() => undefined);
    await Promise.race([sent, late]);
  } catch (error) {
    // The answer of a server may repeat what it was sent: only its code is kept.
    logger.warn({ code: codeIn(error) }, "a mail could not be handed over");
    throw new OperationError("unavailable", `The mail was not sent: ${reasonOf(codeIn(error))}.`);
  } finally {
    finished.abort();
    transport.close();
  }
}

function codeIn(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "unknown";
}

function reasonOf(code: string): string {
  switch (code) {
    case "ETIMEDOUT":
      return "the mail server did not answer in time";
    case "EENVELOPE":
    case "EMESSAGE":
      return "the mail server does not take mail for this address";
    case "EAUTH":
      return "the mail server does not know this PageSpace";
    default:
      return "the mail server cannot be reached";
  }
}
