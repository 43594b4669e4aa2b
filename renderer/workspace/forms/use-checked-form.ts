import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { isBlank } from "#services/contracts/blank-text.ts";
import { emailPattern } from "#services/contracts/email-address.ts";

/** A sentence for each field that does not hold what it must, by the field's name. */
type Problems = Readonly<Record<string, string>>;

interface CheckedForm {
  readonly problems: Problems;
  /** Spread onto the form. */
  readonly form: {
    readonly noValidate: true;
    readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
    readonly onInput: (event: FormEvent<HTMLFormElement>) => void;
  };
}

/** A form that says under each field what is wrong, and sends once: nothing more until `onSent` is called. */
export function useCheckedForm(send: (form: HTMLFormElement, onSent: () => void) => void): CheckedForm {
  const { t } = useTranslation();
  const [problems, setProblems] = useState<Problems>({});
  const isSending = useRef(false);

  function problemOf(input: HTMLInputElement): string | undefined {
    if (input.required && isBlank(input.value)) return t("fields.missing");
    if (input.type === "email" && !emailPattern.test(input.value.trim())) return t("fields.notEmail");
    if (input.value.length < input.minLength) return t("fields.short", { count: input.minLength });
    return undefined;
  }
  return {
    problems,
    form: {
      noValidate: true,
      onSubmit: (event) => {
        event.preventDefault();
        if (isSending.current) return;
        const inputs = [...event.currentTarget.elements].filter((part) => part instanceof HTMLInputElement);
        const wrong = inputs.flatMap((input) => {
          const problem = problemOf(input);
          return problem === undefined ? [] : [{ input, problem }];
        });
        setProblems(Object.fromEntries(wrong.map(({ input, problem }) => [input.name, problem])));
        wrong[0]?.input.focus();
        if (wrong.length > 0) return;
        isSending.current = true;
        send(event.currentTarget, () => {
          isSending.current = false;
        });
      },
      onInput: ({ target }) => {
        if (!(target instanceof HTMLInputElement)) return;
        const { name } = target;
        setProblems((before) => Object.fromEntries(Object.entries(before).filter(([field]) => field !== name)));
      },
    },
  };
}
