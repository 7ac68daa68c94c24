import { Command } from "commander";
import { acceptCommand } from "./accept.ts";
import { checkCommand } from "./check.ts";
import type { Act, Action, CommandMaker } from "./command.ts";
import { demoCommand } from "./demo.ts";
import { diffCommand } from "./diff.ts";
import { edge, type GlobalOptions, type Host } from "./edge.ts";
import { explainCommand } from "./explain.ts";
import { failure } from "./failure.ts";
import { impactCommand } from "./impact.ts";
import { initCommand } from "./init.ts";
import { mergeCommand } from "./merge.ts";
import { pinCommand } from "./pin.ts";
import { planCommand } from "./plan.ts";
import { recordCommand } from "./record.ts";
import { reviewCommand } from "./review.ts";
import { sampleCommand } from "./sample.ts";
import { suggestCommand } from "./suggest.ts";
import { triageCommand } from "./triage.ts";

/** The commands, in the order in which a newcomer meets them. A new one is one file and one line here. */
const commands: readonly CommandMaker[] = [
  demoCommand,
  initCommand,
  pinCommand,
  checkCommand,
  acceptCommand,
  suggestCommand,
  impactCommand,
  diffCommand,
  explainCommand,
  sampleCommand,
  triageCommand,
  recordCommand,
  planCommand,
  mergeCommand,
  reviewCommand,
];

/** Does what the command line asks, and resolves to what the process ends with. Never rejects. */
export async function run(args: readonly string[], version: string, host: Host): Promise<number> {
  const { signal } = host;
  const program = root(version, host);
  let exitCode = 0;
  const act: Act =
    <Options, Given extends readonly unknown[]>(action: Action<Options, Given>) =>
    async (...given) => {
      const command = given.at(-1) as Command; // after the arguments, commander passes the options and the command
      const options: Options & GlobalOptions = command.optsWithGlobals();
      exitCode = await action(edge(options, host), options, ...(given.slice(0, -2) as unknown as Given));
      signal.throwIfAborted();
    };
  for (const command of commands) program.addCommand(command(act).copyInheritedSettings(program));
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (thrown) {
    const named = args.find((arg) => program.commands.some((command) => command.name() === arg));
    const typed = ["driftpin", ...(named === undefined ? [] : [named])].join(" ");
    const { text, exitCode } = failure(thrown, { signal, verbose: program.opts().verbose === true, typed });
    if (text !== undefined) host.stderr.write(`${text}\n`);
    return exitCode;
  }
}

function root(version: string, { stdout, stderr }: Host): Command {
  return new Command("driftpin")
    .description(
      "Pins the contracts of third-party APIs, and tells what a vendor changed and which of your lines it breaks.",
    )
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print help")
    .option("-c, --config <file>", "the configuration (default: driftpin.yaml or .json, here or in a folder above)")
    .option("-v, --verbose", "print the stack of an error")
    .option("--color", "print in colour, whatever the terminal")
    .option("--no-color", "print without colour")
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      outputError: () => undefined, // `failure` says it, in one line
    });
}
