/** The services that can run at once: those of one pair, and of a second one. In logs, temporary directories and marks. */
export const instanceNames = ["base", "head", "second-base", "second-head"] as const;
export type InstanceName = (typeof instanceNames)[number];
