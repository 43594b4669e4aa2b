import type { DriveSummary } from "#services/contracts/shapes.ts";

/** Whether the person may rename a drive and invite others to it; the server decides again. */
export function isInCharge(drive: DriveSummary): boolean {
  return drive.role === "owner" || drive.role === "admin";
}
