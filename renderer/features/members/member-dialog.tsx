import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { Dialog } from "#renderer/components/dialog.tsx";
import { Select } from "#renderer/components/select.tsx";
import { showToast } from "#renderer/components/toast.ts";
import { useSession } from "#renderer/workspace/session/session.tsx";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import type { DriveMember, DriveSummary } from "#services/contracts/shapes.ts";
import type { GivenRole, MemberChange, useMemberChange } from "./members-query.ts";

/** A change whose consequences are said before it is made. */
export type AskedChange =
  | { readonly kind: "remove"; readonly member: DriveMember }
  | { readonly kind: "demote"; readonly role: GivenRole }
  | { readonly kind: "handOn" }
  | { readonly kind: "leave" };

interface MemberDialogProps {
  readonly asked: AskedChange;
  readonly drive: DriveSummary;
  readonly members: readonly DriveMember[];
  readonly change: ReturnType<typeof useMemberChange>;
  readonly onClose: () => void;
}

/** Says what a change of the members brings about, and makes it. */
export function MemberDialog({ asked, drive, members, change, onClose }: MemberDialogProps) {
  const { t } = useTranslation(["app", "members"]);
  const { user } = useSession();
  const navigate = useNavigate();
  const others = members.filter(({ person }) => person.id !== user.id);
  const [heirId, setHeirId] = useState(others[0]?.person.id ?? "");
  const words = useWords(asked, drive);

  function make(made: MemberChange, done?: string) {
    // The event of it may take this dialog away before the answer is here.
    change.mutateAsync(made).then(
      () => {
        onClose();
        if (done !== undefined) showToast({ message: done });
        if (made.kind === "leave") void navigate({ to: "/", replace: true });
      },
      () => undefined,
    );
  }
  function confirm() {
    const named = { drive: drive.name };
    switch (asked.kind) {
      case "remove": {
        const { id: userId, name } = asked.member.person;
        return make({ kind: "remove", userId }, t("members:removed", { ...named, name }));
      }
      case "demote":
        return make({ kind: "role", userId: user.id, role: asked.role });
      case "handOn": {
        const name = others.find(({ person }) => person.id === heirId)?.person.name ?? "";
        return make({ kind: "handOn", userId: heirId }, t("members:handedOn", { ...named, name }));
      }
      case "leave":
        return make({ kind: "leave" }, t("members:left", named));
    }
  }
  return (
    <Dialog title={words.title} description={words.hint} closeLabel={t("common.close")} onClose={onClose}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          confirm();
        }}
      >
        {asked.kind === "handOn" ? <Heirs others={others} heirId={heirId} onChoose={setHeirId} /> : null}
        {change.error === null ? null : (
          <p role="alert" className="text-bad text-sm">
            {sentenceOf(change.error)}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button
            type="submit"
            tone={asked.kind === "handOn" ? "primary" : "danger"}
            isPending={change.isPending}
            disabled={asked.kind === "handOn" && heirId === ""}
          >
            {words.action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface HeirsProps {
  readonly others: readonly DriveMember[];
  readonly heirId: string;
  readonly onChoose: (userId: string) => void;
}

function Heirs({ others, heirId, onChoose }: HeirsProps) {
  const { t } = useTranslation("members");
  if (others.length === 0) return <p className="text-ink-2 text-sm">{t("handOnNobody")}</p>;
  return (
    <Select
      className="w-full"
      label={t("handOnTo")}
      choices={others.map(({ person }) => ({
        value: person.id,
        label: person.email === null ? person.name : `${person.name} · ${person.email}`,
      }))}
      value={heirId}
      onChoose={onChoose}
    />
  );
}

function useWords(asked: AskedChange, drive: DriveSummary): { title: string; hint: string; action: string } {
  const { t, i18n } = useTranslation(["app", "members"]);
  const named = { drive: drive.name };
  switch (asked.kind) {
    case "remove": {
      const { person, grantCount } = asked.member;
      const grants =
        grantCount === null || grantCount === 0 ? "" : ` ${t("members:removeGrants", { count: grantCount })}`;
      return {
        title: t("members:removeTitle", { ...named, name: person.name }),
        hint: t("members:removeHint") + grants,
        action: t("members:remove"),
      };
    }
    case "demote": {
      const role = t(`roles.${asked.role}`).toLocaleLowerCase(i18n.language);
      return {
        title: t("members:demoteTitle"),
        hint: t("members:demoteHint", { ...named, role }),
        action: t("members:demote", { role }),
      };
    }
    case "handOn":
      return {
        title: t("members:handOnTitle", named),
        hint: t("members:handOnHint"),
        action: t("members:handOnNow"),
      };
    case "leave":
      return { title: t("members:leaveTitle", named), hint: t("members:leaveHint"), action: t("members:leave") };
  }
}
