import { type GitRequest, gitBackend, type Pusher } from "./git-backend.ts";
import { bytesOf } from "./request.ts";
import { serving } from "./serving.ts";

/** Repositories behind HTTP, and how many bytes went out. */
export interface GitServer {
  readonly origin: string;
  readonly sent: () => number;
}

/** Serves a folder's bare repositories over git's smart HTTP, as hosts do; whoever `pusher` names may push. */
export function withGitServer<T>(folder: string, use: (server: GitServer) => Promise<T>, pusher?: Pusher): Promise<T> {
  let sent = 0;
  return serving(
    async (request, response) => {
      const { method = "", url = "/", headers } = request;
      const asked: GitRequest = { method, url, headers, body: await bytesOf(request) };
      const answer = await gitBackend(folder, asked, pusher);
      sent += answer.body.length;
      response.writeHead(answer.status, answer.headers).end(answer.body);
    },
    (origin) => use({ origin, sent: () => sent }),
  );
}
