// The layers of docs/architecture.md. Imports point down; only src/cli wires things together.
// Tests may reach further where they build what they test: see `test` below.

const ours = [
  "auth",
  "catalog",
  "cli",
  "config",
  "errors",
  "ftapi",
  "gateway",
  "grpc",
  "http",
  "limits",
  "opend",
  "simulator",
  "state",
  "telemetry",
];

/** For each folder of src: the other folders of ours that it may import. */
const allowed = {
  catalog: ["generated"],
  ftapi: ["generated", "catalog/command"],
  telemetry: ["catalog"],
  config: ["catalog"],
  state: [],
  errors: [],
  simulator: ["generated", "ftapi", "catalog"],
  limits: ["generated", "catalog", "ftapi", "telemetry", "errors", "state"],
  auth: ["generated", "catalog", "ftapi", "telemetry", "errors", "config/suggest"],
  opend: ["generated", "catalog", "ftapi", "telemetry"],
  gateway: ["generated", "catalog", "ftapi", "telemetry", "errors", "auth", "limits", "opend"],
  grpc: ["generated", "catalog", "ftapi", "telemetry", "errors", "auth", "limits", "opend", "gateway"],
  http: ["catalog", "telemetry", "errors", "auth", "gateway", "opend"],
};

// Unit tests stand beside their unit, what only tests use in test-support.ts, fake-*.ts or a testing folder.
const test = "(\\.test\\.ts$|/testing/|/fake-[^/]*\\.ts$|/test-support\\.ts$)";

const target = (name) => (name === "generated" ? "^generated/" : `^src/${name}(/|\\.ts$)`);

const layers = ours
  .filter((folder) => folder in allowed)
  .map((folder) => ({
    name: `layer-${folder}`,
    severity: "error",
    comment: `src/${folder} may import ${allowed[folder].join(", ")} and itself, nothing else of ours`,
    from: { path: `^src/${folder}/`, pathNot: test },
    to: { path: "^(src|generated|test|bench|scripts)/", pathNot: [`^src/${folder}/`, ...allowed[folder].map(target)] },
  }));

module.exports = {
  forbidden: [
    ...layers,
    {
      name: "no-circular",
      severity: "error",
      comment: "a cycle means that two files are one, or that a type stands in the wrong place",
      from: {},
      to: { circular: true },
    },
    {
      name: "grpc-js-stays-in-src-grpc",
      severity: "error",
      comment: "src/grpc is the only part that knows the transport",
      from: { path: "^src/", pathNot: ["^src/grpc/", test] },
      to: { path: ["node_modules/@grpc/", "node_modules/grpc-health-check/"] },
    },
    {
      name: "no-test-code-in-the-product",
      severity: "error",
      comment: "what runs in production must not need tests, benchmarks or scripts",
      from: { path: "^src/", pathNot: test },
      to: { path: ["^(test|bench|scripts)/", test] },
    },
    {
      name: "no-dev-dependency-in-the-product",
      severity: "error",
      comment: "an installed package has no dev dependencies",
      from: { path: "^(src|generated)/", pathNot: test },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "not-resolvable",
      severity: "error",
      comment: "the file or package is not there",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "ftapi-is-pure",
      severity: "error",
      comment: "bytes in, bytes out: no sockets, no files, no clock",
      from: { path: "^src/ftapi/", pathNot: test },
      to: {
        dependencyTypes: ["core"],
        path: "^(node:)?(net|tls|dgram|http|https|http2|fs|fs/promises|timers|timers/promises|child_process|worker_threads)$",
      },
    },
  ],
  options: {
    doNotFollow: { path: ["node_modules", "^generated/ts/"] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
    skipAnalysisNotInRules: true,
  },
};
