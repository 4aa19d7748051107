import type { EffectiveConfig } from "../config/effective-config.js";
import { fileProblem, readSmallFile } from "../config/load.js";
import { ConfigError } from "../config/problem.js";
import { label } from "../config/rules.js";
import { createRsaCipher } from "../ftapi/rsa.js";

/**
 * The PEM text of the FTAPI key that the settings name, or null.
 * @throws ConfigError when the file can't be read or holds no usable key
 */
export function readConfiguredRsaKey(config: EffectiveConfig): string | null {
  const { rsaKeyFile } = config.settings.opend;
  return rsaKeyFile === null ? null : readRsaKey(rsaKeyFile, label("opend.rsaKeyFile", config.origins));
}

/** @param where how the user named the file, for the error text */
export function readRsaKey(path: string, where: string): string {
  let pem: string;
  try {
    pem = readSmallFile(path);
  } catch (error) {
    throw new ConfigError([`${where}: can't read ${path}: ${fileProblem(error)}`]);
  }
  try {
    createRsaCipher(pem);
  } catch (error) {
    throw new ConfigError([`${where}: can't use ${path}: ${error instanceof Error ? error.message : "bad key"}`]);
  }
  return pem;
}
