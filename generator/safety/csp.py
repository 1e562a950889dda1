"""The Content-Security-Policy of built pages: what a browser may load and which scripts may run. Pure.

It protects if `escaping` fails: words of an article that became markup would still not run, load or send anything.
Only scripts of the theme run. Their hashes are taken from pages without any article's words; a hash taken from a page
with articles would admit whatever an article had put into that page.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

SCRIPT = re.compile(r"<script\b.*?(?:</script\s*>|\Z)", re.IGNORECASE | re.DOTALL)
SOURCED_SCRIPT = re.compile(r"<script\b[^>]*\ssrc\s*=", re.IGNORECASE)
DATA_SCRIPT = re.compile(r"<script\b[^>]*\stype=(\"?)application/(?:ld\+)?json\1[\s>]", re.IGNORECASE)
SCRIPT_CODE = re.compile(r"<script\b[^>]*>(.*)</script\s*>", re.IGNORECASE | re.DOTALL)
HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)
EXTERNAL_SOURCE = re.compile(
    r"<(?:script|img|iframe)\b[^>]*\ssrc=\"?((?:https?:)?//[^\s\">]+)"
    r"|<link\b[^>]*\brel=\"?stylesheet\"?[^>]*\shref=\"?((?:https?:)?//[^\s\">]+)",
    re.IGNORECASE,
)

# What is not named may not be loaded at all. Objects, frames and media are among that, and named for the reader.
POLICY = (
    "default-src 'none'; script-src 'self'{hashes}; style-src 'self'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'none'; object-src 'none'; frame-src 'none'; media-src 'none'"
)
META = '<meta http-equiv="Content-Security-Policy" content="{policy}">'


def find_scripts(page: str) -> list[str]:
    """The script elements of a page, each as written from its start tag to its end tag."""
    return SCRIPT.findall(page)


def is_data(script: str) -> bool:
    """True for a script element that holds JSON, which no browser runs."""
    return bool(DATA_SCRIPT.match(script))


def build_policy(known: Iterable[str]) -> str:
    """The content security policy that admits these inline scripts and the site's own script files.

    `known` are script elements as `find_scripts` returns them; only those with code inside need to be listed.
    """
    inline = {
        code[1] for script in known if _has_inline_code(script) and (code := SCRIPT_CODE.fullmatch(script))
    }
    return POLICY.format(hashes="".join(f" '{digest}'" for digest in sorted(map(_csp_hash, inline))))


def _has_inline_code(script: str) -> bool:
    """True if a script element holds code itself; others name a file or hold data."""
    return not SOURCED_SCRIPT.match(script) and not is_data(script)


def _csp_hash(code: str) -> str:
    """The SHA-256 hash of a script as a content security policy lists it: `sha256-…`."""
    return "sha256-" + base64.b64encode(hashlib.sha256(code.encode("utf-8")).digest()).decode("ascii")


def with_policy(page: str, policy: str) -> str | None:
    """The page with the policy as the first element of its head, before all it applies to; None without a head."""
    head = HEAD.search(page)
    return head and page[: head.end()] + META.format(policy=policy) + page[head.end() :]


def external_sources(page: str) -> list[str]:
    """The addresses on other hosts from which a page loads something and which the policy forbids."""
    return [script or style for script, style in EXTERNAL_SOURCE.findall(page)]
