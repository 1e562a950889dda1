"""Two folders exchange their names in one step, where the system can do that."""

from __future__ import annotations

import os
import sys
from pathlib import Path

AT_FDCWD = -100  # of Linux: paths are relative to the working directory
RENAME_EXCHANGE = 2  # of Linux
RENAME_SWAP = 2  # of macOS


def exchange(first: Path, second: Path) -> bool:
    """Exchange two folders, so that each has the other's name; False if that is not possible here.

    Nobody sees a moment at which one of the names is missing. Where it is not possible, nothing has changed: some
    systems and disks do not know it, and a mount point cannot be renamed.
    """
    import ctypes  # here, as a build that changes nothing does not need it

    libc = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(first), os.fsencode(second)
    if sys.platform == "darwin" and hasattr(libc, "renamex_np"):
        return bool(libc.renamex_np(*names, ctypes.c_uint(RENAME_SWAP)) == 0)
    if hasattr(libc, "renameat2"):
        here = ctypes.c_int(AT_FDCWD)
        return bool(libc.renameat2(here, names[0], here, names[1], ctypes.c_uint(RENAME_EXCHANGE)) == 0)
    return False
