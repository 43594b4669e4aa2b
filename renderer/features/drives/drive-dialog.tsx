import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { Button } from "#renderer/components/button.tsx";
import { Dialog } from "#renderer/components/dialog.tsx";
import { TextField } from "#renderer/components/text-field.tsx";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { fieldOf } from "#renderer/workspace/forms/form-field.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { closeDialog } from "#renderer/workspace/window/dialogs.ts";
import { limits } from "#services/contracts/limits.ts";
import type { DriveSummary } from "#services/contracts/shapes.ts";

/** Names a new drive. */
export function DriveDialog() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const save = useMutation({
    mutationFn: (name: string) => api.call("drives.create", { name }),
    onSuccess: async (saved) => {
      cache.setQueryData<DriveSummary[]>(queryKeys.drives, (drives) =>
        drives === undefined ? undefined : [...drives.filter(({ id }) => id !== saved.id), saved],
      );
      void cache.invalidateQueries({ queryKey: queryKeys.drives });
      closeDialog();
      await navigate({ to: "/d/$driveId", params: { driveId: saved.id } });
    },
  });
  return (
    <Dialog
      title={t("drives.create")}
      description={t("drives.createHint")}
      closeLabel={t("common.close")}
      onClose={closeDialog}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(fieldOf(event.currentTarget, "name").trim());
        }}
      >
        <TextField
          name="name"
          label={t("drives.name")}
          required
          maxLength={limits.nameCharacters}
          autoComplete="off"
          error={save.error === null ? undefined : sentenceOf(save.error)}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={closeDialog}>{t("common.cancel")}</Button>
          <Button type="submit" tone="primary" isPending={save.isPending}>
            {t("common.create")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
