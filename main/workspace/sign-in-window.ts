import type Electron from "electron";

const lifetimeSeconds = 30 * 24 * 60 * 60;

export interface SignIn {
  /** Origin of the workspace the window shows. */
  readonly origin: string;
  /** Session token of the local owner. */
  readonly token: string;
}

/** Signs the owner of this computer in, for the windows of one partition. */
export async function signInWindow(cookies: Pick<Electron.Cookies, "set">, { origin, token }: SignIn): Promise<void> {
  await cookies.set({
    url: `${origin}/`,
    name: "ps_session",
    value: token,
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    expirationDate: Math.floor(Date.now() / 1000) + lifetimeSeconds,
  });
}
