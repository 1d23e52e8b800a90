"""Addresses of object storage among what is named; the library for it is loaded where there is one."""

from collections.abc import Iterator
from dataclasses import dataclass

from clausecheck.batch.sources.asked import Asked
from clausecheck.errors import UnreadableError, UsageError
from clausecheck.model.batch import Upload


@dataclass(frozen=True, slots=True)
class Addressed:
    """A folder, a pattern or a file in a store."""

    address: str
    asked: Asked
    out: str = ""
    """The address that results go to; what is below it is no input."""
    listed: bool = False
    """Whether a list names it, of which one bad line is one row."""

    def uploads(self) -> Iterator[Upload]:
        """Every file of it. Raises UsageError where it cannot be listed, unless it stands in a list."""
        from clausecheck.batch.remote import uploads

        try:
            yield from uploads(self.address, self.asked, self.out)
        except UsageError as fault:
            if not self.listed:
                raise
            told: Exception = UnreadableError(fault.message, hint=fault.hint)
            if isinstance(fault.__cause__, OSError) and not isinstance(fault.__cause__, FileNotFoundError):
                told = fault.__cause__  # the store did not answer, which may be otherwise the next time
            yield self.asked.faulty(self.address, self.address.rpartition("/")[2], told)

    def unasked(self) -> Upload:
        """It, as one row, while no store has been asked."""
        return self.asked.refused(self.address, self.address, "not looked at yet")


def is_address(path: str) -> bool:
    """Whether this is in a store, and not a path of this machine."""
    if "://" not in path:
        return False
    from clausecheck.batch.remote import is_address, local_path

    return is_address(path) and local_path(path) is None


def without_scheme(path: str) -> str:
    """A path of this machine that is written as an address, "file:///uploads", as a path; any other as it is."""
    if "://" not in path:
        return path
    from clausecheck.batch.remote import is_address, local_path

    return (is_address(path) and local_path(path)) or path
