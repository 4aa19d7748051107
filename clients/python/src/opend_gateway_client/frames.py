"""pandas frames of answers; pandas is needed only here."""

from typing import TYPE_CHECKING, Any, Callable, Dict, Iterator, List, Optional, Tuple

from ._build import is_message, is_repeated
from .securities import format_security

if TYPE_CHECKING:
    import pandas


def to_frame(message: Any, field: Optional[str] = None) -> "pandas.DataFrame":
    """A row for each element of the message's one repeated message field, or of the named one.

    Nested messages become columns such as `basic.volume`, securities `HK.00700`.
    A message without such a field is one row. Integers stay exact: a column
    of them that has holes is of a nullable type (`Int64`).
    """
    lists = [f.name for f in message.DESCRIPTOR.fields if is_repeated(f) and is_message(f)]
    if field is None and len(lists) > 1:
        raise ValueError(f"{message.DESCRIPTOR.full_name} has several lists; name one of {', '.join(lists)}")
    if field is not None and field not in lists:
        known = ", ".join(lists) or "none"
        raise ValueError(f"{message.DESCRIPTOR.full_name} has no list {field}; there are: {known}")
    name = field or (lists[0] if lists else None)
    rows = [message] if name is None else list(getattr(message, name))
    descriptor = message.DESCRIPTOR if name is None else message.DESCRIPTOR.fields_by_name[name].message_type
    return _frame(rows, list(_columns(descriptor, "", lambda row: row, ())))


_Column = Tuple[str, Any, Callable[[Any], Any]]


def _frame(rows: List[Any], columns: List[_Column]) -> "pandas.DataFrame":
    import pandas

    series: Dict[str, Any] = {}
    for name, field, value_of in columns:
        values = [value_of(row) for row in rows]
        # What no row has is left out: many messages have fields for other markets only.
        if not rows or any(value is not None for value in values):
            series[name] = pandas.Series(values, dtype=_dtype(field, values))
    return pandas.DataFrame(series)


def _columns(descriptor: Any, prefix: str, holder: Callable[[Any], Any], above: Tuple[str, ...]) -> Iterator[_Column]:
    for field in descriptor.fields:
        name = prefix + field.name
        if is_repeated(field) or not is_message(field):
            yield name, field, _reader(field, holder)
        elif field.message_type.full_name == "Qot_Common.Security":
            yield name, None, _security_reader(field, holder)
        elif field.message_type.full_name not in above:
            inner = _holder(field, holder)
            yield from _columns(field.message_type, f"{name}.", inner, (*above, field.message_type.full_name))


def _holder(field: Any, holder: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def read(row: Any) -> Any:
        message = holder(row)
        return getattr(message, field.name) if message is not None and message.HasField(field.name) else None

    return read


def _security_reader(field: Any, holder: Callable[[Any], Any]) -> Callable[[Any], Any]:
    security_of = _holder(field, holder)

    def read(row: Any) -> Optional[str]:
        security = security_of(row)
        return None if security is None else format_security(security.market, security.code)

    return read


def _reader(field: Any, holder: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def read(row: Any) -> Any:
        message = holder(row)
        if message is None:
            return None
        if is_repeated(field):
            return list(getattr(message, field.name))
        if field.has_presence and not message.HasField(field.name):
            return None
        return getattr(message, field.name)

    return read


def _dtype(field: Any, values: List[Any]) -> Any:
    if field is None or is_repeated(field):
        return object
    unsigned = field.cpp_type in (field.CPPTYPE_UINT64, field.CPPTYPE_UINT32)
    holes = any(value is None for value in values)
    if field.cpp_type in (field.CPPTYPE_DOUBLE, field.CPPTYPE_FLOAT):
        return "float64"
    if field.cpp_type == field.CPPTYPE_BOOL:
        return "boolean" if holes else "bool"
    if field.cpp_type == field.CPPTYPE_STRING:
        return object
    # A missing value would make a plain column one of floats, which hold 53 bits.
    return ("UInt64" if unsigned else "Int64") if holes else ("uint64" if unsigned else "int64")
