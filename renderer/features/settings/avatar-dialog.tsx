import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { Dialog } from "#renderer/components/dialog.tsx";
import { noteAvatar } from "#renderer/workspace/session/avatars.tsx";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { type Crop, clampCrop, moveCrop, squareOf, wholeCrop, zoomRange } from "./crop.ts";
import { sendAvatar } from "./send-avatar.ts";

/** Side of the picture that is sent, in pixels; the server makes it smaller. */
const sentSide = 512;

/** How far an arrow key moves the picture, as a part of what is shown. */
const stepOf: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [0.05, 0],
  ArrowRight: [-0.05, 0],
  ArrowUp: [0, 0.05],
  ArrowDown: [0, -0.05],
};

/** How far `+` and `-` zoom. */
const keyZoom = zoomRange.step * 2;

interface AvatarDialogProps {
  readonly picture: ImageBitmap;
  readonly onClose: () => void;
}

/** Chooses the square of a picture by which others will know the person: moved by pointer or arrow keys, zoomed by slider, `+` and `-`. */
export function AvatarDialog({ picture, onClose }: AvatarDialogProps) {
  const { t } = useTranslation(["app", "settings"]);
  const cache = useQueryClient();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [crop, setCrop] = useState<Crop>(wholeCrop);
  const save = useMutation({
    mutationFn: () => sendAvatar(requireCanvas(canvas.current)),
    onSuccess: ({ userId, version }) => {
      noteAvatar(cache, userId, version);
      onClose();
    },
  });
  return (
    <Dialog title={t("settings:cropPicture")} closeLabel={t("common.close")} onClose={onClose}>
      <form
        className="flex flex-col items-center gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!save.isPending) save.mutate();
        }}
      >
        <CropArea canvas={canvas} picture={picture} crop={crop} onCrop={setCrop} />
        <label className="flex w-56 items-center gap-3 text-sm">
          {t("settings:zoom")}
          <input
            type="range"
            {...zoomRange}
            value={crop.zoom}
            className="min-w-0 flex-1 accent-accent"
            onChange={({ currentTarget }) =>
              setCrop(clampCrop(picture, { ...crop, zoom: currentTarget.valueAsNumber }))
            }
          />
        </label>
        <p role="alert" className="text-bad text-sm empty:hidden">
          {save.error === null ? "" : sentenceOf(save.error)}
        </p>
        <div className="flex gap-2 self-end">
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" tone="primary" disabled={save.isPending}>
            {t("settings:usePicture")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface CropAreaProps {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly picture: ImageBitmap;
  readonly crop: Crop;
  readonly onCrop: (change: (crop: Crop) => Crop) => void;
}

/** What is kept of the picture, as it is moved and zoomed. */
function CropArea({ canvas, picture, crop, onCrop }: CropAreaProps) {
  const { t } = useTranslation("settings");
  useEffect(() => draw(requireCanvas(canvas.current), picture, crop), [canvas, picture, crop]);
  return (
    <div
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: keys move and zoom what is in it
      tabIndex={0}
      aria-label={t("cropHint")}
      className="touch-none cursor-move rounded-full"
      onKeyDown={(event) => {
        const change = changeOf(event.key, picture);
        if (change === undefined) return;
        event.preventDefault();
        onCrop(change);
      }}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        const { width } = event.currentTarget.getBoundingClientRect();
        const by = [-event.movementX / width, -event.movementY / width] as const;
        onCrop((now) => moveCrop(picture, now, by));
      }}
    >
      <canvas ref={canvas} width={sentSide} height={sentSide} className="size-56 rounded-full border border-line" />
    </div>
  );
}

function changeOf(key: string, picture: ImageBitmap): ((crop: Crop) => Crop) | undefined {
  const step = stepOf[key];
  if (step !== undefined) return (now) => moveCrop(picture, now, step);
  const direction = ["+", "="].includes(key) ? 1 : key === "-" ? -1 : undefined;
  if (direction === undefined) return undefined;
  return (now) => clampCrop(picture, { ...now, zoom: now.zoom + direction * keyZoom });
}

function draw(canvas: HTMLCanvasElement, picture: ImageBitmap, crop: Crop): void {
  const context = canvas.getContext("2d");
  if (context === null) return;
  const { left, top, side } = squareOf(picture, crop);
  context.clearRect(0, 0, sentSide, sentSide);
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, left, top, side, side, 0, 0, sentSide, sentSide);
}

function requireCanvas(canvas: HTMLCanvasElement | null): HTMLCanvasElement {
  if (canvas === null) throw new Error("The picture is not shown.");
  return canvas;
}
