# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from .._types import Enum, Map, Message, Repeated

RetType: Enum
RetType_Succeed: int
RetType_Failed: int
RetType_TimeOut: int
RetType_DisConnect: int
RetType_Unknown: int
RetType_Invalid: int

PacketEncAlgo: Enum
PacketEncAlgo_FTAES_ECB: int
PacketEncAlgo_None: int
PacketEncAlgo_AES_ECB: int
PacketEncAlgo_AES_CBC: int

ProtoFmt: Enum
ProtoFmt_Protobuf: int
ProtoFmt_Json: int

UserAttribution: Enum
UserAttribution_Unknown: int
UserAttribution_NN: int
UserAttribution_MM: int
UserAttribution_SG: int
UserAttribution_AU: int
UserAttribution_JP: int
UserAttribution_HK: int

ProgramStatusType: Enum
ProgramStatusType_None: int
ProgramStatusType_Loaded: int
ProgramStatusType_Loging: int
ProgramStatusType_NeedPicVerifyCode: int
ProgramStatusType_NeedPhoneVerifyCode: int
ProgramStatusType_LoginFailed: int
ProgramStatusType_ForceUpdate: int
ProgramStatusType_NessaryDataPreparing: int
ProgramStatusType_NessaryDataMissing: int
ProgramStatusType_UnAgreeDisclaimer: int
ProgramStatusType_Ready: int
ProgramStatusType_ForceLogout: int
ProgramStatusType_DisclaimerPullFailed: int

Session: Enum
Session_NONE: int
Session_RTH: int
Session_ETH: int
Session_ALL: int
Session_OVERNIGHT: int

PredSide: Enum
PredSide_Unknown: int
PredSide_Yes: int
PredSide_No: int

class PacketID(Message):
    connID: int
    serialNo: int
    def __init__(self, *, connID: typing.Optional[int] = ..., serialNo: typing.Optional[int] = ...) -> None: ...

class ProgramStatus(Message):
    type: int
    strExtDesc: str
    def __init__(self, *, type: typing.Optional[int] = ..., strExtDesc: typing.Optional[str] = ...) -> None: ...
