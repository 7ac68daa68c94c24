/**
 * The stages of the main job, in the order in which data passes through them. Names that share an entry are
 * neighbours: neither knows the other. Types count as imports.
 */
const rooms = [
  "config",
  "source",
  "contract",
  "diff|live",
  "triage",
  "drift",
  "announce",
  "impact",
  "policy",
  "suggest",
  "report|ledger",
  "publish",
  "check",
  "cli|action|undici",
];

const walls = rooms.map((room, i) => ({
  name: `${room} knows only the stages before it`,
  severity: "error",
  from: { path: `^src/(${room})/` },
  to: { path: `^src/(${rooms.slice(i).join("|")})/`, pathNot: "^src/$1/" },
}));

export default {
  forbidden: [
    ...walls,
    {
      name: "foundations know no stage",
      comment: "Errors, JSON and the Runtime are beneath every stage.",
      severity: "error",
      from: { path: "^src/(runtime/|common-js|errors|json)" },
      to: { path: `^src/(${rooms.join("|")})/` },
    },
    {
      name: "only the edge makes a Runtime",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(cli|action|undici|runtime)/|^src/index\\.ts$" },
      to: { path: "^src/runtime/node" },
    },
    { name: "no circles", severity: "error", from: {}, to: { circular: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
  },
};
