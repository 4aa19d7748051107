"""A relay in front of an OpenD that can hold replies back and cut connections.

Cuts happen on frame borders only: the official SDK keeps the bytes of half a
frame over a reconnect and never recovers from it (facts: ftapi-protocol.md 1.5).
"""

import socket
import struct
import threading

HEADER_BYTES = 44
PROTO_ID_OFFSET = 2
BODY_LENGTH_OFFSET = 12


class _Pair:
    """One client connection and its connection to the OpenD."""

    def __init__(
        self, client: socket.socket, upstream: socket.socket, gate: threading.Event, requests: list, replies: list
    ) -> None:
        self._client = client
        self._upstream = upstream
        self._gate = gate
        self._requests = requests
        self._replies = replies
        self._lock = threading.Lock()
        self._closed = False

    def start(self) -> None:
        for pump in (self._pump_requests, self._pump_replies):
            threading.Thread(target=pump, daemon=True).start()

    def close(self) -> None:
        with self._lock:
            if self._closed:
                return
            self._closed = True
            for end in (self._client, self._upstream):
                try:
                    end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass  # the other side was faster
                end.close()

    def _pump_requests(self) -> None:
        pending = bytearray()
        try:
            while True:
                data = self._client.recv(65536)
                if not data:
                    break
                pending += data
                while (frame := _take_frame(pending)) is not None:
                    self._upstream.sendall(frame)
                    self._requests.append(frame_proto_id(frame))
        except OSError:
            pass
        self.close()

    def _pump_replies(self) -> None:
        pending = bytearray()
        try:
            while True:
                data = self._upstream.recv(65536)
                if not data:
                    break
                pending += data
                while (frame := _take_frame(pending)) is not None:
                    self._gate.wait()
                    with self._lock:
                        if self._closed:
                            return
                        self._client.sendall(frame)
                    self._replies.append(frame)
        except OSError:
            pass
        self.close()


def frame_proto_id(frame: bytes) -> int:
    (proto_id,) = struct.unpack_from("<I", frame, PROTO_ID_OFFSET)
    return proto_id


def _take_frame(pending: bytearray) -> bytes | None:
    if len(pending) < HEADER_BYTES:
        return None
    (body_bytes,) = struct.unpack_from("<I", pending, BODY_LENGTH_OFFSET)
    end = HEADER_BYTES + body_bytes
    if len(pending) < end:
        return None
    frame = bytes(pending[:end])
    del pending[:end]
    return frame


class Relay:
    """Listens on a free loopback port and forwards each connection to `target`."""

    def __init__(self, target: tuple[str, int]) -> None:
        self._target = target
        self._gate = threading.Event()
        self._gate.set()
        self._pairs: list = []
        # The proto_id of every request that went upstream, and every frame that came back.
        # A plain append is atomic in CPython.
        self.requests: list = []
        self.replies: list = []
        self._lock = threading.Lock()
        self._accepted_count = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.host, self.port = self._listener.getsockname()
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> "Relay":
        return self

    def __exit__(self, *_exc) -> None:
        self._listener.close()
        self.release()
        self.cut()

    @property
    def accepted_count(self) -> int:
        """How many connections were ever accepted."""
        with self._lock:
            return self._accepted_count

    def hold(self) -> None:
        """From now on no reply or push passes; requests still do."""
        self._gate.clear()

    def release(self) -> None:
        self._gate.set()

    def cut(self) -> None:
        """Closes every connection of this moment, between two frames."""
        with self._lock:
            pairs, self._pairs = self._pairs, []
        for pair in pairs:
            pair.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            try:
                upstream = socket.create_connection(self._target, timeout=5)
            except OSError:
                client.close()
                continue
            for end in (client, upstream):
                end.settimeout(None)
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            pair = _Pair(client, upstream, self._gate, self.requests, self.replies)
            with self._lock:
                self._pairs.append(pair)
                self._accepted_count += 1
            pair.start()
