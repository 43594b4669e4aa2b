const allowedProtocols: ReadonlySet<string> = new Set(["https:", "mailto:"]);

/** The address as it is handed to the system, or undefined when it may not leave the app: web and mail addresses without credentials only. */
export function externalUrl(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (!allowedProtocols.has(url.protocol)) return undefined;
  if (url.username !== "" || url.password !== "") return undefined;
  return url.href;
}
