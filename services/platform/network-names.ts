import { isIP } from "node:net";
import * as z from "zod";

/** Texts between commas, without the space around them. */
function list(isFit: (part: string) => boolean, what: string) {
  return z
    .string()
    .transform((text) =>
      text
        .split(",")
        .map((part) => part.trim())
        .filter((part) => part !== ""),
    )
    .refine((parts) => parts.every(isFit), `must list ${what}, separated by commas`);
}

function isNetwork(text: string): boolean {
  const [address = "", bits, ...rest] = text.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

function isHostName(text: string): boolean {
  return isIP(text.replace(/^\[|\]$/g, "")) !== 0 || /^[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?$/i.test(text);
}

/** IP addresses and networks, such as `10.0.0.5, 192.168.0.0/16`. */
export const Networks = list(isNetwork, "IP addresses or networks such as 10.0.0.5 or 192.168.0.0/16");

/** Names of hosts without scheme, port and path. */
export const HostNames = list(isHostName, "host names such as pages.local, without scheme or port");

/** A port, 0 for any that is free. */
export const Port = z.coerce
  .number("must be a number from 0 to 65535")
  .int("must be a number from 0 to 65535")
  .min(0, "must be a number from 0 to 65535")
  .max(65_535, "must be a number from 0 to 65535");

/** An address of the web. */
export const HttpUrl = z.url({
  protocol: /^https?$/,
  error: "must be an address that starts with http:// or https://",
});

/** A Redis server, with name and password where it wants them. */
export const RedisUrl = z.url({
  protocol: /^rediss?$/,
  error: "must be an address that starts with redis:// or rediss://",
});

/** Where mail is handed over, with name and password where they are needed. */
export const SmtpUrl = z.url({
  protocol: /^smtps?$/,
  error: "must be an address that starts with smtp:// or smtps://",
});
