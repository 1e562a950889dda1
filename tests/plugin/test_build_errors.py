"""What MkDocs cannot write ends its build with a message, as what the plugin cannot write does."""

from __future__ import annotations

import errno

import pytest
from mkdocs.exceptions import Abort, PluginError

from generator.plugin import BriefingPlugin


@pytest.mark.parametrize(
    ("failure", "message"),
    [
        (
            OSError(errno.ENOSPC, "No space left on device"),
            "Stopped while writing site: No space left on device. Free",
        ),
        (
            OSError(errno.EROFS, "Read-only file system", "site/index.html"),
            "writing site: Read-only file system",
        ),
        (OSError(errno.ENOSPC, "Full", "/theme/a.js", None, "/x/a.js"), r"Full \(/x/a.js\)"),
        (MemoryError(), "there is not enough memory"),
    ],
)
def test_a_failure_of_the_machine_becomes_a_message(failure: Exception, message: str) -> None:
    with pytest.raises(Abort, match=message):
        BriefingPlugin().on_build_error(error=failure)


@pytest.mark.parametrize("error", [PluginError("known"), ValueError("a defect")])
def test_another_error_is_left_to_mkdocs(error: Exception) -> None:
    BriefingPlugin().on_build_error(error=error)
