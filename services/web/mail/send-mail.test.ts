import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createLogger } from "#services/platform/logger.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { sendMail } from "#services/web/mail/send-mail.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

const logger = createLogger({ name: "test", level: "silent" });
const mail = { to: "gus@example.org", subject: "Hello", text: "Come in." };

interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly text: string;
}

function portOf(server: Pick<Server, "address">): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server listens on no port.");
  return address.port;
}

/** A mail server that takes mail for one host from whoever signs in. */
async function startMailServer(): Promise<{ readonly host: string; readonly received: Received[] }> {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: false,
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    onAuth: ({ username, password }, _session, done) =>
      password === "sesame" ? done(null, { user: username }) : done(new Error(`Not ${password}.`)),
    onRcptTo: ({ address }, _session, done) =>
      address.endsWith("@example.org") ? done() : done(new Error("Not here.")),
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => void parts.push(part));
      stream.on("end", () => {
        const from = envelope.mailFrom === false ? "" : envelope.mailFrom.address;
        const to = envelope.rcptTo.map(({ address }) => address);
        received.push({ from, to, text: Buffer.concat(parts).toString() });
        done();
      });
    },
  });
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  onTestFinished(() => new Promise<void>((resolve) => server.close(resolve)));
  return { host: `127.0.0.1:${portOf(listening)}`, received };
}

const refusalOf = (url: string, to = mail.to, times = { wholeMs: 5_000, waitMs: 4_000 }) =>
  sendMail({ url, logger, times }, { ...mail, to }).then(
    () => undefined,
    (error: unknown) => error,
  );

describe("a mail", () => {
  it("is handed over to the server with name, password and sender of its address", async () => {
    const { host, received } = await startMailServer();
    await sendMail({ url: `smtp://pages%40example.org:sesame@${host}`, logger }, mail);
    await sendMail({ url: `smtp://pages:sesame@${host}?from=hello@example.org`, logger }, mail);
    expect(received).toMatchObject([
      { from: "pages@example.org", to: [mail.to], text: expect.stringContaining("Come in.") },
      { from: "hello@example.org" },
    ]);
  });

  it("that the server refuses is told of without what the server said or was sent", async () => {
    const { host, received } = await startMailServer();
    const wrong = await refusalOf(`smtp://pages:opensesame@${host}`);
    expect(wrong).toMatchObject({ code: "unavailable", message: expect.stringContaining("does not know this") });
    expect(wrong instanceof Error && `${wrong.stack} ${wrong.cause}`).not.toContain("opensesame");
    const foreign = await refusalOf(`smtp://pages:sesame@${host}`, "gus@elsewhere.example");
    expect(foreign).toMatchObject({ message: expect.stringContaining("does not take mail for this address") });
    expect(received).toEqual([]);
  });

  it("is given up when the server is away, or takes the connection and says nothing", async () => {
    expect(await refusalOf("smtp://127.0.0.1:1")).toMatchObject({
      message: expect.stringContaining("cannot be reached"),
    });
    const silent = createServer((socket) => {
      onTestFinished(() => void socket.destroy());
    }).listen(0, "127.0.0.1");
    await once(silent, "listening");
    onTestFinished(() => void silent.close());
    const url = `smtp://127.0.0.1:${portOf(silent)}`;
    for (const times of [
      { wholeMs: 5_000, waitMs: 200 },
      { wholeMs: 200, waitMs: 5_000 },
    ]) {
      const startedAt = performance.now();
      expect(await refusalOf(url, mail.to, times)).toMatchObject({ message: expect.stringContaining("in time") });
      expect(performance.now() - startedAt).toBeLessThan(2_500);
    }
  });
});

describe("an invite", () => {
  let database: TestDatabase;
  let web: TestWeb;
  let ada: TestPerson;

  beforeAll(async () => {
    database = await createTestDatabase();
    web = await startTestWeb(database.url);
    ada = await web.addPerson("Ada");
  });
  afterAll(async () => {
    await web[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });

  /** Gives the services a mail server for one test. */
  function useMailServer(smtpUrl: string): void {
    const { config } = web.services;
    const before = config.web;
    Object.assign(config, { web: { ...before, smtpUrl } });
    onTestFinished(() => void Object.assign(config, { web: before }));
  }
  async function makeInvite(driveId: string): Promise<string> {
    const { url } = await web.call("invites.create", { driveId, role: "viewer" }, ada);
    return new URL(url).hash.replace("#code=", "");
  }

  it("is mailed with its link, and no name of a drive adds to the head of the mail", async () => {
    const { host, received } = await startMailServer();
    useMailServer(`smtp://pages:sesame@${host}`);
    const driveId = await web.addDrive(ada, "Herons\r\nBcc: eve@example.org");
    const code = await makeInvite(driveId);
    await web.call("invites.mail", { driveId, code, email: "gus@example.org" }, ada);
    expect(received.map(({ to }) => to)).toEqual([["gus@example.org"]]);
    const text = received[0]?.text ?? "";
    expect(text.replaceAll("=\r\n", "")).toContain(code);
    expect(text).not.toMatch(/^Bcc:/im);
    expect((await web.call("sessions.read", {}, ada)).canMail).toBe(true);
  });

  it("works when its mail was not sent, and is mailed by nobody where there is no mail server", async () => {
    const driveId = await web.addDrive(ada);
    const code = await makeInvite(driveId);
    const send = () => web.call("invites.mail", { driveId, code, email: "gus@example.org" }, ada);
    await expect(send()).rejects.toMatchObject({ code: "conflict" });
    useMailServer("smtp://127.0.0.1:1");
    await expect(send()).rejects.toMatchObject({ code: "unavailable" });
    expect(await web.call("invites.read", { code })).toMatchObject({ role: "viewer" });
  });

  it("to another drive, or one that was taken back, is not mailed", async () => {
    const { host, received } = await startMailServer();
    useMailServer(`smtp://pages:sesame@${host}`);
    const [driveId, other] = [await web.addDrive(ada), await web.addDrive(ada)];
    for (const code of [await makeInvite(other), "ps_inv_unknown"]) {
      await expect(web.call("invites.mail", { driveId, code, email: "gus@example.org" }, ada)).rejects.toMatchObject({
        code: "not-found",
      });
    }
    expect(received).toEqual([]);
  });
});
