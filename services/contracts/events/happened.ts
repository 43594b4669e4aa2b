import { Id, Timestamp } from "#services/contracts/shapes.ts";

/** What every event says. */
export const happened = {
  actorId: Id.nullable().describe("Who did it; null for the system."),
  createdAt: Timestamp,
};

/** What every event of a drive says. */
export const happenedInDrive = { ...happened, driveId: Id };

/** What every event of a page says. */
export const happenedToPage = { ...happenedInDrive, pageId: Id };
