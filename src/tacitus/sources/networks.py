"""Which network addresses may be asked: public ones; never this machine's own, a private network's, or many at once."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import SplitResult, urlsplit

from tacitus.errors import Failure
from tacitus.sources.shapes import Options, Unreadable

SCHEMES = {"http": 80, "https": 443}
"""What is fetched, and the port of each."""
_INSIDE = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96")))
"""Ways in which IPv6 wraps an IPv4 address, which may be a private one: NAT64, 6to4, Teredo, and the old compatible form."""


def refusal(url: str, options: Options) -> Failure | None:
    """Why an address must not be fetched (E211), None where it may, or where its host is not found now.

    For addresses that are kept to be asked later; the fetch itself looks again.
    """
    try:
        host, port = named(url, url)
        checked(host, port, url, options)
    except Unreadable as why:
        return why.failure if why.failure.code == "E211" else None
    return None


def named(here: str, url: str) -> tuple[str, int]:
    """The host, in ASCII, and the port that an address names. url: what the caller named, for the failure.

    Raises Unreadable E211 for another scheme, no host, or what is no address.
    """
    try:
        parts: SplitResult = urlsplit(here)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise refused(url, "it is no address that can be understood") from None
    if parts.scheme not in SCHEMES:
        raise refused(url, f"{parts.scheme or 'nothing'} is no scheme that is fetched")
    if not host:
        raise refused(url, "it names no host")
    return _ascii(host, url), SCHEMES[parts.scheme] if port is None else port


def _ascii(host: str, url: str) -> str:
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        raise refused(url, "its host is no name") from None


def checked(host: str, port: int, url: str, options: Options) -> str:
    """A network address of the host, to be connected to as it is.

    Raises Unreadable E211 if any address of the host is not public, E210 if it has none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError, OverflowError) as unknown:
        raise failed(url, f"the host {host} is not found ({unknown})") from None
    addresses = [str(info[4][0]) for info in found]
    if not addresses:
        raise failed(url, f"the host {host} has no address")
    for address in addresses:
        if not allowed(address, options):
            raise refused(url, f"{host} is on a private network ({address})")
    return addresses[0]


def allowed(address: str, options: Options) -> bool:
    """Whether a network address may be asked: public ones, and this machine's own where the options say so."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    if ip.is_loopback:
        return options.allow_loopback
    if isinstance(ip, ipaddress.IPv6Address) and (ip.is_site_local or any(ip in one for one in _INSIDE)):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not ip.is_unspecified


def failed(url: str, why: str) -> Unreadable:
    """E210, to be raised."""
    hint = "open it in a browser, save the page, and read that"
    return Unreadable("E210", f"it could not be fetched ({why[:200]})", url, hint)


def refused(url: str, why: str) -> Unreadable:
    """E211, to be raised."""
    return Unreadable("E211", f"it is not fetched: {why}", url, "save the page and read the file")
