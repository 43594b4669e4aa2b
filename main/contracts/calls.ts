import * as z from "zod";
import { channels } from "./channels.ts";

/** One question a page may ask main: its channel, who may ask, and the shapes both ways. */
export interface Call<Input, Output> {
  readonly channel: string;
  /** `window` calls are open to every workspace, `local` calls only to the workspace on this computer. */
  readonly api: "window" | "local";
  readonly input: z.ZodType<Input>;
  readonly output: z.ZodType<Output>;
}

export const Theme = z.enum(["light", "dark", "system"]);
export type Theme = z.infer<typeof Theme>;

export const AppInfo = z.object({
  name: z.string(),
  version: z.string(),
  platform: z.string().describe("As Node names it: linux, darwin, win32."),
});
export type AppInfo = z.infer<typeof AppInfo>;

export const WorkspaceStatus = z.object({
  dataDirectory: z.string(),
  address: z.string().describe("Where a browser on this computer finds the workspace."),
});
export type WorkspaceStatus = z.infer<typeof WorkspaceStatus>;

const nothing = z.undefined();

/** Every call, by the name of its channel. */
export const calls = {
  readAppInfo: { channel: channels.readAppInfo, api: "window", input: nothing, output: AppInfo },
  setTheme: { channel: channels.setTheme, api: "window", input: Theme, output: nothing },
  openExternal: {
    channel: channels.openExternal,
    api: "window",
    input: z.string().max(2_048),
    output: z.boolean().describe("False when the address was refused."),
  },
  readStatus: { channel: channels.readStatus, api: "local", input: nothing, output: WorkspaceStatus },
  openDataFolder: { channel: channels.openDataFolder, api: "local", input: nothing, output: nothing },
} as const satisfies Readonly<Record<keyof typeof channels, Call<unknown, unknown>>>;
