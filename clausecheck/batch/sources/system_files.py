"""Files that no person uploads: what systems and programs leave in folders."""

from typing import Final

_FILES: Final = frozenset({".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"})
_FOLDERS: Final = frozenset({"__macosx", "$recycle.bin", "system volume information", "@eadir", "lost+found"})


def left_by_system(name: str, *, folder: bool = False) -> str:
    """Why what has this name is not opened; empty for what may be a contract, or a folder of them."""
    low = name.lower()
    if low.startswith(("~$", ".~lock.")):
        return "it is a lock file that a word processor leaves beside an open document"
    if low in (_FOLDERS if folder else _FILES) or low.startswith("._"):
        return f"it is a {'folder' if folder else 'file'} of the system"
    if low.startswith("."):
        return f"it is a hidden {'folder, which is not opened' if folder else 'file'}"
    return ""
