import * as Y from "yjs";
import { findUnknownContent } from "#services/documents/schema/unknown-content.ts";
import { readProperties } from "./chunk.ts";
import { attributeSign, containersField, fieldSign, flowField } from "./fields.ts";

/** The first thing a transaction brought that this editor's schema does not know, such as `node callout`; what was there before is not looked at. */
export function findUnknownChange(transaction: Y.Transaction): string | undefined {
  const { doc, afterState, beforeState } = transaction;
  const known = { flow: doc.getText(flowField), containers: doc.getMap<unknown>(containersField) };
  for (const [client, clock] of afterState) {
    const before = beforeState.get(client) ?? 0;
    if (clock === before) continue;
    const structs = doc.store.clients.get(client) ?? [];
    for (let index = Y.findIndexSS(structs, before); index < structs.length; index++) {
      const struct = structs[index];
      const what = struct instanceof Y.Item && !struct.deleted ? findInItem(struct, known) : undefined;
      if (what !== undefined) return what;
    }
  }
  return undefined;
}

interface Known {
  readonly flow: Y.Text;
  readonly containers: Y.Map<unknown>;
}

function findInItem({ parent, parentSub, content }: Y.Item, { flow, containers }: Known): string | undefined {
  if (Object.is(parent, containers)) return parentSub === null ? undefined : findInContainer(containers, parentSub);
  if (parent instanceof Y.Map && Object.is(parent._item?.parent, flow)) {
    const { kind = "paragraph", attrs } = readProperties(parent);
    return findUnknownContent({ type: kind, attrs: { ...attrs } });
  }
  if (!Object.is(parent, flow)) return undefined;
  if (content instanceof Y.ContentFormat && content.value !== null) {
    const value: unknown = content.value;
    const attrs = typeof value === "object" && value !== null ? { attrs: { ...value } } : {};
    return findUnknownContent({ type: "text", text: " ", marks: [{ type: content.key, ...attrs }] });
  }
  const embed: unknown = content instanceof Y.ContentEmbed ? content.embed : undefined;
  if (typeof embed !== "object" || embed === null || !("type" in embed) || typeof embed.type !== "string")
    return undefined;
  const given: unknown = "attrs" in embed ? embed.attrs : undefined;
  return findUnknownContent({
    type: embed.type,
    ...(typeof given === "object" && given !== null ? { attrs: { ...given } } : {}),
  });
}

/** Rows, columns, items and cells are known by what they lie in; all others are nodes of the editor. */
function findInContainer(containers: Y.Map<unknown>, key: string): string | undefined {
  const [id = "", name = ""] = key.split(fieldSign);
  const kind = containers.get(`${id}${fieldSign}kind`);
  if (typeof kind !== "string" || kind === "row" || kind === "column") return undefined;
  const attrs = name.startsWith(attributeSign) ? { [name.slice(attributeSign.length)]: containers.get(key) } : {};
  return findUnknownContent({ type: kind, attrs });
}
