import type { ReactNode } from "react";
import { asksForTab, useOpenPage } from "#renderer/workspace/tabs/use-open-page.ts";
import { findOwnPage } from "./own-page-link.ts";

interface StaticLinkProps {
  /** Undefined for one that may not be followed. */
  readonly address: string | undefined;
  readonly children: ReactNode;
}

/** A link in text without the editor: to a page of this server it opens here, to anywhere else in a new window. */
export function StaticLink({ address, children }: StaticLinkProps) {
  const openPage = useOpenPage();
  const page = address === undefined ? undefined : findOwnPage(address, window.location.origin);
  return (
    <a
      href={address}
      target="_blank"
      rel="noopener noreferrer nofollow"
      onClick={(event) => {
        if (page === undefined) return;
        event.preventDefault();
        openPage(page, { isBehind: asksForTab(event) });
      }}
    >
      {children}
    </a>
  );
}
