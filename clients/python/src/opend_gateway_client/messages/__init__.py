"""The messages and enums of FTAPI, a namespace for each proto package.

    from opend_gateway_client.messages import Qot_Common

    Qot_Common.Security(market=Qot_Common.QotMarket_HK_Security, code="00700")

They look like the modules of the official SDK and are independent of them.
Packages with a dot are written with an underscore: `opend_v1`, `futu_service`.
"""

from types import SimpleNamespace
from typing import Any, List

from google.protobuf.internal.enum_type_wrapper import EnumTypeWrapper

from .._pool import files_of, message_class, packages


def __getattr__(name: str) -> Any:
    # Not `Qot_Sub`, whose underscore is its own.
    files = files_of(name) or files_of(name.replace("_", "."))
    if name.startswith("__") or not files:
        raise AttributeError(f"opend_gateway_client.messages has no package {name!r}")
    namespace = SimpleNamespace()
    for file in files:
        for message in file.message_types_by_name.values():
            setattr(namespace, message.name, message_class(message.full_name))
        for enum in file.enum_types_by_name.values():
            setattr(namespace, enum.name, EnumTypeWrapper(enum))
            for value in enum.values:
                setattr(namespace, value.name, value.number)
    globals()[name] = namespace
    return namespace


def __dir__() -> List[str]:
    return sorted(name.replace(".", "_") for name in packages())
