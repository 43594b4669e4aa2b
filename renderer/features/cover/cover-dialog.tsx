import { useQueryClient } from "@tanstack/react-query";
import { clsx } from "clsx";
import { ImageUp } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { Dialog } from "#renderer/components/dialog.tsx";
import type { PageSummary } from "#renderer/workspace/pages/page-queries.ts";
import { shownTitle } from "#renderer/workspace/pages/shown-title.ts";
import { pickFiles } from "#renderer/workspace/uploads/pick-files.ts";
import { closeDialog } from "#renderer/workspace/window/dialogs.ts";
import { coverBackground, coverGradients } from "#services/contracts/cover-gradients.ts";
import type { Cover } from "#services/contracts/shapes.ts";
import { coverMediaTypes, removeCover, setCover, uploadCover } from "./set-cover.ts";
import "./locale-en.ts";

/** Picks the cover of a page: a gradient, or a picture of one's own; or takes it away. */
export function CoverDialog({ page }: { readonly page: PageSummary }) {
  const { t } = useTranslation(["app", "cover"]);
  const cache = useQueryClient();
  const { cover: present } = page;

  function choose(cover: Cover) {
    closeDialog();
    void setCover(cache, page, cover);
  }
  return (
    <Dialog
      title={t("cover:title", { title: shownTitle(page.title) })}
      closeLabel={t("common.close")}
      onClose={closeDialog}
    >
      <fieldset className="grid grid-cols-4 gap-2 phone:grid-cols-3">
        <legend className="sr-only">{t("cover:gradients")}</legend>
        {coverGradients.map((name) => {
          const isPresent = present?.kind === "gradient" && present.name === name;
          return (
            <button
              key={name}
              type="button"
              aria-pressed={isPresent}
              className="group flex flex-col gap-1 rounded-md p-0.5 text-center text-ink-2 text-xs"
              onClick={() => choose({ kind: "gradient", name })}
            >
              <span
                className={clsx(
                  "h-12 w-full rounded-sm border border-line group-hover:brightness-105",
                  isPresent && "outline-2 outline-accent outline-offset-1",
                )}
                style={{ background: coverBackground(name) }}
              />
              {t(`cover:names.${name}`)}
            </button>
          );
        })}
      </fieldset>
      <div className="mt-3 flex flex-wrap items-center gap-2 border-line border-t pt-3">
        <Button
          onClick={() => {
            closeDialog();
            pickFiles(([file]) => {
              if (file !== undefined) void uploadCover(cache, page, file);
            }, coverMediaTypes.join(","));
          }}
        >
          <ImageUp aria-hidden className="size-4" />
          {t("cover:upload")}
        </Button>
        {present === undefined ? null : (
          <Button
            onClick={() => {
              closeDialog();
              void removeCover(cache, page);
            }}
          >
            {t("cover:remove")}
          </Button>
        )}
        <p className="basis-full text-ink-3 text-sm">{t("cover:uploadHint")}</p>
      </div>
    </Dialog>
  );
}
