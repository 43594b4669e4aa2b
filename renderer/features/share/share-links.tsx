import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Globe, Lock, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { Button } from "#renderer/components/button.tsx";
import { CopyField } from "#renderer/components/copy-field.tsx";
import { IconButton } from "#renderer/components/icon-button.tsx";
import { Select } from "#renderer/components/select.tsx";
import { TextField } from "#renderer/components/text-field.tsx";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { fieldOf } from "#renderer/workspace/forms/form-field.ts";
import { formatDate } from "#renderer/workspace/strings/format.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { limits } from "#services/contracts/limits.ts";
import { asExpiry, type Expiry, expiryDate, useExpiryChoices } from "./expiry-choices.ts";

function linksQuery(pageId: string) {
  return {
    queryKey: queryKeys.shareLinks(pageId),
    queryFn: async ({ signal }: { signal: AbortSignal }) =>
      (await api.call("shareLinks.list", { pageId }, { signal })).items,
  };
}

/** The links by which anybody can read a page; made and ended here by who manages it. */
export function ShareLinks({ pageId }: { readonly pageId: string }) {
  const { t } = useTranslation("share");
  const cache = useQueryClient();
  const [isMaking, setIsMaking] = useState(false);
  const { data: links = [] } = useQuery(linksQuery(pageId));
  const again = () => cache.invalidateQueries({ queryKey: queryKeys.shareLinks(pageId) });
  const create = useMutation({
    mutationFn: (wishes: Wishes) => api.call("shareLinks.create", { pageId, ...wishes }),
    onSuccess: async () => {
      setIsMaking(false);
      await again();
    },
  });
  const revoke = useMutation({
    mutationFn: (linkId: string) => api.call("shareLinks.revoke", { pageId, linkId }),
    onSettled: async (_answer, _error, linkId) => {
      if (create.data?.link.id === linkId) create.reset();
      await again();
    },
  });
  const error = create.error ?? revoke.error;
  return (
    <section aria-label={t("links.title")} className="flex flex-col gap-2">
      <div className="flex items-center gap-2">
        <h3 className="flex-1 font-semibold text-ink-3 text-xs">{t("links.title")}</h3>
        {isMaking ? null : (
          <Button
            onClick={() => {
              create.reset();
              setIsMaking(true);
            }}
          >
            <Globe aria-hidden className="size-4" />
            {t("links.make")}
          </Button>
        )}
      </div>
      {isMaking ? (
        <LinkForm
          isBusy={create.isPending}
          onCancel={() => setIsMaking(false)}
          onMake={(wishes) => create.mutate(wishes)}
        />
      ) : null}
      {error === null ? null : (
        <p role="alert" className="text-bad text-sm">
          {sentenceOf(error)}
        </p>
      )}
      {create.data === undefined ? null : (
        <div className="flex flex-col gap-1.5 rounded-md bg-accent-soft p-3">
          <CopyField
            value={create.data.url}
            label={t("links.address")}
            copyLabel={t("links.copy")}
            copiedLabel={t("links.copied")}
          />
          <p className="text-ink-2 text-sm">{t("links.once")}</p>
        </div>
      )}
      {links.length === 0 && !isMaking ? <p className="text-ink-2 text-sm">{t("links.none")}</p> : null}
      <ul className="-mx-2 flex flex-col">
        {links.map((link) => (
          <li key={link.id} className="flex min-h-11 items-center gap-3 rounded-md px-2 py-1 hover:bg-hover">
            <span className="grid size-7 shrink-0 place-items-center rounded-full bg-active text-ink-2">
              {link.hasPassword ? <Lock aria-hidden className="size-4" /> : <Globe aria-hidden className="size-4" />}
            </span>
            <span className="min-w-0 flex-1">
              <span className="block truncate text-ink">
                {t(link.hasSubtree ? "links.withPages" : "links.onePage")}{" "}
                <span className="font-mono text-ink-3 text-xs">{link.prefix}…</span>
              </span>
              <span className="block truncate text-ink-3 text-xs">
                {[
                  link.expiresAt === null ? t("expiries.never") : t("until", { date: formatDate(link.expiresAt) }),
                  ...(link.hasPassword ? [t("links.hasPassword")] : []),
                  ...(link.isIndexable ? [t("links.isIndexable")] : []),
                  ...(link.isResting ? [t("links.isResting")] : []),
                  ...(link.createdBy === null ? [] : [link.createdBy]),
                ].join(" · ")}
              </span>
            </span>
            <IconButton
              size="small"
              label={`${t("links.end")} — ${link.prefix}`}
              onClick={() => {
                if (!revoke.isPending) revoke.mutate(link.id);
              }}
            >
              <X aria-hidden className="size-4" />
            </IconButton>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface Wishes {
  readonly hasSubtree: boolean;
  readonly isIndexable: boolean;
  readonly password?: string;
  readonly expiresAt: string | null;
}

interface LinkFormProps {
  readonly isBusy: boolean;
  readonly onCancel: () => void;
  readonly onMake: (wishes: Wishes) => void;
}

function LinkForm({ isBusy, onCancel, onMake }: LinkFormProps) {
  const { t } = useTranslation(["share", "app"]);
  const expiries = useExpiryChoices();
  const [expiry, setExpiry] = useState<Expiry>("never");
  return (
    <form
      className="flex flex-col gap-3 rounded-md border border-line p-3"
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        const password = fieldOf(form, "password");
        onMake({
          hasSubtree: fieldOf(form, "subtree") === "on",
          isIndexable: fieldOf(form, "indexable") === "on",
          ...(password === "" ? {} : { password }),
          expiresAt: expiryDate(expiry),
        });
      }}
    >
      <p className="text-ink-2 text-sm">{t("links.hint")}</p>
      <Choice name="subtree" label={t("links.subtree")} />
      <Choice name="indexable" label={t("links.indexable")} />
      <TextField
        name="password"
        type="password"
        label={t("links.password")}
        minLength={limits.sharePasswordMinCharacters}
        maxLength={limits.passwordMaxCharacters}
        autoComplete="new-password"
      />
      <div className="flex flex-wrap items-center gap-2">
        <Select
          label={t("expiry")}
          choices={expiries}
          value={expiry}
          onChoose={(value) => setExpiry(asExpiry(value))}
        />
        <span className="flex-1" />
        <Button onClick={onCancel}>{t("app:common.cancel")}</Button>
        <Button type="submit" tone="primary" disabled={isBusy}>
          {t("links.create")}
        </Button>
      </div>
    </form>
  );
}

function Choice({ name, label }: { readonly name: string; readonly label: string }) {
  return (
    <label className="flex min-h-7 items-center gap-2.5 text-ink text-sm">
      <input type="checkbox" name={name} className="size-4 accent-accent" />
      {label}
    </label>
  );
}
