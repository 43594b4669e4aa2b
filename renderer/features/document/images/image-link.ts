import type { TFunction } from "i18next";
import { fitImageLink } from "#services/documents/schema/image-source.ts";

export interface ImageLink {
  readonly dom: HTMLElement;
  readonly show: (href: unknown) => void;
}

/** The link around a picture, as a line below it: a press on the picture itself opens it large. */
export function createImageLink(t: TFunction<"document">): ImageLink {
  const dom = document.createElement("figcaption");
  dom.className = "document-image-link";
  return {
    dom,
    show(href) {
      const address = fitImageLink(href);
      dom.hidden = address === null;
      dom.replaceChildren();
      if (address === null) return;
      const link = dom.appendChild(document.createElement("a"));
      link.href = address;
      link.target = "_blank";
      link.rel = "noopener noreferrer nofollow";
      link.textContent = address.replace(/^(?:https?:\/\/|mailto:|tel:)/i, "");
      link.setAttribute("aria-label", t("image.linkTo", { address: link.textContent }));
      link.title = address;
    },
  };
}
