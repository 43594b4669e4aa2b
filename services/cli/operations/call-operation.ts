import { createReadStream, createWriteStream, existsSync, rmSync } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { sendRequest } from "#services/client/send-request.ts";
import { takesIdempotencyKey } from "#services/contracts/operation.ts";
import { messageOf, PermanentFailure } from "#services/platform/errors.ts";
import { type Credentials, isProgramToken, notSignedIn } from "./credentials.ts";
import { formatTable } from "./format-output.ts";
import type { OperationCommand } from "./operation-commands.ts";
import { flagsOf } from "./operation-flags.ts";
import { commandHelp } from "./operation-help.ts";
import { type CommandLine, readInput } from "./read-input.ts";
import type { Terminal } from "./terminal.ts";

/** Where a command is asked, and by whom. */
export interface Calling {
  /** Throws a sentence where nobody is signed in. */
  readonly credentials: () => Credentials;
  readonly terminal: Terminal;
}

/** Calls an operation as the command line says; throws `ApiError` or a sentence. */
export async function callOperation(
  command: OperationCommand,
  args: readonly string[],
  { credentials, terminal }: Calling,
): Promise<void> {
  const line = await readInput(command.operation, args, terminal);
  if (line.isHelpAsked) return terminal.print(commandHelp(command));
  const { operation } = command;
  const input = withFileName(operation.transport, line);
  const missing = flagsOf(operation).filter(({ field, isRequired }) => isRequired && input[field] === undefined);
  if (missing.length > 0) {
    const flags = missing.map(({ flag }) => `--${flag}`).join(", ");
    throw new PermanentFailure(
      `${flags} ${missing.length === 1 ? "is" : "are"} missing; see pagespace ${command.feature} ${command.verb} --help.`,
    );
  }
  if (line.idempotencyKey !== undefined && !takesIdempotencyKey(operation)) {
    throw new PermanentFailure("This command takes no --idempotency-key.");
  }
  const { origin, token } = credentials();
  if (token === undefined && operation.audience !== "public") throw notSignedIn();
  const isForToken = token !== undefined && !(operation.audience === "public" && isProgramToken(token));
  const answer = await sendRequest({
    origin,
    route: operation,
    input,
    headers: isForToken ? { authorization: `Bearer ${token}` } : {},
    idempotencyKey: line.idempotencyKey,
    ...(operation.transport === "upload" ? { bytes: await openFile(line, terminal) } : {}),
  });
  if (operation.transport === "download") return saveBytes(answer, line.file, terminal);
  const output: unknown = await answer.json();
  terminal.print(line.output === "json" ? JSON.stringify(output, null, 2) : formatTable(output));
}

/** An upload is named as the file is, unless it is named otherwise. */
function withFileName(transport: string, { input, file }: CommandLine): Readonly<Record<string, unknown>> {
  if (transport !== "upload" || input["name"] !== undefined || file === undefined || file === "-") return input;
  return { ...input, name: path.basename(file) };
}

async function openFile({ file }: CommandLine, terminal: Terminal): Promise<ReadableStream> {
  if (file === undefined) throw new PermanentFailure("Say which file to upload, or “-” for standard input.");
  if (file === "-") return Readable.toWeb(Readable.from(terminal.input));
  const isFile = await stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isFile) throw new PermanentFailure(`${file} is no file that can be read; nothing was uploaded.`);
  return Readable.toWeb(createReadStream(file));
}

async function saveBytes(answer: Response, file: string | undefined, terminal: Terminal): Promise<void> {
  const bytes = Readable.fromWeb(answer.body ?? new ReadableStream());
  if (file === undefined || file === "-") return pipeline(bytes, terminal.output, { end: false });
  if (existsSync(file)) {
    bytes.destroy();
    throw new PermanentFailure(`${file} is there already; nothing was overwritten.`);
  }
  try {
    await pipeline(bytes, createWriteStream(file, { flags: "wx" }));
  } catch (cause) {
    rmSync(file, { force: true });
    throw new PermanentFailure(`${file} was not saved: ${messageOf(cause)}.`, { cause });
  }
  terminal.print(`Saved as ${file}.`);
}
