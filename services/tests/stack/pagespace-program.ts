import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { processEnvironment } from "#services/platform/config.ts";

export const repository = path.join(import.meta.dirname, "../../..");

/** The program `pagespace` of the build, as words of a command line. */
export const pagespaceProgram = [process.execPath, path.join(repository, "dist/services/cli.js")] as const;

/** The environment a user would start it in. */
export function programEnvironment(changes: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  return { ...processEnvironment(), npm_lifecycle_event: "", ...changes };
}

/** How a program went that ended by itself. */
export interface ProgramEnd {
  readonly exitCode: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs `pagespace` with these words until it ends by itself. */
export async function runPagespace(
  given: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<ProgramEnd> {
  const [program, ...before] = pagespaceProgram;
  const child = spawn(program, [...before, ...given], { env: programEnvironment(environment) });
  const told = { output: "", errors: "" };
  child.stdout.on("data", (chunk: Buffer) => {
    told.output += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    told.errors += chunk.toString();
  });
  await once(child, "close");
  return { exitCode: child.exitCode, ...told };
}
