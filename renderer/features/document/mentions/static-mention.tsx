import { useQuery } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { useTranslation } from "react-i18next";
import { asksForTab, useOpenPage } from "#renderer/workspace/tabs/use-open-page.ts";
import { useOpenPerson } from "#renderer/workspace/tabs/use-open-person.ts";
import { readMention } from "#services/documents/schema/page-address.ts";
import { lookOfMention } from "./mention-look.ts";
import { mentionQuery } from "./mention-query.ts";

/** The page whose text is drawn. */
export const MentioningPage = createContext("");

/** A mention in text without the editor. */
export function StaticMention({ address }: { readonly address: unknown }) {
  return typeof address === "string" && readMention(address) !== undefined ? <NamedMention address={address} /> : null;
}

function NamedMention({ address }: { address: string }) {
  const { t } = useTranslation("document");
  const pageId = useContext(MentioningPage);
  const openPage = useOpenPage();
  const openPerson = useOpenPerson();
  const { data } = useQuery(mentionQuery(pageId, address));
  const look = lookOfMention(t, address, data);
  return (
    <a
      href={address}
      data-mention=""
      className={`document-mention is-${look.kind} is-${look.state}`}
      onClick={(event) => {
        event.preventDefault();
        if (data?.kind === "page") openPage(data, { isBehind: asksForTab(event) });
        else if (data?.kind === "person") openPerson(data.id);
      }}
    >
      {look.text}
    </a>
  );
}
