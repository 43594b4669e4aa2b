import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { Button } from "#renderer/components/button.tsx";
import { TextField } from "#renderer/components/text-field.tsx";
import { showToast } from "#renderer/components/toast.ts";
import { fieldOf } from "#renderer/workspace/forms/form-field.ts";
import { useCheckedForm } from "#renderer/workspace/forms/use-checked-form.ts";
import { useSession } from "#renderer/workspace/session/session.tsx";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";

/** Mails the link of an invite; nothing where this PageSpace has no mail server. */
export function MailForm({ driveId, url }: { readonly driveId: string; readonly url: string }) {
  const { t } = useTranslation(["app", "members"]);
  const { canMail } = useSession();
  const send = useMutation({
    mutationFn: (email: string) => {
      const code = new URLSearchParams(new URL(url).hash.slice(1)).get("code") ?? "";
      return api.call("invites.mail", { driveId, code, email });
    },
    onSuccess: (_done, email) => showToast({ message: t("members:mailed", { email }) }),
  });
  const { form, problems } = useCheckedForm((filled, onSent) =>
    send.mutate(fieldOf(filled, "email").trim(), { onSettled: onSent }),
  );
  if (!canMail) return null;
  const failed = send.error === null ? undefined : t("members:notMailed", { reason: sentenceOf(send.error) });
  return (
    <form {...form}>
      <TextField
        name="email"
        type="email"
        label={t("members:mailTo")}
        required
        autoComplete="off"
        error={problems["email"] ?? failed}
        action={
          <Button type="submit" className="h-9" isPending={send.isPending}>
            {t("members:mail")}
          </Button>
        }
      />
    </form>
  );
}
