/** What becomes of a page's wish to go somewhere. */
export type NavigationDecision =
  | { readonly kind: "allow" }
  | { readonly kind: "act"; readonly action: StatusAction }
  | { readonly kind: "deny" };

/** What the links of the status page ask for. */
export type StatusAction = "retry" | "open-logs" | "quit";

const statusActions: Readonly<Record<string, StatusAction>> = {
  "/retry": "retry",
  "/open-logs": "open-logs",
  "/quit": "quit",
};

/** Origin of the links on the status page; it exists nowhere and is never requested. */
export const actionOrigin = "https://actions.pagespace.invalid";

export interface Navigation {
  readonly from: string;
  readonly to: string;
  /** The one origin this window may show. */
  readonly origin: string;
}

/** Lets a window move within its own origin only; the links of the status page are actions, never requests. */
export function decideNavigation({ from, to, origin }: Navigation): NavigationDecision {
  if (!URL.canParse(to)) return { kind: "deny" };
  const target = new URL(to);
  if (target.origin === origin && origin !== "null") return { kind: "allow" };
  const action = target.origin === actionOrigin ? statusActions[target.pathname] : undefined;
  if (action !== undefined && from.startsWith("data:text/html")) return { kind: "act", action };
  return { kind: "deny" };
}
