import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { cssWidth, fitImageAttributes, readImageSource } from "#services/documents/schema/image-source.ts";
import { createImageLink } from "./image-link.ts";
import { createPicture } from "./picture.ts";

/** A picture drawn without the editor, the same as in it. */
export function StaticImage({ attrs = {} }: { readonly attrs?: Readonly<Record<string, unknown>> | undefined }) {
  const { t } = useTranslation("document");
  const cache = useQueryClient();
  const frame = useRef<HTMLDivElement>(null);
  const figure = useRef<HTMLElement>(null);
  const fitted = fitImageAttributes(attrs);
  const src = fitted?.src;
  const alt = fitted?.alt ?? "";
  const href = fitted?.href ?? null;
  useEffect(() => {
    const picture = createPicture({ t, cache });
    frame.current?.replaceChildren(picture.dom);
    picture.show(readImageSource(src), alt);
    return () => picture.destroy();
  }, [t, cache, src, alt]);
  useEffect(() => {
    const link = createImageLink(t);
    link.show(href);
    figure.current?.append(link.dom);
    return () => link.dom.remove();
  }, [t, href]);
  return (
    <figure className="document-image" ref={figure}>
      <div
        className="document-image-frame"
        ref={frame}
        title={fitted?.title ?? undefined}
        style={{ width: cssWidth(fitted?.width) }}
      />
    </figure>
  );
}
