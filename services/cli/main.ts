#!/usr/bin/env node
import { parseArgs } from "node:util";
import { ApiError } from "#services/client/api-error.ts";
import { messageOf, PermanentFailure } from "#services/platform/errors.ts";
import { help } from "./help.ts";
import { type ServeFlags, serve } from "./serve.ts";

/** Runs the command on the command line; resolves with the exit code. */
async function run(argumentsGiven: readonly string[]): Promise<number> {
  const [first] = argumentsGiven;
  // Words of features are known without a list of them: every other command is named here.
  const isOwn =
    first === undefined || first.startsWith("-") || ["help", "serve", "migrate", "setup-code"].includes(first);
  if (!isOwn) return (await import("./run-operation-command.ts")).runOperationCommand(argumentsGiven);
  const { values, positionals } = parseCommandLine(argumentsGiven);
  const [command, ...rest] = positionals;
  if (rest.length > 0) throw new PermanentFailure(`“${rest[0]}” is one word too many; see pagespace --help.`);
  if (values.help || command === undefined || command === "help") {
    const { featureLines } = await import("./operations/operation-help.ts");
    console.log(help(featureLines()));
    return 0;
  }
  switch (command) {
    case "serve":
      return serve(readServeFlags(values));
    case "migrate":
      return (await import("./migrate.ts")).migrate();
    case "setup-code":
      return (await import("./setup-code.ts")).printSetupCode(values["data-dir"]);
    default:
      throw new PermanentFailure(`There is no command “${command}”; see pagespace --help.`);
  }
}

function parseCommandLine(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: "boolean", short: "h", default: false },
        "data-dir": { type: "string" },
        host: { type: "string" },
        port: { type: "string" },
        services: { type: "string" },
        open: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    const [sentence] = messageOf(error).split(". ");
    throw new PermanentFailure(`${sentence}; see pagespace --help.`, { cause: error });
  }
}

function readServeFlags(values: ReturnType<typeof parseCommandLine>["values"]): ServeFlags {
  return {
    dataDirectory: values["data-dir"],
    host: values.host,
    port: values.port,
    services: values.services,
    isOpening: values.open,
  };
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const isSentence = error instanceof PermanentFailure || error instanceof ApiError;
  console.error(isSentence ? error.message : `PageSpace stopped: ${messageOf(error)}`);
  process.exitCode = 1;
}
