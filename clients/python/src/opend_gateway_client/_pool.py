"""The protos in a descriptor pool of their own.

The official SDK registers files of the same names, possibly of another version,
in protobuf's default pool. Here nothing of that pool is used or changed.
"""

import functools
import pkgutil
from typing import Any, Dict, List

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory


class _Pool:
    def __init__(self) -> None:
        self.pool = descriptor_pool.DescriptorPool()
        data = pkgutil.get_data(__package__, "descriptors.binpb")
        assert data is not None
        self.packages: Dict[str, List[Any]] = {}
        # Files come behind those that they import.
        for file in descriptor_pb2.FileDescriptorSet.FromString(data).file:
            self.pool.AddSerializedFile(file.SerializeToString())
            self.packages.setdefault(file.package, []).append(file.name)
        if not hasattr(message_factory, "GetMessageClass"):  # protobuf 3.20
            self._factory = message_factory.MessageFactory(self.pool)

    def message_class(self, descriptor: Any) -> Any:
        if hasattr(message_factory, "GetMessageClass"):
            return message_factory.GetMessageClass(descriptor)
        return self._factory.GetPrototype(descriptor)


@functools.cache
def _pool() -> _Pool:
    return _Pool()


@functools.cache
def message_class(name: str) -> Any:
    """The class of the message with this full name, such as `Qot_Common.Security`."""
    return _pool().message_class(_pool().pool.FindMessageTypeByName(name))


def files_of(package: str) -> List[Any]:
    """File descriptors of a proto package; none: there is no such package."""
    return [_pool().pool.FindFileByName(name) for name in _pool().packages.get(package, [])]


def packages() -> List[str]:
    return list(_pool().packages)


def enum_type(name: str) -> Any:
    return _pool().pool.FindEnumTypeByName(name)
