import type ts from "typescript";

/** Where the text of an address takes a key in: `?api_key=${key}`; its index among the parts of the template, -1 for none. */
export function keyInAddress(address: ts.TemplateExpression, name: string): number {
  return address.templateSpans.findIndex((_, index) => {
    const text = textBefore(address, index);
    return text.endsWith(`?${name}=`) || text.endsWith(`&${name}=`);
  });
}

/** What a template says before a part. */
export function textBefore({ head, templateSpans }: ts.TemplateExpression, index: number): string {
  const literal = index === 0 ? head : templateSpans[index - 1]?.literal;
  return literal?.text ?? "";
}
