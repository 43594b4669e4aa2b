import { type QueryClient, QueryObserver } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { api } from "#renderer/api/client.ts";
import { isGone } from "#renderer/workspace/cache/query-client.ts";
import { useConnection } from "#renderer/workspace/connection/connection.ts";
import { fileQuery } from "#renderer/workspace/files/file-query.ts";
import { fileAddress, type ImageSource } from "#services/documents/schema/image-source.ts";
import { isHostShown, showHost, watchHosts } from "./shown-hosts.ts";

export interface PictureTools {
  readonly t: TFunction<"document">;
  readonly cache: QueryClient;
}

/** A picture, or words in its place: as it is loaded, where it is gone, and where nobody asked for it yet. */
export interface Picture {
  readonly dom: HTMLElement;
  /** The image while it is shown. */
  image(): HTMLImageElement | undefined;
  show(source: ImageSource | undefined, alt: string): void;
  destroy(): void;
}

/** The address a picture is shown from: of files the preview, which was made within bounds. */
export function shownAddress(source: ImageSource): string {
  return source.kind === "file" ? api.address("files.preview", { pageId: source.pageId }) : source.address;
}

export function createPicture({ t, cache }: PictureTools): Picture {
  const dom = document.createElement("div");
  dom.className = "document-picture";
  let shown: { readonly source: ImageSource | undefined; alt: string } | undefined;
  let image: HTMLImageElement | undefined;
  let stopWatching: (() => void) | undefined;
  let tries = 0;

  function stop(): void {
    stopWatching?.();
    stopWatching = undefined;
  }

  function say(words: string, ...more: readonly HTMLElement[]): void {
    image = undefined;
    const place = document.createElement("div");
    place.className = "document-picture-words";
    const line = place.appendChild(document.createElement("p"));
    line.textContent = shown?.alt ? `${shown.alt} — ${words}` : words;
    place.append(...more);
    dom.replaceChildren(place);
  }

  function button(label: string, run: () => void): HTMLButtonElement {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.addEventListener("click", run);
    return made;
  }

  function tryAgain(): void {
    stop();
    tries += 1;
    begin();
  }

  function begin(): void {
    const source = shown?.source;
    if (source === undefined) say(t("image.refused"));
    else if (source.kind === "web" && !isHostShown(source.host)) askFor(source.host);
    else if (source.kind === "file" && isKnownWithout(source.pageId)) explain(source.pageId);
    else load(source);
  }

  function isKnownWithout(pageId: string): boolean {
    const details = cache.getQueryData(fileQuery(pageId).queryKey);
    return tries === 0 && details !== undefined && details.preview !== "ready";
  }

  function askFor(host: string): void {
    stopWatching = watchHosts(() => {
      if (isHostShown(host)) tryAgain();
    });
    say(
      t("image.elsewhere", { host }),
      button(t("image.showElsewhere"), () => showHost(host)),
    );
  }

  function load(source: ImageSource): void {
    const made = document.createElement("img");
    made.decoding = "async";
    made.loading = "lazy";
    made.draggable = false;
    made.referrerPolicy = "no-referrer";
    made.alt = shown?.alt || t("image.unnamed");
    made.addEventListener("error", () => {
      if (image !== made) return;
      if (source.kind === "file") explain(source.pageId);
      else unreached();
    });
    made.src =
      tries === 0 ? shownAddress(source) : `${shownAddress(source)}${source.kind === "file" ? `?try=${tries}` : ""}`;
    image = made;
    dom.replaceChildren(made);
  }

  function unreached(): void {
    stopWatching = useConnection.subscribe(({ status }, before) => {
      if (status === "online" && before.status !== "online") tryAgain();
    });
    say(
      t(useConnection.getState().status === "offline" ? "image.offline" : "image.notLoaded"),
      button(t("image.retry"), tryAgain),
    );
  }

  /** Says why the preview of a file does not come, and shows it as soon as it does. */
  function explain(pageId: string): void {
    say(t("image.loading"));
    const observer = new QueryObserver(cache, { ...fileQuery(pageId), retry: false });
    const tell = ({ data, error, isFetching }: ReturnType<typeof observer.getCurrentResult>) => {
      if (isFetching && data?.preview !== "pending") return;
      const download = document.createElement("a");
      download.href = fileAddress(pageId);
      download.download = "";
      download.textContent = t("image.download");
      if (error !== null) {
        if (isGone(error)) {
          stop();
          say(t("image.gone"), button(t("image.retry"), tryAgain));
        } else {
          stop();
          unreached();
        }
      } else if (data?.preview === "pending") say(t("image.preparing"));
      else if (data?.preview === "failed") say(data.previewReason ?? t("image.noPreview"), download);
      else if (data?.preview === "none") say(t("image.noPreview"), download);
      else if (data?.preview === "ready") {
        stop();
        if (tries === 0) tryAgain();
        else unreached();
      }
    };
    stopWatching = observer.subscribe(tell);
    tell(observer.getCurrentResult());
  }

  return {
    dom,
    image: () => image,
    show(source, alt) {
      const isSame = shown !== undefined && JSON.stringify(shown.source) === JSON.stringify(source);
      if (isSame && shown !== undefined) {
        shown.alt = alt;
        if (image !== undefined) image.alt = alt || t("image.unnamed");
        return;
      }
      stop();
      shown = { source, alt };
      tries = 0;
      begin();
    },
    destroy: stop,
  };
}
