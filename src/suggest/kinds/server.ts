import type ts from "typescript";
import type { Description } from "../../contract/contract.ts";
import type { Project } from "../../impact/project/index.ts";
import { isObject } from "../../json.ts";
import type { Kind } from "../kind.ts";
import { projectsOf } from "../projects.ts";
import { editOf } from "../reading.ts";
import { reconfigured } from "../server/configured.ts";
import type { Edit } from "../suggestion.ts";

/**
 * An address that the API is no longer served at, where the description names the only one that it is served at now: in the
 * code and, for probes, in the configuration.
 * @example `https://api.example/v1` becomes `https://api.example/v2`, also as a part of longer addresses in the code.
 */
export const server: Kind = {
  name: "server",
  propose({ drift, uses, configured, contracts: { pinned, published } }) {
    const [before, ...more] = serversOf(pinned);
    const [after, ...others] = published ? serversOf(published) : [];
    const isTold = drift.rule === serverGone && more.length === 0 && others.length === 0;
    if (!isTold || before === undefined || after === undefined || before === after) return [];
    const projects = projectsOf(uses);
    const inCode = projects.flatMap((project) =>
      project.sources.flatMap((source) => inFile(source, { before, after, project })),
    );
    const edits = [...inCode, ...(configured ? reconfigured(configured, before, after) : [])];
    const atMost = isSameOrigin(before, after) ? "verified" : "likely";
    return edits.length > 0 ? [{ text: `Call ${after} instead of ${before}.`, edits, atMost }] : [];
  },
};

/** The rule that tells of it. */
export const serverGone = "api-server-removed";

/** Another host gets the team's credentials: whether it is the vendor's is for a person to say. */
function isSameOrigin(before: string, after: string): boolean {
  return URL.canParse(before) && URL.canParse(after) && new URL(before).origin === new URL(after).origin;
}

/** Absolute addresses without variables, without the slash at the end. */
function serversOf({ document: { servers } }: Description): string[] {
  const urls = Array.isArray(servers) ? servers.map((one) => (isObject(one) ? one.url : undefined)) : [];
  return urls.flatMap((url) =>
    typeof url === "string" && /^https?:\/\/[^{}]+$/.test(url) ? [url.replace(/\/+$/, "")] : [],
  );
}

interface Moving {
  readonly before: string;
  readonly after: string;
  readonly project: Project;
}

function inFile(source: ts.SourceFile, { before, after, project }: Moving): Edit[] {
  const { ts } = project;
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    const isText = ts.isStringLiteralLike(node) || ts.isTemplateHead(node);
    if (isText && isBelow(node.text, before) && node.getText().slice(1).startsWith(before)) {
      const start = node.getStart() + 1;
      edits.push(editOf({ node, project }, { start, end: start + before.length, text: after }));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return edits;
}

function isBelow(text: string, address: string): boolean {
  return text === address || /^[/?#]/.test(text.startsWith(address) ? text.slice(address.length) : "-");
}
