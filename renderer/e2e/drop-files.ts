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
  await drop(target, { items: [], files: given.map(layOut) });
}

/** Drags what was selected in another window and drops it on a part of this one: what it is, by its media types. */
export async function dropSelection(target: Locator, data: Readonly<Record<string, string>>): Promise<void> {
  await drop(target, {
    items: Object.entries(data).map(([mimeType, words]) => ({ mimeType, data: words })),
    files: [],
  });
}

interface Dragged {
  readonly items: { mimeType: string; data: string }[];
  readonly files: string[];
}

async function drop(target: Locator, dragged: Dragged): Promise<void> {
  const box = await target.boundingBox();
  if (box === null) throw new Error("Nothing is shown to drop on.");
  const point = { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
  const data = { ...dragged, dragOperationsMask: 1 };
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
