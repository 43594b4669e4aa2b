import { clsx } from "clsx";
import { ALargeSmall, Check, type LucideIcon, Monitor, Moon, Sun } from "lucide-react";
import { RadioGroup } from "radix-ui";
import { useTranslation } from "react-i18next";
import { Tooltip } from "#renderer/components/tooltip.tsx";
import {
  accents,
  type TextSize,
  type ThemeChoice,
  textSizes,
  themes,
} from "#renderer/workspace/preferences/appearance.ts";
import { setPreferences, usePreferences } from "#renderer/workspace/preferences/preferences.ts";

const themeIcons: Readonly<Record<ThemeChoice, LucideIcon>> = { light: Sun, dark: Moon, system: Monitor };
const sizeLooks: Readonly<Record<TextSize, string>> = { small: "size-3.5", normal: "size-4", large: "size-5" };

/** Theme, accent colour and text size, as this browser shows the app. */
export function AppearanceSection() {
  const { t } = useTranslation(["app", "settings"]);
  const { theme, accent, textSize } = usePreferences();
  return (
    <div className="flex flex-col gap-3">
      <Choices
        label={t("settings:theme")}
        chosen={theme}
        choices={themes.map((value) => ({ value, label: t(`settings.${value}`), icon: themeIcons[value] }))}
        onChoose={(value) => setPreferences({ theme: value })}
      />
      <RadioGroup.Root
        value={accent}
        aria-label={t("settings:accent")}
        className="flex flex-wrap gap-2"
        onValueChange={(value) => {
          const chosen = accents.find((known) => known === value);
          if (chosen !== undefined) setPreferences({ accent: chosen });
        }}
      >
        {accents.map((value) => (
          <Tooltip key={value} label={t(`settings:accents.${value}`)}>
            <RadioGroup.Item
              value={value}
              data-accent={value}
              aria-label={t(`settings:accents.${value}`)}
              className={clsx(
                "grid size-8 place-items-center rounded-full bg-accent text-accent-ink coarse:size-10",
                value === accent && "ring-2 ring-accent ring-offset-2 ring-offset-raised",
              )}
            >
              <RadioGroup.Indicator>
                <Check aria-hidden className="size-4" />
              </RadioGroup.Indicator>
            </RadioGroup.Item>
          </Tooltip>
        ))}
      </RadioGroup.Root>
      <Choices
        label={t("settings:textSize")}
        chosen={textSize}
        choices={textSizes.map((value) => ({
          ...{ value, label: t(`settings:textSizes.${value}`) },
          ...{ icon: ALargeSmall, look: sizeLooks[value] },
        }))}
        onChoose={(value) => setPreferences({ textSize: value })}
      />
    </div>
  );
}

interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly look?: string;
}

interface ChoicesProps<Value extends string> {
  readonly label: string;
  readonly chosen: Value;
  readonly choices: readonly Choice<Value>[];
  readonly onChoose: (value: Value) => void;
}

function Choices<Value extends string>({ label, chosen, choices, onChoose }: ChoicesProps<Value>) {
  return (
    <RadioGroup.Root
      value={chosen}
      aria-label={label}
      className="flex gap-2"
      onValueChange={(value) => {
        const choice = choices.find((known) => known.value === value);
        if (choice !== undefined) onChoose(choice.value);
      }}
    >
      {choices.map(({ value, label: name, icon: Icon, look = "size-4" }) => (
        <RadioGroup.Item
          key={value}
          value={value}
          className={clsx(
            "flex h-9 min-w-0 flex-1 items-center justify-center gap-2 rounded-md border text-sm",
            value === chosen ? "border-accent bg-accent-soft text-ink" : "border-line-strong text-ink-2 hover:bg-hover",
          )}
        >
          <Icon aria-hidden className={clsx("shrink-0", look)} />
          {name}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
