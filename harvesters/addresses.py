"""Which addresses may be connected to: global ones, and those of hosts an operator allowed by name."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection

from harvesters.errors import AbortJobError, RetryLaterError


def checked_addresses(host: str, port: int, allowed: Collection[str]) -> list[str]:
    """The host's addresses, to connect to exactly these (a second look-up could answer otherwise).

    Args:
        host: A name or an address, IPv6 without brackets.
        port: The port to connect to.
        allowed: Host names whose non-global addresses are allowed.

    Raises:
        AbortJobError: One of the addresses is not global: none is used.
        RetryLaterError: The name does not resolve now.
    """
    found = _resolve(host, port)
    if host.lower() not in {name.lower() for name in allowed}:
        private = [address for address in found if not is_global(address)]
        if private:
            raise AbortJobError(
                "address-refused",
                f"'{host}'은(는) 내부망 주소를 가리켜 접속하지 않았습니다. 운영자가 --allow-host로 허용할 수 있습니다.",
                f"'{host}' points to a non-global address; an operator may allow it with --allow-host.",
            )
    return found


def is_global(address: str) -> bool:
    """Whether an address is reachable from everywhere; addresses wrapped in IPv6 count as what they wrap."""
    parsed = ipaddress.ip_address(address.split("%", 1)[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        wrapped = parsed.ipv4_mapped or parsed.sixtofour or (parsed.teredo and parsed.teredo[1]) or _nat64(parsed)
        if wrapped:
            parsed = wrapped
    return parsed.is_global and not parsed.is_multicast


def _nat64(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address inside ``64:ff9b::/96``."""
    inside = address in ipaddress.ip_network("64:ff9b::/96")
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if inside else None


def _resolve(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        raise RetryLaterError(
            "name-not-found",
            f"서버 이름 '{host}'을(를) 찾을 수 없습니다. 주소를 확인하세요.",
            f"The server name '{host}' does not resolve; check the address.",
        ) from error
    return list(dict.fromkeys(str(info[4][0]) for info in found))
