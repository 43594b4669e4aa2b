const programs = [
  { sign: /PageSpace\//, name: "PageSpace" },
  { sign: /Edg\//, name: "Edge" },
  { sign: /Firefox\//, name: "Firefox" },
  { sign: /Chrome\//, name: "Chrome" },
  { sign: /Safari\//, name: "Safari" },
] as const;

const systems = [
  { sign: /iPhone|iPad/, name: "iOS" },
  { sign: /Android/, name: "Android" },
  { sign: /Mac OS X/, name: "macOS" },
  { sign: /Windows/, name: "Windows" },
  { sign: /Linux/, name: "Linux" },
] as const;

/** A person's words for a user agent, such as “Firefox · Linux”; undefined when it says neither. */
export function deviceName(userAgent: string | null): string | undefined {
  const parts = [programs, systems].map((list) => list.find(({ sign }) => sign.test(userAgent ?? ""))?.name);
  return parts.filter((part) => part !== undefined).join(" · ") || undefined;
}
