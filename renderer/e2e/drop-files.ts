import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Locator, test } from "@playwright/test";

export interface Dropped {
  readonly name: string;
  /** Left out for a folder. */
  readonly bytes?: Uint8Array;
}

/** Drags files from outside the window and drops them on a part of it, as the system does. */
export async function dropFiles(target: Locator, given: readonly Dropped[]): Promise<void> {
  const box = await target.boundingBox();
  if (box === null) throw new Error("Nothing is shown to drop files on.");
  const point = { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
  const data = { items: [], files: given.map(layOut), dragOperationsMask: 1 };
  const session = await target.page().context().newCDPSession(target.page());
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await session.send("Input.dispatchDragEvent", { type, ...point, data });
  }
  await session.detach();
}

/** Puts a file or a folder among what this test leaves behind, where the browser reads it; gives its path. */
function layOut({ name, bytes }: Dropped): string {
  const file = test.info().outputPath(name);
  mkdirSync(bytes === undefined ? file : path.dirname(file), { recursive: true });
  if (bytes !== undefined) writeFileSync(file, bytes);
  return file;
}
