"""The editor's options, read from mkdocs.yml and checked once; without MkDocs, so that a build does not need it.

`options` defines what may be written, `settings` what the rest of the program gets, `messages` the words of errors.
"""

from generator.config.options import (
    CacheOptions,
    Options,
    RightsOptions,
    SummaryOptions,
    TermOptions,
    ThemeOptions,
    schema,
)
from generator.config.settings import (
    Settings,
    make_settings,
    packaged_templates,
    read,
    read_site,
    read_themes,
    refuse_risks,
    template_folders,
    template_texts,
)

__all__ = [
    "CacheOptions",
    "Options",
    "RightsOptions",
    "Settings",
    "SummaryOptions",
    "TermOptions",
    "ThemeOptions",
    "make_settings",
    "packaged_templates",
    "read",
    "read_site",
    "read_themes",
    "refuse_risks",
    "schema",
    "template_folders",
    "template_texts",
]
