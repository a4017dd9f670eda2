// The simulated conditions, and the number of pull requests for each.

const conditions = (noise, restartCv, interleave = "request", interaction = 0) => ({
  noise,
  restartCv,
  interleave,
  interaction,
});
const usual = [conditions("quiet", 0.01), conditions("typical", 0.03), conditions("typical", 0.08)];
const noisy = conditions("noisy", 0.08);
const all = [...usual, noisy];

/** What everyday services are like: hardly any errors, and some have few requests. */
const noErrors = { ...usual[0], errorShare: 0 };
const fewRequests = usual.slice(0, 2).map((each) => ({ ...each, errorShare: 0, ratePerSec: 20 }));

const twoPairs = (conditions) => ({ ...conditions, pairs: 2 });

const budgetsSec = [120, 300, 600];
/** The budget of the tables that use only one. */
export const procedureSec = 300;

/** Multiples of `runs`. Slow simulations get fewer pull requests, rare events get more. */
const changedShare = 0.25;
const sizeShare = 5;
const confirmedShare = 2;
const otherToolsShare = 0.75;

export const otherToolEffects = [0.1, 0.2];

/** The simulations of every row of every table. */
export function tasksOf(runs, seed) {
  const times = (share) => Math.max(1, Math.round(share * runs));
  const rows = [
    { budgetSec: 90, conditions: noErrors },
    ...fewRequests.map((each) => ({ budgetSec: 120, conditions: each })),
    ...budgetsSec.flatMap((budgetSec) => usual.map((each) => ({ budgetSec, conditions: each }))),
    { budgetSec: procedureSec, conditions: noisy },
    ...usual.map((each) => ({ budgetSec: procedureSec, conditions: { ...each, interleave: "slice" } })),
    { budgetSec: 90, conditions: twoPairs(noErrors) },
    ...fewRequests.map((each) => ({ budgetSec: 120, conditions: twoPairs(each) })),
    ...all.map((each) => ({ budgetSec: procedureSec, conditions: twoPairs(each) })),
  ];
  return {
    procedure: rows.flatMap((row, i) => [
      { kind: "changed", ...row, seed: seedOf(seed, i), runs: times(changedShare) },
      { kind: "unchanged", ...row, seed: seedOf(seed, 50 + i), runs: Math.max(0, runs - times(changedShare)) },
    ]),
    size: all.map((each, i) => {
      return { kind: "size", budgetSec: 120, conditions: each, seed: seedOf(seed, 100 + i), runs: times(sizeShare) };
    }),
    sensitive: [...usual.slice(0, 2), ...usual.slice(0, 2).map(twoPairs)].map((each, i) => {
      return {
        kind: "sensitive",
        budgetSec: procedureSec,
        conditions: each,
        seed: seedOf(seed, 140 + i),
        runs: times(changedShare),
      };
    }),
    confirmed: [
      {
        kind: "confirmed",
        budgetSec: procedureSec,
        conditions: conditions("typical", 0.03, "request", 0.02),
        seed: seedOf(seed, 150),
        runs: times(confirmedShare),
      },
    ],
    otherTools: all.map((each, i) => {
      return {
        kind: "otherTools",
        budgetSec: procedureSec,
        otherToolEffects,
        conditions: each,
        seed: seedOf(seed, 200 + i),
        runs: times(otherToolsShare),
      };
    }),
  };
}

const seedOf = (seed, stream) => 1000 * seed + stream;

export const conditionsName = ({ noise, restartCv, interleave, ratePerSec, errorShare, pairs }) =>
  [
    noise,
    `${100 * restartCv} %`,
    ...(interleave === "slice" ? ["in slices"] : []),
    ...(ratePerSec === undefined ? [] : [`${ratePerSec}/s`]),
    ...(errorShare === 0 ? ["no errors"] : []),
    ...(pairs === 2 ? ["two pairs"] : []),
  ].join(", ");
