// Biome formats and lints; ESLint is here only for the two rules that need types.
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist/", "generated/", "coverage/"] },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.base],
    // One program for the whole tree takes half the time of the project service.
    languageOptions: { parserOptions: { project: "./tsconfig.json", tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/no-floating-promises": [
        "error",
        // node:test awaits what describe, it and test return.
        {
          allowForKnownSafeCalls: [
            { from: "package", name: ["describe", "it", "suite", "test"], package: "node:test" },
          ],
        },
      ],
      "@typescript-eslint/no-misused-promises": "error",
    },
  },
);
