import { parseArgs } from "node:util";
import * as z from "zod";
import type { Operation } from "#services/contracts/operation.ts";
import { messageOf, PermanentFailure } from "#services/platform/errors.ts";
import { flagsOf, type OperationFlag, positionalFieldsOf } from "./operation-flags.ts";
import type { Terminal } from "./terminal.ts";

/** What a command line says about one call. */
export interface CommandLine {
  readonly input: Readonly<Record<string, unknown>>;
  readonly output: "table" | "json";
  readonly idempotencyKey: string | undefined;
  /** The file to upload, or where a download goes; `-` is standard input or output. */
  readonly file: string | undefined;
  readonly isHelpAsked: boolean;
}

/** Flags beside those of the fields; no field may be called so. */
export const ownFlags = ["json", "output", "idempotency-key", "file", "help"] as const;

const Values = z.object({
  json: z.string().optional(),
  output: z.enum(["table", "json"], "--output is table or json.").default("table"),
  "idempotency-key": z.string().optional(),
  file: z.string().optional(),
  help: z.boolean().default(false),
});

const JsonInput = z.record(z.string(), z.unknown());

function parse(operation: Operation, args: readonly string[]) {
  const options = Object.fromEntries(
    flagsOf(operation).map(({ flag, kind }) => [
      flag,
      { type: kind === "boolean" ? ("boolean" as const) : ("string" as const), multiple: kind === "list" },
    ]),
  );
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      allowNegative: true,
      options: {
        ...options,
        json: { type: "string" },
        output: { type: "string" },
        "idempotency-key": { type: "string" },
        file: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    const [sentence] = messageOf(error).split(". ");
    throw new PermanentFailure(`${sentence}; see --help.`, { cause: error });
  }
}

/** Reads a command line and, where it says so, standard input; throws a sentence where it cannot be meant. */
export async function readInput(
  operation: Operation,
  args: readonly string[],
  terminal: Terminal,
): Promise<CommandLine> {
  const parsed = parse(operation, args);
  const values: Readonly<Record<string, unknown>> = parsed.values;
  const own = Values.safeParse(values);
  if (!own.success) throw new PermanentFailure(own.error.issues[0]?.message ?? "See --help.");
  const isHelpAsked = own.data.help;
  if (isHelpAsked) return { input: {}, output: "table", idempotencyKey: undefined, file: undefined, isHelpAsked };
  const once = readOnce(terminal);
  const input: Record<string, unknown> = own.data.json === undefined ? {} : await readJson(own.data.json, once);
  for (const flag of flagsOf(operation)) {
    const given = values[flag.flag];
    if (given !== undefined) input[flag.field] = await readValue(flag, given, once);
  }
  const names = positionalFieldsOf(operation).filter((field) => input[field] === undefined);
  const words = [...parsed.positionals];
  for (const name of names) {
    const word = words.shift();
    if (word !== undefined) input[name] = word;
  }
  const file = own.data.file ?? (operation.transport === "json" ? undefined : words.shift());
  if (words.length > 0) throw new PermanentFailure(`“${words[0]}” is one word too many; see --help.`);
  return { input, output: own.data.output, idempotencyKey: own.data["idempotency-key"], file, isHelpAsked };
}

type ReadOnce = (flag: string) => Promise<string>;

/** Standard input is one text: a second flag cannot have it too. */
function readOnce(terminal: Terminal): ReadOnce {
  let taken: string | undefined;
  return (flag) => {
    if (taken !== undefined) throw new PermanentFailure(`Only one of --${taken} and --${flag} can be standard input.`);
    taken = flag;
    return terminal.readAll();
  };
}

async function readJson(text: string, once: ReadOnce): Promise<Record<string, unknown>> {
  const json = text === "-" ? await once("json") : text;
  try {
    return JsonInput.parse(JSON.parse(json));
  } catch (cause) {
    throw new PermanentFailure("What --json gives is not a JSON object.", { cause });
  }
}

async function readValue(flag: OperationFlag, given: unknown, once: ReadOnce): Promise<unknown> {
  if (flag.kind === "boolean") return given;
  if (flag.kind === "list") {
    const words = z.array(z.string()).parse(given);
    if (flag.isNullable && words.length === 1 && words[0] === "null") return null;
    return words.map((word) => (word === "null" ? null : word));
  }
  const text = z.string().parse(given);
  if (flag.isNullable && text === "null") return null;
  if (flag.isSecret && text !== "-") {
    throw new PermanentFailure(
      `--${flag.flag} would be seen by others on this machine; write --${flag.flag} - and give it on standard input.`,
    );
  }
  const said = text === "-" ? await once(flag.flag) : text;
  if (flag.isSecret) return said.trimEnd();
  if (flag.kind === "text") return said;
  if (flag.kind === "number") return readNumber(flag, said);
  try {
    return z.json().parse(JSON.parse(said));
  } catch (cause) {
    throw new PermanentFailure(`--${flag.flag} is not JSON.`, { cause });
  }
}

function readNumber(flag: OperationFlag, text: string): number {
  const number = Number(text);
  if (text.trim() === "" || !Number.isFinite(number)) throw new PermanentFailure(`--${flag.flag} is not a number.`);
  return number;
}
