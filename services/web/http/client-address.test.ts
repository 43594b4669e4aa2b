import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { createClientRule } from "./client-address.ts";

function requestFrom(address: string, forwardedFor?: string): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: address });
  const request = new IncomingMessage(socket);
  if (forwardedFor !== undefined) request.headers["x-forwarded-for"] = forwardedFor;
  return request;
}

test("without a trusted proxy a client is whoever connects, whatever it says", () => {
  const clientOf = createClientRule([]);
  expect(clientOf(requestFrom("192.0.2.7", "203.0.113.1"))).toBe("192.0.2.7");
  expect(clientOf(requestFrom("::ffff:192.0.2.7"))).toBe("192.0.2.7");
});

test("behind trusted proxies it is the nearest address that is none of them", () => {
  const clientOf = createClientRule(["10.0.0.5", "172.16.0.0/12", "loopback"]);
  expect(clientOf(requestFrom("10.0.0.5", "203.0.113.1"))).toBe("203.0.113.1");
  expect(clientOf(requestFrom("::ffff:10.0.0.5", "forged, 203.0.113.1, 172.20.1.1"))).toBe("203.0.113.1");
  expect(clientOf(requestFrom("127.0.0.1", "203.0.113.1"))).toBe("203.0.113.1");
  expect(clientOf(requestFrom("10.0.0.6", "203.0.113.1"))).toBe("10.0.0.6");
  expect(clientOf(requestFrom("10.0.0.5", "rubbish"))).toBe("10.0.0.5");
  expect(clientOf(requestFrom("10.0.0.5"))).toBe("10.0.0.5");
});

test("all addresses of an IPv6 network are one client", () => {
  const clientOf = createClientRule([]);
  const network = clientOf(requestFrom("2001:db8:0:1::1"));
  expect(clientOf(requestFrom("2001:0db8:0:1:ffff::2"))).toBe(network);
  expect(clientOf(requestFrom("2001:db8::1:0:0:0:3"))).toBe(network);
  expect(clientOf(requestFrom("2001:db8:0:2::1"))).not.toBe(network);
  expect(clientOf(requestFrom("fe80::1%eth0"))).toBe(clientOf(requestFrom("fe80::2%eth0")));
});
