"""Messages from what a caller gave: fields by name, securities as text, an account as header."""

import difflib
from typing import Any, Dict, Iterable, List, Mapping, Tuple

from google.protobuf.message import Message

from ._pool import message_class
from .securities import parse_security, trade_market, trade_security

_SECURITY = "Qot_Common.Security"
_HEADER = "Trd_Common.TrdHeader"
_ACCOUNT = "Trd_Common.TrdAcc"


def is_repeated(field: Any) -> bool:
    # protobuf 7 has no `label` any more, and older ones no `is_repeated`.
    known = getattr(field, "is_repeated", None)
    return bool(field.label == field.LABEL_REPEATED if known is None else known)


def is_message(field: Any) -> bool:
    return bool(field.cpp_type == field.CPPTYPE_MESSAGE)


def build(
    what: str, type_name: str, args: Tuple[Any, ...], fields: Mapping[str, Any], may_be_empty: bool = False
) -> Any:
    """The message of this type that a call of `what(*args, **fields)` means."""
    kind = message_class(type_name)
    if len(args) > 1:
        raise TypeError(f"{what} takes one value without a name, not {len(args)}; name the others")
    if args and _is(args[0], type_name):
        if fields:
            raise TypeError(f"{what} takes a whole {type_name} or fields, not both: {', '.join(fields)}")
        return _own(args[0], kind)
    values: Dict[str, Any] = dict(fields)
    if args:
        first = _first_security(kind.DESCRIPTOR)
        if first is None:
            raise TypeError(f"{what} takes a {type_name}, or fields by name; not {args[0]!r}")
        if first in values:
            raise TypeError(f"{what}: {first} is given twice")
        values[first] = args[0]
    message = kind()
    if may_be_empty and not values:
        return message
    _fill(what, message, _with_trade_sugar(what, kind.DESCRIPTOR, values))
    missing = message.FindInitializationErrors()
    if missing:
        raise TypeError(f"{what} needs {', '.join(missing)}")
    return message


def security(text: str) -> Any:
    market, code = parse_security(text)
    return message_class(_SECURITY)(market=market, code=code)


def _first_security(descriptor: Any) -> Any:
    return next((f.name for f in descriptor.fields if is_message(f) and f.message_type.full_name == _SECURITY), None)


def _with_trade_sugar(what: str, descriptor: Any, values: Dict[str, Any]) -> Dict[str, Any]:
    names = descriptor.fields_by_name
    # The gateway writes the PacketID of its own connection; the field must be there.
    if "packetID" in names:
        values.setdefault("packetID", {"connID": 0, "serialNo": 0})
    code = values.get("code")
    if "secMarket" in names and values.get("secMarket") is None and isinstance(code, str) and "." in code:
        values["secMarket"], values["code"] = trade_security(code)
    header = values.get("header")
    if header is not None and _is(header, _ACCOUNT):
        values["header"] = _header(what, header, values.get("secMarket") or 0)
    return values


def _header(what: str, account: Any, sec_market: int) -> Dict[str, Any]:
    """The header for an account of the account list."""
    markets: List[int] = list(account.trdMarketAuthList)
    market = trade_market(sec_market)
    if market not in markets:
        if len(markets) != 1:
            raise TypeError(
                f"{what}: account {account.accID} trades in the markets {markets}; name one of them in header="
                f"{{'trdEnv': {account.trdEnv}, 'accID': {account.accID}, 'trdMarket': ...}}"
            )
        market = markets[0]
    return {"trdEnv": account.trdEnv, "accID": account.accID, "trdMarket": market}


def _is(value: Any, type_name: str) -> bool:
    """Whether it is such a message, of this package or of the official SDK."""
    return isinstance(value, Message) and value.DESCRIPTOR.full_name == type_name


def _own(value: Any, kind: Any) -> Any:
    return value if isinstance(value, kind) else kind.FromString(value.SerializeToString())


def _fill(where: str, message: Any, values: Mapping[str, Any]) -> None:
    fields = message.DESCRIPTOR.fields_by_name
    for name, value in values.items():
        field = fields.get(name)
        if field is None:
            raise TypeError(_unknown(where, name, fields))
        if value is None:
            continue
        path = f"{where}: {name}"
        if is_repeated(field):
            _extend(path, getattr(message, name), field, value)
        elif is_message(field):
            _set_message(path, getattr(message, name), field, value)
        else:
            try:
                setattr(message, name, _scalar(path, field, value))
            except (TypeError, ValueError) as error:
                raise TypeError(f"{path}: {value!r} does not fit: {error}") from None


def _extend(path: str, target: Any, field: Any, value: Any) -> None:
    elements: Iterable[Any] = [value] if isinstance(value, (str, bytes, Mapping, Message)) else value
    for element in elements:
        if is_message(field):
            _set_message(path, target.add(), field, element)
            continue
        try:
            target.append(_scalar(path, field, element))
        except (TypeError, ValueError) as error:
            raise TypeError(f"{path}: {element!r} does not fit: {error}") from None


def _set_message(path: str, target: Any, field: Any, value: Any) -> None:
    type_name = field.message_type.full_name
    target.SetInParent()
    if _is(value, type_name):
        target.MergeFromString(value.SerializePartialToString())
    elif isinstance(value, Mapping):
        _fill(path, target, value)
    elif type_name == _SECURITY and isinstance(value, str):
        target.market, target.code = parse_security(value)
    else:
        raise TypeError(f"{path} takes a {type_name} or a dict, not {value!r}")


def _scalar(path: str, field: Any, value: Any) -> Any:
    # Ids that went through a float column of a frame are no longer exact.
    if isinstance(value, float) and field.cpp_type not in (field.CPPTYPE_DOUBLE, field.CPPTYPE_FLOAT):
        raise TypeError("a float where an integer is needed")
    return value


def _unknown(where: str, name: str, fields: Mapping[str, Any]) -> str:
    near = difflib.get_close_matches(name, list(fields), 1, 0.5)
    known = f"did you mean {near[0]}?" if near else f"there are: {', '.join(fields) or 'none'}"
    return f"{where} has no field {name}; {known}"
