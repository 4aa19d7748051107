# Written by scripts/generate.ts from the table of commands. Do not edit.
from typing import Any, Iterable, Mapping, Optional, Tuple, Union, overload

from .messages import GetDelayStatistics, GetGlobalState, GetUserInfo, Qot_Common, Qot_FilterCompetition, Qot_GetArkActiveTransaction, Qot_GetArkFundHolding, Qot_GetArkStockDynamic, Qot_GetBasicQot, Qot_GetBroker, Qot_GetCapitalDistribution, Qot_GetCapitalFlow, Qot_GetCodeChange, Qot_GetCompanyExecutiveBackground, Qot_GetCompanyExecutives, Qot_GetCompanyOperationalEfficiency, Qot_GetCompanyProfile, Qot_GetCorporateActionsBuybacks, Qot_GetCorporateActionsDividends, Qot_GetCorporateActionsStockSplits, Qot_GetDailyShortVolume, Qot_GetDividendCalendar, Qot_GetDividendRank, Qot_GetEarningsBeatRank, Qot_GetEarningsCalendar, Qot_GetEconomicCalendar, Qot_GetEventContract, Qot_GetEventContractCategory, Qot_GetEventContractComboList, Qot_GetEventContractComboRfq, Qot_GetEventContractEventList, Qot_GetEventContractKline, Qot_GetEventContractMilestoneList, Qot_GetEventContractOrderBook, Qot_GetEventContractSeriesList, Qot_GetEventContractSnapshot, Qot_GetEventContractTicker, Qot_GetFedWatchDotPlot, Qot_GetFedWatchTargetRate, Qot_GetFinancialsEarningsPriceHistory, Qot_GetFinancialsEarningsPriceMove, Qot_GetFinancialsRevenueBreakdown, Qot_GetFinancialsStatements, Qot_GetFutureInfo, Qot_GetHeatMapData, Qot_GetHighDividendSOERank, Qot_GetHoldingChangeList, Qot_GetHotList, Qot_GetIndicatorList, Qot_GetIndustrialChainByPlate, Qot_GetIndustrialChainDetail, Qot_GetIndustrialChainList, Qot_GetIndustrialPlateInfo, Qot_GetIndustrialPlateStock, Qot_GetInsiderHolderList, Qot_GetInsiderTradeList, Qot_GetInstitutionDistribution, Qot_GetInstitutionHoldingChange, Qot_GetInstitutionHoldingList, Qot_GetInstitutionList, Qot_GetInstitutionProfile, Qot_GetIpoList, Qot_GetKL, Qot_GetMacroIndicatorHistory, Qot_GetMacroIndicatorList, Qot_GetMarketState, Qot_GetOptionChain, Qot_GetOptionEarningsScreener, Qot_GetOptionEvent, Qot_GetOptionEventAlert, Qot_GetOptionExerciseProbability, Qot_GetOptionExpirationDate, Qot_GetOptionMarketStatistic, Qot_GetOptionQuote, Qot_GetOptionRank, Qot_GetOptionSellerScreener, Qot_GetOptionStrategy, Qot_GetOptionStrategyAnalysis, Qot_GetOptionStrategySpread, Qot_GetOptionUnderlyingHisStatistic, Qot_GetOptionUnderlyingHisVolatility, Qot_GetOptionUnderlyingOverview, Qot_GetOptionUnderlyingRank, Qot_GetOptionVolatility, Qot_GetOptionZeroDteContract, Qot_GetOptionZeroDteScreener, Qot_GetOrderBook, Qot_GetOwnerPlate, Qot_GetPeriodChangeRank, Qot_GetPlateSecurity, Qot_GetPlateSet, Qot_GetPriceReminder, Qot_GetRT, Qot_GetRatingChange, Qot_GetReference, Qot_GetResearchAnalystConsensus, Qot_GetResearchMorningstarReport, Qot_GetResearchRatingSummary, Qot_GetRiseFallDistribution, Qot_GetSearchNews, Qot_GetSearchQuote, Qot_GetSecuritySnapshot, Qot_GetShareholdersHolderDetail, Qot_GetShareholdersHoldingChanges, Qot_GetShareholdersInstitutional, Qot_GetShareholdersOverview, Qot_GetShortInterest, Qot_GetShortSellingRank, Qot_GetStaticInfo, Qot_GetSubInfo, Qot_GetSuspend, Qot_GetTicker, Qot_GetTopMoversRank, Qot_GetTopTenBuySellBrokers, Qot_GetUSAfterHoursRank, Qot_GetUSOvernightRank, Qot_GetUSPreMarketRank, Qot_GetUserSecurity, Qot_GetUserSecurityGroup, Qot_GetValuationDetail, Qot_GetValuationPlateStockList, Qot_GetWarrant, Qot_ModifyUserSecurity, Qot_OptionCommon, Qot_OptionScreen, Qot_RegQotPush, Qot_RequestHistoryEventContractKL, Qot_RequestHistoryKL, Qot_RequestHistoryKLQuota, Qot_RequestIndicatorCalc, Qot_RequestRehab, Qot_RequestTradeDate, Qot_SetOptionEventAlert, Qot_SetPriceReminder, Qot_StockFilter, Qot_StockScreen, Qot_Sub, Qot_SubEventContract, Qot_WarrantScreen, SkillWrapAPI, TestCmd, Trd_Common, Trd_FlowSummary, Trd_GetAccList, Trd_GetComboMaxTrdQtys, Trd_GetFunds, Trd_GetHistoryOrderFillList, Trd_GetHistoryOrderList, Trd_GetMarginRatio, Trd_GetMaxTrdQtys, Trd_GetOrderFee, Trd_GetOrderFillList, Trd_GetOrderList, Trd_GetPositionList, Trd_ModifyOrder, Trd_PlaceComboOrder, Trd_PlaceOrder, Trd_ReconfirmOrder, Trd_SubAccPush, Trd_UnlockTrade, Verification

SecurityArg = Union[str, Qot_Common.Security, Mapping[str, Any]]
HeaderArg = Union[Trd_Common.TrdHeader, Trd_Common.TrdAcc, Mapping[str, Any]]
Metadata = Iterable[Tuple[str, str]]

