import { expect, test } from "vitest";
import { stacksOf, totalOf } from "../../../src/explain/formats/callTree.ts";
import { readCollapsed } from "../../../src/explain/formats/collapsed.ts";
import { withoutPythonWaits } from "../../../src/explain/formats/pythonWaits.ts";

// Lines as py-spy 0.4 writes them, of waitress, a thread pool and http.server.
const waits = `Thread._bootstrap (threading.py:966);ThreadedTaskDispatcher.handler_thread (waitress/task.py:84);Condition.wait (threading.py:295) 839
_worker (concurrent/futures/thread.py:81) 61
serve_forever (socketserver.py:232);_PollLikeSelector.select (selectors.py:415) 29
do_GET (app.py:20);readinto (/usr/lib/python3.11/socket.py:706) 7`;
const work = `handler_thread (waitress/task.py:84);RelatedArticles.similarity (related.py:9) 117
wait (app.py:16) 5
Condition.wait (threading.py:295);Condition._is_owned (threading.py:280) 3`;

test("what waits in Python's library is no work, but a function of the service with such a name is", () => {
  const tree = readCollapsed(`${waits}\n${work}\n`);
  const left = withoutPythonWaits(tree ?? expect.unreachable());
  expect([...stacksOf(left)].map(({ frames, value }) => [frames.at(-1)?.name, value])).toEqual([
    ["RelatedArticles.similarity", 117],
    ["wait", 5],
    ["Condition._is_owned", 3],
  ]);
});

test("a profile that has only waits stays as it is", () => {
  const tree = readCollapsed(waits) ?? expect.unreachable();
  expect(totalOf(withoutPythonWaits(tree))).toBe(839 + 61 + 29 + 7);
});

test("a function of a service with another process number is the same", () => {
  const line = (pid: number) => `process ${pid}:"python3 app.py";<module> (app.py:3);build (suggest.py:14) 20\n`;
  const tree = readCollapsed(line(410) + line(1122)) ?? expect.unreachable();
  expect([...stacksOf(tree)]).toEqual([
    {
      frames: [
        { name: "<module>", file: "app.py", line: 3 },
        { name: "build", file: "suggest.py", line: 14 },
      ],
      value: 40,
    },
  ]);
});
