"""Errors that stop a whole build. A bad article does not: it becomes a `LedgerEntry`.

    BriefingError
    ├── ConfigError        the configuration cannot be used
    ├── TemplateError      a template cannot be rendered
    ├── VerificationError  a page prints something that its article does not say; nothing is published
    ├── LossError          many articles would be removed although their files are unchanged
    ├── MachineError       the disk, the memory or a process failed: no article is at fault
    ├── SiteExists         `briefing new` got a folder that is not empty
    └── GoldError          `briefing evaluate` got a gold set that cannot be used

Every message names the place, what was found there, and the remedy.
"""

import errno
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

REMEDIES: Mapping[int | None, str] = {  # by the number of an OSError
    errno.ENOSPC: "Free space on the disk",
    errno.EDQUOT: "Free space in your quota",
    errno.EFBIG: "Raise the limit on the size of a file (`ulimit -f`)",
    errno.EMFILE: "Raise the limit on open files (`ulimit -n`)",
    errno.ENOMEM: "Free memory",
    errno.EACCES: "Give yourself the right to it (`chmod`, `chown`)",
    errno.EPERM: "Give yourself the right to it (`chmod`, `chown`)",
    errno.EROFS: "Name a folder on a disk that can be written",
    errno.ENOTDIR: "Move the file that stands where a folder is needed",
    errno.EEXIST: "Move the file that stands where a folder is needed",
    errno.EISDIR: "Name a file instead of the folder",
    errno.ECHILD: "Free memory, or take the file at which they always die out of seeds/,",
}
ANY_REMEDY = "Put that right"
# The environment variable with which an editor accepts all losses of articles.
ACCEPT_LOSSES = "BRIEFING_ACCEPT_LOSSES"


class BriefingError(Exception):
    """The build stops; nothing that was published before is touched."""


class ConfigError(BriefingError):
    """The configuration cannot be used."""


class TemplateError(BriefingError):
    """A template cannot be rendered."""


class VerificationError(BriefingError):
    """What was about to be printed of an article is not what the article says."""


class SiteExists(BriefingError):  # noqa: N818 - reads as the fact it states
    """A new site was asked for in a folder that already holds something."""


class GoldError(BriefingError):
    """A file of labelled articles, or what was asked of it, cannot be used."""


class LossError(BriefingError):
    """Many articles would no longer be published although their files are unchanged."""


class MachineError(BriefingError):
    """The disk, the memory or a process failed; no article is at fault."""


def accepts_losses(environment: Mapping[str, str]) -> bool:
    """True if the environment accepts losses: ACCEPT_LOSSES is set, and not to 0, false or no."""
    return environment.get(ACCEPT_LOSSES, "").lower() not in ("", "0", "false", "no")


# --- failures of the machine -------------------------------------------------------------------------------


def is_machine_failure(error: BaseException) -> bool:
    """True if an exception, or one that led to it, says that the disk, the memory or a process failed."""
    return _machine_failure_behind(error) is not None


@contextmanager
def machine_failures(doing: str) -> Iterator[None]:
    """While this runs, turn a failure of the machine into a MachineError that says what was being done.

    `doing` reads like "writing docs/index.md".
    """
    try:
        yield
    except BriefingError:
        raise
    except Exception as error:
        if is_machine_failure(error):
            raise machine_error(error, doing) from error
        raise


def machine_error(error: BaseException, doing: str) -> MachineError:
    """The message about a failure of the machine: what was being done, what the system says, and the way out."""
    failure = _machine_failure_behind(error) or error
    return MachineError(
        f"Stopped while {doing}: {_finding(failure, doing)}. {_remedy(failure)} and try again."
    )


def _machine_failure_behind(error: BaseException) -> BaseException | None:
    """The first failure of the machine in an exception's chain of causes; None if there is none.

    An OSError without a number is none: decompressors raise it for damaged data. A module that is not installed is
    none either, but one that cannot be loaded is.
    """
    if (
        isinstance(error, MemoryError)
        or (isinstance(error, OSError) and error.errno is not None)
        or (isinstance(error, ImportError) and not isinstance(error, ModuleNotFoundError))
    ):
        return error
    cause = error.__cause__ or error.__context__
    return _machine_failure_behind(cause) if cause else None


def _finding(failure: BaseException, doing: str) -> str:
    """What happened, in words: no memory, or the message of the operating system with the file."""
    if isinstance(failure, MemoryError):
        return "there is not enough memory"
    if not isinstance(failure, OSError):
        return str(failure)
    path = failure.filename2 or failure.filename
    is_known = (
        not path or str(Path(str(path)).parent) in doing
    )  # as of a temporary file beside the one to be written
    return str(failure.strerror) if is_known else f"{failure.strerror} ({path})"


def _remedy(failure: BaseException) -> str:
    """What a user can do about a failure of the machine."""
    number = errno.ENOMEM if isinstance(failure, MemoryError) else getattr(failure, "errno", None)
    return REMEDIES.get(number, ANY_REMEDY)
