type Camel<Name> = Name extends `${infer Head}-${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : Name;
type CamelKeys<T> = { [Name in keyof T as Camel<Name> & PropertyKey]: T[Name] };

/** The keys of an object as TypeScript spells them: `fail-on` becomes `failOn`. Values stay as they are. */
export function camelKeys<T extends object>(value: T): CamelKeys<T> {
  const entries = Object.entries(value).map(([name, member]) => [camel(name), member]);
  return Object.fromEntries(entries) as CamelKeys<T>;
}

function camel(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
