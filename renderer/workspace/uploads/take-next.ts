import type { UploadPlace } from "./send-file.ts";

interface Placed {
  readonly place: UploadPlace;
}

/**
 * Takes from the queue what may be sent beside what is on its way; undefined where nothing may. Into one place goes one
 * file after the other, so that they come to stand there as they were given: each comes to the end once it has arrived.
 */
export function takeNext<Item extends Placed>(queue: Item[], onTheirWay: readonly Placed[]): Item | undefined {
  const index = queue.findIndex((item) => !onTheirWay.some((other) => isSamePlace(other.place, item.place)));
  return index < 0 ? undefined : queue.splice(index, 1)[0];
}

function isSamePlace(one: UploadPlace, other: UploadPlace): boolean {
  return one.driveId === other.driveId && one.parentId === other.parentId;
}
