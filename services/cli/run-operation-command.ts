import { PermanentFailure } from "#services/platform/errors.ts";
import { callOperation } from "./operations/call-operation.ts";
import { requireCredentials } from "./operations/credentials.ts";
import { commandsOf } from "./operations/operation-commands.ts";
import { featureHelp } from "./operations/operation-help.ts";
import { processTerminal } from "./operations/terminal.ts";

/** Runs a command that asks a PageSpace, wherever it runs; resolves with the exit code. */
export async function runOperationCommand([feature = "", ...args]: readonly string[]): Promise<number> {
  const terminal = processTerminal();
  switch (feature) {
    case "login":
      await (await import("./operations/login.ts")).logIn(args, terminal);
      return 0;
    case "logout":
      await (await import("./operations/login.ts")).logOut(terminal);
      return 0;
    case "mcp":
      await (await import("./operations/serve-mcp.ts")).serveMcp(requireCredentials());
      return 0;
    default:
      break;
  }
  const commands = commandsOf(feature);
  if (commands.length === 0) throw new PermanentFailure(`There is no command “${feature}”; see pagespace --help.`);
  const [verb, ...rest] = args;
  if (verb === undefined || verb === "--help" || verb === "-h") {
    terminal.print(featureHelp(feature, commands));
    return 0;
  }
  const command = commands.find((one) => one.verb === verb);
  if (!command) throw new PermanentFailure(`There is no “${feature} ${verb}”; see pagespace ${feature} --help.`);
  await callOperation(command, rest, { credentials: requireCredentials, terminal });
  return 0;
}
