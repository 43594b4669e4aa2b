import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { Button } from "#renderer/components/button.tsx";
import { TextField } from "#renderer/components/text-field.tsx";
import { showToast } from "#renderer/components/toast.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { fieldOf } from "#renderer/workspace/forms/form-field.ts";
import { useCheckedForm } from "#renderer/workspace/forms/use-checked-form.ts";
import { type Session, useSession } from "#renderer/workspace/session/session.tsx";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { limits } from "#services/contracts/limits.ts";

/** The name by which others know the person. */
export function ProfileForm() {
  const { t } = useTranslation(["app", "settings"]);
  const cache = useQueryClient();
  const { user } = useSession();
  const save = useMutation({
    mutationFn: (name: string) => api.call("people.update", { name }),
    onSuccess: (person) => {
      cache.setQueryData<Session>(queryKeys.session, (session) =>
        session === undefined ? undefined : { ...session, user: person },
      );
      showToast({ message: t("settings:nameSaved", { name: person.name }) });
    },
  });
  const { form, problems } = useCheckedForm((filled, onSent) =>
    save.mutate(fieldOf(filled, "name").trim(), { onSettled: onSent }),
  );
  return (
    <form {...form}>
      <TextField
        key={user.name}
        name="name"
        label={t("settings:name")}
        defaultValue={user.name}
        required
        maxLength={limits.nameCharacters}
        autoComplete="name"
        error={problems["name"] ?? (save.error === null ? undefined : sentenceOf(save.error))}
        action={
          <Button type="submit" className="h-9" isPending={save.isPending}>
            {t("common.save")}
          </Button>
        }
      />
    </form>
  );
}
