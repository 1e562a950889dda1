"""Puts the index of our own search into the site; makes what changed of it, and nothing if nothing did."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path

from generator.config import Settings
from generator.errors import machine_failures
from generator.plugin.messages import log
from generator.search import store
from generator.updates import Update, open_cache

INDEX_CACHE = ".cache/briefing/search"  # outside the site's folder, which MkDocs empties
INDEX_IN_SITE = "search/index"


def write(settings: Settings, update: Update, site: Path) -> None:
    """Update the index in its cache, if the pages are of another version, and put it into the folder `site`.

    Raises VerificationError if a record says what its article does not, and MachineError.
    """
    folder, place = settings.root / INDEX_CACHE, site / INDEX_IN_SITE
    with machine_failures(f"writing the search index into {place}"):
        if not store.is_version(folder, update.version):
            _make(settings, update, folder)
        store.install(folder, place)


def _make(settings: Settings, update: Update, folder: Path) -> None:
    """Index in `folder` the bundles that changed since its last version, when their records are verified."""
    from generator import search
    from generator.build import brief, choose_engine
    from generator.safety import verification

    briefing = update.briefing or brief(
        settings, date.today(), choose_engine(settings), remembered=open_cache(settings)
    )
    bundles = search.bundles(briefing)
    stale = search.find_stale(bundles, folder)
    records = (asdict(record) for name in stale for record in bundles[name])
    verification.verify_search_records(briefing, records)
    made = search.write(bundles, folder, update.version)
    log.info(f"briefing: {len(made)} of {len(bundles)} parts of the search index made")
