import type { Route } from "./route.ts";

export interface RequestParts {
  /** Path and query below the origin. */
  readonly address: string;
  /** The JSON body; undefined where the method carries none. */
  readonly body: string | undefined;
}

/** Where each field of an input goes: into the path, the query or the body. */
export function requestParts(route: Route, input: object): RequestParts {
  const rest = new Map(Object.entries(input).filter(([, value]) => value !== undefined));
  const path = route.path.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = rest.get(name);
    rest.delete(name);
    return encodeURIComponent(String(value));
  });
  if (route.transport === "json" && route.method !== "GET" && route.method !== "DELETE") {
    return { address: `/api${path}`, body: JSON.stringify(Object.fromEntries(rest)) };
  }
  const query = new URLSearchParams();
  for (const [name, value] of rest) if (value !== null) query.set(name, String(value));
  const search = query.toString();
  return { address: `/api${path}${search === "" ? "" : `?${search}`}`, body: undefined };
}
