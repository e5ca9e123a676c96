"""What a browser may do with our pages: response headers, the host check, and their policy."""

import base64
import hashlib
import re
from pathlib import Path
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["SecurityHeaders", "content_policy", "inline_script_hashes"]

_INLINE_SCRIPT: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def inline_script_hashes(index_page: Path) -> tuple[str, ...]:
    """Return the CSP sources ('sha256-...') of the inline scripts of Streamlit's start page."""
    found = _INLINE_SCRIPT.findall(index_page.read_text(encoding="utf-8"))
    return tuple(_hash_source(script) for script in found)


def _hash_source(script: str) -> str:
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def content_policy(script_hashes: tuple[str, ...]) -> str:
    """Return the Content-Security-Policy: everything from this server, no foreign frame.

    Styles may stand inline, because Streamlit's own front end writes its style rules into the
    page; scripts may not, except the ones whose hash is given.
    """
    directives = {
        "default-src": ["'self'"],
        "script-src": ["'self'", *script_hashes],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'", "blob:"],
        "frame-src": ["'none'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())


class SecurityHeaders:
    """An ASGI layer that refuses foreign host names and puts our headers on every answer.

    A page elsewhere can make a browser resolve its own name to this machine; checking the name
    keeps that page from reading ours.
    """

    def __init__(self, app: ASGIApp, *, policy: str, allowed_hosts: tuple[str, ...]) -> None:
        self._app = app
        self._allowed_hosts = allowed_hosts
        self._headers = {
            "content-security-policy": policy,
            "x-content-type-options": "nosniff",
            "x-frame-options": "DENY",
            "referrer-policy": "no-referrer",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "permissions-policy": "camera=(), microphone=(), geolocation=()",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; anything but HTTP (the WebSocket) passes unchanged."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers[name] = value
            await send(message)

        if self._host_of(scope) in self._allowed_hosts:
            await self._app(scope, receive, send_with_headers)
        else:
            refusal = PlainTextResponse("This host name is not served here.", status_code=421)
            await refusal(scope, receive, send_with_headers)

    @staticmethod
    def _host_of(scope: Scope) -> str:
        return Headers(scope=scope).get("host", "").rsplit(":", 1)[0].lower()
