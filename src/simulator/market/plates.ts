import { securityKey } from "../../ftapi/routing-key.js";
import { QotMarket } from "./listing.js";

/** Qot_Common.PlateSetType. */
export const PlateSetType = { all: 0, industry: 1, region: 2, concept: 3, other: 4 } as const;

/** A group of securities. Plates have a market and a code like a security. */
export interface Plate {
  readonly market: number;
  readonly code: string;
  readonly name: string;
  readonly type: number;
  readonly members: readonly string[];
}

const { industry, region, concept, other } = PlateSetType;
const { hk, us, sh, sz } = QotMarket;

function plate(
  market: number,
  code: string,
  name: string,
  type: number,
  codes: readonly (string | readonly [number, string])[],
): Plate {
  const members = codes.map((member) =>
    typeof member === "string"
      ? securityKey({ market, code: member })
      : securityKey({ market: member[0], code: member[1] }),
  );
  return { market, code, name, type, members };
}

export const plates: readonly Plate[] = [
  plate(hk, "BK1046", "Digital Solutions", industry, ["00700", "09988", "03690"]),
  plate(hk, "BK1065", "Banks", industry, ["00005"]),
  plate(hk, "BK1058", "Insurance", industry, ["01299"]),
  plate(hk, "BK1060", "Telecommunications", industry, ["00941"]),
  plate(hk, "BK1103", "Exchanges", industry, ["00388"]),
  plate(hk, "BK1993", "Hang Seng Tech", concept, ["00700", "09988", "03690", "01810"]),
  plate(hk, "BK1910", "HSI Constituents", other, [
    "00700",
    "09988",
    "00005",
    "00941",
    "01299",
    "03690",
    "00388",
    "01810",
  ]),
  plate(us, "BK2001", "Consumer Electronics", industry, ["AAPL"]),
  plate(us, "BK2002", "Software", industry, ["MSFT"]),
  plate(us, "BK2003", "Semiconductors", industry, ["NVDA"]),
  plate(us, "BK2004", "Auto Manufacturers", industry, ["TSLA"]),
  plate(us, "BK2005", "Internet Content", industry, ["GOOG", "META"]),
  plate(us, "BK2006", "Internet Retail", industry, ["AMZN"]),
  plate(us, "BK2999", "Magnificent Seven", concept, ["AAPL", "MSFT", "NVDA", "TSLA", "AMZN", "GOOG", "META"]),
  plate(sh, "BK0021", "银行", industry, ["600000", [sz, "000001"]]),
  plate(sh, "BK0089", "白酒", industry, ["600519", [sz, "000858"]]),
  plate(sh, "BK0028", "保险", industry, ["601318"]),
  plate(sh, "BK0105", "上海", region, ["600000"]),
  plate(sz, "BK0118", "电池", industry, ["300750"]),
  plate(sz, "BK0110", "广东", region, ["000001", [sh, "601318"]]),
];

/** Plates of one market and kind. OpenD has one list for both Chinese exchanges. */
export function platesOf(market: number, setType: number): readonly Plate[] {
  const chinese = market === sh || market === sz;
  return plates.filter((entry) => {
    const sameMarket = chinese ? entry.market === sh || entry.market === sz : entry.market === market;
    return sameMarket && (setType === PlateSetType.all || entry.type === setType);
  });
}

export function findPlate(market: number, code: string): Plate | undefined {
  return plates.find((entry) => entry.market === market && entry.code === code);
}
