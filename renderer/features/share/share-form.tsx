import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { AtSign, Users, X } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { IconButton } from "#renderer/components/icon-button.tsx";
import { PersonDisc } from "#renderer/components/person-disc.tsx";
import { Select } from "#renderer/components/select.tsx";
import { useDebounced } from "#renderer/workspace/forms/use-debounced.ts";
import { asExpiry, type Expiry, expiryDate, useExpiryChoices } from "./expiry-choices.ts";
import { asLevel, useLevelChoices } from "./level-choices.ts";
import {
  type GivenLevel,
  type GivenRole,
  peopleQuery,
  type RightsChange,
  type useRightsChange,
} from "./permissions-query.ts";

const roles = ["editor", "commenter", "viewer", "guest"] as const satisfies readonly GivenRole[];

interface Target {
  readonly name: string;
  readonly to: Extract<RightsChange, { kind: "grant" }>["to"];
}

interface ShareFormProps {
  readonly driveName: string;
  readonly change: ReturnType<typeof useRightsChange>;
}

/** Chooses somebody by name, address or role, with what they may do and for how long. */
export function ShareForm({ driveName, change }: ShareFormProps) {
  const { t } = useTranslation("share");
  const choices = useLevelChoices();
  const expiries = useExpiryChoices();
  const [target, setTarget] = useState<Target | null>(null);
  const [level, setLevel] = useState<GivenLevel>("edit");
  const [expiry, setExpiry] = useState<Expiry>("never");
  const send = useRef<HTMLButtonElement>(null);

  function give() {
    if (target === null || change.isPending) return;
    const expiresAt = expiryDate(expiry);
    change.mutate({ kind: "grant", to: target.to, level, expiresAt }, { onSuccess: () => setTarget(null) });
  }
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        give();
      }}
    >
      {target === null ? (
        <Picker
          driveName={driveName}
          onPick={(picked) => {
            setTarget(picked);
            change.reset();
            // The button is there once the choice is drawn.
            requestAnimationFrame(() => send.current?.focus());
          }}
        />
      ) : (
        <div className="flex flex-wrap items-center gap-2">
          <span className="flex h-8 min-w-0 flex-1 phone:basis-full items-center gap-1 rounded-md bg-active pr-1 pl-3 coarse:h-10">
            <span className="min-w-0 flex-1 truncate font-medium text-ink">{target.name}</span>
            <IconButton size="small" label={`${t("remove")} — ${target.name}`} onClick={() => setTarget(null)}>
              <X aria-hidden className="size-4" />
            </IconButton>
          </span>
          <Select
            label={t("levelNew")}
            choices={choices}
            value={level}
            onChoose={(value) => setLevel(asLevel(value))}
          />
          <Select
            label={t("expiry")}
            choices={expiries}
            value={expiry}
            onChoose={(value) => setExpiry(asExpiry(value))}
          />
          <Button ref={send} type="submit" tone="primary" className="h-8 px-3.5" isPending={change.isPending}>
            {t(change.isPending ? "giving" : "give")}
          </Button>
        </div>
      )}
    </form>
  );
}

const addressValue = "address";

interface PickerProps {
  readonly driveName: string;
  readonly onPick: (target: Target) => void;
}

function Picker({ driveName, onPick }: PickerProps) {
  const { t } = useTranslation("share");
  const [text, setText] = useState("");
  const [isOpen, setIsOpen] = useState(false);
  const words = text.trim();
  const asked = useDebounced(words, 120);
  const { data: found = [], isFetching, isPlaceholderData } = useQuery({ ...peopleQuery(asked), enabled: isOpen });
  const isWaiting = asked !== words || (isFetching && isPlaceholderData);
  const [chosen, setChosen] = useState("");
  // Until the people of these words are here, Enter must take nobody of other words, and no role in their place.
  const people = isWaiting ? found.filter((person) => beginsWith(person, words)) : found;
  const named = (isWaiting ? [] : roles)
    .map((role) => ({ role, name: t(`everyRole.${role}`, { drive: driveName }) }))
    .filter(({ name }) => words === "" || name.toLocaleLowerCase().includes(words.toLocaleLowerCase()));
  const first = people[0]?.id ?? named[0]?.role ?? "";
  const isAddress =
    /^\S+@\S+$/.test(words) && people.every(({ email }) => email?.toLowerCase() !== words.toLowerCase());
  const offered = isAddress ? addressValue : first;
  useEffect(() => setChosen(offered), [offered]);
  return (
    <Command
      value={chosen}
      onValueChange={setChosen}
      shouldFilter={false}
      loop
      label={t("who")}
      onKeyDown={(event) => {
        if (isOpen || (event.key !== "ArrowDown" && event.key !== "Enter")) return;
        // Nobody is chosen from a list that is not seen.
        if (event.key === "Enter") event.preventDefault();
        setIsOpen(true);
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setIsOpen(false);
      }}
    >
      <Command.Input
        ref={takeFocus}
        value={text}
        onValueChange={(value) => {
          setText(value);
          setIsOpen(true);
        }}
        onClick={() => setIsOpen(true)}
        placeholder={t("placeholder")}
        className="h-9 w-full rounded-md border border-line-strong bg-ground px-3 text-ink coarse:text-body"
      />
      <Command.List
        hidden={!isOpen}
        className="mt-1 max-h-60 overflow-y-auto rounded-md border border-line bg-raised p-1 shadow-lift"
      >
        {isAddress ? (
          <Line
            value={addressValue}
            sign={<AtSign aria-hidden className="size-4" />}
            name={words}
            onSelect={() => onPick({ name: words, to: { email: words } })}
          />
        ) : null}
        {people.map((person) => (
          <Line
            key={person.id}
            value={person.id}
            sign={<PersonDisc person={person} />}
            name={person.name}
            note={person.email}
            onSelect={() => onPick({ name: person.name, to: { userId: person.id } })}
          />
        ))}
        {named.map(({ role, name }) => (
          <Line
            key={role}
            value={role}
            sign={<Users aria-hidden className="size-4" />}
            name={name}
            onSelect={() => onPick({ name, to: { role } })}
          />
        ))}
      </Command.List>
    </Command>
  );
}

/** Whether a person's address or a word of their name begins so, as the server finds people. */
function beginsWith({ name, email }: { readonly name: string; readonly email: string | null }, text: string): boolean {
  const beginning = text.toLocaleLowerCase();
  return [email ?? "", name, ...name.split(/\s+/)].some((part) => part.toLocaleLowerCase().startsWith(beginning));
}

function takeFocus(field: HTMLInputElement | null): void {
  field?.focus();
}

interface LineProps {
  readonly value: string;
  readonly sign: ReactNode;
  readonly name: string;
  readonly note?: string | null;
  readonly onSelect: () => void;
}

function Line({ value, sign, name, note, onSelect }: LineProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex min-h-9 cursor-default select-none items-center gap-2.5 rounded-sm px-2 py-1 text-ink data-[selected=true]:bg-active coarse:min-h-11"
    >
      <span className="grid w-7 shrink-0 place-items-center text-ink-2">{sign}</span>
      <span className="min-w-0 truncate">{name}</span>
      {note === null || note === undefined ? null : <span className="min-w-0 truncate text-ink-3 text-sm">{note}</span>}
    </Command.Item>
  );
}
