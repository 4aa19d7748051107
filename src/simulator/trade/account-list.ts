import { QotMarket } from "../../../generated/ts/Qot_Common.js";
import type { TrdAcc } from "../../../generated/ts/Trd_Common.js";
import {
  SecurityFirm,
  SimAccType,
  TrdAccRole,
  TrdAccStatus,
  TrdAccType,
  TrdCategory,
  TrdEnv,
  TrdMarket,
} from "../../../generated/ts/Trd_Common.js";
import type { CurrencyCode } from "./money.js";

/** What an account is and starts with. */
export interface AccountDefinition {
  readonly accId: bigint;
  readonly trdEnv: number;
  readonly category: number;
  readonly trdMarkets: readonly number[];
  /** Several markets in one account; listed only with needGeneralSecAccount (facts: ftapi-protocol.md 6.1). */
  readonly general: boolean;
  readonly cardNum: string;
  readonly uniCardNum: string;
  /** Absent for simulated accounts, which belong to no firm. */
  readonly securityFirm: number | undefined;
  readonly simAccType: number | undefined;
  /** Currency units. */
  readonly cash: Readonly<Partial<Record<CurrencyCode, number>>>;
  /** Opening balance; securities that the market does not list are left out. */
  readonly holdings: readonly { readonly market: number; readonly code: string; readonly qty: number }[];
}

const UNI_CARD = "1001100110011001";

/** The accounts of every fresh simulator. Ids are above 2^53 on purpose, as real ones are. */
export const ACCOUNTS: readonly AccountDefinition[] = [
  {
    accId: 281756479000000101n,
    trdEnv: TrdEnv.TrdEnv_Simulate,
    category: TrdCategory.TrdCategory_Security,
    trdMarkets: [TrdMarket.TrdMarket_HK],
    general: false,
    cardNum: "1001100010000101",
    uniCardNum: UNI_CARD,
    securityFirm: undefined,
    simAccType: SimAccType.SimAccType_Stock,
    cash: { HKD: 1_000_000 },
    holdings: [],
  },
  {
    accId: 281756479000000102n,
    trdEnv: TrdEnv.TrdEnv_Simulate,
    category: TrdCategory.TrdCategory_Security,
    trdMarkets: [TrdMarket.TrdMarket_US],
    general: false,
    cardNum: "1001100010000102",
    uniCardNum: UNI_CARD,
    securityFirm: undefined,
    simAccType: SimAccType.SimAccType_StockAndOption,
    cash: { USD: 1_000_000 },
    holdings: [],
  },
  {
    accId: 281756479000000105n,
    trdEnv: TrdEnv.TrdEnv_Simulate,
    category: TrdCategory.TrdCategory_Future,
    trdMarkets: [TrdMarket.TrdMarket_Futures_Simulate_HK],
    general: false,
    cardNum: "1001100010000105",
    uniCardNum: UNI_CARD,
    securityFirm: undefined,
    simAccType: SimAccType.SimAccType_Futures,
    cash: { HKD: 1_000_000 },
    holdings: [],
  },
  {
    accId: 281756479000000201n,
    trdEnv: TrdEnv.TrdEnv_Real,
    category: TrdCategory.TrdCategory_Security,
    trdMarkets: [TrdMarket.TrdMarket_HK],
    general: false,
    cardNum: "1001100010000201",
    uniCardNum: UNI_CARD,
    securityFirm: SecurityFirm.SecurityFirm_FutuSecurities,
    simAccType: undefined,
    cash: { HKD: 500_000 },
    holdings: [
      { market: QotMarket.QotMarket_HK_Security, code: "00700", qty: 500 },
      { market: QotMarket.QotMarket_HK_Security, code: "09988", qty: 1000 },
    ],
  },
  {
    accId: 281756479000000202n,
    trdEnv: TrdEnv.TrdEnv_Real,
    category: TrdCategory.TrdCategory_Security,
    trdMarkets: [TrdMarket.TrdMarket_US],
    general: false,
    cardNum: "1001100010000202",
    uniCardNum: UNI_CARD,
    securityFirm: SecurityFirm.SecurityFirm_FutuSecurities,
    simAccType: undefined,
    cash: { USD: 100_000 },
    holdings: [
      { market: QotMarket.QotMarket_US_Security, code: "AAPL", qty: 100 },
      { market: QotMarket.QotMarket_US_Security, code: "NVDA", qty: 200 },
    ],
  },
  {
    accId: 281756479000000205n,
    trdEnv: TrdEnv.TrdEnv_Real,
    category: TrdCategory.TrdCategory_Future,
    trdMarkets: [TrdMarket.TrdMarket_Futures],
    general: false,
    cardNum: "1001100010000205",
    uniCardNum: UNI_CARD,
    securityFirm: SecurityFirm.SecurityFirm_FutuSecurities,
    simAccType: undefined,
    cash: { HKD: 200_000 },
    holdings: [],
  },
  {
    accId: 281756479000000209n,
    trdEnv: TrdEnv.TrdEnv_Real,
    category: TrdCategory.TrdCategory_Security,
    trdMarkets: [TrdMarket.TrdMarket_HK, TrdMarket.TrdMarket_US, TrdMarket.TrdMarket_HKCC],
    general: true,
    cardNum: "1001100010000209",
    uniCardNum: UNI_CARD,
    securityFirm: SecurityFirm.SecurityFirm_FutuSecurities,
    simAccType: undefined,
    cash: { HKD: 300_000, USD: 50_000, CNH: 200_000 },
    holdings: [
      { market: QotMarket.QotMarket_HK_Security, code: "00700", qty: 200 },
      { market: QotMarket.QotMarket_US_Security, code: "AAPL", qty: 50 },
    ],
  },
];

/** The account as 2001 lists it. */
export function toAccountMessage(account: AccountDefinition): TrdAcc {
  return {
    trdEnv: account.trdEnv,
    accID: account.accId,
    trdMarketAuthList: [...account.trdMarkets],
    // Nothing is lent: no margin, no short selling.
    accType: TrdAccType.TrdAccType_Cash,
    cardNum: account.cardNum,
    securityFirm: account.securityFirm,
    simAccType: account.simAccType,
    uniCardNum: account.uniCardNum,
    accStatus: TrdAccStatus.TrdAccStatus_Active,
    accRole: TrdAccRole.TrdAccRole_Normal,
    jpAccType: [],
  };
}
