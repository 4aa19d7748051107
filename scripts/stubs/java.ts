import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, run } from "./run.js";
import { makeStubs } from "./target.js";

const POM = "examples/java/pom.xml";

/** A Maven project by the plugin that examples/java/pom.xml pins. */
export function javaStubs(): string {
  return makeStubs("java", [POM], (folder) => {
    const build = join(root, ".cache", "stubs-java");
    run("mvn", ["-q", "-B", "-f", POM, `-Dbuild=${build}`, "generate-sources"]);
    cpSync(join(build, "generated-sources", "protobuf"), join(folder, "src", "main", "java"), { recursive: true });
    writeFileSync(join(folder, "pom.xml"), pom(readFileSync(join(root, POM), "utf8")));
  });
}

/** With the pinned versions of what the stubs are compiled against. */
function pom(pinned: string): string {
  const version = (name: string): string => {
    const value = new RegExp(`<${name}>([^<]+)<`).exec(pinned)?.[1];
    if (value === undefined) throw new Error(`${POM} has no <${name}>`);
    return value;
  };
  const dependency = (group: string, artifact: string, pin: string): string[] => [
    "    <dependency>",
    `      <groupId>${group}</groupId>`,
    `      <artifactId>${artifact}</artifactId>`,
    `      <version>${version(pin)}</version>`,
    "    </dependency>",
  ];
  return [
    '<project xmlns="http://maven.apache.org/POM/4.0.0">',
    "  <modelVersion>4.0.0</modelVersion>",
    "  <groupId>opend-gateway</groupId>",
    "  <artifactId>stubs</artifactId>",
    "  <version>1</version>",
    "  <properties>",
    `    <maven.compiler.release>${version("maven.compiler.release")}</maven.compiler.release>`,
    "    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>",
    "  </properties>",
    "  <dependencies>",
    ...dependency("io.grpc", "grpc-protobuf", "grpc.version"),
    ...dependency("io.grpc", "grpc-stub", "grpc.version"),
    ...dependency("com.google.protobuf", "protobuf-java", "protobuf.version"),
    "  </dependencies>",
    "</project>",
    "",
  ].join("\n");
}
