import { neutraliseMessage } from "../../report/neutralise.ts";
import { isAccepted, roots, summarise } from "../../report/roots.ts";
import type { NewsType } from "../publication.ts";
import type { News } from "./news.ts";

/** A message of an incoming webhook: blocks for Slack, and the same as text for what understands no more than that. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
  readonly unfurl_links: false;
  readonly unfurl_media: false;
}

export interface SlackBlock {
  readonly type: "section";
  /** `verbatim`: Slack makes no links and no mentions of its own. */
  readonly text: { readonly type: "mrkdwn"; readonly text: string; readonly verbatim: true };
}

/**
 * All news of a run as one message. Vendor text is shown and never acts: no mention, no link, no formatting that goes on
 * behind it. Links are GitHub's own pages.
 * @see https://docs.slack.dev/reference/block-kit/blocks and https://docs.slack.dev/messaging/formatting-message-text
 */
export function slackMessage(news: readonly News[], runUrl: string | undefined): SlackMessage {
  const sections = news.slice(0, mostSections).map(sectionOf);
  const rest = news.length - sections.length;
  const last = [
    ...(rest > 0 ? [`and ${rest} more`] : []),
    ...(runUrl === undefined ? [] : [link(runUrl, "the whole report")]),
  ].join(", ");
  const parts = [...sections, ...(last === "" ? [] : [last])];
  return {
    text: fitting(parts.join("\n").split("\n"), textLimit),
    blocks: parts.map((text) => ({ type: "section", text: { type: "mrkdwn", text, verbatim: true } })),
    unfurl_links: false,
    unfurl_media: false,
  };
}

/** Slack takes 50 blocks of 3,000 characters each; Discord 2,000 characters of text. */
const mostSections = 40;
const sectionLimit = 3_000;
const textLimit = 1_900;
const mostLines = 5;

function sectionOf(news: News): string {
  return fitting([headline(news), ...linesOf(news)], sectionLimit);
}

function headline({ type, contract, issue, pullRequest }: News): string {
  const title = `${mrkdwn(contract.vendor)} ${verdicts[type]}`;
  const pull = pullRequest?.url === undefined ? "" : `, ${link(pullRequest.url, `pull request ${pullRequest.number}`)}`;
  return `*${issue?.url === undefined ? title : link(issue.url, title)}*${counts(contract.findings)}${pull}`;
}

const verdicts: Readonly<Record<NewsType, string>> = {
  "drift.opened": "drifted from its pinned contract",
  "drift.reopened": "drifts again",
  "drift.changed": "drifted further",
  "drift.closed": "is settled",
  "unchecked.opened": "cannot be checked",
  "unchecked.reopened": "cannot be checked again",
  "unchecked.changed": "cannot be checked",
  "unchecked.closed": "can be checked again",
};

function counts(findings: News["contract"]["findings"]): string {
  const { breaking, warning, info } = summarise(findings, 0);
  return breaking + warning + info === 0 ? "" : `: ${breaking} breaking, ${warning} warning, ${info} info`;
}

/** What was found, one line a root cause; nothing where it is over. */
function linesOf({ type, contract, unchecked }: News): string[] {
  if (type.endsWith(".closed")) return [];
  const told = roots(contract.findings.filter((finding) => !isAccepted(finding)));
  const lines = type.startsWith("unchecked.")
    ? unchecked.map(mrkdwn)
    : told.map(({ entry }) => `*${entry.level}* ${mrkdwn(entry.text)}`);
  const shown = lines.slice(0, mostLines).map((line) => `• ${line}`);
  return lines.length > shown.length ? [...shown, `and ${lines.length - shown.length} more`] : shown;
}

/** As many whole lines as fit; the first, cut, where even that does not. */
function fitting(lines: readonly string[], limit: number): string {
  let text = "";
  for (const line of lines) {
    const longer = text === "" ? line : `${text}\n${line}`;
    if (longer.length > limit - more.length) return `${text}${more}`;
    text = longer;
  }
  return text;
}

const more = "\n…";

/** Vendor text, at most 200 characters of it; an escaped one takes five. Some chats find addresses also inside words. */
function mrkdwn(text: string): string {
  const characters = Array.from(neutraliseMessage(text));
  const short = characters.length <= 200 ? characters : [...characters.slice(0, 199), "…"];
  return escaped(short.join("").replaceAll("`", "'").replaceAll("|", "¦").replaceAll("://", ":\u200B//"));
}

function link(url: string, title: string): string {
  return `<${escaped(url).replaceAll("|", "%7C")}|${title}>`;
}

/** The three characters that Slack's own markup is made of. */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
