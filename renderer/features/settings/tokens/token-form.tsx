import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { TextField } from "#renderer/components/text-field.tsx";
import { drivesQuery } from "#renderer/workspace/drives/drives-query.ts";
import { fieldOf } from "#renderer/workspace/forms/form-field.ts";
import { useCheckedForm } from "#renderer/workspace/forms/use-checked-form.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import type { OperationInput } from "#services/contracts/catalogue.ts";
import { limits } from "#services/contracts/limits.ts";
import { OptionRow } from "./option-row.tsx";

export type NewToken = OperationInput<"tokens.create">;

interface TokenFormProps {
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onCreate: (token: NewToken, onSettled: () => void) => void;
  readonly onCancel: () => void;
}

const dayChoices = [7, 30, 90] as const;
const yearDays = 365;
const usualDays = 90;

/** Asks for what a new token may do, where and how long. */
export function TokenForm({ isPending, error, onCreate, onCancel }: TokenFormProps) {
  const { t } = useTranslation(["tokens", "app"]);
  const [scope, setScope] = useState<NewToken["scope"]>("read");
  /** Null: all drives. */
  const [driveIds, setDriveIds] = useState<readonly string[] | null>(null);
  const [isMissingDrive, setIsMissingDrive] = useState(false);
  const expiryId = useId();
  const { form, problems } = useCheckedForm((filled, onSent) => {
    if (driveIds?.length === 0) {
      setIsMissingDrive(true);
      return onSent();
    }
    const days = Number(fieldOf(filled, "days"));
    onCreate(
      {
        name: fieldOf(filled, "name").trim(),
        scope,
        driveIds: driveIds && [...driveIds],
        expiresInDays: days > 0 ? days : null,
      },
      onSent,
    );
  });
  return (
    <form className="flex flex-col gap-4 rounded-md border border-line-strong p-4" {...form}>
      <TextField
        name="name"
        label={t("name")}
        hint={t("nameHint")}
        error={problems["name"]}
        required
        autoFocus
        maxLength={limits.nameCharacters}
        autoComplete="off"
      />
      <fieldset className="min-w-0">
        <legend className="mb-1 font-medium text-ink-2 text-sm">{t("scope")}</legend>
        {(["read", "write"] as const).map((one) => (
          <OptionRow
            key={one}
            type="radio"
            name="scope"
            label={t(one)}
            hint={t(`${one}Hint`)}
            checked={scope === one}
            onChange={() => setScope(one)}
          />
        ))}
      </fieldset>
      <DriveChoice
        driveIds={driveIds}
        isMissing={isMissingDrive}
        onChoose={(chosen) => {
          setIsMissingDrive(false);
          setDriveIds(chosen);
        }}
      />
      <div className="flex flex-col gap-1">
        <label htmlFor={expiryId} className="font-medium text-ink-2 text-sm">
          {t("expires")}
        </label>
        <select
          id={expiryId}
          name="days"
          defaultValue={usualDays}
          className="h-9 w-full rounded-md border border-line-strong bg-ground px-2 text-ink coarse:text-body"
        >
          {dayChoices.map((days) => (
            <option key={days} value={days}>
              {t("days", { count: days })}
            </option>
          ))}
          <option value={yearDays}>{t("year")}</option>
          <option value={0}>{t("never")}</option>
        </select>
      </div>
      <p role="alert" className="text-bad text-sm empty:hidden">
        {error === null ? "" : sentenceOf(error)}
      </p>
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{t("app:common.cancel")}</Button>
        <Button type="submit" tone="primary" isPending={isPending}>
          {t(isPending ? "creating" : "create")}
        </Button>
      </div>
    </form>
  );
}

interface DriveChoiceProps {
  readonly driveIds: readonly string[] | null;
  readonly isMissing: boolean;
  readonly onChoose: (driveIds: readonly string[] | null) => void;
}

function DriveChoice({ driveIds, isMissing, onChoose }: DriveChoiceProps) {
  const { t } = useTranslation("tokens");
  const { data: drives } = useQuery(drivesQuery());
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 font-medium text-ink-2 text-sm">{t("drives")}</legend>
      <OptionRow
        type="radio"
        name="reach"
        label={t("allDrives")}
        hint={t("allDrivesHint")}
        checked={driveIds === null}
        onChange={() => onChoose(null)}
      />
      <OptionRow
        type="radio"
        name="reach"
        label={t("someDrives")}
        checked={driveIds !== null}
        onChange={() => onChoose([])}
      />
      {driveIds === null ? null : (
        <div className="ml-5 max-h-52 overflow-y-auto p-0.5">
          {drives?.map(({ id, name }) => (
            <OptionRow
              key={id}
              type="checkbox"
              name="drive"
              label={name}
              checked={driveIds.includes(id)}
              onChange={({ currentTarget: { checked } }) =>
                onChoose(checked ? [...driveIds, id] : driveIds.filter((one) => one !== id))
              }
            />
          ))}
        </div>
      )}
      <p role="alert" className="mt-1 px-2 text-bad text-sm empty:hidden">
        {isMissing ? t("noDrive") : ""}
      </p>
    </fieldset>
  );
}
