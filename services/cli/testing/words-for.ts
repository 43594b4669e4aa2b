import * as z from "zod";
import { flagsOf } from "#services/cli/operations/operation-flags.ts";
import { catalogue, type OperationName } from "#services/contracts/catalogue.ts";

/** The words a person would type for an input; what is secret comes as JSON on standard input. */
export function wordsFor(
  name: OperationName,
  input: Readonly<Record<string, unknown>>,
): { readonly args: string[]; readonly standardInput: string } {
  const flags = flagsOf(catalogue[name]).filter(({ field }) => input[field] !== undefined);
  const open = flags.filter(({ isSecret }) => !isSecret);
  const args = open.flatMap(({ flag, field, kind }) => {
    const value = input[field];
    if (kind === "boolean") return [value === true ? `--${flag}` : `--no-${flag}`];
    if (kind === "list")
      return z
        .array(z.unknown())
        .parse(value)
        .map((one) => `--${flag}=${one}`);
    return [`--${flag}=${kind === "json" ? JSON.stringify(value) : value}`];
  });
  const secrets = Object.fromEntries(
    flags.filter(({ isSecret }) => isSecret).map(({ field }) => [field, input[field]]),
  );
  const isSecretive = Object.keys(secrets).length > 0;
  return { args: [...args, ...(isSecretive ? ["--json", "-"] : [])], standardInput: JSON.stringify(secrets) };
}
