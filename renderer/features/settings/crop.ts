/** Which square of a picture is shown: its middle, as parts of the picture's width and height, and how much larger than needed it is drawn. */
export interface Crop {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export const zoomRange = { min: 1, max: 4, step: 0.05 } as const;

export const wholeCrop: Crop = { x: 0.5, y: 0.5, zoom: 1 };

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The nearest crop that shows nothing beside the picture. */
export function clampCrop({ width, height }: Size, { x, y, zoom }: Crop): Crop {
  const kept = Math.min(zoomRange.max, Math.max(zoomRange.min, zoom));
  const side = Math.min(width, height) / kept;
  return { x: clampMiddle(x, side / width), y: clampMiddle(y, side / height), zoom: kept };
}

function clampMiddle(middle: number, part: number): number {
  return Math.min(1 - part / 2, Math.max(part / 2, middle));
}

/** The crop moved by parts of its own side. */
export function moveCrop(size: Size, crop: Crop, [byX, byY]: readonly [number, number]): Crop {
  const side = Math.min(size.width, size.height) / crop.zoom;
  return clampCrop(size, { ...crop, x: crop.x + (byX * side) / size.width, y: crop.y + (byY * side) / size.height });
}

/** The square in the picture's own pixels. */
export function squareOf({ width, height }: Size, { x, y, zoom }: Crop) {
  const side = Math.min(width, height) / zoom;
  return { left: x * width - side / 2, top: y * height - side / 2, side };
}
