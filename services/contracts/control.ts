import * as z from "zod";

/** The services a supervisor launches, in start order. */
export const serviceNames = ["web", "realtime", "processor"] as const;
export const ServiceName = z.enum(serviceNames);
export type ServiceName = z.infer<typeof ServiceName>;

/** Short-lived programs a service may ask its supervisor for. */
export const WorkerKind = z.enum(["extract"]);
export type WorkerKind = z.infer<typeof WorkerKind>;

/** Where the running services answer; absent while one is down. */
export const Peers = z.object({
  webUrl: z.string().optional(),
  realtimeUrl: z.string().optional().describe("The public listener."),
  realtimeInternalUrl: z.string().optional(),
  processorUrl: z.string().optional(),
});
export type Peers = z.infer<typeof Peers>;

/** What a service or worker tells its supervisor over the control channel. */
export const FromChild = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("listening"),
    port: z.number().int(),
    internalPort: z.number().int().optional().describe("Realtime's second listener."),
  }),
  z.object({
    kind: z.literal("failed"),
    isPermanent: z.boolean().describe("Starting again cannot help."),
    sentence: z.string().describe("The cause and the cure, for a person."),
  }),
  z.object({ kind: z.literal("starting").describe("Said again and again until it listens, however long that takes.") }),
  z.object({ kind: z.literal("progress"), sentence: z.string() }),
  z.object({ kind: z.literal("setup-code"), code: z.string().describe("Shown on the terminal, never logged.") }),
  z.object({ kind: z.literal("launch-worker"), requestId: z.string(), worker: WorkerKind }),
  z.object({ kind: z.literal("kill-worker"), workerId: z.string() }),
  z.object({ kind: z.literal("to-worker"), workerId: z.string(), message: z.unknown() }),
  z.object({ kind: z.literal("to-owner"), message: z.unknown().describe("From a worker to the service that asked.") }),
  z.object({ kind: z.literal("local-session"), requestId: z.string(), token: z.string() }),
]);
export type FromChild = z.infer<typeof FromChild>;

/** What a supervisor tells a service or worker. */
export const ToChild = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("peers"), peers: Peers }),
  z.object({ kind: z.literal("stop") }),
  z.object({ kind: z.literal("worker-launched"), requestId: z.string(), workerId: z.string() }),
  z.object({ kind: z.literal("worker-failed"), requestId: z.string(), sentence: z.string() }),
  z.object({ kind: z.literal("from-worker"), workerId: z.string(), message: z.unknown() }),
  z.object({ kind: z.literal("worker-ended"), workerId: z.string(), exitCode: z.number().int().nullable() }),
  z.object({ kind: z.literal("from-owner"), message: z.unknown() }),
  z.object({ kind: z.literal("create-local-session"), requestId: z.string() }),
]);
export type ToChild = z.infer<typeof ToChild>;
