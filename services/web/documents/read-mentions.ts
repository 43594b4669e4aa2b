import type { Handler } from "#services/web/operations/handler.ts";
import { readMentioned } from "./mentioned-names.ts";

export const readMentions: Handler<"documents.readMentions"> = ({ input, actor, services }) =>
  readMentioned(services, actor, input);
