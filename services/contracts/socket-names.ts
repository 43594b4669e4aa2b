/** Path of the Socket.IO endpoint, on web's origin and on realtime itself. */
export const socketPath = "/socket.io/";

/** The Yjs field that holds a document's rich text where it is a tree of elements, as it was before it was a flow of words. */
export const treeField = "default";
