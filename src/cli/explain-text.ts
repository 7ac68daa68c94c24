import type { Explanation } from "../report/explanation.ts";
import { type Page, page, type TerminalOptions } from "../report/terminal-page.ts";

/** What a rule or a cause means, for a person. */
export function explanationText(explained: readonly Explanation[], options: TerminalOptions): string {
  const to = page(options);
  return `${explained.map((one) => block(one, to)).join("\n\n")}\n`;
}

/** The names of all, each with how much it matters, a line each. */
export function explanationList(all: readonly Explanation[], options: TerminalOptions): string {
  const to = page(options);
  const lines = all.map(
    (one) => `${one.kind === "rule" ? one.level.consumer : "cause"}`.padEnd(10) + to.paint("bold", one.id),
  );
  return `${lines.join("\n")}\n`;
}

function block(explained: Explanation, to: Page): string {
  const facts = explained.kind === "rule" ? ruleFacts(explained) : causeFacts(explained);
  return [
    to.lines(0, `${to.paint("bold", explained.id)}  ${subject(explained)}`),
    to.lines(2, explained.meaning),
    ...[...facts, ["example", explained.example ?? ""], ["to do", explained.todo]].flatMap(([label = "", text = ""]) =>
      text === "" ? [] : [to.labelled(2, label, text)],
    ),
  ].join("\n");
}

function subject(explained: Explanation): string {
  if (explained.kind === "cause")
    return explained.id === "vendor-change" ? "why something became a finding" : "why something is unknown";
  if (explained.of === "answers") return "what answers show, held against the pin";
  return { request: "what you send", response: "what you receive", none: "the operation as a whole" }[
    explained.direction
  ];
}

type Facts = (readonly [label: string, text: string])[];

function ruleFacts({ level: { consumer, provider }, received }: Extract<Explanation, { kind: "rule" }>): Facts {
  if (consumer === "none") return [["level", "none: recorded, and told where policy.levels gives it a level"]];
  const reversed = received && `${weights(received)}, where the vendor calls you: in webhooks and callbacks`;
  return [["level", weights({ consumer, provider })], ...(reversed ? [["received", reversed] as const] : [])];
}

function weights({ consumer, provider }: Readonly<Record<"consumer" | "provider", string>>): string {
  return consumer === provider ? consumer : `${consumer} for a consumer, ${provider} for a provider`;
}

function causeFacts({ step }: Extract<Explanation, { kind: "cause" }>): Facts {
  return [["found", `at step ${step} of 7`]];
}
