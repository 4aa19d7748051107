# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from .._types import Enum, Map, Message, Repeated

UpdateType: Enum
UpdateType_None: int
UpdateType_Advice: int
UpdateType_Force: int

UserInfoField: Enum
UserInfoField_Basic: int
UserInfoField_API: int
UserInfoField_QotRight: int
UserInfoField_Disclaimer: int
UserInfoField_Update: int
UserInfoField_WebKey: int

class C2S(Message):
    flag: int
    def __init__(self, *, flag: typing.Optional[int] = ...) -> None: ...

class S2C(Message):
    nickName: str
    avatarUrl: str
    apiLevel: str
    hkQotRight: int
    usQotRight: int
    cnQotRight: int
    isNeedAgreeDisclaimer: bool
    userID: int
    updateType: int
    webKey: str
    webJumpUrlHead: str
    hkOptionQotRight: int
    hasUSOptionQotRight: bool
    hkFutureQotRight: int
    subQuota: int
    historyKLQuota: int
    usFutureQotRight: int
    usOptionQotRight: int
    userAttribution: int
    updateWhatsNew: str
    usIndexQotRight: int
    usOtcQotRight: int
    usCMEFutureQotRight: int
    usCBOTFutureQotRight: int
    usNYMEXFutureQotRight: int
    usCOMEXFutureQotRight: int
    usCBOEFutureQotRight: int
    sgFutureQotRight: int
    jpFutureQotRight: int
    isAppNNOrMM: bool
    shQotRight: int
    szQotRight: int
    extra: int
    ccQotRight: int
    sgStockQotRight: int
    myStockQotRight: int
    jpStockQotRight: int
    ecQotRight: int
    def __init__(self, *, nickName: typing.Optional[str] = ..., avatarUrl: typing.Optional[str] = ..., apiLevel: typing.Optional[str] = ..., hkQotRight: typing.Optional[int] = ..., usQotRight: typing.Optional[int] = ..., cnQotRight: typing.Optional[int] = ..., isNeedAgreeDisclaimer: typing.Optional[bool] = ..., userID: typing.Optional[int] = ..., updateType: typing.Optional[int] = ..., webKey: typing.Optional[str] = ..., webJumpUrlHead: typing.Optional[str] = ..., hkOptionQotRight: typing.Optional[int] = ..., hasUSOptionQotRight: typing.Optional[bool] = ..., hkFutureQotRight: typing.Optional[int] = ..., subQuota: typing.Optional[int] = ..., historyKLQuota: typing.Optional[int] = ..., usFutureQotRight: typing.Optional[int] = ..., usOptionQotRight: typing.Optional[int] = ..., userAttribution: typing.Optional[int] = ..., updateWhatsNew: typing.Optional[str] = ..., usIndexQotRight: typing.Optional[int] = ..., usOtcQotRight: typing.Optional[int] = ..., usCMEFutureQotRight: typing.Optional[int] = ..., usCBOTFutureQotRight: typing.Optional[int] = ..., usNYMEXFutureQotRight: typing.Optional[int] = ..., usCOMEXFutureQotRight: typing.Optional[int] = ..., usCBOEFutureQotRight: typing.Optional[int] = ..., sgFutureQotRight: typing.Optional[int] = ..., jpFutureQotRight: typing.Optional[int] = ..., isAppNNOrMM: typing.Optional[bool] = ..., shQotRight: typing.Optional[int] = ..., szQotRight: typing.Optional[int] = ..., extra: typing.Optional[int] = ..., ccQotRight: typing.Optional[int] = ..., sgStockQotRight: typing.Optional[int] = ..., myStockQotRight: typing.Optional[int] = ..., jpStockQotRight: typing.Optional[int] = ..., ecQotRight: typing.Optional[int] = ...) -> None: ...

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
