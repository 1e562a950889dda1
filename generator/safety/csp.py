"""What a browser may do on a built page: the Content-Security-Policy, and the scripts it lets run. Pure.

A net under `markup`: if words of an article ever became markup, they would still not run, load, send or lead away.
Only scripts of the theme run. They are recognised by what they are on pages without anybody's words; a hash taken
from a page with articles on it would let pass whatever an article got into that page.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

SCRIPT = re.compile(r"<script\b.*?(?:</script\s*>|\Z)", re.IGNORECASE | re.DOTALL)
FROM_A_FILE = re.compile(r"<script\b[^>]*\ssrc\s*=", re.IGNORECASE)
DATA = re.compile(r"<script\b[^>]*\stype=\"application/(?:ld\+)?json\"", re.IGNORECASE)
CODE = re.compile(r"<script\b[^>]*>(.*)</script\s*>", re.IGNORECASE | re.DOTALL)
HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)
LOADED = re.compile(
    r"<(?:script|img|iframe)\b[^>]*\ssrc=\"?((?:https?:)?//[^\s\">]+)"
    r"|<link\b[^>]*\brel=\"?stylesheet\"?[^>]*\shref=\"?((?:https?:)?//[^\s\">]+)",
    re.IGNORECASE,
)

# What is not named may not be loaded at all. Objects, frames and media are among that, and named for the reader.
# `wasm-unsafe-eval` lets WebAssembly be compiled, and no script be made from text: the search needs it where it cannot
# have a worker, which this policy does not govern.
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hashes}; style-src 'self'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'none'; object-src 'none'; frame-src 'none'; media-src 'none'"
)
META = '<meta http-equiv="Content-Security-Policy" content="{policy}">'


def scripts(page: str) -> list[str]:
    """Every script element of a page, as it is written, from its start to its end tag."""
    return SCRIPT.findall(page)


def policy(known: Iterable[str]) -> str:
    """The policy under which these script elements run, and scripts in the site's own files."""
    inline = {code[1] for script in known if _runs(script) and (code := CODE.fullmatch(script))}
    return POLICY.format(hashes="".join(f" '{digest}'" for digest in sorted(map(_hash, inline))))


def _runs(script: str) -> bool:
    """Whether the element itself holds code; the others name a file or hold data."""
    return not FROM_A_FILE.match(script) and not DATA.match(script)


def _hash(code: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(code.encode("utf-8")).digest()).decode("ascii")


def applied(page: str, policy: str) -> str | None:
    """The page with the policy as the first element of its head, before all it is to govern; None without a head."""
    head = HEAD.search(page)
    return head and page[: head.end()] + META.format(policy=policy) + page[head.end() :]


def loaded_from_elsewhere(page: str) -> list[str]:
    """Addresses on other hosts that a page would load, and that the policy keeps it from."""
    return [script or style for script, style in LOADED.findall(page)]
