# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from .._types import Enum, Map, Message, Repeated

class C2S(Message):
    chainId: int
    def __init__(self, *, chainId: typing.Optional[int] = ...) -> None: ...

class IndustrialChainNode(Message):
    nodeId: int
    parentNodeId: int
    layerSth: int
    name: str
    plateId: int
    def __init__(self, *, nodeId: typing.Optional[int] = ..., parentNodeId: typing.Optional[int] = ..., layerSth: typing.Optional[int] = ..., name: typing.Optional[str] = ..., plateId: typing.Optional[int] = ...) -> None: ...

class InformationLink(Message):
    title: str
    url: str
    def __init__(self, *, title: typing.Optional[str] = ..., url: typing.Optional[str] = ...) -> None: ...

class S2C(Message):
    chainId: int
    chainType: int
    name: str
    @builtins.property
    def nodeList(self) -> Repeated[IndustrialChainNode]: ...
    @builtins.property
    def informationList(self) -> Repeated[InformationLink]: ...
    def __init__(self, *, chainId: typing.Optional[int] = ..., chainType: typing.Optional[int] = ..., name: typing.Optional[str] = ..., nodeList: typing.Optional[typing.Iterable[typing.Union[IndustrialChainNode, typing.Mapping[str, typing.Any]]]] = ..., informationList: typing.Optional[typing.Iterable[typing.Union[InformationLink, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
