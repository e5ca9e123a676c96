"""The names by which the endpoint may be called: a web page elsewhere must not reach it by its own.

A page of another site can have its own name point to this machine (DNS rebinding); the Host header
then still holds that name, and the request is refused.
"""

import ipaddress
from collections.abc import Iterable
from typing import Final

__all__ = ["LOOPBACK_NAMES", "is_loopback", "known_hosts"]

LOOPBACK_NAMES: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})


def is_loopback(host: str) -> bool:
    """Return True for a name or address that only this machine can reach.

    >>> is_loopback("127.0.0.1"), is_loopback("0.0.0.0")
    (True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def known_hosts(host: str, port: int, allowed: Iterable[str] = ()) -> frozenset[str]:
    """Return the values of the Host header that are answered, in lower case.

    Args:
        host: The name or address that the endpoint listens on.
        port: Its port.
        allowed: Further names, such as the one a reverse proxy is called by; a name without a port
            is known with and without this port.
    """
    bracketed = f"[{host}]" if ":" in host else host
    names = {*LOOPBACK_NAMES, bracketed, *allowed}
    return frozenset(
        value
        for name in names
        for value in ({name.lower(), f"{name.lower()}:{port}"} if name else ())
    )
