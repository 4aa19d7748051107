import * as GetCodeChange from "../../../generated/ts/Qot_GetCodeChange.js";
import * as GetFutureInfo from "../../../generated/ts/Qot_GetFutureInfo.js";
import * as GetIpoList from "../../../generated/ts/Qot_GetIpoList.js";
import * as GetMarketState from "../../../generated/ts/Qot_GetMarketState.js";
import * as GetOwnerPlate from "../../../generated/ts/Qot_GetOwnerPlate.js";
import * as GetPlateSecurity from "../../../generated/ts/Qot_GetPlateSecurity.js";
import * as GetPlateSet from "../../../generated/ts/Qot_GetPlateSet.js";
import * as GetReference from "../../../generated/ts/Qot_GetReference.js";
import * as GetStaticInfo from "../../../generated/ts/Qot_GetStaticInfo.js";
import { securityKey } from "../../ftapi/routing-key.js";
import { type Handler, handle, Refusal } from "../handler.js";
import { type Exchange, parseTime, regularHours } from "../market/calendar.js";
import { type Listing, QotMarket } from "../market/listing.js";
import { marketState } from "../market/market-state.js";
import { findPlate, type Plate, plates, platesOf } from "../market/plates.js";
import { texts } from "../texts.js";
import { type QuoteContext, requireInstrument, requireInstruments } from "./context.js";
import { seconds, security, staticInfo } from "./messages.js";

const REFERENCE_WARRANT = 1;
const REFERENCE_FUTURE = 2;

