"""One form for the web addresses under which a publisher offers one page."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

# Parts of an address that say where a reader comes from and not what is read.
TRACKING = re.compile(
    r"utm_.*|at_.*|ns_.*|mc_[ce]id|pk_.*|mtm_.*|[a-z]*clid|cmpid|cmp|icid|ito|smid|smtyp|xtor|ref|ref_src|referrer|source"
    r"|src|rss|feed|partner|share|shared|amp|output|outputtype|print|spm|taid|guccounter|__twitter_impression",
    re.IGNORECASE,
)
HOST_VARIANT = re.compile(r"\A(?:www\d?|amp|m|mobile|edition)\.")
PATH_VARIANT = re.compile(r"(?:/amp|/print|/index\.\w+|\.amp)?/*\Z", re.IGNORECASE)
ROUTE = ("!", "/")  # begin a fragment that names a page and not a place on it


def page_key(url: str | None) -> str | None:
    """A form of an address that is equal for variants of one page; None if it names no page below a site's front page.

    Scheme, `www.`, a trailing slash, versions for phones and printers, and what only tracks readers make no difference.
    """
    try:
        parts = urlsplit((url or "").strip())
        host, query = parts.hostname, parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    path = PATH_VARIANT.sub("", parts.path)
    named = sorted((name, value) for name, value in query if not TRACKING.fullmatch(name))
    fragment = parts.fragment if parts.fragment.startswith(ROUTE) else ""
    if not (path or named or fragment):
        return None
    return f"{HOST_VARIANT.sub('', host)}{path}?{urlencode(named)}#{fragment}"
