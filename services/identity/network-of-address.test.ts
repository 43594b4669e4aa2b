import { expect, test } from "vitest";
import { networkOfAddress } from "#services/identity/network-of-address.ts";

test("an IPv4 address stands for itself, however it is written", () => {
  expect(networkOfAddress("203.0.113.7")).toBe("203.0.113.7");
  expect(networkOfAddress("::ffff:203.0.113.7")).toBe("203.0.113.7");
});

test("IPv6 addresses of one /64 are one network, however they are written", () => {
  for (const address of ["2001:db8:1:2::1", "2001:0DB8:0001:0002:ffff::", "2001:db8:1:2:3:4:203.0.113.7"]) {
    expect(networkOfAddress(address)).toBe("2001:db8:1:2::/64");
  }
  expect(networkOfAddress("2001:db8:1:3::1")).toBe("2001:db8:1:3::/64");
  expect(networkOfAddress("2001:db8::1")).toBe("2001:db8:0:0::/64");
  expect(networkOfAddress("2001:db8::3:4:5:6:7")).toBe("2001:db8:0:3::/64");
  expect(networkOfAddress("::1")).toBe("0:0:0:0::/64");
  expect(networkOfAddress("fe80::1%eth0")).toBe("fe80:0:0:0::/64");
});
