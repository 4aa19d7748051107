import * as GetUserSecurity from "../../../generated/ts/Qot_GetUserSecurity.js";
import * as GetGroups from "../../../generated/ts/Qot_GetUserSecurityGroup.js";
import * as ModifyUserSecurity from "../../../generated/ts/Qot_ModifyUserSecurity.js";
import { type Handler, handle, Refusal } from "../handler.js";
import type { Instrument } from "../market/instrument.js";
import { QotMarket } from "../market/listing.js";
import { texts } from "../texts.js";
import { type QuoteContext, requireInstruments } from "./context.js";
import { staticInfo } from "./messages.js";

const GroupType = { custom: 1, system: 2, all: 3 } as const;
const Op = { add: 1, delete: 2, moveOut: 3 } as const;

/** System groups are views on everything in the user's own groups. */
const systemGroups: ReadonlyMap<string, (market: number) => boolean> = new Map<string, (market: number) => boolean>([
  ["全部", () => true],
  ["港股", (market: number) => market === QotMarket.hk],
  ["美股", (market: number) => market === QotMarket.us],
  ["沪深", (market: number) => market === QotMarket.sh || market === QotMarket.sz],
]);

/** Watch lists: 3213, 3214, 3222. They belong to the user, so all connections see the same. */
export function watchListHandlers(context: QuoteContext): readonly (readonly [number, Handler])[] {
  const { market } = context;
  const pick = (...codes: readonly (readonly [number, string])[]): Set<Instrument> =>
    new Set<Instrument>(
      requireInstruments(
        market,
        codes.map(([place, code]) => ({ market: place, code })),
      ),
    );
  const custom = new Map<string, Set<Instrument>>([
    ["特别关注", pick([QotMarket.hk, "00700"], [QotMarket.us, "AAPL"])],
    ["Simulator", pick([QotMarket.hk, "02800"], [QotMarket.us, "SPY"], [QotMarket.sh, "600519"])],
  ]);

  const getGroups = handle(GetGroups.Request, GetGroups.Response, (c2s) => {
    const groupType = c2s.groupType ?? 0;
    if (groupType < GroupType.custom || groupType > GroupType.all)
      throw new Refusal(texts.invalid("groupType", String(groupType)));
    const groups = (names: Iterable<string>, type: number) =>
      [...names].map((groupName) => ({ groupName, groupType: type }));
    return {
      groupList: [
        ...(groupType === GroupType.custom ? [] : groups(systemGroups.keys(), GroupType.system)),
        ...(groupType === GroupType.system ? [] : groups(custom.keys(), GroupType.custom)),
      ],
    };
  });

  const getUserSecurity = handle(GetUserSecurity.Request, GetUserSecurity.Response, (c2s) => {
    const name = c2s.groupName ?? "";
    const own = custom.get(name);
    const view = systemGroups.get(name);
    if (own === undefined && view === undefined) throw new Refusal(texts.unknownGroup);
    const everything = new Set([...custom.values()].flatMap((group) => [...group]));
    const shown = own ?? [...everything].filter(({ listing }) => view?.(listing.market) === true);
    return { staticInfoList: [...shown].map(({ listing }) => staticInfo(listing)) };
  });

  const modify = handle(ModifyUserSecurity.Request, ModifyUserSecurity.Response, (c2s) => {
    const name = c2s.groupName ?? "";
    if (systemGroups.has(name)) throw new Refusal(texts.systemGroup);
    const group = custom.get(name);
    if (group === undefined) throw new Refusal(texts.unknownGroup);
    const instruments = requireInstruments(market, c2s.securityList);
    if (c2s.op === Op.add) for (const instrument of instruments) group.add(instrument);
    else if (c2s.op === Op.moveOut) for (const instrument of instruments) group.delete(instrument);
    // Deleting takes the security out of every group, moving out only of this one.
    else if (c2s.op === Op.delete)
      for (const each of custom.values()) for (const instrument of instruments) each.delete(instrument);
    else throw new Refusal(texts.invalid("op", String(c2s.op)));
    return {};
  });

  return [
    [3213, getUserSecurity],
    [3214, modify],
    [3222, getGroups],
  ];
}
