import type { OperationInput, OperationName, OperationOutput } from "#services/contracts/catalogue.ts";
import { requestParts } from "./request-address.ts";
import { routeTable } from "./route-table.ts";
import { reach, sendRequest } from "./send-request.ts";

type RouteTable = typeof routeTable;

/** Operations that take and answer JSON. */
export type JsonOperationName = {
  [Name in OperationName]: RouteTable[Name]["transport"] extends "json" ? Name : never;
}[OperationName];

export interface ClientOptions {
  /** Such as `http://localhost:3000`; empty in a page of that origin. */
  readonly origin: string;
  /** Sent with every request: a bearer token, or a cookie and an Origin outside a browser. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly fetch?: typeof globalThis.fetch;
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** Makes a repeated mutation take effect once. */
  readonly idempotencyKey?: string | undefined;
  /** The request goes on when the page it was made from is left or closed; only for inputs below 60 kB. */
  readonly outlivesPage?: boolean;
}

export interface Client {
  /** Calls an operation; rejects with `ApiError`, or with the signal's reason when aborted. */
  call<Name extends JsonOperationName>(
    name: Name,
    input: OperationInput<Name>,
    options?: CallOptions,
  ): Promise<OperationOutput<Name>>;
  /** The address of an operation, for links, images and streams. */
  address<Name extends OperationName>(name: Name, input: OperationInput<Name>): string;
}

/** A client of one server. */
export function createClient(options: ClientOptions): Client {
  const send = options.fetch ?? globalThis.fetch.bind(globalThis);

  async function call<Name extends JsonOperationName>(
    name: Name,
    input: OperationInput<Name>,
    { signal, idempotencyKey, outlivesPage = false }: CallOptions = {},
  ): Promise<OperationOutput<Name>> {
    const { origin, headers } = options;
    const response = await sendRequest({
      ...{ origin, headers, fetch: send, route: routeTable[name], input },
      ...{ signal, idempotencyKey, outlivesPage },
    });
    // The server has parsed its answer by the operation's output schema already.
    return await reach(() => response.json());
  }

  return { call, address: (name, input) => options.origin + requestParts(routeTable[name], input).address };
}
