"""What the SDK tests share: addresses, answers, contexts, handlers and the SDK's log."""

import logging
import re
from collections.abc import Callable

import futu
from futu.common.constant import ContextStatus

from support.endpoint import Endpoint
from support.limits import ORDER_GAP
from support.waiting import Inbox, wait_until

# Password of the simulator's real accounts.
TRADE_PASSWORD = "123456"
# `Recv: conn=... err=Invalid` is logged as information only.
UNREADABLE = re.compile(r"\b(?:Recv|Push): .*\berr=(?!Ok\b)")


def ok(answer):
    """The data of an SDK answer `(ret, data, ...)`; fails with the SDK's text if it is an error."""
    ret, data, *rest = answer
    assert ret == futu.RET_OK, data
    return (data, *rest) if rest else data


def refused(answer) -> str:
    """The text of an SDK answer that has to be an error."""
    ret, text, *_ = answer
    assert ret == futu.RET_ERROR, f"should have been refused, but gave {text!r}"
    return str(text)


def paced(call: Callable[[], tuple]) -> tuple:
    """The answer of a call that places or changes an order, past OpenD's least gap of 20 to 40 ms between two."""
    return wait_until(
        lambda: None if ORDER_GAP in str((answer := call())[1]) else answer, "the gap between two orders is over"
    )


def open_trade(endpoint: Endpoint, market: str) -> futu.OpenSecTradeContext:
    return futu.OpenSecTradeContext(
        filter_trdmarket=getattr(futu.TrdMarket, market),
        host=endpoint.host,
        port=endpoint.port,
        security_firm=futu.SecurityFirm.FUTUSECURITIES,
    )


def shut(context) -> None:
    """Closes a context and waits for it, so that the server is not the first to close."""
    context.close()
    wait_until(lambda: context.status == ContextStatus.CLOSED, "the context is closed")


def collect(context, base: type) -> Inbox:
    """Registers a handler of this SDK base class; what it decodes goes to the returned inbox."""
    inbox = Inbox()

    class Collector(base):
        def on_recv_rsp(self, rsp_pb):
            ret, data, *rest = super().on_recv_rsp(rsp_pb)
            inbox.put(data if ret == futu.RET_OK else AssertionError(data))
            return (ret, data, *rest)

    assert context.set_handler(Collector()) == futu.RET_OK
    return inbox


class SdkLog(logging.Handler):
    """Everything that the SDK writes to its log file, as (level, text)."""

    def __init__(self) -> None:
        super().__init__()
        self._records: list = []

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        if record.exc_info:
            text += "\n" + logging.Formatter().formatException(record.exc_info)
        self._records.append((record.levelno, text))

    def mark(self) -> int:
        return len(self._records)

    def texts(self, start: int = 0) -> list:
        return [text for _, text in self._records[start:]]

    def complaints(self, start: int = 0) -> list:
        return [text for level, text in self._records[start:] if level >= logging.WARNING or UNREADABLE.search(text)]
