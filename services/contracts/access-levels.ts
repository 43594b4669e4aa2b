/** What a person may do with a page, weakest first; each level includes the ones before it. */
export const accessLevels = ["none", "view", "comment", "edit", "manage"] as const;
export type AccessLevel = (typeof accessLevels)[number];

/** The roles a member can have in a drive, strongest first. */
export const driveRoles = ["owner", "admin", "editor", "commenter", "viewer", "guest"] as const;
export type DriveRole = (typeof driveRoles)[number];

/** The level a drive role gives on every page that no restriction hides. */
export const levelByDriveRole: Readonly<Record<DriveRole, AccessLevel>> = {
  owner: "manage",
  admin: "manage",
  editor: "edit",
  commenter: "comment",
  viewer: "view",
  guest: "none",
};

/** Whether `level` includes everything `needed` allows. */
export function includesLevel(level: AccessLevel, needed: AccessLevel): boolean {
  return accessLevels.indexOf(level) >= accessLevels.indexOf(needed);
}
