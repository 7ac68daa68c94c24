import ipaddr from "ipaddr.js";

/**
 * Whether an IP address is one of the public internet: not loopback, private, link-local (where clouds keep their
 * metadata), unique-local, shared, reserved, multicast or unspecified. IPv4 inside IPv6 is judged as IPv4.
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry
 */
export function isPublic(address: string): boolean {
  const parsed = ipaddr.process(address); // unwraps ::ffff:a.b.c.d
  if (parsed.kind() === "ipv6" && parsed.range() === "rfc6052") {
    return isPublic(ipaddr.fromByteArray(parsed.toByteArray().slice(-4)).toString()); // NAT64 hides an IPv4 address
  }
  return parsed.range() === "unicast" && !metadata.has(parsed.toString());
}

// Azure answers virtual machines on a public address. https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
const metadata = new Set(["168.63.129.16"]);
