// A process that changes a keys file and is killed at one step of it: argv is the file and the step.
import fsp from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";

const [path = "", step = ""] = process.argv.slice(2);

function die(): Promise<never> {
  process.kill(process.pid, "SIGKILL");
  return new Promise(() => undefined);
}

const { rename, open } = fsp;
if (step === "rename") fsp.rename = die;
if (step === "after-rename") {
  fsp.rename = async (from, to) => {
    await rename(from, to);
    await die();
  };
}
if (step === "write") {
  fsp.open = async (...args) => {
    const file = await open(...args);
    if (String(args[0]).endsWith(".tmp")) {
      file.writeFile = async (data) => {
        await file.write(String(data).slice(0, 20));
        await die();
      };
    }
    return file;
  };
}
syncBuiltinESMExports();

const { KeysFile } = await import("../keys-file.js");
const { withFields } = await import("../keys-document.js");
await new KeysFile(path, { localTimeZone: "UTC" }).edit((root) => {
  if (step === "change") process.kill(process.pid, "SIGKILL");
  return withFields(root, "a", { note: "new" });
});
