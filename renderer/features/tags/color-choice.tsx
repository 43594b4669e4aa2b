import { useId } from "react";
import { useTranslation } from "react-i18next";
import { TagDot } from "#renderer/workspace/tags/tag-chip.tsx";
import { type TagColor, tagColors } from "#services/contracts/tag-colors.ts";

interface ColorChoiceProps {
  readonly label: string;
  readonly value: TagColor;
  readonly onChoose: (color: TagColor) => void;
}

/** One of the colours of tags, as a row of radio buttons. */
export function ColorChoice({ label, value, onChoose }: ColorChoiceProps) {
  const { t } = useTranslation("tags");
  const name = useId();
  return (
    <fieldset className="mt-2 flex flex-wrap items-center gap-1 border-line border-t pt-3">
      <legend className="sr-only">{label}</legend>
      {tagColors.map((color) => (
        <label
          key={color}
          title={t(`color.${color}`)}
          className="grid size-8 place-items-center rounded-sm hover:bg-hover has-checked:bg-active has-focus-visible:outline-2 has-focus-visible:outline-accent coarse:size-10"
        >
          <input
            type="radio"
            name={name}
            className="sr-only"
            checked={color === value}
            onChange={() => onChoose(color)}
            aria-label={t(`color.${color}`)}
          />
          <TagDot color={color} />
        </label>
      ))}
    </fieldset>
  );
}
