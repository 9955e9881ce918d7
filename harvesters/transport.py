"""Connections that go only to checked addresses, and can be cut when their time is up."""

from __future__ import annotations

import socket
from collections.abc import Collection
from threading import Timer
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError
from urllib3.util.connection import create_connection

from harvesters.addresses import checked_addresses


class Wire:
    """The open connections of one session: whom they may reach, and how to cut them."""

    def __init__(self, allowed: Collection[str]) -> None:
        self.allowed = frozenset(allowed)
        self._open: set[HTTPConnection] = set()

    def connect(self, connection: HTTPConnection) -> socket.socket:
        """A socket to the first checked address that answers; the name is not looked up again."""
        host, port = connection.host.strip("[]"), connection.port or connection.default_port
        refused: OSError | None = None
        for address in checked_addresses(host, port, self.allowed):
            try:
                return create_connection((address, port), connection.timeout, socket_options=connection.socket_options)
            except OSError as error:
                refused = error
        if isinstance(refused, TimeoutError):
            raise ConnectTimeoutError(connection, f"{host} did not answer in time") from refused
        raise NewConnectionError(connection, f"{host} refused the connection") from refused

    def opened(self, connection: HTTPConnection) -> None:
        """Remember a connection that can be cut."""
        self._open.add(connection)

    def cut(self) -> None:
        """Shut every open connection down: whoever reads from it gets an error at once."""
        for connection in tuple(self._open):
            if isinstance(connection.sock, socket.socket):
                try:
                    connection.sock.shutdown(socket.SHUT_RDWR)
                except OSError:
                    self._open.discard(connection)

    def deadline(self, seconds: float) -> Timer:
        """A started timer that cuts the wire; cancel it when the work is done."""
        timer = Timer(seconds, self.cut)
        timer.daemon = True
        timer.start()
        return timer


def guarded_adapter(wire: Wire) -> HTTPAdapter:
    """A requests adapter whose every connection goes through ``wire``."""

    class Plain(HTTPConnection):
        """HTTP to a checked address."""

        def _new_conn(self) -> socket.socket:
            return wire.connect(self)

        def connect(self) -> None:
            super().connect()
            wire.opened(self)

    class Secure(HTTPSConnection):
        """HTTPS to a checked address; the certificate is checked against the name."""

        def _new_conn(self) -> socket.socket:
            return wire.connect(self)

        def connect(self) -> None:
            super().connect()
            wire.opened(self)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    class Guarded(HTTPAdapter):
        """Pools of guarded connections."""

        def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
            super().init_poolmanager(*args, **kwargs)
            self.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}

    return Guarded(pool_connections=4, pool_maxsize=1, max_retries=0)
