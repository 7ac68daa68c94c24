/** Opens something, lends it to a function, and closes it afterwards. */
export type Lend<L> = <T>(use: (lent: L) => Promise<T>) => Promise<T>;

/**
 * Lends one and the same thing to everyone who asks while it is in use; the last user closes it. For what is costly to
 * open and is asked for in bursts.
 */
export function shared<L>(open: Lend<L>): Lend<L> {
  let current: Session<L> | undefined;
  return async (use) => {
    current ??= start(open);
    const session = current;
    session.users += 1;
    try {
      return await use(await session.lent);
    } finally {
      session.users -= 1;
      if (session.users === 0) {
        if (current === session) current = undefined;
        await session.close();
      }
    }
  };
}

interface Session<L> {
  users: number;
  readonly lent: Promise<L>;
  readonly close: () => Promise<void>;
}

function start<L>(open: Lend<L>): Session<L> {
  let end: () => void;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  let closed: Promise<unknown>;
  const lent = new Promise<L>((resolve, reject) => {
    closed = open((opened) => {
      resolve(opened);
      return ended;
    });
    closed.catch(reject);
  });
  return {
    users: 0,
    lent,
    async close() {
      end();
      await closed.catch(() => undefined); // whoever waits for what is lent is told
    },
  };
}
