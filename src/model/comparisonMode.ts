interface ComparisonMode {
  /** Base and head run on one machine, round by round. */
  readonly isPaired: boolean;
  /** Base and head are compared. Otherwise only SLAs apply. */
  readonly isCompared: boolean;
  /** Rounds play short pieces of the phases. Otherwise each round plays them whole. */
  readonly playsPieces: boolean;
}

/** How a scenario is compared, one row a kind. gate/strategies.ts says how each kind is judged. */
export const comparisonModes = {
  duet: { isPaired: true, isCompared: true, playsPieces: true },
  alternate: { isPaired: true, isCompared: true, playsPieces: false },
  recorded: { isPaired: false, isCompared: true, playsPieces: false },
  off: { isPaired: false, isCompared: false, playsPieces: false },
} as const satisfies Readonly<Record<string, ComparisonMode>>;

export type ComparisonModeKind = keyof typeof comparisonModes;

const isKind = (name: string): name is ComparisonModeKind => name in comparisonModes;
export const comparisonModeKinds = Object.keys(comparisonModes).filter(isKind);

export const isPaired = ({ kind }: { readonly kind: ComparisonModeKind }): boolean => comparisonModes[kind].isPaired;

interface ComparedPlan {
  readonly scenarios: readonly { readonly compare?: ComparisonModeKind }[];
}

/** True if any scenario can be compared round by round, provided that there is a base to start. */
export const wantsPairing = ({ scenarios }: ComparedPlan): boolean =>
  scenarios.some(({ compare }) => compare === undefined || comparisonModes[compare].isPaired);
