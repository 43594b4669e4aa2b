import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { Button } from "#renderer/components/button.tsx";
import { TextArea } from "#renderer/components/text-area.tsx";
import { TextField } from "#renderer/components/text-field.tsx";
import { showToast } from "#renderer/components/toast.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { patchDrive } from "#renderer/workspace/drives/drive-query.ts";
import { fieldOf } from "#renderer/workspace/forms/form-field.ts";
import { useCheckedForm } from "#renderer/workspace/forms/use-checked-form.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { limits } from "#services/contracts/limits.ts";
import type { DriveDetails } from "#services/contracts/shapes.ts";

type Filled = Pick<DriveDetails, "name" | "description" | "aiInstructions">;

/** Sends what differs from what the form began with, so that two people who change different things keep both. */
async function save(before: DriveDetails, after: Filled): Promise<Filled> {
  const driveId = before.id;
  if (after.name !== before.name) await api.call("drives.rename", { driveId, name: after.name });
  await api.call("drives.update", {
    driveId,
    ...(after.description === before.description ? {} : { description: after.description }),
    ...(after.aiInstructions === before.aiInstructions ? {} : { aiInstructions: after.aiInstructions }),
  });
  return after;
}

/** The words of a drive. What others save meanwhile shows until one begins to write. */
export function DriveForm({ drive }: { readonly drive: DriveDetails }) {
  const { t } = useTranslation(["app", "driveSettings"]);
  const cache = useQueryClient();
  const [begun, setBegun] = useState<DriveDetails | null>(null);
  const shown = begun ?? drive;
  const change = useMutation({
    mutationFn: (after: Filled) => save(shown, after),
    onSuccess: async ({ name }) => {
      patchDrive(cache, drive.id, { name });
      await cache.invalidateQueries({ queryKey: queryKeys.drive(drive.id) });
      setBegun(null);
      showToast({ message: t("driveSettings:saved") });
    },
  });
  const { form, problems } = useCheckedForm((filled, onSent) => {
    const textOf = (name: string) => filled.querySelector<HTMLTextAreaElement>(`textarea[name=${name}]`)?.value ?? "";
    const after = {
      name: fieldOf(filled, "name").trim(),
      description: textOf("description").trim(),
      aiInstructions: textOf("aiInstructions").trim(),
    };
    change.mutate(after, { onSettled: onSent });
  });
  return (
    <form
      key={JSON.stringify([shown.name, shown.description, shown.aiInstructions])}
      className="flex flex-col gap-4"
      {...form}
      onInput={(event) => {
        if (begun === null) setBegun(drive);
        form.onInput(event);
      }}
    >
      <TextField
        name="name"
        label={t("drives.name")}
        defaultValue={shown.name}
        required
        maxLength={limits.nameCharacters}
        autoComplete="off"
        error={problems["name"]}
      />
      <TextArea
        name="description"
        label={t("driveSettings:description")}
        hint={t("driveSettings:descriptionHint")}
        defaultValue={shown.description}
        maxLength={limits.descriptionCharacters}
      />
      <TextArea
        name="aiInstructions"
        label={t("driveSettings:instructions")}
        hint={t("driveSettings:instructionsHint")}
        defaultValue={shown.aiInstructions}
        maxLength={limits.aiInstructionsCharacters}
      />
      <div className="flex flex-wrap items-center justify-end gap-3">
        <p role="alert" className="flex-1 text-bad text-sm empty:hidden">
          {change.error === null ? "" : sentenceOf(change.error)}
        </p>
        <Button type="submit" tone="primary" disabled={change.isPending}>
          {t("common.save")}
        </Button>
      </div>
    </form>
  );
}
