import { takesIdempotencyKey } from "#services/contracts/operation.ts";
import { type OperationCommand, operationCommands, toKebab } from "./operation-commands.ts";
import { flagsOf, type OperationFlag, positionalFieldsOf } from "./operation-flags.ts";

function columns(lines: readonly (readonly [string, string])[]): string {
  const width = Math.max(0, ...lines.map(([left]) => left.length));
  return lines.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`.trimEnd()).join("\n");
}

/** What every feature is, for `pagespace --help`. */
export function featureLines(): string {
  const features = Map.groupBy(operationCommands, ({ feature }) => feature);
  return columns([...features].map(([feature, commands]) => [feature, commands.map(({ verb }) => verb).join(", ")]));
}

/** What `pagespace <feature> --help` prints. */
export function featureHelp(feature: string, commands: readonly OperationCommand[]): string {
  return [
    `Usage: pagespace ${feature} <verb> [options]`,
    "",
    columns(commands.map(({ verb, operation }) => [verb, operation.summary])),
    "",
    `See pagespace ${feature} <verb> --help for the options of each.`,
  ].join("\n");
}

function placeholderOf(flag: OperationFlag): string {
  if (flag.isSecret) return "-";
  if (flag.choices.length > 0) return flag.choices.join("|");
  const word = { text: "<text>", number: "<number>", boolean: "", list: "<text>…", json: "<json>" }[flag.kind];
  return flag.isNullable ? `${word}|null` : word;
}

function usageOf(flag: OperationFlag): string {
  return flag.kind === "boolean" ? `--[no-]${flag.flag}` : `--${flag.flag} ${placeholderOf(flag)}`;
}

function noteOf(flag: OperationFlag): string {
  const notes = [flag.description, flag.isRequired ? "Needed." : "", flag.isSecret ? "Read from standard input." : ""];
  return notes.filter((note) => note !== "").join(" ");
}

/** What `pagespace <feature> <verb> --help` prints. */
export function commandHelp({ feature, verb, operation }: OperationCommand): string {
  const words = positionalFieldsOf(operation).map((field) => `<${toKebab(field)}>`);
  if (operation.transport === "upload") words.push("<file>");
  if (operation.transport === "download") words.push("[<file>]");
  const own: (readonly [string, string])[] = [
    ["--json <object>", "The whole input as JSON, “-” from standard input; flags win over it."],
    ["--output table|json", "How the answer is printed; a table by default."],
  ];
  if (operation.transport === "upload") own.push(["--file <path>", "What to upload, “-” for standard input."]);
  if (operation.transport === "download")
    own.push(["--file <path>", "Where to write it; left out or “-”: standard output."]);
  if (takesIdempotencyKey(operation))
    own.push(["--idempotency-key <key>", "Asked again with the same key, it happens once."]);
  return [
    `Usage: ${["pagespace", feature, verb, ...words].join(" ")} [options]`,
    "",
    operation.summary,
    "",
    columns([...flagsOf(operation).map((flag) => [usageOf(flag), noteOf(flag)] as const), ...own]),
    "",
    "“-” as the value of a text reads it from standard input; a value that begins with a dash is written --flag=-value.",
  ].join("\n");
}
