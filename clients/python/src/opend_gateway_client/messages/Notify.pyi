# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Common
from .._types import Enum, Map, Message, Repeated

NotifyType: Enum
NotifyType_None: int
NotifyType_GtwEvent: int
NotifyType_ProgramStatus: int
NotifyType_ConnStatus: int
NotifyType_QotRight: int
NotifyType_APILevel: int
NotifyType_APIQuota: int
NotifyType_UsedQuota: int

GtwEventType: Enum
GtwEventType_None: int
GtwEventType_LocalCfgLoadFailed: int
GtwEventType_APISvrRunFailed: int
GtwEventType_ForceUpdate: int
GtwEventType_LoginFailed: int
GtwEventType_UnAgreeDisclaimer: int
GtwEventType_NetCfgMissing: int
GtwEventType_KickedOut: int
GtwEventType_LoginPwdChanged: int
GtwEventType_BanLogin: int
GtwEventType_NeedPicVerifyCode: int
GtwEventType_NeedPhoneVerifyCode: int
GtwEventType_AppDataNotExist: int
GtwEventType_NessaryDataMissing: int
GtwEventType_TradePwdChanged: int
GtwEventType_EnableDeviceLock: int

class GtwEvent(Message):
    eventType: int
    desc: str
    def __init__(self, *, eventType: typing.Optional[int] = ..., desc: typing.Optional[str] = ...) -> None: ...

class ProgramStatus(Message):
    @builtins.property
    def programStatus(self) -> Common.ProgramStatus: ...
    def __init__(self, *, programStatus: typing.Optional[typing.Union[Common.ProgramStatus, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class ConnectStatus(Message):
    qotLogined: bool
    trdLogined: bool
    def __init__(self, *, qotLogined: typing.Optional[bool] = ..., trdLogined: typing.Optional[bool] = ...) -> None: ...

class QotRight(Message):
    hkQotRight: int
    usQotRight: int
    cnQotRight: int
    hkOptionQotRight: int
    hasUSOptionQotRight: bool
    hkFutureQotRight: int
    usFutureQotRight: int
    usOptionQotRight: int
    usIndexQotRight: int
    usOtcQotRight: int
    sgFutureQotRight: int
    jpFutureQotRight: int
    usCMEFutureQotRight: int
    usCBOTFutureQotRight: int
    usNYMEXFutureQotRight: int
    usCOMEXFutureQotRight: int
    usCBOEFutureQotRight: int
    shQotRight: int
    szQotRight: int
    ccQotRight: int
    sgStockQotRight: int
    myStockQotRight: int
    jpStockQotRight: int
    ecQotRight: int
    def __init__(self, *, hkQotRight: typing.Optional[int] = ..., usQotRight: typing.Optional[int] = ..., cnQotRight: typing.Optional[int] = ..., hkOptionQotRight: typing.Optional[int] = ..., hasUSOptionQotRight: typing.Optional[bool] = ..., hkFutureQotRight: typing.Optional[int] = ..., usFutureQotRight: typing.Optional[int] = ..., usOptionQotRight: typing.Optional[int] = ..., usIndexQotRight: typing.Optional[int] = ..., usOtcQotRight: typing.Optional[int] = ..., sgFutureQotRight: typing.Optional[int] = ..., jpFutureQotRight: typing.Optional[int] = ..., usCMEFutureQotRight: typing.Optional[int] = ..., usCBOTFutureQotRight: typing.Optional[int] = ..., usNYMEXFutureQotRight: typing.Optional[int] = ..., usCOMEXFutureQotRight: typing.Optional[int] = ..., usCBOEFutureQotRight: typing.Optional[int] = ..., shQotRight: typing.Optional[int] = ..., szQotRight: typing.Optional[int] = ..., ccQotRight: typing.Optional[int] = ..., sgStockQotRight: typing.Optional[int] = ..., myStockQotRight: typing.Optional[int] = ..., jpStockQotRight: typing.Optional[int] = ..., ecQotRight: typing.Optional[int] = ...) -> None: ...

class APILevel(Message):
    apiLevel: str
    def __init__(self, *, apiLevel: typing.Optional[str] = ...) -> None: ...

class APIQuota(Message):
    subQuota: int
    historyKLQuota: int
    def __init__(self, *, subQuota: typing.Optional[int] = ..., historyKLQuota: typing.Optional[int] = ...) -> None: ...

class UsedQuota(Message):
    usedSubQuota: int
    usedKLineQuota: int
    def __init__(self, *, usedSubQuota: typing.Optional[int] = ..., usedKLineQuota: typing.Optional[int] = ...) -> None: ...

class S2C(Message):
    type: int
    @builtins.property
    def event(self) -> GtwEvent: ...
    @builtins.property
    def programStatus(self) -> ProgramStatus: ...
    @builtins.property
    def connectStatus(self) -> ConnectStatus: ...
    @builtins.property
    def qotRight(self) -> QotRight: ...
    @builtins.property
    def apiLevel(self) -> APILevel: ...
    @builtins.property
    def apiQuota(self) -> APIQuota: ...
    @builtins.property
    def usedQuota(self) -> UsedQuota: ...
    def __init__(self, *, type: typing.Optional[int] = ..., event: typing.Optional[typing.Union[GtwEvent, typing.Mapping[str, typing.Any]]] = ..., programStatus: typing.Optional[typing.Union[ProgramStatus, typing.Mapping[str, typing.Any]]] = ..., connectStatus: typing.Optional[typing.Union[ConnectStatus, typing.Mapping[str, typing.Any]]] = ..., qotRight: typing.Optional[typing.Union[QotRight, typing.Mapping[str, typing.Any]]] = ..., apiLevel: typing.Optional[typing.Union[APILevel, typing.Mapping[str, typing.Any]]] = ..., apiQuota: typing.Optional[typing.Union[APIQuota, typing.Mapping[str, typing.Any]]] = ..., usedQuota: typing.Optional[typing.Union[UsedQuota, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class Response(Message):
    retType: int
    retMsg: str
    errCode: int
    @builtins.property
    def s2c(self) -> S2C: ...
    def __init__(self, *, retType: typing.Optional[int] = ..., retMsg: typing.Optional[str] = ..., errCode: typing.Optional[int] = ..., s2c: typing.Optional[typing.Union[S2C, typing.Mapping[str, typing.Any]]] = ...) -> None: ...
