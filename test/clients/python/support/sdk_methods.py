"""What the official SDK offers, read from its own code."""

import inspect
import re
import sys

import futu
from futu.common.constant import ProtoId
from futu.common.handler_context import HandlerContext

CONTEXTS = (futu.OpenQuoteContext, futu.OpenSecTradeContext, futu.OpenFutureTradeContext)
# What a method calls on its own context that is not about its own command.
HOUSEKEEPING = {"_get_sync_query_processor", "_query_async", "can_send_proto", "_check_acc_id_and_acc_index"}


def public_methods() -> set:
    """Names of the methods that the contexts of the SDK have."""
    return {
        name
        for context in CONTEXTS
        for name, _ in inspect.getmembers(context, callable)
        if not name.startswith("_") and not name.endswith("__")
    }


def sent_by(method: str) -> set:
    """The proto_ids that a method's code, and what it calls, puts into frames."""
    found: set = set()
    for context in CONTEXTS:
        if hasattr(context, method):
            _follow(context, inspect.unwrap(getattr(context, method)), found, set())
    return found


def handlers() -> dict:
    """The proto_id of each handler class that a program may set."""
    return {entry["type"].__name__: proto_id for proto_id, entry in HandlerContext(None)._handler_table.items()}


def _follow(owner: type, function, found: set, seen: set) -> None:
    if function in seen:
        return
    seen.add(function)
    source = inspect.getsource(function)
    names = re.findall(r"ProtoId\.(\w+)", source)
    found.update(proto_id for name in names if isinstance(proto_id := getattr(ProtoId, name), int))
    module = sys.modules[function.__module__]
    for holder, name in re.findall(r"(\w+)\.(pack\w*)\b", source):
        query = owner if holder in ("cls", "self") else getattr(module, holder, None)
        if inspect.isclass(query) and hasattr(query, name):
            _follow(query, inspect.unwrap(getattr(query, name)), found, seen)
    for name in re.findall(r"self\.(\w+)\(", source):
        for plain in (name, *(f"_{base.__name__}{name}" for base in owner.__mro__)):
            callee = getattr(owner, plain, None)
            if callee is not None and name not in HOUSEKEEPING and inspect.isfunction(inspect.unwrap(callee)):
                _follow(owner, inspect.unwrap(callee), found, seen)
