import type { Peers } from "#services/contracts/control.ts";
import type { ControlChannel } from "#services/platform/control-channel.ts";

/** Where the other services answer right now. */
export interface PeerBook {
  read(): Peers;
}

/** A book of peers that starts with configured addresses and follows what the supervisor tells. */
export function followPeers(channel: ControlChannel, configured: Peers): PeerBook {
  let peers = configured;
  channel.listen((message) => {
    if (message.kind === "peers") peers = { ...configured, ...message.peers };
  });
  return { read: () => peers };
}
