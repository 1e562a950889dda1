"""Safeguards: hostile text has no effect, and every printed sentence stands in its source.

    escaping      the only way from untrusted text to a page
    templating    the environment in which templates are rendered
    denylist      Markdown extensions and plugins that would make text act
    html_audit    detects elements on a rendered page that no template writes
    csp           the Content-Security-Policy of built pages
    verification  compares each printed quotation with the sentence it names

Each is independent of the code it checks, and of the others.
"""
