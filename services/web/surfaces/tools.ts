import { catalogue, type OperationName } from "#services/contracts/catalogue.ts";
import { type InputSchema, inputSchemaOf } from "#services/contracts/input-schema.ts";
import { isReadOnly } from "#services/contracts/operation.ts";
import type { Actor } from "#services/identity/actor.ts";
import { isWithinReach } from "#services/web/operations/actor-reach.ts";
import type { Implemented } from "#services/web/operations/implement.ts";
import { registry } from "#services/web/operations/registry.ts";

/** An operation as a program of a language model calls it. */
export interface Tool {
  /** The operation's name with `_` for the dot, which such programs do not take. */
  readonly name: string;
  readonly description: string;
  readonly inputSchema: InputSchema;
  readonly annotations: {
    readonly title: string;
    readonly readOnlyHint: boolean;
    readonly destructiveHint: boolean;
    readonly idempotentHint: boolean;
    readonly openWorldHint: false;
  };
  readonly implemented: Implemented;
}

function isName(name: string): name is OperationName {
  return Object.hasOwn(catalogue, name);
}

function describeTool(name: OperationName): Tool {
  const implemented = registry[name];
  const { operation } = implemented;
  const isReading = isReadOnly(operation);
  return {
    name: name.replace(".", "_"),
    description: operation.summary,
    inputSchema: inputSchemaOf(operation),
    annotations: {
      title: operation.summary.replace(/[.;:,].*$/, ""),
      readOnlyHint: isReading,
      destructiveHint: operation.isDestructive ?? false,
      idempotentHint: isReading || operation.method === "PUT" || operation.method === "DELETE",
      openWorldHint: false,
    },
    implemented,
  };
}

/** Every operation that takes and answers JSON and is for everyone, as a tool. */
export const tools: readonly Tool[] = Object.keys(catalogue)
  .filter(isName)
  .filter((name) => catalogue[name].audience === "everyone" && catalogue[name].transport === "json")
  .map(describeTool);

/** The tools an actor may use at all, whatever their rights. */
export function listToolsFor(actor: Actor): readonly Tool[] {
  return tools.filter(({ implemented }) => isWithinReach(actor, implemented.operation));
}
