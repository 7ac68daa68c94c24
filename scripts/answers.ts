import type { LiveRule } from "../src/live/rule.ts";
import { rules } from "../src/live/rules.ts";
import { row } from "./rules.ts";

/** `docs/answers.md`: every rule of live answers. */
export function answersPage(): string {
  const isOfProtocol = ({ id }: LiveRule) => id.startsWith("protocol-");
  const sections = [
    ...head,
    ...section("What does not fit the contract", (rule) => !isOfProtocol(rule)),
    ...section("What answers show beside their bodies", isOfProtocol),
  ];
  return `${sections.join("\n")}\n`;
}

const head = [
  "# Rules of answers",
  "",
  "What `driftpin check` can tell of live answers: only what was not there when the contract was pinned. Generated from",
  "`src/live/rules.ts` by `npm run generate`.",
  "",
  "`policy.levels` in the configuration gives a rule another level. A rule with the level `none` is recorded and compared,",
  "and only told where the configuration gives it a level.",
];

function section(title: string, isIn: (rule: LiveRule) => boolean): string[] {
  const listed: readonly LiveRule[] = rules;
  return [
    "",
    `## ${title}`,
    "",
    "| rule | level | what it means | for example | what to do |",
    "| --- | --- | --- | --- | --- |",
    ...listed
      .filter(isIn)
      .map(({ id, level, text, example = "", todo }) => row([`\`${id}\``, level, text, example, todo])),
  ];
}
