import { expect, test } from "vitest";
import type { Notice } from "../../src/model/notice.ts";
import { noticeText } from "../../src/wording/noticeText.ts";

test.each<[Notice, string]>([
  [
    { kind: "same_image", service: "api", image: "shop:1.0" },
    "base and head both start the image shop:1.0 as api, so the code of the change is not measured: " +
      "add build to that service in the compose file, or build the image in service.build",
  ],
  [
    { kind: "two_pairs_failed", scenario: "shop", reason: "the head service ended with exit code 1" },
    "shop: two pairs of base and head could not run at once, so one pair went on alone: the head service ended with exit " +
      "code 1; if the services cannot share a directory, set gate.pairs: 1",
  ],
  [
    { kind: "images_not_saved", reason: "expected at most 512 MiB of images, found more" },
    "base.carry_image: the images of this run are not stored: expected at most 512 MiB of images, found more",
  ],
  [
    { kind: "tls_of_one_arm", arm: "head" },
    "only the head speaks TLS on its PORT, so its plain requests fail with status 400: the two cannot be compared; " +
      "set service.tls: true, with base.from: none until the base speaks TLS too",
  ],
])("%j", (notice, text) => {
  expect(noticeText(notice)).toBe(text);
});
