import { useEffect, useState } from "react";
import { useWorkspaceSocket } from "#renderer/workspace/connection/socket.tsx";
import { type DocumentSession, openSession } from "./document-session.ts";

/** The page's document on the workspace's socket, open for as long as the page is shown. */
export function useDocumentSession(pageId: string): DocumentSession | undefined {
  const socket = useWorkspaceSocket();
  const [session, setSession] = useState<DocumentSession>();
  useEffect(() => {
    if (socket === null) return undefined;
    const opened = openSession(socket, pageId);
    setSession(opened);
    return () => {
      setSession(undefined);
      opened.close();
    };
  }, [socket, pageId]);
  return session;
}
