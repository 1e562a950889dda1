"""`mkdocs build` publishes a finished site whole; one that fails leaves the old site as it is."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from browsing import mkdocs_build
from conftest import BRIDGE, HARVEST, snapshot
from mkdocs.exceptions import Abort

CONFIG = """\
site_name: Test
strict: true
theme: {name: mkdocs, highlightjs: false}
plugins: [briefing]
"""
FAILURES = {
    "while pages are made": "def on_post_page(output, page, config):\n    raise OSError(28, 'Full')\n",
    "at the end": "def on_post_build(config):\n    raise ValueError('a defect')\n",
    "for its warnings": "import logging\ndef on_post_build(config):\n"
    "    logging.getLogger('mkdocs.hook').warning('a warning')\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "seeds/bridge.txt").write_text(BRIDGE)
    return tmp_path


def run(folder: Path, hook: str = "") -> Path:
    """Build the site with a hook; returns the folder that the configuration names afterwards."""
    (folder / "hook.py").write_text(hook)
    (folder / "mkdocs.yml").write_text(CONFIG + ("hooks: [hook.py]\n" if hook else ""))
    return mkdocs_build(folder / "mkdocs.yml")


def test_the_configuration_and_the_log_name_the_published_site(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "mkdocs")

    assert run(folder) == folder / "site"

    assert f"directory: {folder / 'site'}" in caplog.text
    assert (folder / "site/articles/bridge/index.html").exists()
    assert sorted(path.name for path in folder.glob(".*")) == [".cache"]


@pytest.mark.parametrize("moment", FAILURES)
def test_a_build_that_fails_leaves_the_old_site_whole(folder: Path, moment: str) -> None:
    run(folder)
    before = snapshot(folder / "site")
    (folder / "seeds/harvest.txt").write_text(HARVEST)

    with pytest.raises((Abort, ValueError)) as failure:
        run(folder, FAILURES[moment])

    assert ".briefing-" not in str(failure.value)
    assert snapshot(folder / "site") == before
    assert sorted(path.name for path in folder.glob(".*")) == [".cache"]


def test_plugins_see_the_staging_folder_from_the_first_event(folder: Path) -> None:
    hook = (
        "from pathlib import Path\nplaces = set()\n"
        "def on_config(config):\n    places.add(config.site_dir)\n"
        "def on_post_build(config):\n    places.add(config.site_dir)\n"
        "    assert len(places) == 1 and not Path(config.config_file_path).with_name('site').exists()\n"
        "    Path(config.site_dir, 'written.txt').write_text('by a hook')\n"
    )

    assert (run(folder, hook) / "written.txt").exists()


def test_a_site_that_another_plugin_puts_elsewhere_is_left_to_it(folder: Path) -> None:
    run(folder)
    before = snapshot(folder / "site")
    hook = "def on_config(config):\n    config.site_dir = config.config_file_path + '.site'\n"

    assert (run(folder, hook) / "index.html").exists()

    assert snapshot(folder / "site") == before
