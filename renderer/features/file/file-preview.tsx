import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import type { PageDetails } from "#renderer/workspace/pages/page-queries.ts";
import type { FileDetails } from "#services/contracts/shapes.ts";

interface FilePreviewProps {
  readonly page: PageDetails;
  readonly details: FileDetails;
}

/** The file as an image, or the place where it will be. */
export function FilePreview({ page, details }: FilePreviewProps) {
  const { t } = useTranslation("file");
  const [isShown, setIsShown] = useState(false);
  switch (details.preview) {
    case "pending":
      return (
        <div className="file-preview is-pending" role="status">
          {t("preview.pending")}
        </div>
      );
    case "ready":
      return (
        <div className="file-preview">
          <img
            // The hash makes the address change with the bytes, so that an old picture is never shown for new ones.
            src={`${api.address("files.preview", { pageId: page.id })}?of=${details.contentHash.slice(0, 12)}`}
            alt={t("preview.alt", { name: page.title })}
            data-shown={isShown}
            onLoad={() => setIsShown(true)}
          />
        </div>
      );
    case "none":
    case "failed":
      return null;
  }
}
