import * as z from "zod";

/** What a test asks the stand-in to do, as the system or a person would. */
export const ToStandIn = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("quit") }),
  z.object({ kind: z.literal("close-window") }),
  z.object({ kind: z.literal("power-shutdown") }),
  z.object({ kind: z.literal("session-end"), isQuery: z.boolean() }),
  z.object({
    kind: z.literal("ask-permission"),
    id: z.number().int(),
    permission: z.string(),
    requestingUrl: z.string(),
    isMainFrame: z.boolean(),
  }),
  z.object({ kind: z.literal("describe"), id: z.number().int() }),
]);
export type ToStandIn = z.infer<typeof ToStandIn>;

export const Description = z.object({
  switches: z.record(z.string(), z.string()),
  isSandboxEnforced: z.boolean(),
  channels: z.array(z.string()),
  windows: z.array(
    z.object({
      url: z.string(),
      title: z.string(),
      partition: z.string(),
      webPreferences: z.record(z.string(), z.unknown()),
      focusCount: z.number().int(),
      listeners: z.array(z.string()),
      hasWindowOpenHandler: z.boolean(),
    }),
  ),
  menuLabels: z.array(z.string()),
  themeSource: z.string(),
  openedExternally: z.array(z.string()),
  openedPaths: z.array(z.string()),
});
export type Description = z.infer<typeof Description>;

/** What the stand-in tells the test that started it. */
export const FromStandIn = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("chromium"), debuggingPort: z.number().int() }),
  z.object({ kind: z.literal("event"), name: z.string() }),
  z.object({ kind: z.literal("utility-process"), serviceName: z.string(), pid: z.number().int() }),
  z.object({
    kind: z.literal("permission"),
    id: z.number().int(),
    isRequestAllowed: z.boolean(),
    isCheckAllowed: z.boolean(),
  }),
  z.object({ kind: z.literal("description"), id: z.number().int(), description: Description }),
]);
export type FromStandIn = z.infer<typeof FromStandIn>;
