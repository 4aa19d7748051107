"""The client for programs with asyncio."""

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Any, Deque, Dict, Iterable, Mapping, Optional, Sequence, Set, Tuple, Union

import grpc
import grpc.aio

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


class AsyncClient:
    """A gateway, for one event loop. The arguments are those of `Client`."""

    system: s.AsyncSystem
    quote: s.AsyncQuote
    history: s.AsyncHistory
    reference: s.AsyncReference
    watchlists: s.AsyncWatchlists
    derivatives: s.AsyncDerivatives
    research: s.AsyncResearch
    calendars: s.AsyncCalendars
    rankings: s.AsyncRankings
    event_contracts: s.AsyncEventContracts
    account: s.AsyncAccount
    trade: s.AsyncTrade

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
        # Made with the first call: a channel belongs to the loop that runs then.
        self._channel: Optional[grpc.aio.Channel] = None
        self._calls: Dict[str, Any] = {}
        self._watches: Set[AsyncWatch] = set()
        for attribute, service in SERVICES.items():
            setattr(self, attribute, getattr(s, f"Async{service}")(self._typed))

    async def request(
        self,
        proto_id: int,
        body: Union[bytes, Any] = b"",
        *,
        timeout: Any = Default,
        metadata: Metadata = (),
        idempotency_key: Optional[str] = None,
    ) -> "futu_service.FutuResponse":
        """Any command by its id, as `Client.request`."""
        answer: futu_service.FutuResponse = await self._send(
            _call.request_call(self._settings, proto_id, body, timeout, metadata, idempotency_key)
        )
        return answer

    async def limits(self, *, timeout: Any = Default) -> "opend_v1.GetLimitsResponse":
        """What this client's key may do, and how much of it is left."""
        answer: opend_v1.GetLimitsResponse = await self._send(_call.limits_call(self._settings, timeout))
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
    ) -> "AsyncWatch":
        """As `Client.watch`, for `async for`."""
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
        watch = AsyncWatch(self._settings, request, self._watches.discard)
        self._watches.add(watch)
        return watch

    async def close(self) -> None:
        """Ends its calls and watches."""
        for watch in list(self._watches):
            await watch.close()
        if self._channel is not None:
            await self._channel.close()
        self._channel, self._calls = None, {}

    async def __aenter__(self) -> "AsyncClient":
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self.close()

    async def _typed(self, service: str, command: Command, args: Tuple[Any, ...], fields: Mapping[str, Any]) -> Any:
        return await self._send(_call.typed_call(self._settings, service, command, args, fields))

    async def _send(self, call: Prepared) -> Any:
        if self._channel is None:
            self._channel = open_channel(self._settings)
        send = self._calls.get(call.path)
        if send is None:
            send = self._calls[call.path] = self._channel.unary_unary(
                call.path, type(call.message).SerializePartialToString, call.gives.FromString
            )
        try:
            return await send(call.message, timeout=call.timeout, metadata=call.metadata)
        except grpc.RpcError as error:
            raise from_rpc(error, changes=call.changes, idempotency_key=call.key) from error


class AsyncWatch:
    """Pushes until `close()` or the end of the task; also an async context manager."""

    def __init__(self, settings: Settings, request: Any, on_close: Any = None) -> None:
        self._settings = settings
        self._progress = Progress(request)
        self._event_class = message_class("opend.v1.WatchEvent")
        self._told: Deque[Event] = deque()
        self._back_at = 0.0
        self._closed = asyncio.Event()
        self._on_close = on_close
        self._channel: Optional[grpc.aio.Channel] = None
        self._stream: Any = None

    @property
    def position(self) -> Optional[Tuple[int, int]]:
        """Where it is in the gateway's record: a later `watch(resume_after=...)` goes on from here."""
        return self._progress.position

    def __aiter__(self) -> "AsyncWatch":
        return self

    async def __anext__(self) -> Event:
        while not self._closed.is_set():
            if self._told:
                return self._told.popleft()
            if self._stream is None:
                await self._pause()
                if self._closed.is_set():
                    break
                self._open()
            event = await self._read()
            if event is not None:
                return event
        raise StopAsyncIteration

    async def close(self) -> None:
        """Ends the iteration; the gateway lets go of the subscriptions."""
        self._closed.set()
        await self._drop()
        if self._on_close is not None:
            self._on_close(self)

    async def __aenter__(self) -> "AsyncWatch":
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self.close()

    async def _pause(self) -> None:
        left = self._back_at - asyncio.get_running_loop().time()
        if left > 0:
            closed = asyncio.ensure_future(self._closed.wait())
            try:
                await asyncio.wait({closed}, timeout=left)
            finally:
                closed.cancel()

    def _open(self) -> None:
        # A new channel for each try: a dead connection would stay in the old one.
        self._channel = open_channel(self._settings)
        request = self._progress.opening()
        call = self._channel.unary_stream(_call.WATCH, type(request).SerializeToString, self._event_class.FromString)
        self._stream = call(request, metadata=self._settings.metadata)

    async def _read(self) -> Optional[Event]:
        error = None
        # Not wait_for: before Python 3.12 it may forget a cancellation of this task.
        read = asyncio.ensure_future(self._stream.read())
        try:
            # The watchdog.
            done, _ = await asyncio.wait({read}, timeout=self._progress.silence_s)
        except asyncio.CancelledError:
            read.cancel()
            await self._drop()
            raise
        if done:
            try:
                message = read.result()
                if message is not grpc.aio.EOF:
                    return self._progress.take(message)
            except asyncio.CancelledError:
                pass  # close() was called, which cancels the stream
            except grpc.RpcError as rpc_error:
                error = from_rpc(rpc_error)
        else:
            read.cancel()
        await self._drop()
        if self._closed.is_set():
            return None
        try:
            self._told.extend(self._progress.ended(error))
        except Exception:
            await self.close()
            raise
        self._back_at = asyncio.get_running_loop().time() + self._told[-1].update.wait
        return None

    async def _drop(self) -> None:
        stream, channel = self._stream, self._channel
        self._stream, self._channel = None, None
        if stream is not None:
            stream.cancel()
        if channel is not None:
            await channel.close()


def open_channel(settings: Settings) -> grpc.aio.Channel:
    options = settings.channel_options()
    if settings.credentials is None:
        return grpc.aio.insecure_channel(settings.address, options)
    return grpc.aio.secure_channel(settings.address, settings.credentials, options)
