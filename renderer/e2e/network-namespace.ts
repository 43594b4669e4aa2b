import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** An address that is not loopback, on a network of its own that nothing else can reach. */
export interface NetworkNamespace extends Disposable {
  readonly address: string;
  /** Runs the rest of a command inside. */
  readonly wrapper: readonly string[];
  /** A program file that runs another program inside, for launchers that take a path only. */
  wrap(program: string): string;
}

const address = "10.99.0.1";

function ip(...arguments_: string[]): void {
  execFileSync("ip", arguments_, { stdio: "pipe" });
}

/** Makes a network namespace with one address; where that is not possible, calls `giveUp` with the reason. */
export function makeNetworkNamespace(giveUp: (reason: string) => never): NetworkNamespace {
  const name = `pagespace-${process.pid}`;
  try {
    ip("netns", "add", name);
  } catch (error) {
    return giveUp(reasonOf(error));
  }
  const folder = mkdtempSync(path.join(os.tmpdir(), "pagespace-net-"));
  const remove = () => {
    ip("netns", "delete", name);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    ip("-n", name, "link", "set", "lo", "up");
    ip("-n", name, "address", "add", `${address}/32`, "dev", "lo");
  } catch (error) {
    remove();
    return giveUp(reasonOf(error));
  }
  return {
    address,
    wrapper: ["ip", "netns", "exec", name],
    wrap(program) {
      const file = path.join(folder, path.basename(program));
      writeFileSync(file, `#!/bin/sh\nexec ip netns exec ${name} '${program}' "$@"\n`);
      chmodSync(file, 0o755);
      return file;
    },
    [Symbol.dispose]: remove,
  };
}

/** Why there is no namespace: the program is missing, or this user may not make one. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") {
    return "The program `ip` is missing (Debian: the package iproute2), so no address but loopback is at hand.";
  }
  const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : String(error);
  return `This user may not make a network namespace (${said}), so no address but loopback is at hand.`;
}
