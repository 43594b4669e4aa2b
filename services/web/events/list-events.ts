import { listEvents } from "#services/events/list-events.ts";
import type { Handler } from "#services/web/operations/handler.ts";

export const listStreamEvents: Handler<"events.list"> = async ({ input, actor, services }) => {
  const streams = await listEvents(services.db, {
    userId: actor.userId,
    streams: input.streams,
    cursorKey: services.cursorKey,
  });
  return { streams };
};
