import type { Handler } from "#services/web/operations/handler.ts";
import { describeLink, selectLinks } from "./read-links.ts";

export const listShareLinks: Handler<"shareLinks.list"> = async ({ input, services }) => {
  return { items: (await selectLinks(services.db, [input.pageId])).map(describeLink) };
};
