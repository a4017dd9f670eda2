/** The version of Loadgate. package.json and README have the same; a test compares them. */
export const version = "0.1.0";
