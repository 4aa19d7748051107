"""The client for programs with threads, or without any."""

import threading
import time
from collections import deque
from typing import TYPE_CHECKING, Any, Deque, Dict, Iterable, Mapping, Optional, Sequence, Set, Tuple, Union

import grpc

from . import _call
from . import services as s
from ._call import Default, Metadata, Pem, Prepared, Settings
from ._commands import SERVICES, Command
from ._pool import message_class
from ._progress import Progress, SubTypeArg, watch_request
from .errors import from_rpc
from .events import Event

if TYPE_CHECKING:
    from .messages import futu_service, opend_v1


class Client:
    """A gateway. Safe to share between threads; each process makes its own.

    `address`: host:port or `unix:path`. `token`: of a key. `ca`: the
    authorities to trust, a PEM file or its bytes; `tls=True`: the system's;
    without either in plain text. `certificate`: chain and key of a client
    certificate. `timeout`: seconds for a call, None for no limit. `client_id`:
    tells programs of one host apart, for a gateway without keys.
    """

    system: s.System
    quote: s.Quote
    history: s.History
    reference: s.Reference
    watchlists: s.Watchlists
    derivatives: s.Derivatives
    research: s.Research
    calendars: s.Calendars
    rankings: s.Rankings
    event_contracts: s.EventContracts
    account: s.Account
    trade: s.Trade

    def __init__(
        self,
        address: str = "localhost:33333",
        *,
        token: Optional[str] = None,
        ca: Optional[Pem] = None,
        tls: Optional[bool] = None,
        certificate: Optional[Tuple[Pem, Pem]] = None,
        timeout: Optional[float] = 15.0,
        client_id: Optional[str] = None,
        metadata: Metadata = (),
        options: Sequence[Tuple[str, Any]] = (),
    ) -> None:
        self._settings = Settings(
            address,
            token=token,
            ca=ca,
            tls=tls,
            certificate=certificate,
            timeout=timeout,
            client_id=client_id,
            metadata=metadata,
            options=options,
        )
        self._channel = open_channel(self._settings)
        self._calls: Dict[str, Any] = {}
        self._watches: Set[Watch] = set()
        for attribute, service in SERVICES.items():
            setattr(self, attribute, getattr(s, service)(self._typed))

    def request(
        self,
        proto_id: int,
        body: Union[bytes, Any] = b"",
        *,
        timeout: Any = Default,
        metadata: Metadata = (),
        idempotency_key: Optional[str] = None,
    ) -> "futu_service.FutuResponse":
        """Any command by its id: `body` is its whole `Request`, bytes or a message, of the official SDK too.

        What OpenD refuses comes back as an answer with `ret_type` other than 0.
        """
        answer: futu_service.FutuResponse = self._send(
            _call.request_call(self._settings, proto_id, body, timeout, metadata, idempotency_key)
        )
        return answer

    def limits(self, *, timeout: Any = Default) -> "opend_v1.GetLimitsResponse":
        """What this client's key may do, and how much of it is left."""
        answer: opend_v1.GetLimitsResponse = self._send(_call.limits_call(self._settings, timeout))
        return answer

    def watch(
        self,
        *,
        securities: Iterable[str] = (),
        types: Iterable[SubTypeArg] = (),
        accounts: Iterable[Any] = (),
        notices: bool = False,
        filters: Iterable[Any] = (),
        subscribe: bool = True,
        snapshot: bool = False,
        heartbeat: float = 15.0,
        resume_after: Optional[Tuple[int, int]] = None,
        conflate: Optional[Mapping[str, Any]] = None,
    ) -> "Watch":
        """Pushes of these securities (by sub type: `basic`, `ticker`, `order_book`, `kl_1min`, ...) and accounts.

        Iterate over it. It comes back by itself whatever happens to the
        connection, the gateway or OpenD, and tells it: see `Event`. What can't
        be helped by that, such as a refused subscription, raises a GatewayError.
        """
        request = watch_request(
            securities=securities,
            types=types,
            accounts=accounts,
            notices=notices,
            filters=filters,
            subscribe=subscribe,
            snapshot=snapshot,
            heartbeat=heartbeat,
            resume_after=resume_after,
            conflate=conflate,
        )
        self._settings.check_process()
        watch = Watch(self._settings, request, self._watches.discard)
        self._watches.add(watch)
        return watch

    def close(self) -> None:
        """Ends its calls and watches."""
        for watch in list(self._watches):
            watch.close()
        self._channel.close()

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def _typed(self, service: str, command: Command, args: Tuple[Any, ...], fields: Mapping[str, Any]) -> Any:
        return self._send(_call.typed_call(self._settings, service, command, args, fields))

    def _send(self, call: Prepared) -> Any:
        send = self._calls.get(call.path)
        if send is None:
            send = self._calls[call.path] = self._channel.unary_unary(
                call.path, type(call.message).SerializePartialToString, call.gives.FromString
            )
        try:
            return send(call.message, timeout=call.timeout, metadata=call.metadata)
        except grpc.RpcError as error:
            raise from_rpc(error, changes=call.changes, idempotency_key=call.key) from error


