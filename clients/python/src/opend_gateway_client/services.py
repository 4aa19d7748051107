"""The typed services: a class each, with a method for each of its commands (made from the table)."""

from typing import Any, Callable, Mapping, Tuple

from ._commands import COMMANDS, Command

Unary = Callable[[str, Command, Tuple[Any, ...], Mapping[str, Any]], Any]


class Service:
    """`call` sends a command; with an AsyncClient what it gives is to be awaited."""

    def __init__(self, call: Unary) -> None:
        self._call = call


def _method(service: str, command: Command) -> Any:
    def method(self: Service, *args: Any, **fields: Any) -> Any:
        return self._call(service, command, args, fields)

    method.__name__ = command.name
    method.__qualname__ = f"{service}.{command.name}"
    method.__doc__ = f"{command.summary}\n\nSends {command.takes} ({command.proto_id}), gives {command.gives}."
    return method


for _name, _commands in COMMANDS.items():
    _methods = {command.name: _method(_name, command) for command in _commands}
    globals()[_name] = type(_name, (Service,), {"__module__": __name__, **_methods})
    globals()[f"Async{_name}"] = type(f"Async{_name}", (Service,), {"__module__": __name__, **_methods})