/** Static and reference data: 3202, 3204, 3205, 3206, 3207, 3216, 3217, 3218, 3223. */
export function referenceHandlers(context: QuoteContext): readonly (readonly [number, Handler])[] {
  const { market } = context;
  const listings = (): readonly Listing[] => [...market.all].map((instrument) => instrument.listing);

  const getStaticInfo = handle(GetStaticInfo.Request, GetStaticInfo.Response, (c2s) => {
    if (c2s.securityList.length > 0) {
      return { staticInfoList: requireInstruments(market, c2s.securityList).map(({ listing }) => staticInfo(listing)) };
    }
    if (c2s.market === undefined) throw new Refusal(texts.missing("market"));
    if (c2s.secType === undefined) throw new Refusal(texts.missing("secType"));
    const found = listings().filter((listing) => listing.market === c2s.market && listing.secType === c2s.secType);
    return { staticInfoList: found.map(staticInfo) };
  });

  const getPlateSet = handle(GetPlateSet.Request, GetPlateSet.Response, (c2s) => ({
    plateInfoList: platesOf(c2s.market ?? 0, c2s.plateSetType ?? 0).map(plateInfo),
  }));

  const getPlateSecurity = handle(GetPlateSecurity.Request, GetPlateSecurity.Response, (c2s) => {
    const plate = findPlate(c2s.plate?.market ?? 0, c2s.plate?.code ?? "");
    if (plate === undefined) throw new Refusal(texts.unknownPlate(c2s.plate?.code ?? ""));
    const members = listings().filter((listing) => plate.members.includes(securityKey(listing)));
    const sorted = [...members].sort((left, right) => left.code.localeCompare(right.code));
    return { staticInfoList: (c2s.ascend === false ? sorted.reverse() : sorted).map(staticInfo) };
  });

  const getOwnerPlate = handle(GetOwnerPlate.Request, GetOwnerPlate.Response, (c2s) => ({
    ownerPlateList: requireInstruments(market, c2s.securityList).map(({ listing }) => ({
      security: security(listing),
      name: listing.name,
      plateInfoList: plates.filter((plate) => plate.members.includes(securityKey(listing))).map(plateInfo),
    })),
  }));

  const getReference = handle(GetReference.Request, GetReference.Response, (c2s) => {
    const { listing } = requireInstrument(market, c2s.security);
    const type = c2s.referenceType;
    if (type !== REFERENCE_WARRANT && type !== REFERENCE_FUTURE)
      throw new Refusal(texts.invalid("referenceType", String(type)));
    const found = listings().filter(({ terms, code }) =>
      type === REFERENCE_WARRANT
        ? terms?.kind === "warrant" && securityKey(terms.owner) === securityKey(listing)
        : terms?.kind === "future" && (code === listing.code || securityKey(terms.owner) === securityKey(listing)),
    );
    return { staticInfoList: found.map(staticInfo) };
  });

  const getMarketState = handle(GetMarketState.Request, GetMarketState.Response, (c2s) => {
    const nowMs = market.clock.now();
    return {
      marketInfoList: requireInstruments(market, c2s.securityList).map(({ listing }) => ({
        security: security(listing),
        name: listing.name,
        marketState: marketState(market.calendar(listing.exchange), nowMs),
      })),
    };
  });

  const getFutureInfo = handle(GetFutureInfo.Request, GetFutureInfo.Response, (c2s) => ({
    futureInfoList: requireInstruments(market, c2s.securityList).map(({ listing }) => {
      const { terms } = listing;
      if (terms?.kind !== "future") throw new Refusal(texts.invalid("securityList", `${listing.code} 不是期货`));
      return {
        name: listing.name,
        security: security(listing),
        lastTradeTime: terms.lastTradeDate,
        lastTradeTimestamp: seconds(parseTime(listing.exchange, terms.lastTradeDate) ?? 0),
        owner: security(terms.owner),
        ownerOther: "",
        exchange: "HKEX",
        contractType: "Equity Index",
        contractSize: terms.contractSize,
        contractSizeUnit: "HKD × index",
        quoteCurrency: listing.currency,
        minVar: 1,
        minVarUnit: "index point",
        quoteUnit: "index point",
        tradeTime: regularHours[listing.exchange].map(({ open, close }) => ({ begin: open, end: close })),
        timeZone: "CCT",
        exchangeFormatUrl: "https://example.com/",
      };
    }),
  }));

  /** No simulated security changes its code. */
  const getCodeChange = handle(GetCodeChange.Request, GetCodeChange.Response, () => ({ codeChangeList: [] }));

  const getIpoList = handle(GetIpoList.Request, GetIpoList.Response, (c2s) => {
    const exchange = ipoExchange.get(c2s.market ?? 0);
    if (exchange === undefined) throw new Refusal(texts.notOffered(`市场 ${c2s.market ?? 0} 的新股`));
    const calendar = market.calendar(exchange);
    const { date, startMs } = calendar.day(calendar.dayAt(market.clock.now()).index + 5);
    const chinese = exchange === "CN";
    const code = chinese ? (c2s.market === QotMarket.sh ? "688999" : "301999") : exchange === "HK" ? "09777" : "SIMX";
    return {
      ipoList: [
        {
          basic: {
            security: { market: c2s.market, code },
            name: "SIMULATED IPO",
            listTime: date,
            listTimestamp: seconds(startMs),
          },
          hkExData:
            exchange === "HK"
              ? {
                  ipoPriceMin: 10,
                  ipoPriceMax: 12,
                  listPrice: 0,
                  lotSize: 500,
                  entrancePrice: 6_060.5,
                  isSubscribeStatus: true,
                }
              : undefined,
          usExData: exchange === "US" ? { ipoPriceMin: 18, ipoPriceMax: 20, issueSize: 10_000_000n } : undefined,
          cnExData: chinese
            ? {
                applyCode: code,
                issueSize: 40_000_000n,
                onlineIssueSize: 12_000_000n,
                applyUpperLimit: 10_000n,
                applyLimitMarketValue: 100_000n,
                isEstimateIpoPrice: true,
                ipoPrice: 25,
                industryPeRate: 30,
                isEstimateWinningRatio: true,
                winningRatio: 0.03,
                issuePeRate: 28,
                isHasWon: false,
                winningNumData: [],
              }
            : undefined,
        },
      ],
    };
  });

  return [
    [3202, getStaticInfo],
    [3204, getPlateSet],
    [3205, getPlateSecurity],
    [3206, getReference],
    [3207, getOwnerPlate],
    [3216, getCodeChange],
    [3217, getIpoList],
    [3218, getFutureInfo],
    [3223, getMarketState],
  ];
}

const ipoExchange: ReadonlyMap<number, Exchange> = new Map([
  [QotMarket.hk, "HK"],
  [QotMarket.us, "US"],
  [QotMarket.sh, "CN"],
  [QotMarket.sz, "CN"],
]);

function plateInfo(plate: Plate) {
  return { plate: { market: plate.market, code: plate.code }, name: plate.name, plateType: plate.type };
}
