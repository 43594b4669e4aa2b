import i18next from "i18next";
import { api } from "#renderer/api/client.ts";
import { ApiError, toApiError } from "#services/client/api-error.ts";
import { reach } from "#services/client/send-request.ts";

/** Sends what a canvas shows as the signed-in person's picture. Rejects with `ApiError`. */
export async function sendAvatar(canvas: HTMLCanvasElement): Promise<{ userId: string; version: string }> {
  const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/webp", 0.92));
  if (picture === null)
    throw new ApiError({ code: "invalid-input", message: i18next.t("settings:noPicture"), requestId: null });
  const init = { method: "PUT", headers: { "content-type": "application/octet-stream" }, body: picture };
  const response = await reach(() => fetch(api.address("people.setAvatar", {}), init));
  const answer = await response.json().catch(() => undefined);
  if (!response.ok) throw toApiError(response.status, answer);
  return answer;
}