class Watch:
    """Pushes until `close()`, from this or another thread; also a context manager."""

    def __init__(self, settings: Settings, request: Any, on_close: Any = None) -> None:
        self._settings = settings
        self._progress = Progress(request)
        self._event_class = message_class("opend.v1.WatchEvent")
        self._told: Deque[Event] = deque()
        self._back_at = 0.0
        self._closed = threading.Event()
        self._on_close = on_close
        self._lock = threading.Lock()
        self._channel: Optional[grpc.Channel] = None
        self._stream: Any = None
        self._watchdog: Optional[_Watchdog] = None

    @property
    def position(self) -> Optional[Tuple[int, int]]:
        """Where it is in the gateway's record: a later `watch(resume_after=...)` goes on from here."""
        return self._progress.position

    def __iter__(self) -> "Watch":
        return self

    def __next__(self) -> Event:
        while not self._closed.is_set():
            if self._told:
                return self._told.popleft()
            if self._stream is None and (self._closed.wait(self._back_at - time.monotonic()) or not self._open()):
                break
            event = self._read()
            if event is not None:
                return event
        raise StopIteration

    def close(self) -> None:
        """Ends the iteration; the gateway lets go of the subscriptions."""
        self._closed.set()
        with self._lock:
            stream, channel, watchdog = self._stream, self._channel, self._watchdog
        if stream is not None:
            stream.cancel()
        if watchdog is not None:
            watchdog.stop()
        if channel is not None:
            channel.close()
        if self._on_close is not None:
            self._on_close(self)

    def __enter__(self) -> "Watch":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def _open(self) -> bool:
        self._settings.check_process()
        with self._lock:
            if self._closed.is_set():
                return False
            # A new channel for each try: a dead connection would stay in the old one.
            self._channel = open_channel(self._settings)
            request = self._progress.opening()
            call = self._channel.unary_stream(
                _call.WATCH, type(request).SerializeToString, self._event_class.FromString
            )
            self._stream = call(request, metadata=self._settings.metadata)
            self._watchdog = _Watchdog(self._stream.cancel)
            return True

    def _read(self) -> Optional[Event]:
        watchdog = self._watchdog
        assert watchdog is not None
        error = None
        # Only while this program waits: one that does not ask is slow, not the connection dead.
        watchdog.arm(self._progress.silence_s)
        try:
            return self._progress.take(next(self._stream))
        except StopIteration:
            pass
        except grpc.RpcError as rpc_error:
            if self._closed.is_set():
                return None
            if not watchdog.fired:
                error = from_rpc(rpc_error)
        finally:
            watchdog.disarm()
        with self._lock:
            if self._channel is not None:
                self._channel.close()
            self._stream, self._channel, self._watchdog = None, None, None
        watchdog.stop()
        try:
            self._told.extend(self._progress.ended(error))
        except Exception:
            self.close()
            raise
        self._back_at = time.monotonic() + self._told[-1].update.wait
        return None


class _Watchdog:
    """Calls `bark` when it stays armed for too long."""

    def __init__(self, bark: Any) -> None:
        self.fired = False
        self._bark = bark
        self._deadline: Optional[float] = None
        self._stopped = threading.Event()
        threading.Thread(target=self._run, name="opend-gateway-watchdog", daemon=True).start()

    def arm(self, seconds: float) -> None:
        self._deadline = time.monotonic() + seconds

    def disarm(self) -> None:
        self._deadline = None

    def stop(self) -> None:
        self._stopped.set()

    def _run(self) -> None:
        # To look now and then costs less than to be woken for each event.
        while not self._stopped.wait(0.5):
            deadline = self._deadline
            if deadline is not None and deadline < time.monotonic():
                self.fired = True
                self._bark()
                return


def open_channel(settings: Settings) -> grpc.Channel:
    options = settings.channel_options()
    if settings.credentials is None:
        return grpc.insecure_channel(settings.address, options)
    return grpc.secure_channel(settings.address, settings.credentials, options)
