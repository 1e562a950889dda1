"""The other plugins of a site: what they do to its pages, and which of them to name when something goes wrong."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import PluginCollection
from mkdocs.structure.files import File, Files

from generator.plugin.messages import log

IFRAME_WORKER = "https://unpkg.com/iframe-worker/shim"
ASSETS = "assets/"
# They make the navigation, and warn if there is one already.
NAVIGATION_PLUGINS = frozenset({"awesome-nav", "awesome-pages"})


def names_of_others(plugins: PluginCollection, event: str, own: object) -> tuple[str, ...]:
    """The names of the plugins and hooks other than `own` that handle an event, such as `page_content`, in order."""
    return tuple(dict.fromkeys(name for name, _ in _other_handlers(plugins, event, own)))


def apply_others(plugins: PluginCollection, event: str, own: object, output: str, **arguments: Any) -> str:
    """A page that is not part of the site, as changed by the plugins and hooks other than `own`.

    One that fails on such a page leaves it as it is.
    """
    for name, handler in _other_handlers(plugins, event, own):
        try:
            output = handler(output, **arguments) or output
        except Exception as error:  # it may expect a page that it has seen before
            log.debug(f"briefing: {name} cannot handle a page without content: {error}")
    return output


def find_source_of_extension(plugins: PluginCollection, extension: str, own: object) -> str:
    """The plugins that turn on a Markdown extension: those whose code names it, or else all that could.

    Their names with commas between.
    """
    could = _other_handlers(plugins, "config", own)
    naming = [name for name, handler in could if extension in _source_code(handler)]
    return ", ".join(naming or dict.fromkeys(name for name, _ in could))


def _other_handlers(
    plugins: PluginCollection, event: str, own: object
) -> list[tuple[str, Callable[..., Any]]]:
    """The handlers of an event other than those of the plugin `own`, each with the name of its plugin or hook."""
    names = {id(plugin): name for name, plugin in plugins.items()}
    owners = [(getattr(handler, "__self__", None), handler) for handler in plugins.events[event]]
    return [
        (names.get(id(owner), handler.__module__), handler) for owner, handler in owners if owner is not own
    ]


def _source_code(handler: Callable[..., Any]) -> str:
    """The source code of a function; empty if it cannot be read."""
    try:
        return inspect.getsource(handler)
    except (OSError, TypeError):  # compiled
        return ""


def leave_out_iframe_worker(config: MkDocsConfig) -> None:
    """Remove the script that Material's plugin `offline` loads from elsewhere; only Material's own search needs it."""
    scripts = config.extra.get("polyfills", [])
    config.extra["polyfills"] = [script for script in scripts if script != IFRAME_WORKER]


def move_data_files(files: Files, paths: Iterable[str], config: MkDocsConfig) -> None:
    """Move data files beside the pages of a translation, which plugins such as `i18n` build in a folder of its own.

    `paths` are those of all generated files; pages, and assets that all translations share, are left where they are.
    """
    home = files.get_file_from_path("index.md")
    folder = home.dest_uri.removesuffix("index.html") if home else ""
    for path in paths if folder else ():
        file = files.get_file_from_path(path)
        if file and not file.is_documentation_page() and not path.startswith(ASSETS):
            files.remove(file)
            place = folder + path
            files.append(
                File(path, config.docs_dir, config.site_dir, config.use_directory_urls, dest_uri=place)
            )


def makes_navigation(plugins: Mapping[str, Any] | Iterable[str]) -> bool:
    """True if a plugin other than ours makes the navigation of the site."""
    return not NAVIGATION_PLUGINS.isdisjoint(plugins)
