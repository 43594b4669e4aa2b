import { catalogue, type OperationName } from "#services/contracts/catalogue.ts";
import type { Operation } from "#services/contracts/operation.ts";

/** An operation as two words of the command line: `pagespace pages list-many`. */
export interface OperationCommand {
  readonly name: OperationName;
  readonly operation: Operation;
  readonly feature: string;
  readonly verb: string;
}

/** `parentId` → `parent-id`. */
export function toKebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function isName(name: string): name is OperationName {
  return Object.hasOwn(catalogue, name);
}

/** Every operation there is, as a command. */
export const operationCommands: readonly OperationCommand[] = Object.keys(catalogue)
  .filter(isName)
  .map((name) => {
    const [feature = "", verb = ""] = toKebab(name).split(".");
    return { name, operation: catalogue[name], feature, verb };
  });

/** The commands of a feature; none where there is no such feature. */
export function commandsOf(feature: string): readonly OperationCommand[] {
  return operationCommands.filter((command) => command.feature === feature);
}
