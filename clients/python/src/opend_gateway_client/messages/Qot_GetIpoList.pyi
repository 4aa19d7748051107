# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class BasicIpoData(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    name: str
    listTime: str
    listTimestamp: float
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., name: typing.Optional[str] = ..., listTime: typing.Optional[str] = ..., listTimestamp: typing.Optional[float] = ...) -> None: ...

class CNIpoExData(Message):
    applyCode: str
    issueSize: int
    onlineIssueSize: int
    applyUpperLimit: int
    applyLimitMarketValue: int
    isEstimateIpoPrice: bool
    ipoPrice: float
    industryPeRate: float
    isEstimateWinningRatio: bool
    winningRatio: float
    issuePeRate: float
    applyTime: str
    applyTimestamp: float
    winningTime: str
    winningTimestamp: float
    isHasWon: bool
    @builtins.property
    def winningNumData(self) -> Repeated[WinningNumData]: ...
    def __init__(self, *, applyCode: typing.Optional[str] = ..., issueSize: typing.Optional[int] = ..., onlineIssueSize: typing.Optional[int] = ..., applyUpperLimit: typing.Optional[int] = ..., applyLimitMarketValue: typing.Optional[int] = ..., isEstimateIpoPrice: typing.Optional[bool] = ..., ipoPrice: typing.Optional[float] = ..., industryPeRate: typing.Optional[float] = ..., isEstimateWinningRatio: typing.Optional[bool] = ..., winningRatio: typing.Optional[float] = ..., issuePeRate: typing.Optional[float] = ..., applyTime: typing.Optional[str] = ..., applyTimestamp: typing.Optional[float] = ..., winningTime: typing.Optional[str] = ..., winningTimestamp: typing.Optional[float] = ..., isHasWon: typing.Optional[bool] = ..., winningNumData: typing.Optional[typing.Iterable[typing.Union[WinningNumData, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class WinningNumData(Message):
    winningName: str
    winningInfo: str
    def __init__(self, *, winningName: typing.Optional[str] = ..., winningInfo: typing.Optional[str] = ...) -> None: ...

class HKIpoExData(Message):
    ipoPriceMin: float
    ipoPriceMax: float
    listPrice: float
    lotSize: int
    entrancePrice: float
    isSubscribeStatus: bool
    applyEndTime: str
    applyEndTimestamp: float
    def __init__(self, *, ipoPriceMin: typing.Optional[float] = ..., ipoPriceMax: typing.Optional[float] = ..., listPrice: typing.Optional[float] = ..., lotSize: typing.Optional[int] = ..., entrancePrice: typing.Optional[float] = ..., isSubscribeStatus: typing.Optional[bool] = ..., applyEndTime: typing.Optional[str] = ..., applyEndTimestamp: typing.Optional[float] = ...) -> None: ...

class USIpoExData(Message):
    ipoPriceMin: float
    ipoPriceMax: float
    issueSize: int
    def __init__(self, *, ipoPriceMin: typing.Optional[float] = ..., ipoPriceMax: typing.Optional[float] = ..., issueSize: typing.Optional[int] = ...) -> None: ...

class SGIpoExData(Message):
    ipoPriceMin: float
    ipoPriceMax: float
    issueSize: int
    applyStartTime: str
    applyStartTimestamp: float
    applyEndTime: str
    applyEndTimestamp: float
    winningTime: str
    winningTimestamp: float
    def __init__(self, *, ipoPriceMin: typing.Optional[float] = ..., ipoPriceMax: typing.Optional[float] = ..., issueSize: typing.Optional[int] = ..., applyStartTime: typing.Optional[str] = ..., applyStartTimestamp: typing.Optional[float] = ..., applyEndTime: typing.Optional[str] = ..., applyEndTimestamp: typing.Optional[float] = ..., winningTime: typing.Optional[str] = ..., winningTimestamp: typing.Optional[float] = ...) -> None: ...

class MYIpoExData(Message):
    offerPrice: float
    issueSize: int
    applyStartTime: str
    applyStartTimestamp: float
    applyEndTime: str
    applyEndTimestamp: float
    winningTime: str
    winningTimestamp: float
    def __init__(self, *, offerPrice: typing.Optional[float] = ..., issueSize: typing.Optional[int] = ..., applyStartTime: typing.Optional[str] = ..., applyStartTimestamp: typing.Optional[float] = ..., applyEndTime: typing.Optional[str] = ..., applyEndTimestamp: typing.Optional[float] = ..., winningTime: typing.Optional[str] = ..., winningTimestamp: typing.Optional[float] = ...) -> None: ...

class JPETFBriefInfo(Message):
    managementFeeRates: int
    dividendTimes: int
    dividendFrequencyType: int
    investingRiskType: int
    indexName: str
    companyName: str
    companyIntroductionLink: str
    companyInterviewLink: str
    etfPamphletLink: str
    etfIntroductionLink: str
    def __init__(self, *, managementFeeRates: typing.Optional[int] = ..., dividendTimes: typing.Optional[int] = ..., dividendFrequencyType: typing.Optional[int] = ..., investingRiskType: typing.Optional[int] = ..., indexName: typing.Optional[str] = ..., companyName: typing.Optional[str] = ..., companyIntroductionLink: typing.Optional[str] = ..., companyInterviewLink: typing.Optional[str] = ..., etfPamphletLink: typing.Optional[str] = ..., etfIntroductionLink: typing.Optional[str] = ...) -> None: ...

class JPIpoExData(Message):
    ipoPriceMin: float
    ipoPriceMax: float
    issueSize: int
    lotSize: int
    eqtyIssuedShares: int
    isin: str
    issuedShares: int
    industry: str
    marketSegment: str
    approvalTime: str
    approvalTimestamp: float
    issueConfirmTime: str
    issueConfirmTimestamp: float
    priceConfirmStartTime: str
    priceConfirmStartTimestamp: float
    priceConfirmEndTime: str
    priceConfirmEndTimestamp: float
    inquiryStartTime: str
    inquiryStartTimestamp: float
    inquiryEndTime: str
    inquiryEndTimestamp: float
    applyStartTime: str
    applyStartTimestamp: float
    applyEndTime: str
    applyEndTimestamp: float
    drawTime: str
    drawTimestamp: float
    winningTime: str
    winningTimestamp: float
    @builtins.property
    def etfInfo(self) -> JPETFBriefInfo: ...
    def __init__(self, *, ipoPriceMin: typing.Optional[float] = ..., ipoPriceMax: typing.Optional[float] = ..., issueSize: typing.Optional[int] = ..., lotSize: typing.Optional[int] = ..., eqtyIssuedShares: typing.Optional[int] = ..., isin: typing.Optional[str] = ..., issuedShares: typing.Optional[int] = ..., industry: typing.Optional[str] = ..., marketSegment: typing.Optional[str] = ..., approvalTime: typing.Optional[str] = ..., approvalTimestamp: typing.Optional[float] = ..., issueConfirmTime: typing.Optional[str] = ..., issueConfirmTimestamp: typing.Optional[float] = ..., priceConfirmStartTime: typing.Optional[str] = ..., priceConfirmStartTimestamp: typing.Optional[float] = ..., priceConfirmEndTime: typing.Optional[str] = ..., priceConfirmEndTimestamp: typing.Optional[float] = ..., inquiryStartTime: typing.Optional[str] = ..., inquiryStartTimestamp: typing.Optional[float] = ..., inquiryEndTime: typing.Optional[str] = ..., inquiryEndTimestamp: typing.Optional[float] = ..., applyStartTime: typing.Optional[str] = ..., applyStartTimestamp: typing.Optional[float] = ..., applyEndTime: typing.Optional[str] = ..., applyEndTimestamp: typing.Optional[float] = ..., drawTime: typing.Optional[str] = ..., drawTimestamp: typing.Optional[float] = ..., winningTime: typing.Optional[str] = ..., winningTimestamp: typing.Optional[float] = ..., etfInfo: typing.Optional[typing.Union[JPETFBriefInfo, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class IpoData(Message):
    @builtins.property
    def basic(self) -> BasicIpoData: ...
    @builtins.property
    def cnExData(self) -> CNIpoExData: ...
    @builtins.property
    def hkExData(self) -> HKIpoExData: ...
    @builtins.property
    def usExData(self) -> USIpoExData: ...
    @builtins.property
    def sgExData(self) -> SGIpoExData: ...
    @builtins.property
    def myExData(self) -> MYIpoExData: ...
    @builtins.property
    def jpExData(self) -> JPIpoExData: ...
    def __init__(self, *, basic: typing.Optional[typing.Union[BasicIpoData, typing.Mapping[str, typing.Any]]] = ..., cnExData: typing.Optional[typing.Union[CNIpoExData, typing.Mapping[str, typing.Any]]] = ..., hkExData: typing.Optional[typing.Union[HKIpoExData, typing.Mapping[str, typing.Any]]] = ..., usExData: typing.Optional[typing.Union[USIpoExData, typing.Mapping[str, typing.Any]]] = ..., sgExData: typing.Optional[typing.Union[SGIpoExData, typing.Mapping[str, typing.Any]]] = ..., myExData: typing.Optional[typing.Union[MYIpoExData, typing.Mapping[str, typing.Any]]] = ..., jpExData: typing.Optional[typing.Union[JPIpoExData, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class C2S(Message):
    market: int
    @builtins.property
    def header(self) -> Qot_Common.QotHeader: ...
    def __init__(self, *, market: typing.Optional[int] = ..., header: typing.Optional[typing.Union[Qot_Common.QotHeader, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def ipoList(self) -> Repeated[IpoData]: ...
    def __init__(self, *, ipoList: typing.Optional[typing.Iterable[typing.Union[IpoData, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class Request(Message):
    @builtins.property
    def c2s(self) -> C2S: ...
    def __init__(self, *, c2s: typing.Optional[typing.Union[C2S, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class Response(Message):
    retType: int
    retMsg: str
    errCode: int
    @builtins.property
    def s2c(self) -> S2C: ...
    def __init__(self, *, retType: typing.Optional[int] = ..., retMsg: typing.Optional[str] = ..., errCode: typing.Optional[int] = ..., s2c: typing.Optional[typing.Union[S2C, typing.Mapping[str, typing.Any]]] = ...) -> None: ...
