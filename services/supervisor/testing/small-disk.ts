import { spawnSync } from "node:child_process";

/** A disk of its own in a folder, gone when disposed. */
export interface SmallDisk extends Disposable {
  /** Gives it another size, such as "100m". */
  resize(size: string): void;
}

/** Mounts a disk of this size over an empty folder; undefined where this user or system does not allow it. */
export function mountSmallDisk(directory: string, size: string): SmallDisk | undefined {
  if (!run("mount", ["-t", "tmpfs", "-o", `size=${size},mode=755`, "tmpfs", directory])) return undefined;
  return {
    resize: (other) => {
      if (!run("mount", ["-o", `remount,size=${other}`, directory])) throw new Error("The disk kept its size.");
    },
    // Lazily: what a failed test left running must not keep the mount.
    [Symbol.dispose]: () => void run("umount", ["--lazy", directory]),
  };
}

function run(program: string, given: readonly string[]): boolean {
  return spawnSync(program, given, { stdio: "ignore" }).status === 0;
}
