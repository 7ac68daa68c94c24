/** The traces that gateways leave in headers, the outermost first. A header's value is in lower case. */
const gateways: readonly (readonly [name: string, trace: RegExp])[] = [
  ["Cloudflare", /^server: cloudflare|^cf-ray:/m],
  ["Akamai", /^server: akamai|^x-akamai|^akamai-/m],
  ["Fastly", /^x-served-by: cache-|^x-fastly|^fastly-/m],
  ["CloudFront", /^server: cloudfront|^x-amz-cf-id:/m],
  ["Imperva", /^x-iinfo:|^x-cdn: (imperva|incapsula)/m],
  ["Azure Front Door", /^x-azure-ref:/m],
  ["Amazon API Gateway", /^x-amz-apigw-id:|^apigw-requestid:/m],
  ["an AWS load balancer", /^server: awselb/m],
  ["a Google front end", /^server: (google frontend|gws|esf)|^via: .*\bgoogle\b/m],
  ["Kong", /^server: kong|^via: .*\bkong\b|^x-kong-/m],
  ["Envoy", /^server: (istio-)?envoy|^x-envoy-/m],
  ["Traefik", /^server: traefik|^x-traefik-/m],
  ["Varnish", /^via: .*varnish|^x-varnish:/m],
  ["nginx", /^server: (nginx|openresty)/m],
  ["Apache", /^server: apache/m],
  ["IIS", /^server: microsoft-iis/m],
  ["Caddy", /^server: caddy|^via: .*\bcaddy\b/m],
];

/** The gateway or server that left its traces in an answer, by its usual name. */
export function gatewayOf({ headers }: { readonly headers: Readonly<Record<string, string>> }): string | undefined {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value.toLowerCase()}`);
  return gateways.find(([, trace]) => trace.test(lines.join("\n")))?.[0];
}
