"""Object storage: files come from it, and results go to it. Everything that is known of it stands in `store`."""

from clausecheck.batch.remote.address import is_address, local_path
from clausecheck.batch.remote.origin import uploads
from clausecheck.batch.remote.results import Remote

__all__ = ["Remote", "is_address", "local_path", "uploads"]
