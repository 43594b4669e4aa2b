import { QueryObserver } from "@tanstack/react-query";
import type { Node } from "@tiptap/core";
import { NodeSelection } from "@tiptap/pm/state";
import type { UploadingTools } from "#renderer/features/document/images/place-uploads.ts";
import type { OwnPage } from "#renderer/features/document/own-page-link.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { MentionNode } from "#services/documents/schema/mention-node.ts";
import { lookOfMention } from "./mention-look.ts";
import { type MentionName, mentionQuery } from "./mention-query.ts";

interface MentionTools extends UploadingTools {
  /** Shows a page that is mentioned. */
  readonly openPage: (page: OwnPage) => void;
  /** Shows a person who is mentioned. */
  readonly openPerson: (userId: string) => void;
}

/** The schema's mention with its present name: read once for each, and again when something is renamed. A press, or Enter while it is selected, opens what it names. */
export function createDrawnMention({ t, cache, page, openPage, openPerson }: MentionTools): Node {
  const known = (address: string) => cache.getQueryData<MentionName | null>(queryKeys.mention(page.id, address));
  const open = (address: string) => {
    const name = known(address);
    if (name?.kind === "page") openPage({ driveId: name.driveId, id: name.id });
    else if (name?.kind === "person") openPerson(name.id);
    return name !== null && name !== undefined;
  };
  return MentionNode.extend({
    addKeyboardShortcuts() {
      return {
        Enter: ({ editor }) => {
          const { selection } = editor.state;
          if (!(selection instanceof NodeSelection) || selection.node.type.name !== "mention") return false;
          return open(String(selection.node.attrs["href"]));
        },
      };
    },
    addNodeView() {
      return ({ node }) => {
        const address = String(node.attrs["href"]);
        const dom = document.createElement("a");
        dom.href = address;
        dom.dataset["mention"] = "";
        dom.contentEditable = "false";
        const observer = new QueryObserver(cache, mentionQuery(page.id, address));
        const draw = (name: MentionName | null | undefined) => {
          const look = lookOfMention(t, address, name);
          dom.className = `document-mention is-${look.kind} is-${look.state}`;
          if (dom.textContent !== look.text) dom.textContent = look.text;
        };
        draw(observer.getCurrentResult().data);
        const stop = observer.subscribe(({ data }) => draw(data));
        dom.addEventListener("click", (event) => {
          event.preventDefault();
          open(address);
        });
        return { dom, ignoreMutation: () => true, destroy: stop };
      };
    },
  }).configure({ nameOf: (address) => lookOfMention(t, address, known(address)).text });
}
