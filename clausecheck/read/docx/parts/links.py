"""Links whose words name another address than the one they lead to, and links that do more than lead somewhere."""

import re
from typing import Final

from clausecheck.model import Trace

_ADDRESS: Final = re.compile(
    r"(?:[a-z][a-z0-9+.-]{1,20}://)?(?:[\w.+-]{1,64}@)?((?:[\w-]{1,63}\.){1,8}[a-z]{2,24})\b", re.IGNORECASE
)
_SCHEME: Final = re.compile(r"\s*([a-z][a-z0-9+.-]{1,30}):", re.IGNORECASE)
_QUIET: Final = frozenset({"http", "https", "mailto", "tel", "ftp", "ftps", "sip", "sms", "news"})
_LOCAL: Final = frozenset({"file", "c", "d"})
_NO_DOMAIN: Final = frozenset({"docx", "doc", "pdf", "xlsx", "txt", "html", "htm", "zip", "inc", "ltd", "rtf"})


def odd_link(words: str, target: str) -> Trace | None:
    """What is odd about a link with these words; None for an ordinary one."""
    scheme = _SCHEME.match(target)
    name = scheme[1].casefold() if scheme else ""
    if name and name not in _QUIET and name not in _LOCAL and not target[len(name) + 1 :].strip().isdigit():
        return Trace(technique="docx.link_scheme", quote=target, detail=f'its words are "{words}"' if words else "")
    if target.startswith("\\\\"):
        return Trace(technique="docx.link_scheme", quote=target, detail="it leads to a computer of a network")
    shown = _ADDRESS.fullmatch(words.strip().strip("<>()[]").split("/", 3)[0] if "://" not in words else words.strip())
    shown = shown or _ADDRESS.match(words.strip())
    if shown is None or " " in words.strip() or not target:
        return None
    host = shown[1].casefold()
    if host.rpartition(".")[2] in _NO_DOMAIN or _site(host) in target.casefold():
        return None
    return Trace(technique="docx.link_mismatch", quote=target, shown=words.strip(), detail="the address is another one")


def _site(host: str) -> str:
    """What two addresses of one owner share: the last two names, three where the second is short ("co.uk")."""
    names = host.split(".")
    return ".".join(names[-3:] if len(names) > 2 and len(names[-2]) <= 3 and len(names[-1]) == 2 else names[-2:])
