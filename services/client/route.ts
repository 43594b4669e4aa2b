/** What a client needs to know of an operation to call it. */
export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below `/api`; `{field}` takes a field of the input. */
  readonly path: string;
  readonly transport: "json" | "upload" | "download";
}
