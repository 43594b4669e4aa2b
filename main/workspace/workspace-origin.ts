/** Name of the workspace on this computer: a secure context with its own cookies, whatever the port. */
const localHost = "pagespace.localhost";

/** The switch that makes Chromium find the local workspace at a port. */
export const resolverSwitch = "host-resolver-rules";

/** The rule for `resolverSwitch`; Chromium reads it once, when it starts. */
export function resolverRule(port: number): string {
  return `MAP ${localHost} 127.0.0.1:${port}`;
}

export interface PortFacts {
  /** The port Chromium was told when it started. */
  readonly mapped: number;
  /** Where web answers. */
  readonly url: string;
}

/** The origin the window loads: the name that stays the same, or web's own address when it could not get the mapped port. */
export function workspaceOrigin({ mapped, url }: PortFacts): string {
  const { port, origin } = new URL(url);
  return Number(port) === mapped ? `http://${localHost}` : origin;
}
