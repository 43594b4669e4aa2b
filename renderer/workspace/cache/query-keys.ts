/** Names of everything read from the server, in one place so that events reach each reader. */
export const queryKeys = {
  session: ["session"],
  sessions: ["sessions"],
  drives: ["drives"],
  /** Children of a page, or of the drive's root for null. */
  children: (driveId: string, parentId: string | null) => ["children", driveId, parentId] as const,
  childrenOfDrive: (driveId: string) => ["children", driveId] as const,
  allChildren: ["children"],
  favorites: ["favorites"],
  page: (pageId: string) => ["page", pageId] as const,
  allPages: ["page"],
  trash: (driveId: string) => ["trash", driveId] as const,
  document: (pageId: string) => ["document", pageId] as const,
  file: (pageId: string) => ["file", pageId] as const,
  permissions: (pageId: string) => ["permissions", pageId] as const,
  allPermissions: ["permissions"],
  shareLinks: (pageId: string) => ["share-links", pageId] as const,
  people: (query: string) => ["people", query] as const,
  search: (query: string, driveId: string | undefined) => ["search", query, driveId] as const,
} as const;
