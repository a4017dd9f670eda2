// Which machines are simulated, and how often.

const world = (noise, restartCv, dealing = "request", interaction = 0) => ({ noise, restartCv, dealing, interaction });
const usual = [world("quiet", 0.01), world("typical", 0.03), world("typical", 0.08)];
const noisy = world("noisy", 0.08);
const all = [...usual, noisy];

const budgetsSec = [120, 300, 600];
/** Of what is shown at one budget only. */
export const procedureSec = 300;

/** Shares of `runs`: what takes long gets fewer pull requests, and rare events more. */
const changedShare = 0.25;
const sizeShare = 5;
const confirmedShare = 2;
const peersShare = 0.75;

export const peerEffects = [0.1, 0.2];

/** Every row of every table. */
export function tasksOf(runs, seed) {
  const times = (share) => Math.max(1, Math.round(share * runs));
  const rows = [
    ...budgetsSec.flatMap((budgetSec) => usual.map((each) => ({ budgetSec, world: each }))),
    { budgetSec: procedureSec, world: noisy },
    ...usual.map((each) => ({ budgetSec: procedureSec, world: { ...each, dealing: "slice" } })),
  ];
  return {
    procedure: rows.flatMap((row, i) => [
      { kind: "changed", ...row, seed: seedOf(seed, i), runs: times(changedShare) },
      { kind: "unchanged", ...row, seed: seedOf(seed, 50 + i), runs: Math.max(0, runs - times(changedShare)) },
    ]),
    size: all.map((each, i) => {
      return { kind: "size", budgetSec: 120, world: each, seed: seedOf(seed, 100 + i), runs: times(sizeShare) };
    }),
    confirmed: [
      {
        kind: "confirmed",
        budgetSec: procedureSec,
        world: world("typical", 0.03, "request", 0.02),
        seed: seedOf(seed, 150),
        runs: times(confirmedShare),
      },
    ],
    peers: all.map((each, i) => {
      return {
        kind: "peers",
        budgetSec: procedureSec,
        peerEffects,
        world: each,
        seed: seedOf(seed, 200 + i),
        runs: times(peersShare),
      };
    }),
  };
}

const seedOf = (seed, stream) => 1000 * seed + stream;

export const worldName = ({ noise, restartCv, dealing }) =>
  `${noise}, ${100 * restartCv} %${dealing === "slice" ? ", in slices" : ""}`;
