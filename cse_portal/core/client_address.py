"""Where a request comes from, as far as our own proxies vouch for it."""

from __future__ import annotations

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port


def client_address(request: HttpRequest) -> str:
    """What the outermost of our own proxies saw; what a browser claims beyond it does not count. Empty: unknown."""
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    count = settings.PROXY_COUNT
    claimed = hops[-count] if 0 < count <= len(hops) else request.META.get("REMOTE_ADDR", "")
    without_port = split_domain_port(claimed)[0].strip("[]") or claimed
    try:
        return str(ip_address(without_port.partition("%")[0]))
    except ValueError:
        return ""
