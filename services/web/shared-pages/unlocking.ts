import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import type { SharedPage } from "./find-shared-page.ts";

/** For how long a password that was given holds, in seconds. */
export const unlockedSeconds = 12 * 60 * 60;

type Lock = Pick<SharedPage, "linkId" | "passwordHash">;

/** Makes and checks the cookies of those who gave a link's password; another password makes them void. */
export interface Unlocking {
  cookieName(lock: Lock): string;
  /** What the cookie holds, until a time in milliseconds. */
  seal(lock: Lock, untilMs: number): string;
  isOpen(lock: Lock, cookie: string | undefined): boolean;
}

/** Cookies sealed by a key derived from the installation's encryption key. */
export function createUnlocking(encryptionKey: string): Unlocking {
  const key = new Uint8Array(hkdfSync("sha256", encryptionKey, "", "pagespace share link", 32));
  const sign = ({ linkId, passwordHash }: Lock, until: string) =>
    createHmac("sha256", key)
      .update(`${linkId} ${passwordHash ?? ""} ${until}`)
      .digest("base64url");
  return {
    cookieName: ({ linkId }) => `ps_shared_${linkId.replaceAll("-", "")}`,
    seal: (lock, untilMs) => `${untilMs}.${sign(lock, String(untilMs))}`,
    isOpen(lock, cookie) {
      if (lock.passwordHash === null) return true;
      const [until = "", signature = ""] = cookie?.split(".") ?? [];
      const [given, wanted] = [Buffer.from(signature), Buffer.from(sign(lock, until))];
      return given.length === wanted.length && timingSafeEqual(given, wanted) && Number(until) > Date.now();
    },
  };
}
