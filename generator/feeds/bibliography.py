"""Citations of all articles as files for reference managers: BibTeX and CSL-JSON."""

from __future__ import annotations

import json

from generator.models import Briefing, Page
from generator.pages import citations


def files(briefing: Briefing) -> tuple[Page, ...]:
    """The citations of all articles as `citations/articles.bib` and `citations/articles.json`."""
    bibtex = "\n\n".join("\n".join(citations.bibtex_entry(article)) for article in briefing.articles)
    csl = [citations.csl_item(article) for article in briefing.articles]
    return (
        Page(path="citations/articles.bib", text=f"{bibtex}\n"),
        Page(path="citations/articles.json", text=json.dumps(csl, ensure_ascii=False, indent=1) + "\n"),
    )
