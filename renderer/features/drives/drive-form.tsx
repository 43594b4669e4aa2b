import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import * as z from "zod";
import { api } from "#renderer/api/client.ts";
import { Button } from "#renderer/components/button.tsx";
import { TextArea } from "#renderer/components/text-area.tsx";
import { TextField } from "#renderer/components/text-field.tsx";
import { showToast } from "#renderer/components/toast.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { patchDrive } from "#renderer/workspace/drives/drive-query.ts";
import { fieldOf } from "#renderer/workspace/forms/form-field.ts";
import { useCheckedForm } from "#renderer/workspace/forms/use-checked-form.ts";
import { dropMemory, personMemory, readMemory, writeMemory } from "#renderer/workspace/memory/local-memory.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { limits } from "#services/contracts/limits.ts";
import type { DriveDetails } from "#services/contracts/shapes.ts";

const Words = z.object({ name: z.string(), description: z.string(), aiInstructions: z.string() });
type Words = z.infer<typeof Words>;

/** What was written and not saved, and what the drive said when that began. */
const Draft = z.object({ begun: Words, written: Words });
type Draft = z.infer<typeof Draft>;

function wordsOf({ name, description, aiInstructions }: Words): Words {
  return { name, description, aiInstructions };
}

function readForm(form: HTMLFormElement): Words {
  const textOf = (name: string) => form.querySelector<HTMLTextAreaElement>(`textarea[name=${name}]`)?.value ?? "";
  return { name: fieldOf(form, "name"), description: textOf("description"), aiInstructions: textOf("aiInstructions") };
}

/** Sends what differs from what the form began with, so that two people who change different things keep both. */
async function save(driveId: string, before: Words, after: Words): Promise<Words> {
  if (after.name !== before.name) await api.call("drives.rename", { driveId, name: after.name });
  await api.call("drives.update", {
    driveId,
    ...(after.description === before.description ? {} : { description: after.description }),
    ...(after.aiInstructions === before.aiInstructions ? {} : { aiInstructions: after.aiInstructions }),
  });
  return after;
}

/** The first of the words that both changed, to different ones. */
function findMeanwhile(base: Words, mine: Words, theirs: Words): string | undefined {
  const names = ["name", "description", "aiInstructions"] as const;
  const both = names.find(
    (name) => mine[name] !== base[name] && theirs[name] !== base[name] && theirs[name] !== mine[name],
  );
  return both && theirs[both];
}

/**
 * The words of a drive. What others save meanwhile shows until one begins to write; what one wrote and did not save is
 * kept on this device.
 */
export function DriveForm({ drive }: { readonly drive: DriveDetails }) {
  const { t } = useTranslation(["app", "driveSettings"]);
  const cache = useQueryClient();
  const memory = personMemory(`drive-words.${drive.id}`);
  const [kept, setKept] = useState(() => Draft.safeParse(readMemory(memory)).data ?? null);
  const [begun, setBegun] = useState<Words | null>(kept?.begun ?? null);
  /** What of others is known to be replaced. */
  const [seen, setSeen] = useState<Words | null>(null);
  const [meanwhile, setMeanwhile] = useState<string | null>(null);
  /** Each time the form begins anew its fields do. */
  const [round, setRound] = useState(0);
  const shown = begun ?? wordsOf(drive);
  const first = kept?.written ?? shown;
  const beginAnew = () => {
    dropMemory(memory);
    setKept(null);
    setBegun(null);
    setSeen(null);
    setMeanwhile(null);
    setRound((before) => before + 1);
  };
  const change = useMutation({
    mutationFn: (after: Words) => save(drive.id, seen ?? shown, after),
    onSuccess: async ({ name }) => {
      patchDrive(cache, drive.id, { name });
      await cache.invalidateQueries({ queryKey: queryKeys.drive(drive.id) });
      beginAnew();
      showToast({ message: t("driveSettings:saved") });
    },
  });
  const { form, problems } = useCheckedForm((filled, onSent) => {
    const { name, description, aiInstructions } = readForm(filled);
    const after = { name: name.trim(), description: description.trim(), aiInstructions: aiInstructions.trim() };
    const theirs = findMeanwhile(seen ?? shown, after, drive);
    setMeanwhile(theirs ?? null);
    if (theirs !== undefined) {
      setSeen(wordsOf(drive));
      onSent();
    } else change.mutate(after, { onSettled: onSent });
  });
  return (
    <form
      key={`${round} ${JSON.stringify(shown)}`}
      className="flex flex-col gap-4"
      {...form}
      onInput={(event) => {
        if (begun === null) setBegun(shown);
        writeMemory(memory, { begun: shown, written: readForm(event.currentTarget) } satisfies Draft);
        form.onInput(event);
      }}
    >
      <TextField
        name="name"
        label={t("drives.name")}
        defaultValue={first.name}
        required
        maxLength={limits.nameCharacters}
        autoComplete="off"
        error={problems["name"]}
      />
      <TextArea
        name="description"
        label={t("driveSettings:description")}
        hint={t("driveSettings:descriptionHint")}
        defaultValue={first.description}
        maxLength={limits.descriptionCharacters}
      />
      <TextArea
        name="aiInstructions"
        label={t("driveSettings:instructions")}
        hint={t("driveSettings:instructionsHint")}
        defaultValue={first.aiInstructions}
        maxLength={limits.aiInstructionsCharacters}
      />
      <div className="flex flex-wrap items-center justify-end gap-3">
        <p role="alert" className="flex-1 text-bad text-sm empty:hidden">
          {meanwhile !== null
            ? t("driveSettings:meanwhile", { text: meanwhile })
            : change.error === null
              ? ""
              : sentenceOf(change.error)}
        </p>
        {begun === null ? null : (
          <>
            <span className="text-ink-3 text-sm">{t("driveSettings:unsaved")}</span>
            <Button tone="quiet" onClick={beginAnew}>
              {t("driveSettings:discard")}
            </Button>
          </>
        )}
        <Button type="submit" tone="primary" isPending={change.isPending}>
          {t("common.save")}
        </Button>
      </div>
    </form>
  );
}
