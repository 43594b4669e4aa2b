import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import * as z from "zod";
import { codeOf, PermanentFailure } from "#services/platform/errors.ts";
import type { DataDirectory } from "./data-directory.ts";
import { explaining } from "./file-failures.ts";
import { writeFileWhole } from "./write-file-whole.ts";

export const defaultWebPort = 3000;
const lookEveryMs = 50;

const KeptPorts = z.object({ web: z.number().int().min(1).max(65_535) });

export interface PortChoice {
  /** 0 lets the service take any free port. */
  readonly port: number;
  /** True when the port the service gets is to be kept for later starts. */
  readonly isNew: boolean;
}

export interface PortRequest {
  readonly directory: DataDirectory;
  readonly host: string;
  /** What the person asked for, if anything. */
  readonly given: number | undefined;
  /** Given when those who had the port may be ending only now. */
  readonly patience?: Patience | undefined;
}

/** How long a taken port is waited for. */
export interface Patience {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Web's port: the given one, else the one this data directory keeps, else the default or a free one. */
export async function chooseWebPort(request: PortRequest): Promise<PortChoice> {
  const { directory, host, given, patience } = request;
  if (given === 0) return { port: 0, isNew: false };
  const kept = given ?? readKeptPort(directory);
  if (kept === undefined) {
    return { port: (await isPortFree(defaultWebPort, host)) ? defaultWebPort : 0, isNew: true };
  }
  if (await becomesFree({ port: kept, host, patience })) return { port: kept, isNew: false };
  throw new PermanentFailure(
    given === undefined
      ? `Port ${kept}, which this PageSpace keeps, is taken by another program; stop that one, or give another with --port.`
      : `Port ${kept} is taken by another program; stop that one, or give another with --port.`,
  );
}

/** Refuses settings that give one port to two services of this start; 0 is any port. */
export function refuseSharedPort(ports: readonly { readonly setting: string; readonly port: number }[]): void {
  for (const [index, { setting, port }] of ports.entries()) {
    const twin = port === 0 ? undefined : ports.slice(index + 1).find((other) => other.port === port);
    if (twin === undefined) continue;
    throw new PermanentFailure(`${setting} and ${twin.setting} are both ${port}; give each service a port of its own.`);
  }
}

export interface PortWait {
  readonly port: number;
  readonly host: string;
  readonly patience: Patience | undefined;
}

/** True as soon as nobody listens at the port; false when that takes longer than the patience. */
export async function becomesFree({ port, host, patience }: PortWait): Promise<boolean> {
  const deadline = performance.now() + (patience?.timeoutMs ?? 0);
  while (!(await isPortFree(port, host))) {
    if (!patience || performance.now() > deadline) return false;
    await delay(lookEveryMs, undefined, { signal: patience.signal });
  }
  return true;
}

/** Keeps web's port for later starts. */
export function keepWebPort(directory: DataDirectory, port: number): void {
  const file = portsFile(directory);
  explaining(file, () => writeFileWhole(file, `${JSON.stringify({ web: port })}\n`));
}

function readKeptPort(directory: DataDirectory): number | undefined {
  const file = portsFile(directory);
  if (!existsSync(file)) return undefined;
  try {
    return KeptPorts.parse(JSON.parse(readFileSync(file, "utf8"))).web;
  } catch {
    throw new PermanentFailure(`${file} cannot be read; delete it and start again.`);
  }
}

function portsFile(directory: DataDirectory): string {
  return path.join(directory.run, "ports.json");
}

/** True when nobody listens at this port of this host; refuses a port or host that cannot be used at all. */
export async function isPortFree(port: number, host: string): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, "listening");
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === "EADDRINUSE") return false;
    if (code === "EACCES") {
      throw new PermanentFailure(`This user may not use port ${port}; give one above 1023 with --port.`, {
        cause: error,
      });
    }
    throw new PermanentFailure(`HOST ${host} is not an address of this computer; give another with --host.`, {
      cause: error,
    });
  } finally {
    server.close();
  }
}
