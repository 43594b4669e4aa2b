import type { TFunction } from "i18next";
import { shownTitle } from "#renderer/workspace/pages/shown-title.ts";
import { readMention } from "#services/documents/schema/page-address.ts";
import type { MentionName } from "./mention-query.ts";

/** How a mention is shown. */
export interface MentionLook {
  readonly kind: "page" | "person";
  readonly state: "known" | "unknown" | "waiting";
  readonly text: string;
}

/** What a mention says: the present name, the same words for what is gone and for what one may not know, or a sign that it is being asked for. */
export function lookOfMention(
  t: TFunction<"document">,
  address: string,
  name: MentionName | null | undefined,
): MentionLook {
  const kind = readMention(address)?.kind ?? "page";
  if (name === undefined) return { kind, state: "waiting", text: kind === "page" ? "…" : "@…" };
  if (name === null)
    return { kind, state: "unknown", text: t(kind === "page" ? "mention.noPage" : "mention.noPerson") };
  if (name.kind === "person") return { kind, state: "known", text: `@${name.name}` };
  return { kind, state: "known", text: `${name.icon === null ? "" : `${name.icon} `}${shownTitle(name.title)}` };
}
