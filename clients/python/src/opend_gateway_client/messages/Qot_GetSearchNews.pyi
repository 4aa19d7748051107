# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from .._types import Enum, Map, Message, Repeated

NewsSubType: Enum
NewsSubType_ALL: int
NewsSubType_NEWS: int
NewsSubType_NOTICE: int
NewsSubType_RATING: int

class SearchNews(Message):
    title: str
    news_sub_type: int
    source: str
    publish_time: str
    view_count: int
    @builtins.property
    def related_securities(self) -> Repeated[str]: ...
    url: str
    def __init__(self, *, title: typing.Optional[str] = ..., news_sub_type: typing.Optional[int] = ..., source: typing.Optional[str] = ..., publish_time: typing.Optional[str] = ..., view_count: typing.Optional[int] = ..., related_securities: typing.Optional[typing.Iterable[str]] = ..., url: typing.Optional[str] = ...) -> None: ...

class C2S(Message):
    keyword: str
    max_count: int
    news_sub_type: int
    def __init__(self, *, keyword: typing.Optional[str] = ..., max_count: typing.Optional[int] = ..., news_sub_type: typing.Optional[int] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def search_news_list(self) -> Repeated[SearchNews]: ...
    def __init__(self, *, search_news_list: typing.Optional[typing.Iterable[typing.Union[SearchNews, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