class System:
    """OpenD itself: its state, login, delays and verification."""

    @overload
    def get_global_state(
        self,
        *,
        userID: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> GetGlobalState.S2C:
        """Market states, login flags, OpenD version/build and server time.

        GetGlobalState (1002); needs no scope.
        """
    @overload
    def get_global_state(
        self,
        request: GetGlobalState.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> GetGlobalState.S2C: ...

    @overload
    def get_user_info(
        self,
        *,
        flag: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> GetUserInfo.S2C:
        """Nickname, quote rights, quotas, disclaimer and upgrade flags of the logged-in user.

        GetUserInfo (1005); needs no scope.
        """
    @overload
    def get_user_info(
        self,
        request: GetUserInfo.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> GetUserInfo.S2C: ...

    @overload
    def verification(
        self,
        *,
        type: int,
        op: int,
        code: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Verification.S2C:
        """Ask for or submit a picture/phone verification code during login.

        Verification (1006); needs admin.
        """
    @overload
    def verification(
        self,
        request: Verification.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Verification.S2C: ...

    @overload
    def get_delay_statistics(
        self,
        *,
        typeList: Iterable[int] = ...,
        qotPushStage: int = ...,
        segmentList: Iterable[int] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> GetDelayStatistics.S2C:
        """Latency statistics of pushes, requests and order placement.

        GetDelayStatistics (1007); needs no scope.
        """
    @overload
    def get_delay_statistics(
        self,
        request: GetDelayStatistics.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> GetDelayStatistics.S2C: ...

    @overload
    def test_cmd(
        self,
        *,
        cmd: str,
        paramStr: str = ...,
        paramBytes: bytes = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> TestCmd.S2C:
        """Internal test command (string/bytes in, string/bytes out).

        TestCmd (1008); needs admin.
        """
    @overload
    def test_cmd(
        self,
        request: TestCmd.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> TestCmd.S2C: ...

class AsyncSystem:
    """OpenD itself: its state, login, delays and verification."""

    @overload
    async def get_global_state(
        self,
        *,
        userID: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> GetGlobalState.S2C:
        """Market states, login flags, OpenD version/build and server time.

        GetGlobalState (1002); needs no scope.
        """
    @overload
    async def get_global_state(
        self,
        request: GetGlobalState.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> GetGlobalState.S2C: ...

    @overload
    async def get_user_info(
        self,
        *,
        flag: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> GetUserInfo.S2C:
        """Nickname, quote rights, quotas, disclaimer and upgrade flags of the logged-in user.

        GetUserInfo (1005); needs no scope.
        """
    @overload
    async def get_user_info(
        self,
        request: GetUserInfo.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> GetUserInfo.S2C: ...

    @overload
    async def verification(
        self,
        *,
        type: int,
        op: int,
        code: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Verification.S2C:
        """Ask for or submit a picture/phone verification code during login.

        Verification (1006); needs admin.
        """
    @overload
    async def verification(
        self,
        request: Verification.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Verification.S2C: ...

    @overload
    async def get_delay_statistics(
        self,
        *,
        typeList: Iterable[int] = ...,
        qotPushStage: int = ...,
        segmentList: Iterable[int] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> GetDelayStatistics.S2C:
        """Latency statistics of pushes, requests and order placement.

        GetDelayStatistics (1007); needs no scope.
        """
    @overload
    async def get_delay_statistics(
        self,
        request: GetDelayStatistics.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> GetDelayStatistics.S2C: ...

    @overload
    async def test_cmd(
        self,
        *,
        cmd: str,
        paramStr: str = ...,
        paramBytes: bytes = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> TestCmd.S2C:
        """Internal test command (string/bytes in, string/bytes out).

        TestCmd (1008); needs admin.
        """
    @overload
    async def test_cmd(
        self,
        request: TestCmd.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> TestCmd.S2C: ...

class Quote:
    """Subscriptions and the quotes of now: basic quotes, K-lines, ticks, order books, snapshots, capital flows."""

    @overload
    def sub(
        self,
        securityList: Union[SecurityArg, Iterable[SecurityArg]] = ...,
        *,
        subTypeList: Iterable[int] = ...,
        isSubOrUnSub: bool,
        isRegOrUnRegPush: bool = ...,
        regPushRehabTypeList: Iterable[int] = ...,
        isFirstPush: bool = ...,
        isUnsubAll: bool = ...,
        isSubOrderBookDetail: bool = ...,
        extendedTime: bool = ...,
        session: int = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_Sub.S2C:
        """Subscribe or unsubscribe securities x data types, optionally (un)register pushes.

        Qot_Sub (3001); needs qot:read.
        """
    @overload
    def sub(
        self,
        request: Qot_Sub.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_Sub.S2C: ...

    @overload
    def reg_qot_push(
        self,
        securityList: Union[SecurityArg, Iterable[SecurityArg]] = ...,
        *,
        subTypeList: Iterable[int] = ...,
        rehabTypeList: Iterable[int] = ...,
        isRegOrUnReg: bool,
        isFirstPush: bool = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_RegQotPush.S2C:
        """Register or unregister pushes of already subscribed data on this connection.

        Qot_RegQotPush (3002); needs qot:read.
        """
    @overload
    def reg_qot_push(
        self,
        request: Qot_RegQotPush.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_RegQotPush.S2C: ...

    @overload
    def get_sub_info(
        self,
        *,
        isReqAllConn: bool = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetSubInfo.S2C:
        """Current subscriptions and used/remaining quota.

        Qot_GetSubInfo (3003); needs qot:read.
        """
    @overload
    def get_sub_info(
        self,
        request: Qot_GetSubInfo.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetSubInfo.S2C: ...

    @overload
    def get_basic_qot(
        self,
        securityList: Union[SecurityArg, Iterable[SecurityArg]] = ...,
        *,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetBasicQot.S2C:
        """Latest basic quote of subscribed securities (from the OpenD cache).

        Qot_GetBasicQot (3004); needs qot:read.
        """
    @overload
    def get_basic_qot(
        self,
        request: Qot_GetBasicQot.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetBasicQot.S2C: ...

    @overload
    def get_kl(
        self,
        security: SecurityArg,
        *,
        rehabType: int,
        klType: int,
        reqNum: int,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetKL.S2C:
        """Latest candles of a subscribed candle type (at most 1000).

        Qot_GetKL (3006); needs qot:read.
        """
    @overload
    def get_kl(
        self,
        request: Qot_GetKL.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetKL.S2C: ...

    @overload
    def get_rt(
        self,
        security: SecurityArg,
        *,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetRT.S2C:
        """Intraday time-share points of a subscribed security.

        Qot_GetRT (3008); needs qot:read.
        """
    @overload
    def get_rt(
        self,
        request: Qot_GetRT.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetRT.S2C: ...

    @overload
    def get_ticker(
        self,
        security: SecurityArg,
        *,
        maxRetNum: int,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetTicker.S2C:
        """Latest tick-by-tick trades of a subscribed security (at most 1000).

        Qot_GetTicker (3010); needs qot:read.
        """
    @overload
    def get_ticker(
        self,
        request: Qot_GetTicker.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetTicker.S2C: ...

    @overload
    def get_order_book(
        self,
        security: SecurityArg,
        *,
        num: int,
        orderBookType: int = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOrderBook.S2C:
        """Order book of a subscribed security.

        Qot_GetOrderBook (3012); needs qot:read.
        """
    @overload
    def get_order_book(
        self,
        request: Qot_GetOrderBook.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOrderBook.S2C: ...

    @overload
    def get_broker(
        self,
        security: SecurityArg,
        *,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetBroker.S2C:
        """Broker queue of a subscribed HK security.

        Qot_GetBroker (3014); needs qot:read.
        """
    @overload
    def get_broker(
        self,
        request: Qot_GetBroker.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetBroker.S2C: ...

    @overload
    def get_security_snapshot(
        self,
        securityList: Union[SecurityArg, Iterable[SecurityArg]] = ...,
        *,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetSecuritySnapshot.S2C:
        """Market snapshot of up to 400 securities, no subscription needed.

        Qot_GetSecuritySnapshot (3203); needs qot:read.
        """
    @overload
    def get_security_snapshot(
        self,
        request: Qot_GetSecuritySnapshot.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetSecuritySnapshot.S2C: ...

    @overload
    def get_capital_flow(
        self,
        security: SecurityArg,
        *,
        periodType: int = ...,
        beginTime: str = ...,
        endTime: str = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCapitalFlow.S2C:
        """Capital flow series of a security.

        Qot_GetCapitalFlow (3211); needs qot:read.
        """
    @overload
    def get_capital_flow(
        self,
        request: Qot_GetCapitalFlow.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCapitalFlow.S2C: ...

    @overload
    def get_capital_distribution(
        self,
        security: SecurityArg,
        *,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCapitalDistribution.S2C:
        """Capital in/out by order size.

        Qot_GetCapitalDistribution (3212); needs qot:read.
        """
    @overload
    def get_capital_distribution(
        self,
        request: Qot_GetCapitalDistribution.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCapitalDistribution.S2C: ...

    @overload
    def get_market_state(
        self,
        securityList: Union[SecurityArg, Iterable[SecurityArg]] = ...,
        *,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetMarketState.S2C:
        """Trading state of the market of given securities.

        Qot_GetMarketState (3223); needs qot:read.
        """
    @overload
    def get_market_state(
        self,
        request: Qot_GetMarketState.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetMarketState.S2C: ...

class AsyncQuote:
    """Subscriptions and the quotes of now: basic quotes, K-lines, ticks, order books, snapshots, capital flows."""

    @overload
    async def sub(
        self,
        securityList: Union[SecurityArg, Iterable[SecurityArg]] = ...,
        *,
        subTypeList: Iterable[int] = ...,
        isSubOrUnSub: bool,
        isRegOrUnRegPush: bool = ...,
        regPushRehabTypeList: Iterable[int] = ...,
        isFirstPush: bool = ...,
        isUnsubAll: bool = ...,
        isSubOrderBookDetail: bool = ...,
        extendedTime: bool = ...,
        session: int = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_Sub.S2C:
        """Subscribe or unsubscribe securities x data types, optionally (un)register pushes.

        Qot_Sub (3001); needs qot:read.
        """
    @overload
    async def sub(
        self,
        request: Qot_Sub.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_Sub.S2C: ...

    @overload
    async def reg_qot_push(
        self,
        securityList: Union[SecurityArg, Iterable[SecurityArg]] = ...,
        *,
        subTypeList: Iterable[int] = ...,
        rehabTypeList: Iterable[int] = ...,
        isRegOrUnReg: bool,
        isFirstPush: bool = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_RegQotPush.S2C:
        """Register or unregister pushes of already subscribed data on this connection.

        Qot_RegQotPush (3002); needs qot:read.
        """
    @overload
    async def reg_qot_push(
        self,
        request: Qot_RegQotPush.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_RegQotPush.S2C: ...

    @overload
    async def get_sub_info(
        self,
        *,
        isReqAllConn: bool = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetSubInfo.S2C:
        """Current subscriptions and used/remaining quota.

        Qot_GetSubInfo (3003); needs qot:read.
        """
    @overload
    async def get_sub_info(
        self,
        request: Qot_GetSubInfo.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetSubInfo.S2C: ...

    @overload
    async def get_basic_qot(
        self,
        securityList: Union[SecurityArg, Iterable[SecurityArg]] = ...,
        *,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetBasicQot.S2C:
        """Latest basic quote of subscribed securities (from the OpenD cache).

        Qot_GetBasicQot (3004); needs qot:read.
        """
    @overload
    async def get_basic_qot(
        self,
        request: Qot_GetBasicQot.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetBasicQot.S2C: ...

    @overload
    async def get_kl(
        self,
        security: SecurityArg,
        *,
        rehabType: int,
        klType: int,
        reqNum: int,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetKL.S2C:
        """Latest candles of a subscribed candle type (at most 1000).

        Qot_GetKL (3006); needs qot:read.
        """
    @overload
    async def get_kl(
        self,
        request: Qot_GetKL.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetKL.S2C: ...

    @overload
    async def get_rt(
        self,
        security: SecurityArg,
        *,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetRT.S2C:
        """Intraday time-share points of a subscribed security.

        Qot_GetRT (3008); needs qot:read.
        """
    @overload
    async def get_rt(
        self,
        request: Qot_GetRT.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetRT.S2C: ...

    @overload
    async def get_ticker(
        self,
        security: SecurityArg,
        *,
        maxRetNum: int,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetTicker.S2C:
        """Latest tick-by-tick trades of a subscribed security (at most 1000).

        Qot_GetTicker (3010); needs qot:read.
        """
    @overload
    async def get_ticker(
        self,
        request: Qot_GetTicker.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetTicker.S2C: ...

    @overload
    async def get_order_book(
        self,
        security: SecurityArg,
        *,
        num: int,
        orderBookType: int = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOrderBook.S2C:
        """Order book of a subscribed security.

        Qot_GetOrderBook (3012); needs qot:read.
        """
    @overload
    async def get_order_book(
        self,
        request: Qot_GetOrderBook.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOrderBook.S2C: ...

    @overload
    async def get_broker(
        self,
        security: SecurityArg,
        *,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetBroker.S2C:
        """Broker queue of a subscribed HK security.

        Qot_GetBroker (3014); needs qot:read.
        """
    @overload
    async def get_broker(
        self,
        request: Qot_GetBroker.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetBroker.S2C: ...

    @overload
    async def get_security_snapshot(
        self,
        securityList: Union[SecurityArg, Iterable[SecurityArg]] = ...,
        *,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetSecuritySnapshot.S2C:
        """Market snapshot of up to 400 securities, no subscription needed.

        Qot_GetSecuritySnapshot (3203); needs qot:read.
        """
    @overload
    async def get_security_snapshot(
        self,
        request: Qot_GetSecuritySnapshot.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetSecuritySnapshot.S2C: ...

    @overload
    async def get_capital_flow(
        self,
        security: SecurityArg,
        *,
        periodType: int = ...,
        beginTime: str = ...,
        endTime: str = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCapitalFlow.S2C:
        """Capital flow series of a security.

        Qot_GetCapitalFlow (3211); needs qot:read.
        """
    @overload
    async def get_capital_flow(
        self,
        request: Qot_GetCapitalFlow.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCapitalFlow.S2C: ...

    @overload
    async def get_capital_distribution(
        self,
        security: SecurityArg,
        *,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCapitalDistribution.S2C:
        """Capital in/out by order size.

        Qot_GetCapitalDistribution (3212); needs qot:read.
        """
    @overload
    async def get_capital_distribution(
        self,
        request: Qot_GetCapitalDistribution.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCapitalDistribution.S2C: ...

    @overload
    async def get_market_state(
        self,
        securityList: Union[SecurityArg, Iterable[SecurityArg]] = ...,
        *,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetMarketState.S2C:
        """Trading state of the market of given securities.

        Qot_GetMarketState (3223); needs qot:read.
        """
    @overload
    async def get_market_state(
        self,
        request: Qot_GetMarketState.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetMarketState.S2C: ...

class History:
    """K-lines and adjustment factors of the past, trading days, suspensions, and indicators made from them."""

    @overload
    def request_history_kl(
        self,
        security: SecurityArg,
        *,
        rehabType: int,
        klType: int,
        beginTime: str,
        endTime: str,
        maxAckKLNum: int = ...,
        needKLFieldsFlag: int = ...,
        nextReqKey: bytes = ...,
        extendedTime: bool = ...,
        session: int = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_RequestHistoryKL.S2C:
        """Historical candles online, paged by nextReqKey.

        Qot_RequestHistoryKL (3103); needs qot:read.
        """
    @overload
    def request_history_kl(
        self,
        request: Qot_RequestHistoryKL.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_RequestHistoryKL.S2C: ...

    @overload
    def request_history_kl_quota(
        self,
        *,
        bGetDetail: bool = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_RequestHistoryKLQuota.S2C:
        """Used/remaining historical candle quota and detail.

        Qot_RequestHistoryKLQuota (3104); needs qot:read.
        """
    @overload
    def request_history_kl_quota(
        self,
        request: Qot_RequestHistoryKLQuota.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_RequestHistoryKLQuota.S2C: ...

    @overload
    def request_rehab(
        self,
        security: SecurityArg,
        *,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_RequestRehab.S2C:
        """Price adjustment factors of a security.

        Qot_RequestRehab (3105); needs qot:read.
        """
    @overload
    def request_rehab(
        self,
        request: Qot_RequestRehab.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_RequestRehab.S2C: ...

    @overload
    def get_suspend(
        self,
        securityList: Union[SecurityArg, Iterable[SecurityArg]] = ...,
        *,
        beginTime: str,
        endTime: str,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetSuspend.S2C:
        """Suspension records of securities in a date range.

        Qot_GetSuspend (3201); needs qot:read.
        """
    @overload
    def get_suspend(
        self,
        request: Qot_GetSuspend.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetSuspend.S2C: ...

    @overload
    def get_code_change(
        self,
        securityList: Union[SecurityArg, Iterable[SecurityArg]] = ...,
        *,
        placeHolder: int = ...,
        timeFilterList: Iterable[Union[Qot_GetCodeChange.TimeFilter, Mapping[str, Any]]] = ...,
        typeList: Iterable[int] = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCodeChange.S2C:
        """Code change records.

        Qot_GetCodeChange (3216); needs qot:read.
        """
    @overload
    def get_code_change(
        self,
        request: Qot_GetCodeChange.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCodeChange.S2C: ...

    @overload
    def request_trade_date(
        self,
        security: SecurityArg = ...,
        *,
        market: int,
        beginTime: str,
        endTime: str,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_RequestTradeDate.S2C:
        """Trading days of a market or security online.

        Qot_RequestTradeDate (3219); needs qot:read.
        """
    @overload
    def request_trade_date(
        self,
        request: Qot_RequestTradeDate.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_RequestTradeDate.S2C: ...

    @overload
    def get_indicator_list(
        self,
        *,
        searchKey: str = ...,
        langType: int = ...,
        searchMode: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetIndicatorList.S2C:
        """Indicator scripts loaded by OpenD.

        Qot_GetIndicatorList (3259); needs qot:read.
        """
    @overload
    def get_indicator_list(
        self,
        request: Qot_GetIndicatorList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetIndicatorList.S2C: ...

    @overload
    def request_indicator_calc(
        self,
        *,
        shortName: str,
        langType: int,
        data: Union[Qot_RequestIndicatorCalc.IndicatorCalcData, Mapping[str, Any]],
        num: int = ...,
        inputs: Iterable[Union[Qot_RequestIndicatorCalc.IndicatorInputItem, Mapping[str, Any]]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_RequestIndicatorCalc.S2C:
        """Start an indicator calculation; returns calcId, result arrives as 3261.

        Qot_RequestIndicatorCalc (3260); needs qot:read.
        """
    @overload
    def request_indicator_calc(
        self,
        request: Qot_RequestIndicatorCalc.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_RequestIndicatorCalc.S2C: ...

class AsyncHistory:
    """K-lines and adjustment factors of the past, trading days, suspensions, and indicators made from them."""

    @overload
    async def request_history_kl(
        self,
        security: SecurityArg,
        *,
        rehabType: int,
        klType: int,
        beginTime: str,
        endTime: str,
        maxAckKLNum: int = ...,
        needKLFieldsFlag: int = ...,
        nextReqKey: bytes = ...,
        extendedTime: bool = ...,
        session: int = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_RequestHistoryKL.S2C:
        """Historical candles online, paged by nextReqKey.

        Qot_RequestHistoryKL (3103); needs qot:read.
        """
    @overload
    async def request_history_kl(
        self,
        request: Qot_RequestHistoryKL.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_RequestHistoryKL.S2C: ...

    @overload
    async def request_history_kl_quota(
        self,
        *,
        bGetDetail: bool = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_RequestHistoryKLQuota.S2C:
        """Used/remaining historical candle quota and detail.

        Qot_RequestHistoryKLQuota (3104); needs qot:read.
        """
    @overload
    async def request_history_kl_quota(
        self,
        request: Qot_RequestHistoryKLQuota.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_RequestHistoryKLQuota.S2C: ...

    @overload
    async def request_rehab(
        self,
        security: SecurityArg,
        *,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_RequestRehab.S2C:
        """Price adjustment factors of a security.

        Qot_RequestRehab (3105); needs qot:read.
        """
    @overload
    async def request_rehab(
        self,
        request: Qot_RequestRehab.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_RequestRehab.S2C: ...

    @overload
    async def get_suspend(
        self,
        securityList: Union[SecurityArg, Iterable[SecurityArg]] = ...,
        *,
        beginTime: str,
        endTime: str,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetSuspend.S2C:
        """Suspension records of securities in a date range.

        Qot_GetSuspend (3201); needs qot:read.
        """
    @overload
    async def get_suspend(
        self,
        request: Qot_GetSuspend.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetSuspend.S2C: ...

    @overload
    async def get_code_change(
        self,
        securityList: Union[SecurityArg, Iterable[SecurityArg]] = ...,
        *,
        placeHolder: int = ...,
        timeFilterList: Iterable[Union[Qot_GetCodeChange.TimeFilter, Mapping[str, Any]]] = ...,
        typeList: Iterable[int] = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCodeChange.S2C:
        """Code change records.

        Qot_GetCodeChange (3216); needs qot:read.
        """
    @overload
    async def get_code_change(
        self,
        request: Qot_GetCodeChange.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCodeChange.S2C: ...

    @overload
    async def request_trade_date(
        self,
        security: SecurityArg = ...,
        *,
        market: int,
        beginTime: str,
        endTime: str,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_RequestTradeDate.S2C:
        """Trading days of a market or security online.

        Qot_RequestTradeDate (3219); needs qot:read.
        """
    @overload
    async def request_trade_date(
        self,
        request: Qot_RequestTradeDate.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_RequestTradeDate.S2C: ...

    @overload
    async def get_indicator_list(
        self,
        *,
        searchKey: str = ...,
        langType: int = ...,
        searchMode: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetIndicatorList.S2C:
        """Indicator scripts loaded by OpenD.

        Qot_GetIndicatorList (3259); needs qot:read.
        """
    @overload
    async def get_indicator_list(
        self,
        request: Qot_GetIndicatorList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetIndicatorList.S2C: ...

    @overload
    async def request_indicator_calc(
        self,
        *,
        shortName: str,
        langType: int,
        data: Union[Qot_RequestIndicatorCalc.IndicatorCalcData, Mapping[str, Any]],
        num: int = ...,
        inputs: Iterable[Union[Qot_RequestIndicatorCalc.IndicatorInputItem, Mapping[str, Any]]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_RequestIndicatorCalc.S2C:
        """Start an indicator calculation; returns calcId, result arrives as 3261.

        Qot_RequestIndicatorCalc (3260); needs qot:read.
        """
    @overload
    async def request_indicator_calc(
        self,
        request: Qot_RequestIndicatorCalc.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_RequestIndicatorCalc.S2C: ...

class Reference:
    """What securities are: static data, plates, futures, IPOs, industrial chains, search."""

    @overload
    def get_static_info(
        self,
        securityList: Union[SecurityArg, Iterable[SecurityArg]] = ...,
        *,
        market: int = ...,
        secType: int = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetStaticInfo.S2C:
        """Static security information by list or by market and type.

        Qot_GetStaticInfo (3202); needs qot:read.
        """
    @overload
    def get_static_info(
        self,
        request: Qot_GetStaticInfo.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetStaticInfo.S2C: ...

    @overload
    def get_plate_set(
        self,
        *,
        market: int,
        plateSetType: int,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetPlateSet.S2C:
        """Sectors of a market.

        Qot_GetPlateSet (3204); needs qot:read.
        """
    @overload
    def get_plate_set(
        self,
        request: Qot_GetPlateSet.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetPlateSet.S2C: ...

    @overload
    def get_plate_security(
        self,
        plate: SecurityArg,
        *,
        sortField: int = ...,
        ascend: bool = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetPlateSecurity.S2C:
        """Constituents of a sector.

        Qot_GetPlateSecurity (3205); needs qot:read.
        """
    @overload
    def get_plate_security(
        self,
        request: Qot_GetPlateSecurity.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetPlateSecurity.S2C: ...

    @overload
    def get_reference(
        self,
        security: SecurityArg,
        *,
        referenceType: int,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetReference.S2C:
        """Securities related to an underlying (warrants, futures).

        Qot_GetReference (3206); needs qot:read.
        """
    @overload
    def get_reference(
        self,
        request: Qot_GetReference.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetReference.S2C: ...

    @overload
    def get_owner_plate(
        self,
        securityList: Union[SecurityArg, Iterable[SecurityArg]] = ...,
        *,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOwnerPlate.S2C:
        """Sectors a security belongs to.

        Qot_GetOwnerPlate (3207); needs qot:read.
        """
    @overload
    def get_owner_plate(
        self,
        request: Qot_GetOwnerPlate.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOwnerPlate.S2C: ...

    @overload
    def get_ipo_list(
        self,
        *,
        market: int,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetIpoList.S2C:
        """IPO list of a market.

        Qot_GetIpoList (3217); needs qot:read.
        """
    @overload
    def get_ipo_list(
        self,
        request: Qot_GetIpoList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetIpoList.S2C: ...

    @overload
    def get_future_info(
        self,
        securityList: Union[SecurityArg, Iterable[SecurityArg]] = ...,
        *,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetFutureInfo.S2C:
        """Futures contract information.

        Qot_GetFutureInfo (3218); needs qot:read.
        """
    @overload
    def get_future_info(
        self,
        request: Qot_GetFutureInfo.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetFutureInfo.S2C: ...

    @overload
    def get_search_quote(
        self,
        *,
        keyword: str,
        max_count: int = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetSearchQuote.S2C:
        """Search securities by keyword.

        Qot_GetSearchQuote (3262); needs qot:read.
        """
    @overload
    def get_search_quote(
        self,
        request: Qot_GetSearchQuote.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetSearchQuote.S2C: ...

    @overload
    def get_search_news(
        self,
        *,
        keyword: str,
        max_count: int = ...,
        news_sub_type: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetSearchNews.S2C:
        """Search news by keyword.

        Qot_GetSearchNews (3263); needs qot:read.
        """
    @overload
    def get_search_news(
        self,
        request: Qot_GetSearchNews.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetSearchNews.S2C: ...

    @overload
    def get_industrial_chain_list(
        self,
        *,
        market: int,
        keyword: str = ...,
        count: int = ...,
        page: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetIndustrialChainList.S2C:
        """Industrial chains.

        Qot_GetIndustrialChainList (3427); needs qot:read.
        """
    @overload
    def get_industrial_chain_list(
        self,
        request: Qot_GetIndustrialChainList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetIndustrialChainList.S2C: ...

    @overload
    def get_industrial_chain_detail(
        self,
        *,
        chainId: int,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetIndustrialChainDetail.S2C:
        """Industrial chain detail.

        Qot_GetIndustrialChainDetail (3428); needs qot:read.
        """
    @overload
    def get_industrial_chain_detail(
        self,
        request: Qot_GetIndustrialChainDetail.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetIndustrialChainDetail.S2C: ...

    @overload
    def get_industrial_chain_by_plate(
        self,
        *,
        plateId: int,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetIndustrialChainByPlate.S2C:
        """Industrial chains of a sector.

        Qot_GetIndustrialChainByPlate (3429); needs qot:read.
        """
    @overload
    def get_industrial_chain_by_plate(
        self,
        request: Qot_GetIndustrialChainByPlate.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetIndustrialChainByPlate.S2C: ...

    @overload
    def get_industrial_plate_info(
        self,
        *,
        plateId: int,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetIndustrialPlateInfo.S2C:
        """Industrial sector information.

        Qot_GetIndustrialPlateInfo (3430); needs qot:read.
        """
    @overload
    def get_industrial_plate_info(
        self,
        request: Qot_GetIndustrialPlateInfo.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetIndustrialPlateInfo.S2C: ...

    @overload
    def get_industrial_plate_stock(
        self,
        *,
        chainId: int = ...,
        plateId: int = ...,
        marketList: Iterable[int] = ...,
        sortField: int = ...,
        ascend: bool = ...,
        count: int = ...,
        page: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetIndustrialPlateStock.S2C:
        """Constituents of an industrial sector.

        Qot_GetIndustrialPlateStock (3431); needs qot:read.
        """
    @overload
    def get_industrial_plate_stock(
        self,
        request: Qot_GetIndustrialPlateStock.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetIndustrialPlateStock.S2C: ...

class AsyncReference:
    """What securities are: static data, plates, futures, IPOs, industrial chains, search."""

    @overload
    async def get_static_info(
        self,
        securityList: Union[SecurityArg, Iterable[SecurityArg]] = ...,
        *,
        market: int = ...,
        secType: int = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetStaticInfo.S2C:
        """Static security information by list or by market and type.

        Qot_GetStaticInfo (3202); needs qot:read.
        """
    @overload
    async def get_static_info(
        self,
        request: Qot_GetStaticInfo.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetStaticInfo.S2C: ...

    @overload
    async def get_plate_set(
        self,
        *,
        market: int,
        plateSetType: int,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetPlateSet.S2C:
        """Sectors of a market.

        Qot_GetPlateSet (3204); needs qot:read.
        """
    @overload
    async def get_plate_set(
        self,
        request: Qot_GetPlateSet.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetPlateSet.S2C: ...

    @overload
    async def get_plate_security(
        self,
        plate: SecurityArg,
        *,
        sortField: int = ...,
        ascend: bool = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetPlateSecurity.S2C:
        """Constituents of a sector.

        Qot_GetPlateSecurity (3205); needs qot:read.
        """
    @overload
    async def get_plate_security(
        self,
        request: Qot_GetPlateSecurity.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetPlateSecurity.S2C: ...

    @overload
    async def get_reference(
        self,
        security: SecurityArg,
        *,
        referenceType: int,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetReference.S2C:
        """Securities related to an underlying (warrants, futures).

        Qot_GetReference (3206); needs qot:read.
        """
    @overload
    async def get_reference(
        self,
        request: Qot_GetReference.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetReference.S2C: ...

    @overload
    async def get_owner_plate(
        self,
        securityList: Union[SecurityArg, Iterable[SecurityArg]] = ...,
        *,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOwnerPlate.S2C:
        """Sectors a security belongs to.

        Qot_GetOwnerPlate (3207); needs qot:read.
        """
    @overload
    async def get_owner_plate(
        self,
        request: Qot_GetOwnerPlate.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOwnerPlate.S2C: ...

    @overload
    async def get_ipo_list(
        self,
        *,
        market: int,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetIpoList.S2C:
        """IPO list of a market.

        Qot_GetIpoList (3217); needs qot:read.
        """
    @overload
    async def get_ipo_list(
        self,
        request: Qot_GetIpoList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetIpoList.S2C: ...

    @overload
    async def get_future_info(
        self,
        securityList: Union[SecurityArg, Iterable[SecurityArg]] = ...,
        *,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetFutureInfo.S2C:
        """Futures contract information.

        Qot_GetFutureInfo (3218); needs qot:read.
        """
    @overload
    async def get_future_info(
        self,
        request: Qot_GetFutureInfo.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetFutureInfo.S2C: ...

    @overload
    async def get_search_quote(
        self,
        *,
        keyword: str,
        max_count: int = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetSearchQuote.S2C:
        """Search securities by keyword.

        Qot_GetSearchQuote (3262); needs qot:read.
        """
    @overload
    async def get_search_quote(
        self,
        request: Qot_GetSearchQuote.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetSearchQuote.S2C: ...

    @overload
    async def get_search_news(
        self,
        *,
        keyword: str,
        max_count: int = ...,
        news_sub_type: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetSearchNews.S2C:
        """Search news by keyword.

        Qot_GetSearchNews (3263); needs qot:read.
        """
    @overload
    async def get_search_news(
        self,
        request: Qot_GetSearchNews.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetSearchNews.S2C: ...

    @overload
    async def get_industrial_chain_list(
        self,
        *,
        market: int,
        keyword: str = ...,
        count: int = ...,
        page: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetIndustrialChainList.S2C:
        """Industrial chains.

        Qot_GetIndustrialChainList (3427); needs qot:read.
        """
    @overload
    async def get_industrial_chain_list(
        self,
        request: Qot_GetIndustrialChainList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetIndustrialChainList.S2C: ...

    @overload
    async def get_industrial_chain_detail(
        self,
        *,
        chainId: int,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetIndustrialChainDetail.S2C:
        """Industrial chain detail.

        Qot_GetIndustrialChainDetail (3428); needs qot:read.
        """
    @overload
    async def get_industrial_chain_detail(
        self,
        request: Qot_GetIndustrialChainDetail.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetIndustrialChainDetail.S2C: ...

    @overload
    async def get_industrial_chain_by_plate(
        self,
        *,
        plateId: int,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetIndustrialChainByPlate.S2C:
        """Industrial chains of a sector.

        Qot_GetIndustrialChainByPlate (3429); needs qot:read.
        """
    @overload
    async def get_industrial_chain_by_plate(
        self,
        request: Qot_GetIndustrialChainByPlate.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetIndustrialChainByPlate.S2C: ...

    @overload
    async def get_industrial_plate_info(
        self,
        *,
        plateId: int,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetIndustrialPlateInfo.S2C:
        """Industrial sector information.

        Qot_GetIndustrialPlateInfo (3430); needs qot:read.
        """
    @overload
    async def get_industrial_plate_info(
        self,
        request: Qot_GetIndustrialPlateInfo.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetIndustrialPlateInfo.S2C: ...

    @overload
    async def get_industrial_plate_stock(
        self,
        *,
        chainId: int = ...,
        plateId: int = ...,
        marketList: Iterable[int] = ...,
        sortField: int = ...,
        ascend: bool = ...,
        count: int = ...,
        page: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetIndustrialPlateStock.S2C:
        """Constituents of an industrial sector.

        Qot_GetIndustrialPlateStock (3431); needs qot:read.
        """
    @overload
    async def get_industrial_plate_stock(
        self,
        request: Qot_GetIndustrialPlateStock.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetIndustrialPlateStock.S2C: ...

class Watchlists:
    """The user's own lists, price reminders and option alerts."""

    @overload
    def get_user_security(
        self,
        *,
        groupName: str,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetUserSecurity.S2C:
        """Securities in a watchlist group.

        Qot_GetUserSecurity (3213); needs qot:read.
        """
    @overload
    def get_user_security(
        self,
        request: Qot_GetUserSecurity.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetUserSecurity.S2C: ...

    @overload
    def modify_user_security(
        self,
        securityList: Union[SecurityArg, Iterable[SecurityArg]] = ...,
        *,
        groupName: str,
        op: int,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_ModifyUserSecurity.S2C:
        """Add, delete or move out watchlist securities.

        Qot_ModifyUserSecurity (3214); needs qot:write.
        """
    @overload
    def modify_user_security(
        self,
        request: Qot_ModifyUserSecurity.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_ModifyUserSecurity.S2C: ...

    @overload
    def set_price_reminder(
        self,
        security: SecurityArg,
        *,
        op: int,
        key: int = ...,
        type: int = ...,
        freq: int = ...,
        value: float = ...,
        note: str = ...,
        reminderSessionList: Iterable[int] = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_SetPriceReminder.S2C:
        """Create, change, enable, disable or delete price reminders.

        Qot_SetPriceReminder (3220); needs qot:write.
        """
    @overload
    def set_price_reminder(
        self,
        request: Qot_SetPriceReminder.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_SetPriceReminder.S2C: ...

    @overload
    def get_price_reminder(
        self,
        security: SecurityArg = ...,
        *,
        market: int = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetPriceReminder.S2C:
        """List price reminders.

        Qot_GetPriceReminder (3221); needs qot:read.
        """
    @overload
    def get_price_reminder(
        self,
        request: Qot_GetPriceReminder.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetPriceReminder.S2C: ...

    @overload
    def get_user_security_group(
        self,
        *,
        groupType: int,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetUserSecurityGroup.S2C:
        """Watchlist groups.

        Qot_GetUserSecurityGroup (3222); needs qot:read.
        """
    @overload
    def get_user_security_group(
        self,
        request: Qot_GetUserSecurityGroup.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetUserSecurityGroup.S2C: ...

    @overload
    def get_option_event_alert(
        self,
        *,
        count: int = ...,
        page: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionEventAlert.S2C:
        """Configured unusual-activity alerts.

        Qot_GetOptionEventAlert (3308); needs qot:read.
        """
    @overload
    def get_option_event_alert(
        self,
        request: Qot_GetOptionEventAlert.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionEventAlert.S2C: ...

    @overload
    def set_option_event_alert(
        self,
        *,
        operType: int,
        alertList: Iterable[Union[Qot_GetOptionEventAlert.EventAlertItem, Mapping[str, Any]]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_SetOptionEventAlert.S2C:
        """Add, change or delete unusual-activity alerts.

        Qot_SetOptionEventAlert (3309); needs qot:write.
        """
    @overload
    def set_option_event_alert(
        self,
        request: Qot_SetOptionEventAlert.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_SetOptionEventAlert.S2C: ...

class AsyncWatchlists:
    """The user's own lists, price reminders and option alerts."""

    @overload
    async def get_user_security(
        self,
        *,
        groupName: str,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetUserSecurity.S2C:
        """Securities in a watchlist group.

        Qot_GetUserSecurity (3213); needs qot:read.
        """
    @overload
    async def get_user_security(
        self,
        request: Qot_GetUserSecurity.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetUserSecurity.S2C: ...

    @overload
    async def modify_user_security(
        self,
        securityList: Union[SecurityArg, Iterable[SecurityArg]] = ...,
        *,
        groupName: str,
        op: int,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_ModifyUserSecurity.S2C:
        """Add, delete or move out watchlist securities.

        Qot_ModifyUserSecurity (3214); needs qot:write.
        """
    @overload
    async def modify_user_security(
        self,
        request: Qot_ModifyUserSecurity.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_ModifyUserSecurity.S2C: ...

    @overload
    async def set_price_reminder(
        self,
        security: SecurityArg,
        *,
        op: int,
        key: int = ...,
        type: int = ...,
        freq: int = ...,
        value: float = ...,
        note: str = ...,
        reminderSessionList: Iterable[int] = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_SetPriceReminder.S2C:
        """Create, change, enable, disable or delete price reminders.

        Qot_SetPriceReminder (3220); needs qot:write.
        """
    @overload
    async def set_price_reminder(
        self,
        request: Qot_SetPriceReminder.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_SetPriceReminder.S2C: ...

    @overload
    async def get_price_reminder(
        self,
        security: SecurityArg = ...,
        *,
        market: int = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetPriceReminder.S2C:
        """List price reminders.

        Qot_GetPriceReminder (3221); needs qot:read.
        """
    @overload
    async def get_price_reminder(
        self,
        request: Qot_GetPriceReminder.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetPriceReminder.S2C: ...

    @overload
    async def get_user_security_group(
        self,
        *,
        groupType: int,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetUserSecurityGroup.S2C:
        """Watchlist groups.

        Qot_GetUserSecurityGroup (3222); needs qot:read.
        """
    @overload
    async def get_user_security_group(
        self,
        request: Qot_GetUserSecurityGroup.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetUserSecurityGroup.S2C: ...

    @overload
    async def get_option_event_alert(
        self,
        *,
        count: int = ...,
        page: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionEventAlert.S2C:
        """Configured unusual-activity alerts.

        Qot_GetOptionEventAlert (3308); needs qot:read.
        """
    @overload
    async def get_option_event_alert(
        self,
        request: Qot_GetOptionEventAlert.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionEventAlert.S2C: ...

    @overload
    async def set_option_event_alert(
        self,
        *,
        operType: int,
        alertList: Iterable[Union[Qot_GetOptionEventAlert.EventAlertItem, Mapping[str, Any]]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_SetOptionEventAlert.S2C:
        """Add, change or delete unusual-activity alerts.

        Qot_SetOptionEventAlert (3309); needs qot:write.
        """
    @overload
    async def set_option_event_alert(
        self,
        request: Qot_SetOptionEventAlert.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_SetOptionEventAlert.S2C: ...

class Derivatives:
    """Options and warrants: chains, volatility, strategies, screeners and rankings."""

    @overload
    def get_option_chain(
        self,
        owner: SecurityArg,
        *,
        indexOptionType: int = ...,
        type: int = ...,
        condition: int = ...,
        beginTime: str,
        endTime: str,
        dataFilter: Union[Qot_GetOptionChain.DataFilter, Mapping[str, Any]] = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionChain.S2C:
        """Option chain of an underlying within a date window.

        Qot_GetOptionChain (3209); needs qot:read.
        """
    @overload
    def get_option_chain(
        self,
        request: Qot_GetOptionChain.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionChain.S2C: ...

    @overload
    def get_warrant(
        self,
        owner: SecurityArg = ...,
        *,
        begin: int,
        num: int,
        sortField: int,
        ascend: bool,
        typeList: Iterable[int] = ...,
        issuerList: Iterable[int] = ...,
        maturityTimeMin: str = ...,
        maturityTimeMax: str = ...,
        ipoPeriod: int = ...,
        priceType: int = ...,
        status: int = ...,
        curPriceMin: float = ...,
        curPriceMax: float = ...,
        strikePriceMin: float = ...,
        strikePriceMax: float = ...,
        streetMin: float = ...,
        streetMax: float = ...,
        conversionMin: float = ...,
        conversionMax: float = ...,
        volMin: int = ...,
        volMax: int = ...,
        premiumMin: float = ...,
        premiumMax: float = ...,
        leverageRatioMin: float = ...,
        leverageRatioMax: float = ...,
        deltaMin: float = ...,
        deltaMax: float = ...,
        impliedMin: float = ...,
        impliedMax: float = ...,
        recoveryPriceMin: float = ...,
        recoveryPriceMax: float = ...,
        priceRecoveryRatioMin: float = ...,
        priceRecoveryRatioMax: float = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetWarrant.S2C:
        """Filter HK warrants and CBBCs.

        Qot_GetWarrant (3210); needs qot:read.
        """
    @overload
    def get_warrant(
        self,
        request: Qot_GetWarrant.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetWarrant.S2C: ...

    @overload
    def get_option_expiration_date(
        self,
        owner: SecurityArg,
        *,
        indexOptionType: int = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionExpirationDate.S2C:
        """Option expiry dates of an underlying.

        Qot_GetOptionExpirationDate (3224); needs qot:read.
        """
    @overload
    def get_option_expiration_date(
        self,
        request: Qot_GetOptionExpirationDate.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionExpirationDate.S2C: ...

    @overload
    def get_option_volatility(
        self,
        security: SecurityArg,
        *,
        queryTimePeriod: int = ...,
        hvTimePeriod: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionVolatility.S2C:
        """Volatility analysis of an option.

        Qot_GetOptionVolatility (3250); needs qot:read.
        """
    @overload
    def get_option_volatility(
        self,
        request: Qot_GetOptionVolatility.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionVolatility.S2C: ...

    @overload
    def get_option_exercise_probability(
        self,
        security: SecurityArg,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionExerciseProbability.S2C:
        """Exercise probability history of an option.

        Qot_GetOptionExerciseProbability (3251); needs qot:read.
        """
    @overload
    def get_option_exercise_probability(
        self,
        request: Qot_GetOptionExerciseProbability.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionExerciseProbability.S2C: ...

    @overload
    def option_screen(
        self,
        *,
        marketCategoryList: Iterable[int] = ...,
        filterList: Iterable[Union[Qot_OptionScreen.FilterGroup, Mapping[str, Any]]] = ...,
        sortList: Iterable[Union[Qot_OptionScreen.Sort, Mapping[str, Any]]] = ...,
        pageFrom: int = ...,
        pageCount: int = ...,
        optionRetrieveList: Iterable[int] = ...,
        underlyingRetrieveList: Iterable[int] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_OptionScreen.S2C:
        """Option screener.

        Qot_OptionScreen (3253); needs qot:read.
        """
    @overload
    def option_screen(
        self,
        request: Qot_OptionScreen.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_OptionScreen.S2C: ...

    @overload
    def warrant_screen(
        self,
        *,
        marketType: int = ...,
        isDelay: bool = ...,
        filterList: Iterable[Union[Qot_WarrantScreen.ScreenGroup, Mapping[str, Any]]] = ...,
        sortList: Iterable[Union[Qot_WarrantScreen.Sort, Mapping[str, Any]]] = ...,
        onlyCount: bool = ...,
        pageFrom: int = ...,
        pageCount: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_WarrantScreen.S2C:
        """Warrant screener, second generation.

        Qot_WarrantScreen (3254); needs qot:read.
        """
    @overload
    def warrant_screen(
        self,
        request: Qot_WarrantScreen.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_WarrantScreen.S2C: ...

    @overload
    def get_option_quote(
        self,
        *,
        multi_legs: Iterable[Union[Qot_Common.ComboLeg, Mapping[str, Any]]] = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionQuote.S2C:
        """Quote snapshot of option legs.

        Qot_GetOptionQuote (3255); needs qot:read.
        """
    @overload
    def get_option_quote(
        self,
        request: Qot_GetOptionQuote.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionQuote.S2C: ...

    @overload
    def get_option_strategy(
        self,
        owner: SecurityArg,
        *,
        option_strategy: int,
        expire_time: str = ...,
        far_expire_time: str = ...,
        spread: float = ...,
        option_type: int = ...,
        strike_price: float = ...,
        index_option_type: int = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionStrategy.S2C:
        """Standard option strategies of an underlying and expiry.

        Qot_GetOptionStrategy (3256); needs qot:read.
        """
    @overload
    def get_option_strategy(
        self,
        request: Qot_GetOptionStrategy.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionStrategy.S2C: ...

    @overload
    def get_option_strategy_analysis(
        self,
        *,
        multi_legs: Iterable[Union[Qot_Common.ComboLeg, Mapping[str, Any]]] = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionStrategyAnalysis.S2C:
        """Profit/loss analysis and combo bid/ask of option legs.

        Qot_GetOptionStrategyAnalysis (3257); needs qot:read.
        """
    @overload
    def get_option_strategy_analysis(
        self,
        request: Qot_GetOptionStrategyAnalysis.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionStrategyAnalysis.S2C: ...

    @overload
    def get_option_strategy_spread(
        self,
        owner: SecurityArg,
        *,
        option_strategy: int,
        expire_time: str = ...,
        far_expire_time: str = ...,
        index_option_type: int = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionStrategySpread.S2C:
        """Available strike spreads of a strategy.

        Qot_GetOptionStrategySpread (3258); needs qot:read.
        """
    @overload
    def get_option_strategy_spread(
        self,
        request: Qot_GetOptionStrategySpread.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionStrategySpread.S2C: ...

    @overload
    def get_option_market_statistic(
        self,
        *,
        optionMarket: int,
        dataType: int,
        beginTime: str,
        endTime: str,
        nextPageKey: bytes = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionMarketStatistic.S2C:
        """Option market volume/open interest series.

        Qot_GetOptionMarketStatistic (3301); needs qot:read.
        """
    @overload
    def get_option_market_statistic(
        self,
        request: Qot_GetOptionMarketStatistic.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionMarketStatistic.S2C: ...

    @overload
    def get_option_underlying_his_statistic(
        self,
        owner: SecurityArg,
        *,
        indexOptionType: int = ...,
        beginTime: str,
        endTime: str,
        nextPageKey: bytes = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionUnderlyingHisStatistic.S2C:
        """Put/call statistics series of an underlying.

        Qot_GetOptionUnderlyingHisStatistic (3302); needs qot:read.
        """
    @overload
    def get_option_underlying_his_statistic(
        self,
        request: Qot_GetOptionUnderlyingHisStatistic.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionUnderlyingHisStatistic.S2C: ...

    @overload
    def get_option_underlying_overview(
        self,
        ownerList: Union[SecurityArg, Iterable[SecurityArg]] = ...,
        *,
        indexOptionType: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionUnderlyingOverview.S2C:
        """Latest option statistics of several underlyings.

        Qot_GetOptionUnderlyingOverview (3303); needs qot:read.
        """
    @overload
    def get_option_underlying_overview(
        self,
        request: Qot_GetOptionUnderlyingOverview.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionUnderlyingOverview.S2C: ...

    @overload
    def get_option_underlying_his_volatility(
        self,
        owner: SecurityArg,
        *,
        indexOptionType: int = ...,
        beginTime: str,
        endTime: str,
        nextPageKey: bytes = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionUnderlyingHisVolatility.S2C:
        """Implied/historical volatility series of an underlying.

        Qot_GetOptionUnderlyingHisVolatility (3304); needs qot:read.
        """
    @overload
    def get_option_underlying_his_volatility(
        self,
        request: Qot_GetOptionUnderlyingHisVolatility.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionUnderlyingHisVolatility.S2C: ...

    @overload
    def get_option_underlying_rank(
        self,
        *,
        optionMarket: int,
        sortType: int,
        isAsc: bool = ...,
        count: int = ...,
        tradingDate: str = ...,
        filterList: Iterable[Union[Qot_OptionCommon.UnderlyingRankIndicator, Mapping[str, Any]]] = ...,
        page: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionUnderlyingRank.S2C:
        """Ranking of option underlyings.

        Qot_GetOptionUnderlyingRank (3305); needs qot:read.
        """
    @overload
    def get_option_underlying_rank(
        self,
        request: Qot_GetOptionUnderlyingRank.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionUnderlyingRank.S2C: ...

    @overload
    def get_option_rank(
        self,
        *,
        optionMarket: int,
        sortType: int,
        count: int = ...,
        tradingDate: str = ...,
        isAsc: bool = ...,
        page: str = ...,
        filterList: Iterable[Union[Qot_OptionCommon.OptionRankIndicator, Mapping[str, Any]]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionRank.S2C:
        """Ranking of option contracts.

        Qot_GetOptionRank (3306); needs qot:read.
        """
    @overload
    def get_option_rank(
        self,
        request: Qot_GetOptionRank.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionRank.S2C: ...

    @overload
    def get_option_event(
        self,
        *,
        optionMarket: int,
        count: int = ...,
        page: str = ...,
        filterList: Iterable[Union[Qot_GetOptionEvent.EventIndicator, Mapping[str, Any]]] = ...,
        sort: Union[Qot_GetOptionEvent.EventSort, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionEvent.S2C:
        """Unusual option activity list.

        Qot_GetOptionEvent (3307); needs qot:read.
        """
    @overload
    def get_option_event(
        self,
        request: Qot_GetOptionEvent.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionEvent.S2C: ...

    @overload
    def get_option_zero_dte_screener(
        self,
        *,
        optionMarket: int,
        sortType: int = ...,
        isAsc: bool = ...,
        count: int = ...,
        page: str = ...,
        filterList: Iterable[Union[Qot_OptionCommon.ZeroDteIndicator, Mapping[str, Any]]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionZeroDteScreener.S2C:
        """Underlyings with options expiring today.

        Qot_GetOptionZeroDteScreener (3311); needs qot:read.
        """
    @overload
    def get_option_zero_dte_screener(
        self,
        request: Qot_GetOptionZeroDteScreener.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionZeroDteScreener.S2C: ...

    @overload
    def get_option_zero_dte_contract(
        self,
        owner: SecurityArg,
        *,
        strikeDateTimestamp: int,
        chainInfo: Union[Qot_GetOptionZeroDteScreener.OptionChainInfo, Mapping[str, Any]],
        sortType: int = ...,
        isAsc: bool = ...,
        filterList: Iterable[Union[Qot_OptionCommon.ZeroDteContractIndicator, Mapping[str, Any]]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionZeroDteContract.S2C:
        """Contracts expiring today of one underlying.

        Qot_GetOptionZeroDteContract (3312); needs qot:read.
        """
    @overload
    def get_option_zero_dte_contract(
        self,
        request: Qot_GetOptionZeroDteContract.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionZeroDteContract.S2C: ...

    @overload
    def get_option_earnings_screener(
        self,
        *,
        optionMarket: int,
        sortType: int = ...,
        isAsc: bool = ...,
        count: int = ...,
        page: str = ...,
        filterList: Iterable[Union[Qot_OptionCommon.EarningsIndicator, Mapping[str, Any]]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionEarningsScreener.S2C:
        """Option underlyings with upcoming earnings.

        Qot_GetOptionEarningsScreener (3313); needs qot:read.
        """
    @overload
    def get_option_earnings_screener(
        self,
        request: Qot_GetOptionEarningsScreener.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionEarningsScreener.S2C: ...

    @overload
    def get_option_seller_screener(
        self,
        *,
        optionMarket: int,
        sellerType: int,
        sortType: int = ...,
        isAsc: bool = ...,
        filterList: Iterable[Union[Qot_OptionCommon.SellerIndicator, Mapping[str, Any]]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionSellerScreener.S2C:
        """Covered call / cash-secured put candidates.

        Qot_GetOptionSellerScreener (3314); needs qot:read.
        """
    @overload
    def get_option_seller_screener(
        self,
        request: Qot_GetOptionSellerScreener.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionSellerScreener.S2C: ...

class AsyncDerivatives:
    """Options and warrants: chains, volatility, strategies, screeners and rankings."""

    @overload
    async def get_option_chain(
        self,
        owner: SecurityArg,
        *,
        indexOptionType: int = ...,
        type: int = ...,
        condition: int = ...,
        beginTime: str,
        endTime: str,
        dataFilter: Union[Qot_GetOptionChain.DataFilter, Mapping[str, Any]] = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionChain.S2C:
        """Option chain of an underlying within a date window.

        Qot_GetOptionChain (3209); needs qot:read.
        """
    @overload
    async def get_option_chain(
        self,
        request: Qot_GetOptionChain.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionChain.S2C: ...

    @overload
    async def get_warrant(
        self,
        owner: SecurityArg = ...,
        *,
        begin: int,
        num: int,
        sortField: int,
        ascend: bool,
        typeList: Iterable[int] = ...,
        issuerList: Iterable[int] = ...,
        maturityTimeMin: str = ...,
        maturityTimeMax: str = ...,
        ipoPeriod: int = ...,
        priceType: int = ...,
        status: int = ...,
        curPriceMin: float = ...,
        curPriceMax: float = ...,
        strikePriceMin: float = ...,
        strikePriceMax: float = ...,
        streetMin: float = ...,
        streetMax: float = ...,
        conversionMin: float = ...,
        conversionMax: float = ...,
        volMin: int = ...,
        volMax: int = ...,
        premiumMin: float = ...,
        premiumMax: float = ...,
        leverageRatioMin: float = ...,
        leverageRatioMax: float = ...,
        deltaMin: float = ...,
        deltaMax: float = ...,
        impliedMin: float = ...,
        impliedMax: float = ...,
        recoveryPriceMin: float = ...,
        recoveryPriceMax: float = ...,
        priceRecoveryRatioMin: float = ...,
        priceRecoveryRatioMax: float = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetWarrant.S2C:
        """Filter HK warrants and CBBCs.

        Qot_GetWarrant (3210); needs qot:read.
        """
    @overload
    async def get_warrant(
        self,
        request: Qot_GetWarrant.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetWarrant.S2C: ...

    @overload
    async def get_option_expiration_date(
        self,
        owner: SecurityArg,
        *,
        indexOptionType: int = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionExpirationDate.S2C:
        """Option expiry dates of an underlying.

        Qot_GetOptionExpirationDate (3224); needs qot:read.
        """
    @overload
    async def get_option_expiration_date(
        self,
        request: Qot_GetOptionExpirationDate.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionExpirationDate.S2C: ...

    @overload
    async def get_option_volatility(
        self,
        security: SecurityArg,
        *,
        queryTimePeriod: int = ...,
        hvTimePeriod: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionVolatility.S2C:
        """Volatility analysis of an option.

        Qot_GetOptionVolatility (3250); needs qot:read.
        """
    @overload
    async def get_option_volatility(
        self,
        request: Qot_GetOptionVolatility.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionVolatility.S2C: ...

    @overload
    async def get_option_exercise_probability(
        self,
        security: SecurityArg,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionExerciseProbability.S2C:
        """Exercise probability history of an option.

        Qot_GetOptionExerciseProbability (3251); needs qot:read.
        """
    @overload
    async def get_option_exercise_probability(
        self,
        request: Qot_GetOptionExerciseProbability.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionExerciseProbability.S2C: ...

    @overload
    async def option_screen(
        self,
        *,
        marketCategoryList: Iterable[int] = ...,
        filterList: Iterable[Union[Qot_OptionScreen.FilterGroup, Mapping[str, Any]]] = ...,
        sortList: Iterable[Union[Qot_OptionScreen.Sort, Mapping[str, Any]]] = ...,
        pageFrom: int = ...,
        pageCount: int = ...,
        optionRetrieveList: Iterable[int] = ...,
        underlyingRetrieveList: Iterable[int] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_OptionScreen.S2C:
        """Option screener.

        Qot_OptionScreen (3253); needs qot:read.
        """
    @overload
    async def option_screen(
        self,
        request: Qot_OptionScreen.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_OptionScreen.S2C: ...

    @overload
    async def warrant_screen(
        self,
        *,
        marketType: int = ...,
        isDelay: bool = ...,
        filterList: Iterable[Union[Qot_WarrantScreen.ScreenGroup, Mapping[str, Any]]] = ...,
        sortList: Iterable[Union[Qot_WarrantScreen.Sort, Mapping[str, Any]]] = ...,
        onlyCount: bool = ...,
        pageFrom: int = ...,
        pageCount: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_WarrantScreen.S2C:
        """Warrant screener, second generation.

        Qot_WarrantScreen (3254); needs qot:read.
        """
    @overload
    async def warrant_screen(
        self,
        request: Qot_WarrantScreen.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_WarrantScreen.S2C: ...

    @overload
    async def get_option_quote(
        self,
        *,
        multi_legs: Iterable[Union[Qot_Common.ComboLeg, Mapping[str, Any]]] = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionQuote.S2C:
        """Quote snapshot of option legs.

        Qot_GetOptionQuote (3255); needs qot:read.
        """
    @overload
    async def get_option_quote(
        self,
        request: Qot_GetOptionQuote.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionQuote.S2C: ...

    @overload
    async def get_option_strategy(
        self,
        owner: SecurityArg,
        *,
        option_strategy: int,
        expire_time: str = ...,
        far_expire_time: str = ...,
        spread: float = ...,
        option_type: int = ...,
        strike_price: float = ...,
        index_option_type: int = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionStrategy.S2C:
        """Standard option strategies of an underlying and expiry.

        Qot_GetOptionStrategy (3256); needs qot:read.
        """
    @overload
    async def get_option_strategy(
        self,
        request: Qot_GetOptionStrategy.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionStrategy.S2C: ...

    @overload
    async def get_option_strategy_analysis(
        self,
        *,
        multi_legs: Iterable[Union[Qot_Common.ComboLeg, Mapping[str, Any]]] = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionStrategyAnalysis.S2C:
        """Profit/loss analysis and combo bid/ask of option legs.

        Qot_GetOptionStrategyAnalysis (3257); needs qot:read.
        """
    @overload
    async def get_option_strategy_analysis(
        self,
        request: Qot_GetOptionStrategyAnalysis.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionStrategyAnalysis.S2C: ...

    @overload
    async def get_option_strategy_spread(
        self,
        owner: SecurityArg,
        *,
        option_strategy: int,
        expire_time: str = ...,
        far_expire_time: str = ...,
        index_option_type: int = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionStrategySpread.S2C:
        """Available strike spreads of a strategy.

        Qot_GetOptionStrategySpread (3258); needs qot:read.
        """
    @overload
    async def get_option_strategy_spread(
        self,
        request: Qot_GetOptionStrategySpread.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionStrategySpread.S2C: ...

    @overload
    async def get_option_market_statistic(
        self,
        *,
        optionMarket: int,
        dataType: int,
        beginTime: str,
        endTime: str,
        nextPageKey: bytes = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionMarketStatistic.S2C:
        """Option market volume/open interest series.

        Qot_GetOptionMarketStatistic (3301); needs qot:read.
        """
    @overload
    async def get_option_market_statistic(
        self,
        request: Qot_GetOptionMarketStatistic.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionMarketStatistic.S2C: ...

    @overload
    async def get_option_underlying_his_statistic(
        self,
        owner: SecurityArg,
        *,
        indexOptionType: int = ...,
        beginTime: str,
        endTime: str,
        nextPageKey: bytes = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionUnderlyingHisStatistic.S2C:
        """Put/call statistics series of an underlying.

        Qot_GetOptionUnderlyingHisStatistic (3302); needs qot:read.
        """
    @overload
    async def get_option_underlying_his_statistic(
        self,
        request: Qot_GetOptionUnderlyingHisStatistic.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionUnderlyingHisStatistic.S2C: ...

    @overload
    async def get_option_underlying_overview(
        self,
        ownerList: Union[SecurityArg, Iterable[SecurityArg]] = ...,
        *,
        indexOptionType: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionUnderlyingOverview.S2C:
        """Latest option statistics of several underlyings.

        Qot_GetOptionUnderlyingOverview (3303); needs qot:read.
        """
    @overload
    async def get_option_underlying_overview(
        self,
        request: Qot_GetOptionUnderlyingOverview.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionUnderlyingOverview.S2C: ...

    @overload
    async def get_option_underlying_his_volatility(
        self,
        owner: SecurityArg,
        *,
        indexOptionType: int = ...,
        beginTime: str,
        endTime: str,
        nextPageKey: bytes = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionUnderlyingHisVolatility.S2C:
        """Implied/historical volatility series of an underlying.

        Qot_GetOptionUnderlyingHisVolatility (3304); needs qot:read.
        """
    @overload
    async def get_option_underlying_his_volatility(
        self,
        request: Qot_GetOptionUnderlyingHisVolatility.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionUnderlyingHisVolatility.S2C: ...

    @overload
    async def get_option_underlying_rank(
        self,
        *,
        optionMarket: int,
        sortType: int,
        isAsc: bool = ...,
        count: int = ...,
        tradingDate: str = ...,
        filterList: Iterable[Union[Qot_OptionCommon.UnderlyingRankIndicator, Mapping[str, Any]]] = ...,
        page: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionUnderlyingRank.S2C:
        """Ranking of option underlyings.

        Qot_GetOptionUnderlyingRank (3305); needs qot:read.
        """
    @overload
    async def get_option_underlying_rank(
        self,
        request: Qot_GetOptionUnderlyingRank.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionUnderlyingRank.S2C: ...

    @overload
    async def get_option_rank(
        self,
        *,
        optionMarket: int,
        sortType: int,
        count: int = ...,
        tradingDate: str = ...,
        isAsc: bool = ...,
        page: str = ...,
        filterList: Iterable[Union[Qot_OptionCommon.OptionRankIndicator, Mapping[str, Any]]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionRank.S2C:
        """Ranking of option contracts.

        Qot_GetOptionRank (3306); needs qot:read.
        """
    @overload
    async def get_option_rank(
        self,
        request: Qot_GetOptionRank.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionRank.S2C: ...

    @overload
    async def get_option_event(
        self,
        *,
        optionMarket: int,
        count: int = ...,
        page: str = ...,
        filterList: Iterable[Union[Qot_GetOptionEvent.EventIndicator, Mapping[str, Any]]] = ...,
        sort: Union[Qot_GetOptionEvent.EventSort, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionEvent.S2C:
        """Unusual option activity list.

        Qot_GetOptionEvent (3307); needs qot:read.
        """
    @overload
    async def get_option_event(
        self,
        request: Qot_GetOptionEvent.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionEvent.S2C: ...

    @overload
    async def get_option_zero_dte_screener(
        self,
        *,
        optionMarket: int,
        sortType: int = ...,
        isAsc: bool = ...,
        count: int = ...,
        page: str = ...,
        filterList: Iterable[Union[Qot_OptionCommon.ZeroDteIndicator, Mapping[str, Any]]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionZeroDteScreener.S2C:
        """Underlyings with options expiring today.

        Qot_GetOptionZeroDteScreener (3311); needs qot:read.
        """
    @overload
    async def get_option_zero_dte_screener(
        self,
        request: Qot_GetOptionZeroDteScreener.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionZeroDteScreener.S2C: ...

    @overload
    async def get_option_zero_dte_contract(
        self,
        owner: SecurityArg,
        *,
        strikeDateTimestamp: int,
        chainInfo: Union[Qot_GetOptionZeroDteScreener.OptionChainInfo, Mapping[str, Any]],
        sortType: int = ...,
        isAsc: bool = ...,
        filterList: Iterable[Union[Qot_OptionCommon.ZeroDteContractIndicator, Mapping[str, Any]]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionZeroDteContract.S2C:
        """Contracts expiring today of one underlying.

        Qot_GetOptionZeroDteContract (3312); needs qot:read.
        """
    @overload
    async def get_option_zero_dte_contract(
        self,
        request: Qot_GetOptionZeroDteContract.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionZeroDteContract.S2C: ...

    @overload
    async def get_option_earnings_screener(
        self,
        *,
        optionMarket: int,
        sortType: int = ...,
        isAsc: bool = ...,
        count: int = ...,
        page: str = ...,
        filterList: Iterable[Union[Qot_OptionCommon.EarningsIndicator, Mapping[str, Any]]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionEarningsScreener.S2C:
        """Option underlyings with upcoming earnings.

        Qot_GetOptionEarningsScreener (3313); needs qot:read.
        """
    @overload
    async def get_option_earnings_screener(
        self,
        request: Qot_GetOptionEarningsScreener.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionEarningsScreener.S2C: ...

    @overload
    async def get_option_seller_screener(
        self,
        *,
        optionMarket: int,
        sellerType: int,
        sortType: int = ...,
        isAsc: bool = ...,
        filterList: Iterable[Union[Qot_OptionCommon.SellerIndicator, Mapping[str, Any]]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionSellerScreener.S2C:
        """Covered call / cash-secured put candidates.

        Qot_GetOptionSellerScreener (3314); needs qot:read.
        """
    @overload
    async def get_option_seller_screener(
        self,
        request: Qot_GetOptionSellerScreener.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetOptionSellerScreener.S2C: ...

class Research:
    """Companies: financials, valuation, corporate actions, holders, insiders, institutions, short interest."""

    @overload
    def get_holding_change_list(
        self,
        security: SecurityArg,
        *,
        holderCategory: int,
        beginTime: str = ...,
        endTime: str = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetHoldingChangeList.S2C:
        """Large-holder position changes (US).

        Qot_GetHoldingChangeList (3208); needs qot:read.
        """
    @overload
    def get_holding_change_list(
        self,
        request: Qot_GetHoldingChangeList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetHoldingChangeList.S2C: ...

    @overload
    def get_financials_earnings_price_move(
        self,
        security: SecurityArg,
        *,
        periodCount: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetFinancialsEarningsPriceMove.S2C:
        """Price moves around past earnings dates.

        Qot_GetFinancialsEarningsPriceMove (3225); needs qot:read.
        """
    @overload
    def get_financials_earnings_price_move(
        self,
        request: Qot_GetFinancialsEarningsPriceMove.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetFinancialsEarningsPriceMove.S2C: ...

    @overload
    def get_financials_earnings_price_history(
        self,
        security: SecurityArg,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetFinancialsEarningsPriceHistory.S2C:
        """Price history on earnings days with implied-move data.

        Qot_GetFinancialsEarningsPriceHistory (3226); needs qot:read.
        """
    @overload
    def get_financials_earnings_price_history(
        self,
        request: Qot_GetFinancialsEarningsPriceHistory.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetFinancialsEarningsPriceHistory.S2C: ...

    @overload
    def get_financials_statements(
        self,
        security: SecurityArg,
        *,
        statementType: int = ...,
        financialType: int = ...,
        currencyCode: str = ...,
        nextKey: str = ...,
        num: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetFinancialsStatements.S2C:
        """Financial statements.

        Qot_GetFinancialsStatements (3227); needs qot:read.
        """
    @overload
    def get_financials_statements(
        self,
        request: Qot_GetFinancialsStatements.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetFinancialsStatements.S2C: ...

    @overload
    def get_financials_revenue_breakdown(
        self,
        security: SecurityArg,
        *,
        date: int = ...,
        financialType: int = ...,
        currencyCode: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetFinancialsRevenueBreakdown.S2C:
        """Revenue breakdown by product, industry, region or business.

        Qot_GetFinancialsRevenueBreakdown (3228); needs qot:read.
        """
    @overload
    def get_financials_revenue_breakdown(
        self,
        request: Qot_GetFinancialsRevenueBreakdown.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetFinancialsRevenueBreakdown.S2C: ...

    @overload
    def get_research_analyst_consensus(
        self,
        security: SecurityArg,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetResearchAnalystConsensus.S2C:
        """Analyst consensus rating and targets.

        Qot_GetResearchAnalystConsensus (3229); needs qot:read.
        """
    @overload
    def get_research_analyst_consensus(
        self,
        request: Qot_GetResearchAnalystConsensus.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetResearchAnalystConsensus.S2C: ...

    @overload
    def get_research_rating_summary(
        self,
        security: SecurityArg,
        *,
        ratingDimensionType: int = ...,
        uid: str = ...,
        nextKey: str = ...,
        num: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetResearchRatingSummary.S2C:
        """Ratings by institution or analyst.

        Qot_GetResearchRatingSummary (3230); needs qot:read.
        """
    @overload
    def get_research_rating_summary(
        self,
        request: Qot_GetResearchRatingSummary.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetResearchRatingSummary.S2C: ...

    @overload
    def get_research_morningstar_report(
        self,
        security: SecurityArg,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetResearchMorningstarReport.S2C:
        """Morningstar report data.

        Qot_GetResearchMorningstarReport (3231); needs qot:read.
        """
    @overload
    def get_research_morningstar_report(
        self,
        request: Qot_GetResearchMorningstarReport.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetResearchMorningstarReport.S2C: ...

    @overload
    def get_valuation_detail(
        self,
        security: SecurityArg,
        *,
        valuationType: int = ...,
        intervalType: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetValuationDetail.S2C:
        """Valuation detail of a security or index.

        Qot_GetValuationDetail (3232); needs qot:read.
        """
    @overload
    def get_valuation_detail(
        self,
        request: Qot_GetValuationDetail.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetValuationDetail.S2C: ...

    @overload
    def get_valuation_plate_stock_list(
        self,
        security: SecurityArg,
        *,
        valuationType: int = ...,
        nextKey: str = ...,
        num: int = ...,
        sortType: int = ...,
        sortId: int = ...,
        filterSecurity: SecurityArg = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetValuationPlateStockList.S2C:
        """Valuation of sector or index constituents.

        Qot_GetValuationPlateStockList (3233); needs qot:read.
        """
    @overload
    def get_valuation_plate_stock_list(
        self,
        request: Qot_GetValuationPlateStockList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetValuationPlateStockList.S2C: ...

    @overload
    def get_corporate_actions_dividends(
        self,
        security: SecurityArg,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCorporateActionsDividends.S2C:
        """Dividend history.

        Qot_GetCorporateActionsDividends (3234); needs qot:read.
        """
    @overload
    def get_corporate_actions_dividends(
        self,
        request: Qot_GetCorporateActionsDividends.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCorporateActionsDividends.S2C: ...

    @overload
    def get_corporate_actions_buybacks(
        self,
        security: SecurityArg,
        *,
        nextKey: str = ...,
        num: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCorporateActionsBuybacks.S2C:
        """Buyback history.

        Qot_GetCorporateActionsBuybacks (3235); needs qot:read.
        """
    @overload
    def get_corporate_actions_buybacks(
        self,
        request: Qot_GetCorporateActionsBuybacks.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCorporateActionsBuybacks.S2C: ...

    @overload
    def get_corporate_actions_stock_splits(
        self,
        security: SecurityArg,
        *,
        nextKey: str = ...,
        num: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCorporateActionsStockSplits.S2C:
        """Split and consolidation history.

        Qot_GetCorporateActionsStockSplits (3236); needs qot:read.
        """
    @overload
    def get_corporate_actions_stock_splits(
        self,
        request: Qot_GetCorporateActionsStockSplits.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCorporateActionsStockSplits.S2C: ...

    @overload
    def get_shareholders_overview(
        self,
        security: SecurityArg,
        *,
        periodId: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetShareholdersOverview.S2C:
        """Shareholder overview.

        Qot_GetShareholdersOverview (3237); needs qot:read.
        """
    @overload
    def get_shareholders_overview(
        self,
        request: Qot_GetShareholdersOverview.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetShareholdersOverview.S2C: ...

    @overload
    def get_shareholders_holding_changes(
        self,
        security: SecurityArg,
        *,
        nextKey: str = ...,
        num: int = ...,
        sortType: int = ...,
        sortColumn: int = ...,
        filterType: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetShareholdersHoldingChanges.S2C:
        """Shareholder changes.

        Qot_GetShareholdersHoldingChanges (3238); needs qot:read.
        """
    @overload
    def get_shareholders_holding_changes(
        self,
        request: Qot_GetShareholdersHoldingChanges.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetShareholdersHoldingChanges.S2C: ...

    @overload
    def get_shareholders_holder_detail(
        self,
        security: SecurityArg,
        *,
        requestType: int = ...,
        nextKey: str = ...,
        num: int = ...,
        sortColumn: int = ...,
        sortType: int = ...,
        periodId: int = ...,
        holderId: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetShareholdersHolderDetail.S2C:
        """Shareholder detail by holder type.

        Qot_GetShareholdersHolderDetail (3239); needs qot:read.
        """
    @overload
    def get_shareholders_holder_detail(
        self,
        request: Qot_GetShareholdersHolderDetail.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetShareholdersHolderDetail.S2C: ...

    @overload
    def get_shareholders_institutional(
        self,
        security: SecurityArg,
        *,
        nextKey: str = ...,
        num: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetShareholdersInstitutional.S2C:
        """Institutional holding history.

        Qot_GetShareholdersInstitutional (3240); needs qot:read.
        """
    @overload
    def get_shareholders_institutional(
        self,
        request: Qot_GetShareholdersInstitutional.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetShareholdersInstitutional.S2C: ...

    @overload
    def get_insider_holder_list(
        self,
        security: SecurityArg,
        *,
        nextKey: str = ...,
        num: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetInsiderHolderList.S2C:
        """Insider holders.

        Qot_GetInsiderHolderList (3241); needs qot:read.
        """
    @overload
    def get_insider_holder_list(
        self,
        request: Qot_GetInsiderHolderList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetInsiderHolderList.S2C: ...

    @overload
    def get_insider_trade_list(
        self,
        security: SecurityArg,
        *,
        holderId: int = ...,
        nextKey: str = ...,
        num: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetInsiderTradeList.S2C:
        """Insider trades.

        Qot_GetInsiderTradeList (3242); needs qot:read.
        """
    @overload
    def get_insider_trade_list(
        self,
        request: Qot_GetInsiderTradeList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetInsiderTradeList.S2C: ...

    @overload
    def get_company_profile(
        self,
        security: SecurityArg,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCompanyProfile.S2C:
        """Company profile labels.

        Qot_GetCompanyProfile (3243); needs qot:read.
        """
    @overload
    def get_company_profile(
        self,
        request: Qot_GetCompanyProfile.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCompanyProfile.S2C: ...

    @overload
    def get_company_executives(
        self,
        security: SecurityArg,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCompanyExecutives.S2C:
        """Company executives.

        Qot_GetCompanyExecutives (3244); needs qot:read.
        """
    @overload
    def get_company_executives(
        self,
        request: Qot_GetCompanyExecutives.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCompanyExecutives.S2C: ...

    @overload
    def get_company_executive_background(
        self,
        security: SecurityArg,
        *,
        leaderName: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCompanyExecutiveBackground.S2C:
        """Background of one executive.

        Qot_GetCompanyExecutiveBackground (3245); needs qot:read.
        """
    @overload
    def get_company_executive_background(
        self,
        request: Qot_GetCompanyExecutiveBackground.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCompanyExecutiveBackground.S2C: ...

    @overload
    def get_company_operational_efficiency(
        self,
        security: SecurityArg,
        *,
        nextKey: str = ...,
        num: int = ...,
        currencyCode: str = ...,
        financialType: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCompanyOperationalEfficiency.S2C:
        """Operating efficiency per employee.

        Qot_GetCompanyOperationalEfficiency (3246); needs qot:read.
        """
    @overload
    def get_company_operational_efficiency(
        self,
        request: Qot_GetCompanyOperationalEfficiency.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCompanyOperationalEfficiency.S2C: ...

    @overload
    def get_top_ten_buy_sell_brokers(
        self,
        security: SecurityArg,
        *,
        daysBefore: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetTopTenBuySellBrokers.S2C:
        """Ten largest net buying/selling brokers (HK).

        Qot_GetTopTenBuySellBrokers (3247); needs qot:read.
        """
    @overload
    def get_top_ten_buy_sell_brokers(
        self,
        request: Qot_GetTopTenBuySellBrokers.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetTopTenBuySellBrokers.S2C: ...

    @overload
    def get_daily_short_volume(
        self,
        security: SecurityArg,
        *,
        nextKey: str = ...,
        num: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetDailyShortVolume.S2C:
        """Daily short sale volume.

        Qot_GetDailyShortVolume (3248); needs qot:read.
        """
    @overload
    def get_daily_short_volume(
        self,
        request: Qot_GetDailyShortVolume.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetDailyShortVolume.S2C: ...

    @overload
    def get_short_interest(
        self,
        security: SecurityArg,
        *,
        nextKey: str = ...,
        num: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetShortInterest.S2C:
        """Short interest history.

        Qot_GetShortInterest (3249); needs qot:read.
        """
    @overload
    def get_short_interest(
        self,
        request: Qot_GetShortInterest.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetShortInterest.S2C: ...

    @overload
    def get_institution_list(
        self,
        *,
        market: int,
        sortField: int = ...,
        sortDir: int = ...,
        count: int = ...,
        page: str = ...,
        namePart: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetInstitutionList.S2C:
        """Institutions by holdings.

        Qot_GetInstitutionList (3418); needs qot:read.
        """
    @overload
    def get_institution_list(
        self,
        request: Qot_GetInstitutionList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetInstitutionList.S2C: ...

    @overload
    def get_institution_profile(
        self,
        *,
        market: int,
        institutionId: int,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetInstitutionProfile.S2C:
        """Institution profile.

        Qot_GetInstitutionProfile (3419); needs qot:read.
        """
    @overload
    def get_institution_profile(
        self,
        request: Qot_GetInstitutionProfile.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetInstitutionProfile.S2C: ...

    @overload
    def get_institution_distribution(
        self,
        *,
        market: int,
        institutionId: int,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetInstitutionDistribution.S2C:
        """Industry distribution of an institution.

        Qot_GetInstitutionDistribution (3420); needs qot:read.
        """
    @overload
    def get_institution_distribution(
        self,
        request: Qot_GetInstitutionDistribution.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetInstitutionDistribution.S2C: ...

    @overload
    def get_institution_holding_change(
        self,
        *,
        market: int,
        institutionId: int,
        changeType: int = ...,
        sortField: int = ...,
        sortDir: int = ...,
        count: int = ...,
        page: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetInstitutionHoldingChange.S2C:
        """Holding changes of an institution.

        Qot_GetInstitutionHoldingChange (3421); needs qot:read.
        """
    @overload
    def get_institution_holding_change(
        self,
        request: Qot_GetInstitutionHoldingChange.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetInstitutionHoldingChange.S2C: ...

    @overload
    def get_institution_holding_list(
        self,
        *,
        market: int,
        institutionId: int,
        changeType: int = ...,
        sortField: int = ...,
        sortDir: int = ...,
        count: int = ...,
        page: str = ...,
        keyword: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetInstitutionHoldingList.S2C:
        """Holdings of an institution.

        Qot_GetInstitutionHoldingList (3422); needs qot:read.
        """
    @overload
    def get_institution_holding_list(
        self,
        request: Qot_GetInstitutionHoldingList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetInstitutionHoldingList.S2C: ...

    @overload
    def get_ark_fund_holding(
        self,
        *,
        holdingType: int = ...,
        cycleType: int = ...,
        sortField: int = ...,
        sortDir: int = ...,
        count: int = ...,
        page: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetArkFundHolding.S2C:
        """ARK fund holdings.

        Qot_GetArkFundHolding (3423); needs qot:read.
        """
    @overload
    def get_ark_fund_holding(
        self,
        request: Qot_GetArkFundHolding.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetArkFundHolding.S2C: ...

    @overload
    def get_ark_stock_dynamic(
        self,
        security: SecurityArg,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetArkStockDynamic.S2C:
        """ARK trades in one security.

        Qot_GetArkStockDynamic (3424); needs qot:read.
        """
    @overload
    def get_ark_stock_dynamic(
        self,
        request: Qot_GetArkStockDynamic.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetArkStockDynamic.S2C: ...

    @overload
    def get_ark_active_transaction(
        self,
        *,
        holdingType: int = ...,
        cycleType: int = ...,
        sortField: int = ...,
        sortDir: int = ...,
        count: int = ...,
        page: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetArkActiveTransaction.S2C:
        """Aggregated ARK active trades.

        Qot_GetArkActiveTransaction (3425); needs qot:read.
        """
    @overload
    def get_ark_active_transaction(
        self,
        request: Qot_GetArkActiveTransaction.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetArkActiveTransaction.S2C: ...

    @overload
    def get_rating_change(
        self,
        *,
        market: int,
        changeType: int = ...,
        count: int = ...,
        page: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetRatingChange.S2C:
        """Analyst rating changes.

        Qot_GetRatingChange (3426); needs qot:read.
        """
    @overload
    def get_rating_change(
        self,
        request: Qot_GetRatingChange.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetRatingChange.S2C: ...

    @overload
    def technical_unusual(
        self,
        *,
        stock_symbol: str = ...,
        time_range: int = ...,
        indicator_filters: Iterable[str] = ...,
        language_id: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> SkillWrapAPI.TechnicalUnusualRsp:
        """Technical-indicator anomaly text.

        SkillWrap_TechnicalUnusual (3801); needs qot:read.
        """
    @overload
    def technical_unusual(
        self,
        request: SkillWrapAPI.TechnicalUnusualReq,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> SkillWrapAPI.TechnicalUnusualRsp: ...

    @overload
    def financial_unusual(
        self,
        *,
        stock_symbol: str = ...,
        time_range: int = ...,
        analysis_dimensions: Iterable[str] = ...,
        language_id: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> SkillWrapAPI.FinancialUnusualRsp:
        """Financial anomaly text.

        SkillWrap_FinancialUnusual (3802); needs qot:read.
        """
    @overload
    def financial_unusual(
        self,
        request: SkillWrapAPI.FinancialUnusualReq,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> SkillWrapAPI.FinancialUnusualRsp: ...

    @overload
    def derivative_unusual(
        self,
        *,
        stock_symbol: str = ...,
        time_range: int = ...,
        analysis_dimensions: Iterable[str] = ...,
        language_id: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> SkillWrapAPI.DerivativeUnusualRsp:
        """Derivative anomaly text.

        SkillWrap_DerivativeUnusual (3803); needs qot:read.
        """
    @overload
    def derivative_unusual(
        self,
        request: SkillWrapAPI.DerivativeUnusualReq,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> SkillWrapAPI.DerivativeUnusualRsp: ...

class AsyncResearch:
    """Companies: financials, valuation, corporate actions, holders, insiders, institutions, short interest."""

    @overload
    async def get_holding_change_list(
        self,
        security: SecurityArg,
        *,
        holderCategory: int,
        beginTime: str = ...,
        endTime: str = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetHoldingChangeList.S2C:
        """Large-holder position changes (US).

        Qot_GetHoldingChangeList (3208); needs qot:read.
        """
    @overload
    async def get_holding_change_list(
        self,
        request: Qot_GetHoldingChangeList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetHoldingChangeList.S2C: ...

    @overload
    async def get_financials_earnings_price_move(
        self,
        security: SecurityArg,
        *,
        periodCount: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetFinancialsEarningsPriceMove.S2C:
        """Price moves around past earnings dates.

        Qot_GetFinancialsEarningsPriceMove (3225); needs qot:read.
        """
    @overload
    async def get_financials_earnings_price_move(
        self,
        request: Qot_GetFinancialsEarningsPriceMove.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetFinancialsEarningsPriceMove.S2C: ...

    @overload
    async def get_financials_earnings_price_history(
        self,
        security: SecurityArg,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetFinancialsEarningsPriceHistory.S2C:
        """Price history on earnings days with implied-move data.

        Qot_GetFinancialsEarningsPriceHistory (3226); needs qot:read.
        """
    @overload
    async def get_financials_earnings_price_history(
        self,
        request: Qot_GetFinancialsEarningsPriceHistory.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetFinancialsEarningsPriceHistory.S2C: ...

    @overload
    async def get_financials_statements(
        self,
        security: SecurityArg,
        *,
        statementType: int = ...,
        financialType: int = ...,
        currencyCode: str = ...,
        nextKey: str = ...,
        num: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetFinancialsStatements.S2C:
        """Financial statements.

        Qot_GetFinancialsStatements (3227); needs qot:read.
        """
    @overload
    async def get_financials_statements(
        self,
        request: Qot_GetFinancialsStatements.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetFinancialsStatements.S2C: ...

    @overload
    async def get_financials_revenue_breakdown(
        self,
        security: SecurityArg,
        *,
        date: int = ...,
        financialType: int = ...,
        currencyCode: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetFinancialsRevenueBreakdown.S2C:
        """Revenue breakdown by product, industry, region or business.

        Qot_GetFinancialsRevenueBreakdown (3228); needs qot:read.
        """
    @overload
    async def get_financials_revenue_breakdown(
        self,
        request: Qot_GetFinancialsRevenueBreakdown.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetFinancialsRevenueBreakdown.S2C: ...

    @overload
    async def get_research_analyst_consensus(
        self,
        security: SecurityArg,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetResearchAnalystConsensus.S2C:
        """Analyst consensus rating and targets.

        Qot_GetResearchAnalystConsensus (3229); needs qot:read.
        """
    @overload
    async def get_research_analyst_consensus(
        self,
        request: Qot_GetResearchAnalystConsensus.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetResearchAnalystConsensus.S2C: ...

    @overload
    async def get_research_rating_summary(
        self,
        security: SecurityArg,
        *,
        ratingDimensionType: int = ...,
        uid: str = ...,
        nextKey: str = ...,
        num: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetResearchRatingSummary.S2C:
        """Ratings by institution or analyst.

        Qot_GetResearchRatingSummary (3230); needs qot:read.
        """
    @overload
    async def get_research_rating_summary(
        self,
        request: Qot_GetResearchRatingSummary.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetResearchRatingSummary.S2C: ...

    @overload
    async def get_research_morningstar_report(
        self,
        security: SecurityArg,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetResearchMorningstarReport.S2C:
        """Morningstar report data.

        Qot_GetResearchMorningstarReport (3231); needs qot:read.
        """
    @overload
    async def get_research_morningstar_report(
        self,
        request: Qot_GetResearchMorningstarReport.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetResearchMorningstarReport.S2C: ...

    @overload
    async def get_valuation_detail(
        self,
        security: SecurityArg,
        *,
        valuationType: int = ...,
        intervalType: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetValuationDetail.S2C:
        """Valuation detail of a security or index.

        Qot_GetValuationDetail (3232); needs qot:read.
        """
    @overload
    async def get_valuation_detail(
        self,
        request: Qot_GetValuationDetail.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetValuationDetail.S2C: ...

    @overload
    async def get_valuation_plate_stock_list(
        self,
        security: SecurityArg,
        *,
        valuationType: int = ...,
        nextKey: str = ...,
        num: int = ...,
        sortType: int = ...,
        sortId: int = ...,
        filterSecurity: SecurityArg = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetValuationPlateStockList.S2C:
        """Valuation of sector or index constituents.

        Qot_GetValuationPlateStockList (3233); needs qot:read.
        """
    @overload
    async def get_valuation_plate_stock_list(
        self,
        request: Qot_GetValuationPlateStockList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetValuationPlateStockList.S2C: ...

    @overload
    async def get_corporate_actions_dividends(
        self,
        security: SecurityArg,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCorporateActionsDividends.S2C:
        """Dividend history.

        Qot_GetCorporateActionsDividends (3234); needs qot:read.
        """
    @overload
    async def get_corporate_actions_dividends(
        self,
        request: Qot_GetCorporateActionsDividends.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCorporateActionsDividends.S2C: ...

    @overload
    async def get_corporate_actions_buybacks(
        self,
        security: SecurityArg,
        *,
        nextKey: str = ...,
        num: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCorporateActionsBuybacks.S2C:
        """Buyback history.

        Qot_GetCorporateActionsBuybacks (3235); needs qot:read.
        """
    @overload
    async def get_corporate_actions_buybacks(
        self,
        request: Qot_GetCorporateActionsBuybacks.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCorporateActionsBuybacks.S2C: ...

    @overload
    async def get_corporate_actions_stock_splits(
        self,
        security: SecurityArg,
        *,
        nextKey: str = ...,
        num: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCorporateActionsStockSplits.S2C:
        """Split and consolidation history.

        Qot_GetCorporateActionsStockSplits (3236); needs qot:read.
        """
    @overload
    async def get_corporate_actions_stock_splits(
        self,
        request: Qot_GetCorporateActionsStockSplits.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCorporateActionsStockSplits.S2C: ...

    @overload
    async def get_shareholders_overview(
        self,
        security: SecurityArg,
        *,
        periodId: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetShareholdersOverview.S2C:
        """Shareholder overview.

        Qot_GetShareholdersOverview (3237); needs qot:read.
        """
    @overload
    async def get_shareholders_overview(
        self,
        request: Qot_GetShareholdersOverview.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetShareholdersOverview.S2C: ...

    @overload
    async def get_shareholders_holding_changes(
        self,
        security: SecurityArg,
        *,
        nextKey: str = ...,
        num: int = ...,
        sortType: int = ...,
        sortColumn: int = ...,
        filterType: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetShareholdersHoldingChanges.S2C:
        """Shareholder changes.

        Qot_GetShareholdersHoldingChanges (3238); needs qot:read.
        """
    @overload
    async def get_shareholders_holding_changes(
        self,
        request: Qot_GetShareholdersHoldingChanges.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetShareholdersHoldingChanges.S2C: ...

    @overload
    async def get_shareholders_holder_detail(
        self,
        security: SecurityArg,
        *,
        requestType: int = ...,
        nextKey: str = ...,
        num: int = ...,
        sortColumn: int = ...,
        sortType: int = ...,
        periodId: int = ...,
        holderId: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetShareholdersHolderDetail.S2C:
        """Shareholder detail by holder type.

        Qot_GetShareholdersHolderDetail (3239); needs qot:read.
        """
    @overload
    async def get_shareholders_holder_detail(
        self,
        request: Qot_GetShareholdersHolderDetail.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetShareholdersHolderDetail.S2C: ...

    @overload
    async def get_shareholders_institutional(
        self,
        security: SecurityArg,
        *,
        nextKey: str = ...,
        num: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetShareholdersInstitutional.S2C:
        """Institutional holding history.

        Qot_GetShareholdersInstitutional (3240); needs qot:read.
        """
    @overload
    async def get_shareholders_institutional(
        self,
        request: Qot_GetShareholdersInstitutional.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetShareholdersInstitutional.S2C: ...

    @overload
    async def get_insider_holder_list(
        self,
        security: SecurityArg,
        *,
        nextKey: str = ...,
        num: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetInsiderHolderList.S2C:
        """Insider holders.

        Qot_GetInsiderHolderList (3241); needs qot:read.
        """
    @overload
    async def get_insider_holder_list(
        self,
        request: Qot_GetInsiderHolderList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetInsiderHolderList.S2C: ...

    @overload
    async def get_insider_trade_list(
        self,
        security: SecurityArg,
        *,
        holderId: int = ...,
        nextKey: str = ...,
        num: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetInsiderTradeList.S2C:
        """Insider trades.

        Qot_GetInsiderTradeList (3242); needs qot:read.
        """
    @overload
    async def get_insider_trade_list(
        self,
        request: Qot_GetInsiderTradeList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetInsiderTradeList.S2C: ...

    @overload
    async def get_company_profile(
        self,
        security: SecurityArg,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCompanyProfile.S2C:
        """Company profile labels.

        Qot_GetCompanyProfile (3243); needs qot:read.
        """
    @overload
    async def get_company_profile(
        self,
        request: Qot_GetCompanyProfile.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCompanyProfile.S2C: ...

    @overload
    async def get_company_executives(
        self,
        security: SecurityArg,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCompanyExecutives.S2C:
        """Company executives.

        Qot_GetCompanyExecutives (3244); needs qot:read.
        """
    @overload
    async def get_company_executives(
        self,
        request: Qot_GetCompanyExecutives.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCompanyExecutives.S2C: ...

    @overload
    async def get_company_executive_background(
        self,
        security: SecurityArg,
        *,
        leaderName: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCompanyExecutiveBackground.S2C:
        """Background of one executive.

        Qot_GetCompanyExecutiveBackground (3245); needs qot:read.
        """
    @overload
    async def get_company_executive_background(
        self,
        request: Qot_GetCompanyExecutiveBackground.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCompanyExecutiveBackground.S2C: ...

    @overload
    async def get_company_operational_efficiency(
        self,
        security: SecurityArg,
        *,
        nextKey: str = ...,
        num: int = ...,
        currencyCode: str = ...,
        financialType: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCompanyOperationalEfficiency.S2C:
        """Operating efficiency per employee.

        Qot_GetCompanyOperationalEfficiency (3246); needs qot:read.
        """
    @overload
    async def get_company_operational_efficiency(
        self,
        request: Qot_GetCompanyOperationalEfficiency.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetCompanyOperationalEfficiency.S2C: ...

    @overload
    async def get_top_ten_buy_sell_brokers(
        self,
        security: SecurityArg,
        *,
        daysBefore: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetTopTenBuySellBrokers.S2C:
        """Ten largest net buying/selling brokers (HK).

        Qot_GetTopTenBuySellBrokers (3247); needs qot:read.
        """
    @overload
    async def get_top_ten_buy_sell_brokers(
        self,
        request: Qot_GetTopTenBuySellBrokers.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetTopTenBuySellBrokers.S2C: ...

    @overload
    async def get_daily_short_volume(
        self,
        security: SecurityArg,
        *,
        nextKey: str = ...,
        num: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetDailyShortVolume.S2C:
        """Daily short sale volume.

        Qot_GetDailyShortVolume (3248); needs qot:read.
        """
    @overload
    async def get_daily_short_volume(
        self,
        request: Qot_GetDailyShortVolume.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetDailyShortVolume.S2C: ...

    @overload
    async def get_short_interest(
        self,
        security: SecurityArg,
        *,
        nextKey: str = ...,
        num: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetShortInterest.S2C:
        """Short interest history.

        Qot_GetShortInterest (3249); needs qot:read.
        """
    @overload
    async def get_short_interest(
        self,
        request: Qot_GetShortInterest.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetShortInterest.S2C: ...

    @overload
    async def get_institution_list(
        self,
        *,
        market: int,
        sortField: int = ...,
        sortDir: int = ...,
        count: int = ...,
        page: str = ...,
        namePart: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetInstitutionList.S2C:
        """Institutions by holdings.

        Qot_GetInstitutionList (3418); needs qot:read.
        """
    @overload
    async def get_institution_list(
        self,
        request: Qot_GetInstitutionList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetInstitutionList.S2C: ...

    @overload
    async def get_institution_profile(
        self,
        *,
        market: int,
        institutionId: int,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetInstitutionProfile.S2C:
        """Institution profile.

        Qot_GetInstitutionProfile (3419); needs qot:read.
        """
    @overload
    async def get_institution_profile(
        self,
        request: Qot_GetInstitutionProfile.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetInstitutionProfile.S2C: ...

    @overload
    async def get_institution_distribution(
        self,
        *,
        market: int,
        institutionId: int,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetInstitutionDistribution.S2C:
        """Industry distribution of an institution.

        Qot_GetInstitutionDistribution (3420); needs qot:read.
        """
    @overload
    async def get_institution_distribution(
        self,
        request: Qot_GetInstitutionDistribution.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetInstitutionDistribution.S2C: ...

    @overload
    async def get_institution_holding_change(
        self,
        *,
        market: int,
        institutionId: int,
        changeType: int = ...,
        sortField: int = ...,
        sortDir: int = ...,
        count: int = ...,
        page: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetInstitutionHoldingChange.S2C:
        """Holding changes of an institution.

        Qot_GetInstitutionHoldingChange (3421); needs qot:read.
        """
    @overload
    async def get_institution_holding_change(
        self,
        request: Qot_GetInstitutionHoldingChange.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetInstitutionHoldingChange.S2C: ...

    @overload
    async def get_institution_holding_list(
        self,
        *,
        market: int,
        institutionId: int,
        changeType: int = ...,
        sortField: int = ...,
        sortDir: int = ...,
        count: int = ...,
        page: str = ...,
        keyword: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetInstitutionHoldingList.S2C:
        """Holdings of an institution.

        Qot_GetInstitutionHoldingList (3422); needs qot:read.
        """
    @overload
    async def get_institution_holding_list(
        self,
        request: Qot_GetInstitutionHoldingList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetInstitutionHoldingList.S2C: ...

    @overload
    async def get_ark_fund_holding(
        self,
        *,
        holdingType: int = ...,
        cycleType: int = ...,
        sortField: int = ...,
        sortDir: int = ...,
        count: int = ...,
        page: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetArkFundHolding.S2C:
        """ARK fund holdings.

        Qot_GetArkFundHolding (3423); needs qot:read.
        """
    @overload
    async def get_ark_fund_holding(
        self,
        request: Qot_GetArkFundHolding.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetArkFundHolding.S2C: ...

    @overload
    async def get_ark_stock_dynamic(
        self,
        security: SecurityArg,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetArkStockDynamic.S2C:
        """ARK trades in one security.

        Qot_GetArkStockDynamic (3424); needs qot:read.
        """
    @overload
    async def get_ark_stock_dynamic(
        self,
        request: Qot_GetArkStockDynamic.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetArkStockDynamic.S2C: ...

    @overload
    async def get_ark_active_transaction(
        self,
        *,
        holdingType: int = ...,
        cycleType: int = ...,
        sortField: int = ...,
        sortDir: int = ...,
        count: int = ...,
        page: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetArkActiveTransaction.S2C:
        """Aggregated ARK active trades.

        Qot_GetArkActiveTransaction (3425); needs qot:read.
        """
    @overload
    async def get_ark_active_transaction(
        self,
        request: Qot_GetArkActiveTransaction.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetArkActiveTransaction.S2C: ...

    @overload
    async def get_rating_change(
        self,
        *,
        market: int,
        changeType: int = ...,
        count: int = ...,
        page: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetRatingChange.S2C:
        """Analyst rating changes.

        Qot_GetRatingChange (3426); needs qot:read.
        """
    @overload
    async def get_rating_change(
        self,
        request: Qot_GetRatingChange.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetRatingChange.S2C: ...

    @overload
    async def technical_unusual(
        self,
        *,
        stock_symbol: str = ...,
        time_range: int = ...,
        indicator_filters: Iterable[str] = ...,
        language_id: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> SkillWrapAPI.TechnicalUnusualRsp:
        """Technical-indicator anomaly text.

        SkillWrap_TechnicalUnusual (3801); needs qot:read.
        """
    @overload
    async def technical_unusual(
        self,
        request: SkillWrapAPI.TechnicalUnusualReq,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> SkillWrapAPI.TechnicalUnusualRsp: ...

    @overload
    async def financial_unusual(
        self,
        *,
        stock_symbol: str = ...,
        time_range: int = ...,
        analysis_dimensions: Iterable[str] = ...,
        language_id: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> SkillWrapAPI.FinancialUnusualRsp:
        """Financial anomaly text.

        SkillWrap_FinancialUnusual (3802); needs qot:read.
        """
    @overload
    async def financial_unusual(
        self,
        request: SkillWrapAPI.FinancialUnusualReq,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> SkillWrapAPI.FinancialUnusualRsp: ...

    @overload
    async def derivative_unusual(
        self,
        *,
        stock_symbol: str = ...,
        time_range: int = ...,
        analysis_dimensions: Iterable[str] = ...,
        language_id: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> SkillWrapAPI.DerivativeUnusualRsp:
        """Derivative anomaly text.

        SkillWrap_DerivativeUnusual (3803); needs qot:read.
        """
    @overload
    async def derivative_unusual(
        self,
        request: SkillWrapAPI.DerivativeUnusualReq,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> SkillWrapAPI.DerivativeUnusualRsp: ...

class Calendars:
    """Earnings, dividends, economic events and macro indicators."""

    @overload
    def get_earnings_calendar(
        self,
        *,
        market: int,
        sortType: int = ...,
        beginDate: str = ...,
        endDate: str = ...,
        filterList: Iterable[Union[Qot_GetEarningsCalendar.EarningsCalendarIndicator, Mapping[str, Any]]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEarningsCalendar.S2C:
        """Earnings calendar.

        Qot_GetEarningsCalendar (3401); needs qot:read.
        """
    @overload
    def get_earnings_calendar(
        self,
        request: Qot_GetEarningsCalendar.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEarningsCalendar.S2C: ...

    @overload
    def get_macro_indicator_list(
        self,
        *,
        region: int,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetMacroIndicatorList.S2C:
        """Macro indicators of a region.

        Qot_GetMacroIndicatorList (3402); needs qot:read.
        """
    @overload
    def get_macro_indicator_list(
        self,
        request: Qot_GetMacroIndicatorList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetMacroIndicatorList.S2C: ...

    @overload
    def get_macro_indicator_history(
        self,
        *,
        indicatorId: int,
        time: str = ...,
        maxCount: int = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetMacroIndicatorHistory.S2C:
        """History of a macro indicator.

        Qot_GetMacroIndicatorHistory (3403); needs qot:read.
        """
    @overload
    def get_macro_indicator_history(
        self,
        request: Qot_GetMacroIndicatorHistory.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetMacroIndicatorHistory.S2C: ...

    @overload
    def get_fed_watch_target_rate(
        self,
        *,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetFedWatchTargetRate.S2C:
        """Fed target rate probabilities.

        Qot_GetFedWatchTargetRate (3404); needs qot:read.
        """
    @overload
    def get_fed_watch_target_rate(
        self,
        request: Qot_GetFedWatchTargetRate.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetFedWatchTargetRate.S2C: ...

    @overload
    def get_fed_watch_dot_plot(
        self,
        *,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetFedWatchDotPlot.S2C:
        """Fed dot plot.

        Qot_GetFedWatchDotPlot (3405); needs qot:read.
        """
    @overload
    def get_fed_watch_dot_plot(
        self,
        request: Qot_GetFedWatchDotPlot.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetFedWatchDotPlot.S2C: ...

    @overload
    def get_dividend_calendar(
        self,
        *,
        market: int,
        date: str,
        dataFrom: int = ...,
        count: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetDividendCalendar.S2C:
        """Dividend calendar.

        Qot_GetDividendCalendar (3408); needs qot:read.
        """
    @overload
    def get_dividend_calendar(
        self,
        request: Qot_GetDividendCalendar.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetDividendCalendar.S2C: ...

    @overload
    def get_economic_calendar(
        self,
        *,
        beginDate: str,
        endDate: str = ...,
        marketList: Iterable[int] = ...,
        importance: int = ...,
        count: int = ...,
        nextPage: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEconomicCalendar.S2C:
        """Economic event calendar.

        Qot_GetEconomicCalendar (3409); needs qot:read.
        """
    @overload
    def get_economic_calendar(
        self,
        request: Qot_GetEconomicCalendar.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEconomicCalendar.S2C: ...

class AsyncCalendars:
    """Earnings, dividends, economic events and macro indicators."""

    @overload
    async def get_earnings_calendar(
        self,
        *,
        market: int,
        sortType: int = ...,
        beginDate: str = ...,
        endDate: str = ...,
        filterList: Iterable[Union[Qot_GetEarningsCalendar.EarningsCalendarIndicator, Mapping[str, Any]]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEarningsCalendar.S2C:
        """Earnings calendar.

        Qot_GetEarningsCalendar (3401); needs qot:read.
        """
    @overload
    async def get_earnings_calendar(
        self,
        request: Qot_GetEarningsCalendar.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEarningsCalendar.S2C: ...

    @overload
    async def get_macro_indicator_list(
        self,
        *,
        region: int,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetMacroIndicatorList.S2C:
        """Macro indicators of a region.

        Qot_GetMacroIndicatorList (3402); needs qot:read.
        """
    @overload
    async def get_macro_indicator_list(
        self,
        request: Qot_GetMacroIndicatorList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetMacroIndicatorList.S2C: ...

    @overload
    async def get_macro_indicator_history(
        self,
        *,
        indicatorId: int,
        time: str = ...,
        maxCount: int = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetMacroIndicatorHistory.S2C:
        """History of a macro indicator.

        Qot_GetMacroIndicatorHistory (3403); needs qot:read.
        """
    @overload
    async def get_macro_indicator_history(
        self,
        request: Qot_GetMacroIndicatorHistory.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetMacroIndicatorHistory.S2C: ...

    @overload
    async def get_fed_watch_target_rate(
        self,
        *,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetFedWatchTargetRate.S2C:
        """Fed target rate probabilities.

        Qot_GetFedWatchTargetRate (3404); needs qot:read.
        """
    @overload
    async def get_fed_watch_target_rate(
        self,
        request: Qot_GetFedWatchTargetRate.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetFedWatchTargetRate.S2C: ...

    @overload
    async def get_fed_watch_dot_plot(
        self,
        *,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetFedWatchDotPlot.S2C:
        """Fed dot plot.

        Qot_GetFedWatchDotPlot (3405); needs qot:read.
        """
    @overload
    async def get_fed_watch_dot_plot(
        self,
        request: Qot_GetFedWatchDotPlot.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetFedWatchDotPlot.S2C: ...

    @overload
    async def get_dividend_calendar(
        self,
        *,
        market: int,
        date: str,
        dataFrom: int = ...,
        count: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetDividendCalendar.S2C:
        """Dividend calendar.

        Qot_GetDividendCalendar (3408); needs qot:read.
        """
    @overload
    async def get_dividend_calendar(
        self,
        request: Qot_GetDividendCalendar.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetDividendCalendar.S2C: ...

    @overload
    async def get_economic_calendar(
        self,
        *,
        beginDate: str,
        endDate: str = ...,
        marketList: Iterable[int] = ...,
        importance: int = ...,
        count: int = ...,
        nextPage: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEconomicCalendar.S2C:
        """Economic event calendar.

        Qot_GetEconomicCalendar (3409); needs qot:read.
        """
    @overload
    async def get_economic_calendar(
        self,
        request: Qot_GetEconomicCalendar.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEconomicCalendar.S2C: ...

class Rankings:
    """Stock screeners, rankings, heat map and market breadth."""

    @overload
    def stock_filter(
        self,
        plate: SecurityArg = ...,
        *,
        begin: int,
        num: int,
        market: int,
        baseFilterList: Iterable[Union[Qot_StockFilter.BaseFilter, Mapping[str, Any]]] = ...,
        accumulateFilterList: Iterable[Union[Qot_StockFilter.AccumulateFilter, Mapping[str, Any]]] = ...,
        financialFilterList: Iterable[Union[Qot_StockFilter.FinancialFilter, Mapping[str, Any]]] = ...,
        patternFilterList: Iterable[Union[Qot_StockFilter.PatternFilter, Mapping[str, Any]]] = ...,
        customIndicatorFilterList: Iterable[Union[Qot_StockFilter.CustomIndicatorFilter, Mapping[str, Any]]] = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_StockFilter.S2C:
        """Stock screener, first generation.

        Qot_StockFilter (3215); needs qot:read.
        """
    @overload
    def stock_filter(
        self,
        request: Qot_StockFilter.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_StockFilter.S2C: ...

    @overload
    def stock_screen(
        self,
        *,
        filterList: Iterable[Union[Qot_StockScreen.ScreenQuery, Mapping[str, Any]]] = ...,
        retrieveList: Iterable[Union[Qot_StockScreen.RetrieveQuery, Mapping[str, Any]]] = ...,
        watchlistStockIds: Iterable[int] = ...,
        sort: Union[Qot_StockScreen.Sort, Mapping[str, Any]] = ...,
        pageFrom: int = ...,
        pageCount: int = ...,
        sortList: Iterable[Union[Qot_StockScreen.Sort, Mapping[str, Any]]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_StockScreen.S2C:
        """Stock screener, second generation.

        Qot_StockScreen (3252); needs qot:read.
        """
    @overload
    def stock_screen(
        self,
        request: Qot_StockScreen.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_StockScreen.S2C: ...

    @overload
    def get_earnings_beat_rank(
        self,
        *,
        market: int,
        beatType: int,
        count: int = ...,
        term: int = ...,
        filterList: Iterable[Union[Qot_GetEarningsBeatRank.Indicator, Mapping[str, Any]]] = ...,
        sortField: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEarningsBeatRank.S2C:
        """Earnings surprise ranking.

        Qot_GetEarningsBeatRank (3406); needs qot:read.
        """
    @overload
    def get_earnings_beat_rank(
        self,
        request: Qot_GetEarningsBeatRank.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEarningsBeatRank.S2C: ...

    @overload
    def get_dividend_rank(
        self,
        *,
        market: int,
        rankType: int,
        count: int = ...,
        filterList: Iterable[Union[Qot_GetDividendRank.Indicator, Mapping[str, Any]]] = ...,
        sortField: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetDividendRank.S2C:
        """Dividend ranking.

        Qot_GetDividendRank (3407); needs qot:read.
        """
    @overload
    def get_dividend_rank(
        self,
        request: Qot_GetDividendRank.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetDividendRank.S2C: ...

    @overload
    def get_us_pre_market_rank(
        self,
        *,
        sortDir: int = ...,
        offset: int = ...,
        count: int = ...,
        filterList: Iterable[Union[Qot_GetUSPreMarketRank.Indicator, Mapping[str, Any]]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetUSPreMarketRank.S2C:
        """US pre-market ranking.

        Qot_GetUSPreMarketRank (3410); needs qot:read.
        """
    @overload
    def get_us_pre_market_rank(
        self,
        request: Qot_GetUSPreMarketRank.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetUSPreMarketRank.S2C: ...

    @overload
    def get_us_after_hours_rank(
        self,
        *,
        sortDir: int = ...,
        offset: int = ...,
        count: int = ...,
        filterList: Iterable[Union[Qot_GetUSAfterHoursRank.Indicator, Mapping[str, Any]]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetUSAfterHoursRank.S2C:
        """US after-hours ranking.

        Qot_GetUSAfterHoursRank (3411); needs qot:read.
        """
    @overload
    def get_us_after_hours_rank(
        self,
        request: Qot_GetUSAfterHoursRank.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetUSAfterHoursRank.S2C: ...

    @overload
    def get_us_overnight_rank(
        self,
        *,
        sortDir: int = ...,
        offset: int = ...,
        count: int = ...,
        filterList: Iterable[Union[Qot_GetUSOvernightRank.Indicator, Mapping[str, Any]]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetUSOvernightRank.S2C:
        """US overnight ranking.

        Qot_GetUSOvernightRank (3412); needs qot:read.
        """
    @overload
    def get_us_overnight_rank(
        self,
        request: Qot_GetUSOvernightRank.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetUSOvernightRank.S2C: ...

    @overload
    def get_top_movers_rank(
        self,
        *,
        market: int,
        sortDir: int = ...,
        offset: int = ...,
        count: int = ...,
        filterList: Iterable[Union[Qot_GetTopMoversRank.Indicator, Mapping[str, Any]]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetTopMoversRank.S2C:
        """Intraday gainers/losers.

        Qot_GetTopMoversRank (3413); needs qot:read.
        """
    @overload
    def get_top_movers_rank(
        self,
        request: Qot_GetTopMoversRank.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetTopMoversRank.S2C: ...

    @overload
    def get_hot_list(
        self,
        *,
        market: int,
        sortField: int = ...,
        sortDir: int = ...,
        offset: int = ...,
        count: int = ...,
        filterList: Iterable[Union[Qot_GetHotList.Indicator, Mapping[str, Any]]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetHotList.S2C:
        """Hot securities list.

        Qot_GetHotList (3414); needs qot:read.
        """
    @overload
    def get_hot_list(
        self,
        request: Qot_GetHotList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetHotList.S2C: ...

    @overload
    def get_short_selling_rank(
        self,
        plateList: Union[SecurityArg, Iterable[SecurityArg]] = ...,
        *,
        market: int = ...,
        sortField: int = ...,
        sortDir: int = ...,
        offset: int = ...,
        count: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetShortSellingRank.S2C:
        """Short selling ranking (US).

        Qot_GetShortSellingRank (3415); needs qot:read.
        """
    @overload
    def get_short_selling_rank(
        self,
        request: Qot_GetShortSellingRank.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetShortSellingRank.S2C: ...

    @overload
    def get_period_change_rank(
        self,
        *,
        market: int,
        periodType: int = ...,
        sortDir: int = ...,
        offset: int = ...,
        count: int = ...,
        filterList: Iterable[Union[Qot_GetPeriodChangeRank.Indicator, Mapping[str, Any]]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetPeriodChangeRank.S2C:
        """Change ranking over a period.

        Qot_GetPeriodChangeRank (3416); needs qot:read.
        """
    @overload
    def get_period_change_rank(
        self,
        request: Qot_GetPeriodChangeRank.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetPeriodChangeRank.S2C: ...

    @overload
    def get_high_dividend_soe_rank(
        self,
        *,
        sortField: int = ...,
        sortDir: int = ...,
        offset: int = ...,
        count: int = ...,
        filterList: Iterable[Union[Qot_GetHighDividendSOERank.Indicator, Mapping[str, Any]]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetHighDividendSOERank.S2C:
        """High-dividend state-owned companies below book (HK).

        Qot_GetHighDividendSOERank (3417); needs qot:read.
        """
    @overload
    def get_high_dividend_soe_rank(
        self,
        request: Qot_GetHighDividendSOERank.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetHighDividendSOERank.S2C: ...

    @overload
    def get_heat_map_data(
        self,
        *,
        market: int,
        sortField: int = ...,
        ascend: bool = ...,
        count: int = ...,
        page: str = ...,
        plateType: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetHeatMapData.S2C:
        """Heat map data.

        Qot_GetHeatMapData (3432); needs qot:read.
        """
    @overload
    def get_heat_map_data(
        self,
        request: Qot_GetHeatMapData.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetHeatMapData.S2C: ...

    @overload
    def get_rise_fall_distribution(
        self,
        security: SecurityArg = ...,
        *,
        market: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetRiseFallDistribution.S2C:
        """Distribution of rises and falls.

        Qot_GetRiseFallDistribution (3433); needs qot:read.
        """
    @overload
    def get_rise_fall_distribution(
        self,
        request: Qot_GetRiseFallDistribution.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetRiseFallDistribution.S2C: ...

class AsyncRankings:
    """Stock screeners, rankings, heat map and market breadth."""

    @overload
    async def stock_filter(
        self,
        plate: SecurityArg = ...,
        *,
        begin: int,
        num: int,
        market: int,
        baseFilterList: Iterable[Union[Qot_StockFilter.BaseFilter, Mapping[str, Any]]] = ...,
        accumulateFilterList: Iterable[Union[Qot_StockFilter.AccumulateFilter, Mapping[str, Any]]] = ...,
        financialFilterList: Iterable[Union[Qot_StockFilter.FinancialFilter, Mapping[str, Any]]] = ...,
        patternFilterList: Iterable[Union[Qot_StockFilter.PatternFilter, Mapping[str, Any]]] = ...,
        customIndicatorFilterList: Iterable[Union[Qot_StockFilter.CustomIndicatorFilter, Mapping[str, Any]]] = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_StockFilter.S2C:
        """Stock screener, first generation.

        Qot_StockFilter (3215); needs qot:read.
        """
    @overload
    async def stock_filter(
        self,
        request: Qot_StockFilter.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_StockFilter.S2C: ...

    @overload
    async def stock_screen(
        self,
        *,
        filterList: Iterable[Union[Qot_StockScreen.ScreenQuery, Mapping[str, Any]]] = ...,
        retrieveList: Iterable[Union[Qot_StockScreen.RetrieveQuery, Mapping[str, Any]]] = ...,
        watchlistStockIds: Iterable[int] = ...,
        sort: Union[Qot_StockScreen.Sort, Mapping[str, Any]] = ...,
        pageFrom: int = ...,
        pageCount: int = ...,
        sortList: Iterable[Union[Qot_StockScreen.Sort, Mapping[str, Any]]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_StockScreen.S2C:
        """Stock screener, second generation.

        Qot_StockScreen (3252); needs qot:read.
        """
    @overload
    async def stock_screen(
        self,
        request: Qot_StockScreen.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_StockScreen.S2C: ...

    @overload
    async def get_earnings_beat_rank(
        self,
        *,
        market: int,
        beatType: int,
        count: int = ...,
        term: int = ...,
        filterList: Iterable[Union[Qot_GetEarningsBeatRank.Indicator, Mapping[str, Any]]] = ...,
        sortField: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEarningsBeatRank.S2C:
        """Earnings surprise ranking.

        Qot_GetEarningsBeatRank (3406); needs qot:read.
        """
    @overload
    async def get_earnings_beat_rank(
        self,
        request: Qot_GetEarningsBeatRank.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEarningsBeatRank.S2C: ...

    @overload
    async def get_dividend_rank(
        self,
        *,
        market: int,
        rankType: int,
        count: int = ...,
        filterList: Iterable[Union[Qot_GetDividendRank.Indicator, Mapping[str, Any]]] = ...,
        sortField: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetDividendRank.S2C:
        """Dividend ranking.

        Qot_GetDividendRank (3407); needs qot:read.
        """
    @overload
    async def get_dividend_rank(
        self,
        request: Qot_GetDividendRank.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetDividendRank.S2C: ...

    @overload
    async def get_us_pre_market_rank(
        self,
        *,
        sortDir: int = ...,
        offset: int = ...,
        count: int = ...,
        filterList: Iterable[Union[Qot_GetUSPreMarketRank.Indicator, Mapping[str, Any]]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetUSPreMarketRank.S2C:
        """US pre-market ranking.

        Qot_GetUSPreMarketRank (3410); needs qot:read.
        """
    @overload
    async def get_us_pre_market_rank(
        self,
        request: Qot_GetUSPreMarketRank.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetUSPreMarketRank.S2C: ...

    @overload
    async def get_us_after_hours_rank(
        self,
        *,
        sortDir: int = ...,
        offset: int = ...,
        count: int = ...,
        filterList: Iterable[Union[Qot_GetUSAfterHoursRank.Indicator, Mapping[str, Any]]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetUSAfterHoursRank.S2C:
        """US after-hours ranking.

        Qot_GetUSAfterHoursRank (3411); needs qot:read.
        """
    @overload
    async def get_us_after_hours_rank(
        self,
        request: Qot_GetUSAfterHoursRank.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetUSAfterHoursRank.S2C: ...

    @overload
    async def get_us_overnight_rank(
        self,
        *,
        sortDir: int = ...,
        offset: int = ...,
        count: int = ...,
        filterList: Iterable[Union[Qot_GetUSOvernightRank.Indicator, Mapping[str, Any]]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetUSOvernightRank.S2C:
        """US overnight ranking.

        Qot_GetUSOvernightRank (3412); needs qot:read.
        """
    @overload
    async def get_us_overnight_rank(
        self,
        request: Qot_GetUSOvernightRank.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetUSOvernightRank.S2C: ...

    @overload
    async def get_top_movers_rank(
        self,
        *,
        market: int,
        sortDir: int = ...,
        offset: int = ...,
        count: int = ...,
        filterList: Iterable[Union[Qot_GetTopMoversRank.Indicator, Mapping[str, Any]]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetTopMoversRank.S2C:
        """Intraday gainers/losers.

        Qot_GetTopMoversRank (3413); needs qot:read.
        """
    @overload
    async def get_top_movers_rank(
        self,
        request: Qot_GetTopMoversRank.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetTopMoversRank.S2C: ...

    @overload
    async def get_hot_list(
        self,
        *,
        market: int,
        sortField: int = ...,
        sortDir: int = ...,
        offset: int = ...,
        count: int = ...,
        filterList: Iterable[Union[Qot_GetHotList.Indicator, Mapping[str, Any]]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetHotList.S2C:
        """Hot securities list.

        Qot_GetHotList (3414); needs qot:read.
        """
    @overload
    async def get_hot_list(
        self,
        request: Qot_GetHotList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetHotList.S2C: ...

    @overload
    async def get_short_selling_rank(
        self,
        plateList: Union[SecurityArg, Iterable[SecurityArg]] = ...,
        *,
        market: int = ...,
        sortField: int = ...,
        sortDir: int = ...,
        offset: int = ...,
        count: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetShortSellingRank.S2C:
        """Short selling ranking (US).

        Qot_GetShortSellingRank (3415); needs qot:read.
        """
    @overload
    async def get_short_selling_rank(
        self,
        request: Qot_GetShortSellingRank.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetShortSellingRank.S2C: ...

    @overload
    async def get_period_change_rank(
        self,
        *,
        market: int,
        periodType: int = ...,
        sortDir: int = ...,
        offset: int = ...,
        count: int = ...,
        filterList: Iterable[Union[Qot_GetPeriodChangeRank.Indicator, Mapping[str, Any]]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetPeriodChangeRank.S2C:
        """Change ranking over a period.

        Qot_GetPeriodChangeRank (3416); needs qot:read.
        """
    @overload
    async def get_period_change_rank(
        self,
        request: Qot_GetPeriodChangeRank.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetPeriodChangeRank.S2C: ...

    @overload
    async def get_high_dividend_soe_rank(
        self,
        *,
        sortField: int = ...,
        sortDir: int = ...,
        offset: int = ...,
        count: int = ...,
        filterList: Iterable[Union[Qot_GetHighDividendSOERank.Indicator, Mapping[str, Any]]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetHighDividendSOERank.S2C:
        """High-dividend state-owned companies below book (HK).

        Qot_GetHighDividendSOERank (3417); needs qot:read.
        """
    @overload
    async def get_high_dividend_soe_rank(
        self,
        request: Qot_GetHighDividendSOERank.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetHighDividendSOERank.S2C: ...

    @overload
    async def get_heat_map_data(
        self,
        *,
        market: int,
        sortField: int = ...,
        ascend: bool = ...,
        count: int = ...,
        page: str = ...,
        plateType: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetHeatMapData.S2C:
        """Heat map data.

        Qot_GetHeatMapData (3432); needs qot:read.
        """
    @overload
    async def get_heat_map_data(
        self,
        request: Qot_GetHeatMapData.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetHeatMapData.S2C: ...

    @overload
    async def get_rise_fall_distribution(
        self,
        security: SecurityArg = ...,
        *,
        market: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetRiseFallDistribution.S2C:
        """Distribution of rises and falls.

        Qot_GetRiseFallDistribution (3433); needs qot:read.
        """
    @overload
    async def get_rise_fall_distribution(
        self,
        request: Qot_GetRiseFallDistribution.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetRiseFallDistribution.S2C: ...

class EventContracts:
    """Event contracts: what there is, quotes, subscriptions and combos."""

    @overload
    def get_event_contract_category(
        self,
        *,
        category: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractCategory.S2C:
        """Event contract categories.

        Qot_GetEventContractCategory (3434); needs qot:read.
        """
    @overload
    def get_event_contract_category(
        self,
        request: Qot_GetEventContractCategory.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractCategory.S2C: ...

    @overload
    def filter_competition(
        self,
        *,
        category: str = ...,
        tag: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_FilterCompetition.S2C:
        """Competition filter options of event contracts.

        Qot_FilterCompetition (3435); needs qot:read.
        """
    @overload
    def filter_competition(
        self,
        request: Qot_FilterCompetition.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_FilterCompetition.S2C: ...

    @overload
    def get_event_contract_series_list(
        self,
        *,
        category: str = ...,
        tag: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractSeriesList.S2C:
        """Event contract series.

        Qot_GetEventContractSeriesList (3436); needs qot:read.
        """
    @overload
    def get_event_contract_series_list(
        self,
        request: Qot_GetEventContractSeriesList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractSeriesList.S2C: ...

    @overload
    def get_event_contract_event_list(
        self,
        series: SecurityArg,
        *,
        status: int = ...,
        nextPage: str = ...,
        count: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractEventList.S2C:
        """Events of a series.

        Qot_GetEventContractEventList (3437); needs qot:read.
        """
    @overload
    def get_event_contract_event_list(
        self,
        request: Qot_GetEventContractEventList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractEventList.S2C: ...

    @overload
    def get_event_contract(
        self,
        event: SecurityArg,
        *,
        nextPage: str = ...,
        count: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContract.S2C:
        """Contracts of an event.

        Qot_GetEventContract (3438); needs qot:read.
        """
    @overload
    def get_event_contract(
        self,
        request: Qot_GetEventContract.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContract.S2C: ...

    @overload
    def get_event_contract_milestone_list(
        self,
        relatedEvent: SecurityArg = ...,
        *,
        category: str = ...,
        competition: str = ...,
        nextPage: str = ...,
        count: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractMilestoneList.S2C:
        """Milestones of sports events.

        Qot_GetEventContractMilestoneList (3439); needs qot:read.
        """
    @overload
    def get_event_contract_milestone_list(
        self,
        request: Qot_GetEventContractMilestoneList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractMilestoneList.S2C: ...

    @overload
    def get_event_contract_snapshot(
        self,
        securityList: Union[SecurityArg, Iterable[SecurityArg]] = ...,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractSnapshot.S2C:
        """Event contract snapshot.

        Qot_GetEventContractSnapshot (3445); needs qot:read.
        """
    @overload
    def get_event_contract_snapshot(
        self,
        request: Qot_GetEventContractSnapshot.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractSnapshot.S2C: ...

    @overload
    def get_event_contract_order_book(
        self,
        security: SecurityArg,
        *,
        num: int,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractOrderBook.S2C:
        """Event contract order book (needs 3455 subscription).

        Qot_GetEventContractOrderBook (3446); needs qot:read.
        """
    @overload
    def get_event_contract_order_book(
        self,
        request: Qot_GetEventContractOrderBook.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractOrderBook.S2C: ...

    @overload
    def get_event_contract_kline(
        self,
        security: SecurityArg,
        *,
        klineSource: int = ...,
        preSide: int = ...,
        ktype: int = ...,
        maxCount: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractKline.S2C:
        """Event contract candles (needs 3455 subscription).

        Qot_GetEventContractKline (3447); needs qot:read.
        """
    @overload
    def get_event_contract_kline(
        self,
        request: Qot_GetEventContractKline.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractKline.S2C: ...

    @overload
    def get_event_contract_ticker(
        self,
        security: SecurityArg,
        *,
        count: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractTicker.S2C:
        """Event contract ticks (needs 3455 subscription).

        Qot_GetEventContractTicker (3448); needs qot:read.
        """
    @overload
    def get_event_contract_ticker(
        self,
        request: Qot_GetEventContractTicker.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractTicker.S2C: ...

    @overload
    def get_event_contract_combo_list(
        self,
        series: SecurityArg = ...,
        *,
        category: str = ...,
        competition: str = ...,
        nextPage: str = ...,
        count: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractComboList.S2C:
        """Events usable in combos.

        Qot_GetEventContractComboList (3453); needs qot:read.
        """
    @overload
    def get_event_contract_combo_list(
        self,
        request: Qot_GetEventContractComboList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractComboList.S2C: ...

    @overload
    def get_event_contract_combo_rfq(
        self,
        *,
        comboLegList: Iterable[Union[Qot_Common.ComboLeg, Mapping[str, Any]]] = ...,
        mvc: str,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractComboRfq.S2C:
        """Request a combo quote (returns a perishable quote id).

        Qot_GetEventContractComboRfq (3454); needs qot:write.
        """
    @overload
    def get_event_contract_combo_rfq(
        self,
        request: Qot_GetEventContractComboRfq.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractComboRfq.S2C: ...

    @overload
    def sub_event_contract(
        self,
        securityList: Union[SecurityArg, Iterable[SecurityArg]] = ...,
        *,
        subTypeList: Iterable[int] = ...,
        isSubOrUnSub: bool,
        isRegOrUnRegPush: bool = ...,
        isFirstPush: bool = ...,
        isUnsubAll: bool = ...,
        klineSource: Iterable[int] = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_SubEventContract.S2C:
        """Subscribe or unsubscribe event contracts.

        Qot_SubEventContract (3455); needs qot:read.
        """
    @overload
    def sub_event_contract(
        self,
        request: Qot_SubEventContract.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_SubEventContract.S2C: ...

    @overload
    def request_history_event_contract_kl(
        self,
        security: SecurityArg,
        *,
        klineSource: int = ...,
        preSide: int = ...,
        klType: int,
        beginTime: str,
        endTime: str,
        maxAckKLNum: int = ...,
        nextReqKey: bytes = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_RequestHistoryEventContractKL.S2C:
        """Historical event contract candles, paged.

        Qot_RequestHistoryEventContractKL (3456); needs qot:read.
        """
    @overload
    def request_history_event_contract_kl(
        self,
        request: Qot_RequestHistoryEventContractKL.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_RequestHistoryEventContractKL.S2C: ...

class AsyncEventContracts:
    """Event contracts: what there is, quotes, subscriptions and combos."""

    @overload
    async def get_event_contract_category(
        self,
        *,
        category: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractCategory.S2C:
        """Event contract categories.

        Qot_GetEventContractCategory (3434); needs qot:read.
        """
    @overload
    async def get_event_contract_category(
        self,
        request: Qot_GetEventContractCategory.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractCategory.S2C: ...

    @overload
    async def filter_competition(
        self,
        *,
        category: str = ...,
        tag: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_FilterCompetition.S2C:
        """Competition filter options of event contracts.

        Qot_FilterCompetition (3435); needs qot:read.
        """
    @overload
    async def filter_competition(
        self,
        request: Qot_FilterCompetition.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_FilterCompetition.S2C: ...

    @overload
    async def get_event_contract_series_list(
        self,
        *,
        category: str = ...,
        tag: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractSeriesList.S2C:
        """Event contract series.

        Qot_GetEventContractSeriesList (3436); needs qot:read.
        """
    @overload
    async def get_event_contract_series_list(
        self,
        request: Qot_GetEventContractSeriesList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractSeriesList.S2C: ...

    @overload
    async def get_event_contract_event_list(
        self,
        series: SecurityArg,
        *,
        status: int = ...,
        nextPage: str = ...,
        count: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractEventList.S2C:
        """Events of a series.

        Qot_GetEventContractEventList (3437); needs qot:read.
        """
    @overload
    async def get_event_contract_event_list(
        self,
        request: Qot_GetEventContractEventList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractEventList.S2C: ...

    @overload
    async def get_event_contract(
        self,
        event: SecurityArg,
        *,
        nextPage: str = ...,
        count: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContract.S2C:
        """Contracts of an event.

        Qot_GetEventContract (3438); needs qot:read.
        """
    @overload
    async def get_event_contract(
        self,
        request: Qot_GetEventContract.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContract.S2C: ...

    @overload
    async def get_event_contract_milestone_list(
        self,
        relatedEvent: SecurityArg = ...,
        *,
        category: str = ...,
        competition: str = ...,
        nextPage: str = ...,
        count: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractMilestoneList.S2C:
        """Milestones of sports events.

        Qot_GetEventContractMilestoneList (3439); needs qot:read.
        """
    @overload
    async def get_event_contract_milestone_list(
        self,
        request: Qot_GetEventContractMilestoneList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractMilestoneList.S2C: ...

    @overload
    async def get_event_contract_snapshot(
        self,
        securityList: Union[SecurityArg, Iterable[SecurityArg]] = ...,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractSnapshot.S2C:
        """Event contract snapshot.

        Qot_GetEventContractSnapshot (3445); needs qot:read.
        """
    @overload
    async def get_event_contract_snapshot(
        self,
        request: Qot_GetEventContractSnapshot.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractSnapshot.S2C: ...

    @overload
    async def get_event_contract_order_book(
        self,
        security: SecurityArg,
        *,
        num: int,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractOrderBook.S2C:
        """Event contract order book (needs 3455 subscription).

        Qot_GetEventContractOrderBook (3446); needs qot:read.
        """
    @overload
    async def get_event_contract_order_book(
        self,
        request: Qot_GetEventContractOrderBook.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractOrderBook.S2C: ...

    @overload
    async def get_event_contract_kline(
        self,
        security: SecurityArg,
        *,
        klineSource: int = ...,
        preSide: int = ...,
        ktype: int = ...,
        maxCount: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractKline.S2C:
        """Event contract candles (needs 3455 subscription).

        Qot_GetEventContractKline (3447); needs qot:read.
        """
    @overload
    async def get_event_contract_kline(
        self,
        request: Qot_GetEventContractKline.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractKline.S2C: ...

    @overload
    async def get_event_contract_ticker(
        self,
        security: SecurityArg,
        *,
        count: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractTicker.S2C:
        """Event contract ticks (needs 3455 subscription).

        Qot_GetEventContractTicker (3448); needs qot:read.
        """
    @overload
    async def get_event_contract_ticker(
        self,
        request: Qot_GetEventContractTicker.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractTicker.S2C: ...

    @overload
    async def get_event_contract_combo_list(
        self,
        series: SecurityArg = ...,
        *,
        category: str = ...,
        competition: str = ...,
        nextPage: str = ...,
        count: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractComboList.S2C:
        """Events usable in combos.

        Qot_GetEventContractComboList (3453); needs qot:read.
        """
    @overload
    async def get_event_contract_combo_list(
        self,
        request: Qot_GetEventContractComboList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractComboList.S2C: ...

    @overload
    async def get_event_contract_combo_rfq(
        self,
        *,
        comboLegList: Iterable[Union[Qot_Common.ComboLeg, Mapping[str, Any]]] = ...,
        mvc: str,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractComboRfq.S2C:
        """Request a combo quote (returns a perishable quote id).

        Qot_GetEventContractComboRfq (3454); needs qot:write.
        """
    @overload
    async def get_event_contract_combo_rfq(
        self,
        request: Qot_GetEventContractComboRfq.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_GetEventContractComboRfq.S2C: ...

    @overload
    async def sub_event_contract(
        self,
        securityList: Union[SecurityArg, Iterable[SecurityArg]] = ...,
        *,
        subTypeList: Iterable[int] = ...,
        isSubOrUnSub: bool,
        isRegOrUnRegPush: bool = ...,
        isFirstPush: bool = ...,
        isUnsubAll: bool = ...,
        klineSource: Iterable[int] = ...,
        header: Union[Qot_Common.QotHeader, Mapping[str, Any]] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_SubEventContract.S2C:
        """Subscribe or unsubscribe event contracts.

        Qot_SubEventContract (3455); needs qot:read.
        """
    @overload
    async def sub_event_contract(
        self,
        request: Qot_SubEventContract.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_SubEventContract.S2C: ...

    @overload
    async def request_history_event_contract_kl(
        self,
        security: SecurityArg,
        *,
        klineSource: int = ...,
        preSide: int = ...,
        klType: int,
        beginTime: str,
        endTime: str,
        maxAckKLNum: int = ...,
        nextReqKey: bytes = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_RequestHistoryEventContractKL.S2C:
        """Historical event contract candles, paged.

        Qot_RequestHistoryEventContractKL (3456); needs qot:read.
        """
    @overload
    async def request_history_event_contract_kl(
        self,
        request: Qot_RequestHistoryEventContractKL.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Qot_RequestHistoryEventContractKL.S2C: ...

class Account:
    """Trading accounts: list, funds, positions, margin, cash flow, unlock, registration for pushes."""

    @overload
    def get_acc_list(
        self,
        *,
        userID: int = ...,
        trdCategory: int = ...,
        needGeneralSecAccount: bool = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetAccList.S2C:
        """List the trading accounts with env, markets, type, firm and status.

        Trd_GetAccList (2001); needs acc:read.
        """
    @overload
    def get_acc_list(
        self,
        request: Trd_GetAccList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetAccList.S2C: ...

    @overload
    def unlock_trade(
        self,
        *,
        unlock: bool,
        pwdMD5: str = ...,
        securityFirm: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_UnlockTrade.S2C:
        """Unlock or lock real trading with the MD5 of the trade password.

        Trd_UnlockTrade (2005); needs trade:unlock.
        """
    @overload
    def unlock_trade(
        self,
        request: Trd_UnlockTrade.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_UnlockTrade.S2C: ...

    @overload
    def sub_acc_push(
        self,
        *,
        accIDList: Iterable[int] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_SubAccPush.S2C:
        """Replace the set of accounts whose order/fill pushes this connection receives.

        Trd_SubAccPush (2008); needs acc:read.
        """
    @overload
    def sub_acc_push(
        self,
        request: Trd_SubAccPush.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_SubAccPush.S2C: ...

    @overload
    def get_funds(
        self,
        *,
        header: HeaderArg,
        refreshCache: bool = ...,
        currency: int = ...,
        assetCategory: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetFunds.S2C:
        """Funds and margin figures of one account.

        Trd_GetFunds (2101); needs acc:read.
        """
    @overload
    def get_funds(
        self,
        request: Trd_GetFunds.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetFunds.S2C: ...

    @overload
    def get_position_list(
        self,
        *,
        header: HeaderArg,
        filterConditions: Union[Trd_Common.TrdFilterConditions, Mapping[str, Any]] = ...,
        filterPLRatioMin: float = ...,
        filterPLRatioMax: float = ...,
        refreshCache: bool = ...,
        assetCategory: int = ...,
        currency: int = ...,
        optionStrategyView: bool = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetPositionList.S2C:
        """Positions of one account.

        Trd_GetPositionList (2102); needs acc:read.
        """
    @overload
    def get_position_list(
        self,
        request: Trd_GetPositionList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetPositionList.S2C: ...

    @overload
    def get_max_trd_qtys(
        self,
        *,
        header: HeaderArg,
        orderType: int,
        code: str,
        price: float,
        orderID: int = ...,
        adjustPrice: bool = ...,
        adjustSideAndLimit: float = ...,
        secMarket: int = ...,
        orderIDEx: str = ...,
        session: int = ...,
        positionID: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetMaxTrdQtys.S2C:
        """Maximum buy/sell quantities for a prospective or existing order.

        Trd_GetMaxTrdQtys (2111); needs acc:read.
        """
    @overload
    def get_max_trd_qtys(
        self,
        request: Trd_GetMaxTrdQtys.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetMaxTrdQtys.S2C: ...

    @overload
    def get_combo_max_trd_qtys(
        self,
        *,
        header: HeaderArg,
        comboLegs: Iterable[Union[Qot_Common.ComboLeg, Mapping[str, Any]]] = ...,
        qty: float,
        price: float = ...,
        orderType: int,
        orderIDEx: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetComboMaxTrdQtys.S2C:
        """Buying-power and margin effect of a multi-leg order.

        Trd_GetComboMaxTrdQtys (2112); needs acc:read.
        """
    @overload
    def get_combo_max_trd_qtys(
        self,
        request: Trd_GetComboMaxTrdQtys.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetComboMaxTrdQtys.S2C: ...

    @overload
    def get_margin_ratio(
        self,
        securityList: Union[SecurityArg, Iterable[SecurityArg]] = ...,
        *,
        header: HeaderArg,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetMarginRatio.S2C:
        """Margin financing/short-selling parameters of securities.

        Trd_GetMarginRatio (2223); needs acc:read.
        """
    @overload
    def get_margin_ratio(
        self,
        request: Trd_GetMarginRatio.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetMarginRatio.S2C: ...

    @overload
    def flow_summary(
        self,
        *,
        header: HeaderArg,
        clearingDate: str,
        cashFlowDirection: int = ...,
        startCreateDate: str = ...,
        endCreateDate: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_FlowSummary.S2C:
        """Cash flow entries of an account for a clearing date.

        Trd_FlowSummary (2226); needs acc:read.
        """
    @overload
    def flow_summary(
        self,
        request: Trd_FlowSummary.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_FlowSummary.S2C: ...

class AsyncAccount:
    """Trading accounts: list, funds, positions, margin, cash flow, unlock, registration for pushes."""

    @overload
    async def get_acc_list(
        self,
        *,
        userID: int = ...,
        trdCategory: int = ...,
        needGeneralSecAccount: bool = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetAccList.S2C:
        """List the trading accounts with env, markets, type, firm and status.

        Trd_GetAccList (2001); needs acc:read.
        """
    @overload
    async def get_acc_list(
        self,
        request: Trd_GetAccList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetAccList.S2C: ...

    @overload
    async def unlock_trade(
        self,
        *,
        unlock: bool,
        pwdMD5: str = ...,
        securityFirm: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_UnlockTrade.S2C:
        """Unlock or lock real trading with the MD5 of the trade password.

        Trd_UnlockTrade (2005); needs trade:unlock.
        """
    @overload
    async def unlock_trade(
        self,
        request: Trd_UnlockTrade.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_UnlockTrade.S2C: ...

    @overload
    async def sub_acc_push(
        self,
        *,
        accIDList: Iterable[int] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_SubAccPush.S2C:
        """Replace the set of accounts whose order/fill pushes this connection receives.

        Trd_SubAccPush (2008); needs acc:read.
        """
    @overload
    async def sub_acc_push(
        self,
        request: Trd_SubAccPush.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_SubAccPush.S2C: ...

    @overload
    async def get_funds(
        self,
        *,
        header: HeaderArg,
        refreshCache: bool = ...,
        currency: int = ...,
        assetCategory: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetFunds.S2C:
        """Funds and margin figures of one account.

        Trd_GetFunds (2101); needs acc:read.
        """
    @overload
    async def get_funds(
        self,
        request: Trd_GetFunds.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetFunds.S2C: ...

    @overload
    async def get_position_list(
        self,
        *,
        header: HeaderArg,
        filterConditions: Union[Trd_Common.TrdFilterConditions, Mapping[str, Any]] = ...,
        filterPLRatioMin: float = ...,
        filterPLRatioMax: float = ...,
        refreshCache: bool = ...,
        assetCategory: int = ...,
        currency: int = ...,
        optionStrategyView: bool = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetPositionList.S2C:
        """Positions of one account.

        Trd_GetPositionList (2102); needs acc:read.
        """
    @overload
    async def get_position_list(
        self,
        request: Trd_GetPositionList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetPositionList.S2C: ...

    @overload
    async def get_max_trd_qtys(
        self,
        *,
        header: HeaderArg,
        orderType: int,
        code: str,
        price: float,
        orderID: int = ...,
        adjustPrice: bool = ...,
        adjustSideAndLimit: float = ...,
        secMarket: int = ...,
        orderIDEx: str = ...,
        session: int = ...,
        positionID: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetMaxTrdQtys.S2C:
        """Maximum buy/sell quantities for a prospective or existing order.

        Trd_GetMaxTrdQtys (2111); needs acc:read.
        """
    @overload
    async def get_max_trd_qtys(
        self,
        request: Trd_GetMaxTrdQtys.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetMaxTrdQtys.S2C: ...

    @overload
    async def get_combo_max_trd_qtys(
        self,
        *,
        header: HeaderArg,
        comboLegs: Iterable[Union[Qot_Common.ComboLeg, Mapping[str, Any]]] = ...,
        qty: float,
        price: float = ...,
        orderType: int,
        orderIDEx: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetComboMaxTrdQtys.S2C:
        """Buying-power and margin effect of a multi-leg order.

        Trd_GetComboMaxTrdQtys (2112); needs acc:read.
        """
    @overload
    async def get_combo_max_trd_qtys(
        self,
        request: Trd_GetComboMaxTrdQtys.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetComboMaxTrdQtys.S2C: ...

    @overload
    async def get_margin_ratio(
        self,
        securityList: Union[SecurityArg, Iterable[SecurityArg]] = ...,
        *,
        header: HeaderArg,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetMarginRatio.S2C:
        """Margin financing/short-selling parameters of securities.

        Trd_GetMarginRatio (2223); needs acc:read.
        """
    @overload
    async def get_margin_ratio(
        self,
        request: Trd_GetMarginRatio.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetMarginRatio.S2C: ...

    @overload
    async def flow_summary(
        self,
        *,
        header: HeaderArg,
        clearingDate: str,
        cashFlowDirection: int = ...,
        startCreateDate: str = ...,
        endCreateDate: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_FlowSummary.S2C:
        """Cash flow entries of an account for a clearing date.

        Trd_FlowSummary (2226); needs acc:read.
        """
    @overload
    async def flow_summary(
        self,
        request: Trd_FlowSummary.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_FlowSummary.S2C: ...

class Trade:
    """Orders and fills: place, change, list, fees."""

    @overload
    def get_order_list(
        self,
        *,
        header: HeaderArg,
        filterConditions: Union[Trd_Common.TrdFilterConditions, Mapping[str, Any]] = ...,
        filterStatusList: Iterable[int] = ...,
        refreshCache: bool = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetOrderList.S2C:
        """Open and today orders of one account.

        Trd_GetOrderList (2201); needs acc:read.
        """
    @overload
    def get_order_list(
        self,
        request: Trd_GetOrderList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetOrderList.S2C: ...

    @overload
    def place_order(
        self,
        *,
        header: HeaderArg,
        trdSide: int,
        orderType: int,
        code: str,
        qty: float,
        price: float = ...,
        adjustPrice: bool = ...,
        adjustSideAndLimit: float = ...,
        secMarket: int = ...,
        remark: str = ...,
        timeInForce: int = ...,
        fillOutsideRTH: bool = ...,
        auxPrice: float = ...,
        trailType: int = ...,
        trailValue: float = ...,
        trailSpread: float = ...,
        session: int = ...,
        positionID: int = ...,
        expireTime: str = ...,
        amount: float = ...,
        predSide: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
        idempotency_key: Optional[str] = ...,
    ) -> Trd_PlaceOrder.S2C:
        """Place one order.

        Trd_PlaceOrder (2202); needs trade:simulate or trade:real.
        """
    @overload
    def place_order(
        self,
        request: Trd_PlaceOrder.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
        idempotency_key: Optional[str] = ...,
    ) -> Trd_PlaceOrder.S2C: ...

    @overload
    def modify_order(
        self,
        *,
        header: HeaderArg,
        orderID: int,
        modifyOrderOp: int,
        forAll: bool = ...,
        trdMarket: int = ...,
        qty: float = ...,
        price: float = ...,
        adjustPrice: bool = ...,
        adjustSideAndLimit: float = ...,
        auxPrice: float = ...,
        trailType: int = ...,
        trailValue: float = ...,
        trailSpread: float = ...,
        orderIDEx: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
        idempotency_key: Optional[str] = ...,
    ) -> Trd_ModifyOrder.S2C:
        """Change, cancel, disable, enable or delete an order, or cancel all.

        Trd_ModifyOrder (2205); needs trade:simulate or trade:real.
        """
    @overload
    def modify_order(
        self,
        request: Trd_ModifyOrder.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
        idempotency_key: Optional[str] = ...,
    ) -> Trd_ModifyOrder.S2C: ...

    @overload
    def get_order_fill_list(
        self,
        *,
        header: HeaderArg,
        filterConditions: Union[Trd_Common.TrdFilterConditions, Mapping[str, Any]] = ...,
        refreshCache: bool = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetOrderFillList.S2C:
        """Today fills of one account.

        Trd_GetOrderFillList (2211); needs acc:read.
        """
    @overload
    def get_order_fill_list(
        self,
        request: Trd_GetOrderFillList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetOrderFillList.S2C: ...

    @overload
    def get_history_order_list(
        self,
        *,
        header: HeaderArg,
        filterConditions: Union[Trd_Common.TrdFilterConditions, Mapping[str, Any]],
        filterStatusList: Iterable[int] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetHistoryOrderList.S2C:
        """Historical orders within a time range.

        Trd_GetHistoryOrderList (2221); needs acc:read.
        """
    @overload
    def get_history_order_list(
        self,
        request: Trd_GetHistoryOrderList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetHistoryOrderList.S2C: ...

    @overload
    def get_history_order_fill_list(
        self,
        *,
        header: HeaderArg,
        filterConditions: Union[Trd_Common.TrdFilterConditions, Mapping[str, Any]],
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetHistoryOrderFillList.S2C:
        """Historical fills within a time range.

        Trd_GetHistoryOrderFillList (2222); needs acc:read.
        """
    @overload
    def get_history_order_fill_list(
        self,
        request: Trd_GetHistoryOrderFillList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetHistoryOrderFillList.S2C: ...

    @overload
    def get_order_fee(
        self,
        *,
        header: HeaderArg,
        orderIdExList: Iterable[str] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetOrderFee.S2C:
        """Fee breakdown of listed server order ids.

        Trd_GetOrderFee (2225); needs acc:read.
        """
    @overload
    def get_order_fee(
        self,
        request: Trd_GetOrderFee.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetOrderFee.S2C: ...

    @overload
    def place_combo_order(
        self,
        *,
        header: HeaderArg,
        comboLegs: Iterable[Union[Qot_Common.ComboLeg, Mapping[str, Any]]] = ...,
        qty: float,
        price: float = ...,
        orderType: int,
        timeInForce: int = ...,
        expireTime: str = ...,
        remark: str = ...,
        quoteID: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
        idempotency_key: Optional[str] = ...,
    ) -> Trd_PlaceComboOrder.S2C:
        """Place a multi-leg (combo) order.

        Trd_PlaceComboOrder (2227); needs trade:simulate or trade:real.
        """
    @overload
    def place_combo_order(
        self,
        request: Trd_PlaceComboOrder.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
        idempotency_key: Optional[str] = ...,
    ) -> Trd_PlaceComboOrder.S2C: ...

    @overload
    def reconfirm_order(
        self,
        *,
        header: HeaderArg,
        orderID: int,
        reconfirmReason: int,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
        idempotency_key: Optional[str] = ...,
    ) -> Trd_ReconfirmOrder.S2C:
        """Confirm an order that OpenD held back for a risk disclosure (id taken from a third party, no official source).

        Trd_ReconfirmOrder (2237); needs trade:simulate or trade:real.
        """
    @overload
    def reconfirm_order(
        self,
        request: Trd_ReconfirmOrder.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
        idempotency_key: Optional[str] = ...,
    ) -> Trd_ReconfirmOrder.S2C: ...

class AsyncTrade:
    """Orders and fills: place, change, list, fees."""

    @overload
    async def get_order_list(
        self,
        *,
        header: HeaderArg,
        filterConditions: Union[Trd_Common.TrdFilterConditions, Mapping[str, Any]] = ...,
        filterStatusList: Iterable[int] = ...,
        refreshCache: bool = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetOrderList.S2C:
        """Open and today orders of one account.

        Trd_GetOrderList (2201); needs acc:read.
        """
    @overload
    async def get_order_list(
        self,
        request: Trd_GetOrderList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetOrderList.S2C: ...

    @overload
    async def place_order(
        self,
        *,
        header: HeaderArg,
        trdSide: int,
        orderType: int,
        code: str,
        qty: float,
        price: float = ...,
        adjustPrice: bool = ...,
        adjustSideAndLimit: float = ...,
        secMarket: int = ...,
        remark: str = ...,
        timeInForce: int = ...,
        fillOutsideRTH: bool = ...,
        auxPrice: float = ...,
        trailType: int = ...,
        trailValue: float = ...,
        trailSpread: float = ...,
        session: int = ...,
        positionID: int = ...,
        expireTime: str = ...,
        amount: float = ...,
        predSide: int = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
        idempotency_key: Optional[str] = ...,
    ) -> Trd_PlaceOrder.S2C:
        """Place one order.

        Trd_PlaceOrder (2202); needs trade:simulate or trade:real.
        """
    @overload
    async def place_order(
        self,
        request: Trd_PlaceOrder.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
        idempotency_key: Optional[str] = ...,
    ) -> Trd_PlaceOrder.S2C: ...

    @overload
    async def modify_order(
        self,
        *,
        header: HeaderArg,
        orderID: int,
        modifyOrderOp: int,
        forAll: bool = ...,
        trdMarket: int = ...,
        qty: float = ...,
        price: float = ...,
        adjustPrice: bool = ...,
        adjustSideAndLimit: float = ...,
        auxPrice: float = ...,
        trailType: int = ...,
        trailValue: float = ...,
        trailSpread: float = ...,
        orderIDEx: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
        idempotency_key: Optional[str] = ...,
    ) -> Trd_ModifyOrder.S2C:
        """Change, cancel, disable, enable or delete an order, or cancel all.

        Trd_ModifyOrder (2205); needs trade:simulate or trade:real.
        """
    @overload
    async def modify_order(
        self,
        request: Trd_ModifyOrder.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
        idempotency_key: Optional[str] = ...,
    ) -> Trd_ModifyOrder.S2C: ...

    @overload
    async def get_order_fill_list(
        self,
        *,
        header: HeaderArg,
        filterConditions: Union[Trd_Common.TrdFilterConditions, Mapping[str, Any]] = ...,
        refreshCache: bool = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetOrderFillList.S2C:
        """Today fills of one account.

        Trd_GetOrderFillList (2211); needs acc:read.
        """
    @overload
    async def get_order_fill_list(
        self,
        request: Trd_GetOrderFillList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetOrderFillList.S2C: ...

    @overload
    async def get_history_order_list(
        self,
        *,
        header: HeaderArg,
        filterConditions: Union[Trd_Common.TrdFilterConditions, Mapping[str, Any]],
        filterStatusList: Iterable[int] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetHistoryOrderList.S2C:
        """Historical orders within a time range.

        Trd_GetHistoryOrderList (2221); needs acc:read.
        """
    @overload
    async def get_history_order_list(
        self,
        request: Trd_GetHistoryOrderList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetHistoryOrderList.S2C: ...

    @overload
    async def get_history_order_fill_list(
        self,
        *,
        header: HeaderArg,
        filterConditions: Union[Trd_Common.TrdFilterConditions, Mapping[str, Any]],
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetHistoryOrderFillList.S2C:
        """Historical fills within a time range.

        Trd_GetHistoryOrderFillList (2222); needs acc:read.
        """
    @overload
    async def get_history_order_fill_list(
        self,
        request: Trd_GetHistoryOrderFillList.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetHistoryOrderFillList.S2C: ...

    @overload
    async def get_order_fee(
        self,
        *,
        header: HeaderArg,
        orderIdExList: Iterable[str] = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetOrderFee.S2C:
        """Fee breakdown of listed server order ids.

        Trd_GetOrderFee (2225); needs acc:read.
        """
    @overload
    async def get_order_fee(
        self,
        request: Trd_GetOrderFee.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
    ) -> Trd_GetOrderFee.S2C: ...

    @overload
    async def place_combo_order(
        self,
        *,
        header: HeaderArg,
        comboLegs: Iterable[Union[Qot_Common.ComboLeg, Mapping[str, Any]]] = ...,
        qty: float,
        price: float = ...,
        orderType: int,
        timeInForce: int = ...,
        expireTime: str = ...,
        remark: str = ...,
        quoteID: str = ...,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
        idempotency_key: Optional[str] = ...,
    ) -> Trd_PlaceComboOrder.S2C:
        """Place a multi-leg (combo) order.

        Trd_PlaceComboOrder (2227); needs trade:simulate or trade:real.
        """
    @overload
    async def place_combo_order(
        self,
        request: Trd_PlaceComboOrder.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
        idempotency_key: Optional[str] = ...,
    ) -> Trd_PlaceComboOrder.S2C: ...

    @overload
    async def reconfirm_order(
        self,
        *,
        header: HeaderArg,
        orderID: int,
        reconfirmReason: int,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
        idempotency_key: Optional[str] = ...,
    ) -> Trd_ReconfirmOrder.S2C:
        """Confirm an order that OpenD held back for a risk disclosure (id taken from a third party, no official source).

        Trd_ReconfirmOrder (2237); needs trade:simulate or trade:real.
        """
    @overload
    async def reconfirm_order(
        self,
        request: Trd_ReconfirmOrder.C2S,
        /,
        *,
        timeout: Optional[float] = ...,
        metadata: Metadata = ...,
        idempotency_key: Optional[str] = ...,
    ) -> Trd_ReconfirmOrder.S2C: ...
