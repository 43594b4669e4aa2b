import { openControlChannel } from "#services/platform/control-channel.ts";

const channel = openControlChannel();
channel.onDisconnect(() => process.exit());
channel.listen((message) => {
  if (message.kind === "from-owner") {
    channel.send({ kind: "to-owner", message: { pid: process.pid, heard: message.message } });
  }
});
