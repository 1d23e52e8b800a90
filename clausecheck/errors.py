"""What can go wrong, as a tree; each class carries its exit code and a hint.

ClausecheckError            1  no result could be made
├── UsageError              2  wrong options or values
├── UnreadableError         3  no readable input
│   ├── UnsupportedFormat   3  a kind of file that is not read
│   ├── DamagedFile         3  broken, cut off or not what its name says
│   ├── EncryptedFile       3  needs a password
│   ├── EmptyFile           3  no words in it
│   ├── PagesWithoutText    3  pictures of pages
│   └── LimitExceeded       3  larger or slower than the limits allow
├── HistoryError            1  the store of own deals cannot be used
├── AuditError              1  the record of reviews cannot be used
├── ResultsError            1  the results of a batch cannot be kept
├── WorkerLost              1  a process of the program ended in the middle of its work
└── ServiceError            1  a model's service did not answer usefully
"""


class ClausecheckError(Exception):
    """A fault that is told to the user in two lines: what went wrong, what to do next."""

    exit_code = 1
    default_hint = "run again with --verbose to see more"

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        """One line, with the file's name where there is one (the name only, never the full path)."""
        self.hint = hint or self.default_hint
        """One line: what to do next."""


class UsageError(ClausecheckError):
    """Options or values that make no sense."""

    exit_code = 2
    default_hint = "see clausecheck --help"


class UnreadableError(ClausecheckError):
    """The input cannot be read in full; a clean review of it is never given."""

    exit_code = 3
    default_hint = "open the file yourself and save it again as DOCX or as PDF with text"


class UnsupportedFormat(UnreadableError):
    """A kind of file that the program does not read."""

    default_hint = "save it as DOCX, PDF, text, Markdown or HTML"


class DamagedFile(UnreadableError):
    """A file that is broken, cut off, or not what its name says."""


class EncryptedFile(UnreadableError):
    """A file that needs a password."""

    default_hint = "remove the password and save the file again"


class EmptyFile(UnreadableError):
    """A file without a word in it."""

    default_hint = "check that this is the right file"


class PagesWithoutText(UnreadableError):
    """Pages that are pictures, so that nobody has read them."""

    default_hint = "install tesseract, which reads pictures of pages, or ask for the original document"


class LimitExceeded(UnreadableError):
    """A file that needs more time, memory or pages than the limits allow."""

    default_hint = "ask for the contract alone, as a plain DOCX or PDF"


class HistoryError(ClausecheckError):
    """The store of own deals is damaged, is another user's, or cannot be written."""

    default_hint = "leave own history out with --no-history"


class AuditError(ClausecheckError):
    """The record of reviews is broken, is another user's, or cannot be written."""

    default_hint = "see what is wrong with it: clausecheck audit verify"


class ResultsError(ClausecheckError):
    """The results of many files cannot be written, or another run is writing them."""

    default_hint = "check the disk and the permissions; what is done is kept, and the same command goes on"


class WorkerLost(ClausecheckError):
    """A process of the program that ended in the middle of its work, twice."""

    default_hint = "the same command tries this file again; if it stays, ask for it as a plain DOCX or PDF"


class ServiceError(ClausecheckError):
    """A model's service failed, refused or answered nonsense."""

    default_hint = "the rules' review stands; try again later or use --reviewer rules"
