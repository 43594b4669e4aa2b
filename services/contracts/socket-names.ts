/** Path of the Socket.IO endpoint, on web's origin and on realtime itself. */
export const socketPath = "/socket.io/";

/** The Yjs field that holds a document's rich text. */
export const documentField = "default";
