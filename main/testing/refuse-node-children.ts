import childProcess from "node:child_process";
import { syncBuiltinESMExports } from "node:module";

/** `fork` as Node has it, for the stand-in itself. */
export const realFork = childProcess.fork;

/**
 * Takes away what the fuse `runAsNode` takes away in the app: the program cannot start itself as Node.
 * Other programs, such as PostgreSQL, can be started.
 */
export function refuseNodeChildren(): void {
  const { spawn, spawnSync, execFile, execFileSync } = childProcess;
  const check = (command: string) => {
    if (command === process.execPath) throw new Error("The app cannot run itself as Node: the fuse runAsNode is off.");
  };
  const refuse = <Rest extends readonly unknown[], Result>(run: (command: string, ...rest: Rest) => Result) => {
    return (command: string, ...rest: Rest): Result => {
      check(command);
      return run(command, ...rest);
    };
  };
  Object.assign(childProcess, {
    spawn: refuse(spawn),
    spawnSync: refuse(spawnSync),
    execFile: refuse(execFile),
    execFileSync: refuse(execFileSync),
    fork: () => check(process.execPath),
  });
  syncBuiltinESMExports();
}
