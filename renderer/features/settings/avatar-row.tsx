import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { Button } from "#renderer/components/button.tsx";
import { PersonDisc } from "#renderer/components/person-disc.tsx";
import { noteAvatar, useHasAvatar } from "#renderer/workspace/session/avatars.tsx";
import { useSession } from "#renderer/workspace/session/session.tsx";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { limits } from "#services/contracts/limits.ts";
import { AvatarDialog } from "./avatar-dialog.tsx";

/** The person's picture, with the ways to choose another and to go without one. */
export function AvatarRow() {
  const { t } = useTranslation(["app", "settings"]);
  const cache = useQueryClient();
  const { user } = useSession();
  const hasAvatar = useHasAvatar(user.id);
  const chooser = useRef<HTMLInputElement>(null);
  const [picture, setPicture] = useState<ImageBitmap | null>(null);
  const [problem, setProblem] = useState("");
  const remove = useMutation({
    mutationFn: () => api.call("people.removeAvatar", {}),
    onSuccess: () => noteAvatar(cache, user.id, null),
    onError: (error) => setProblem(sentenceOf(error)),
  });

  async function choose(file: File): Promise<void> {
    if (file.size > limits.avatarBytes) {
      setProblem(t("settings:pictureTooLarge", { megabytes: limits.avatarBytes / 1_000_000 }));
      return;
    }
    setProblem("");
    try {
      setPicture(await createImageBitmap(file));
    } catch {
      setProblem(t("settings:noPicture"));
    }
  }

  return (
    <div className="w-full">
      <div className="flex flex-wrap items-center gap-2">
        <PersonDisc person={user} isLarge />
        <Button onClick={() => chooser.current?.click()}>{t("settings:choosePicture")}</Button>
        {hasAvatar ? (
          <Button tone="quiet" disabled={remove.isPending} onClick={() => remove.mutate()}>
            {t("settings:removePicture")}
          </Button>
        ) : null}
        <input
          ref={chooser}
          type="file"
          accept="image/*"
          hidden
          aria-label={t("settings:choosePicture")}
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            if (file !== undefined) void choose(file);
            currentTarget.value = "";
          }}
        />
      </div>
      <p role="alert" className="mt-1 text-bad text-sm empty:hidden">
        {problem}
      </p>
      {picture === null ? null : <AvatarDialog picture={picture} onClose={() => setPicture(null)} />}
    </div>
  );
}
