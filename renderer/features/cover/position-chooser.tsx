import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { CoverBar } from "./cover-bar.tsx";
import { movedPosition, steppedPosition } from "./positions.ts";

interface PositionChooserProps {
  readonly address: string;
  readonly initial: number;
  readonly onSave: (position: number) => void;
  readonly onCancel: () => void;
}

/** Chooses which part of a picture its cover shows, by dragging it or by keys. */
export function PositionChooser({ address, initial, onSave, onCancel }: PositionChooserProps) {
  const { t } = useTranslation("cover");
  const [position, setPosition] = useState(initial);
  const slider = useRef<HTMLDivElement>(null);
  const picture = useRef<HTMLImageElement>(null);
  const [grip, setGrip] = useState<{ readonly y: number; readonly position: number }>();
  useEffect(() => slider.current?.focus({ preventScroll: true }), []);

  function drag(event: PointerEvent) {
    const image = picture.current;
    if (grip === undefined || image === null) return;
    const shownHeight = (image.naturalHeight / image.naturalWidth) * image.clientWidth;
    const hiddenPixels = shownHeight - image.clientHeight;
    setPosition(movedPosition(grip.position, event.clientY - grip.y, hiddenPixels));
  }

  function step(event: KeyboardEvent) {
    if (event.key === "Enter") onSave(position);
    else if (event.key === "Escape") onCancel();
    else {
      const next = steppedPosition(position, event);
      if (next === undefined) return;
      setPosition(next);
    }
    event.preventDefault();
    event.stopPropagation();
  }
  return (
    <>
      <div
        ref={slider}
        role="slider"
        tabIndex={0}
        aria-label={t("position")}
        aria-orientation="vertical"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={position}
        className="size-full cursor-grab touch-none select-none -outline-offset-4 active:cursor-grabbing"
        onKeyDown={step}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setGrip({ y: event.clientY, position });
        }}
        onPointerMove={drag}
        onPointerUp={() => setGrip(undefined)}
        onPointerCancel={() => setGrip(undefined)}
      >
        <img
          ref={picture}
          src={address}
          alt=""
          draggable={false}
          className="size-full object-cover"
          style={{ objectPosition: `50% ${position}%` }}
        />
      </div>
      <p className="pointer-events-none absolute top-3 left-1/2 -translate-x-1/2 whitespace-nowrap rounded-sm border border-line bg-raised px-2 py-1 text-ink-2 text-xs">
        {t("positionHint")}
      </p>
      <CoverBar>
        <Button tone="primary" onClick={() => onSave(position)}>
          {t("savePosition")}
        </Button>
        <Button onClick={onCancel}>{t("cancel")}</Button>
      </CoverBar>
    </>
  );
}
