import { io, type Socket } from "socket.io-client";
import parser from "socket.io-msgpack-parser";
import type { ClientToServer, ServerToClient } from "#services/contracts/realtime.ts";
import type { Person } from "./person.ts";

/** A person's socket, which connects again for as long as it is not closed; each attempt brings a fresh token. */
export function connectSocket(
  person: Person,
  transport: "websocket" | "polling" = "websocket",
): Socket<ServerToClient, ClientToServer> {
  const socket: Socket<ServerToClient, ClientToServer> = io(person.origin, {
    parser,
    transports: [transport],
    reconnectionDelay: 50,
    reconnectionDelayMax: 300,
    auth: (give) => {
      person.client.call("socketTokens.issue", {}).then(
        ({ token }) => give({ token }),
        () => give({ token: "none" }),
      );
    },
  });
  // A refusal by the server ends the library's own attempts.
  socket.on("disconnect", (reason) => {
    if (reason === "io server disconnect") socket.connect();
  });
  socket.on("connect_error", () => {
    if (!socket.active) setTimeout(() => socket.connect(), 100);
  });
  return socket;
}
