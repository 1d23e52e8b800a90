"""Characters of Word's symbol fonts as ones that every font has."""

from collections.abc import Mapping
from types import MappingProxyType

_SYMBOL = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪",
    "〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭",
)
"""Adobe's symbol encoding from 0x20, from 0xA0 and from 0xF1."""
_WINGDINGS: Mapping[int, str] = MappingProxyType(
    {
        0x21: "✏", 0x22: "✂", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x36: "⌛", 0x3F: "✍", 0x41: "✌", 0x45: "☜", 0x46: "☞",
        0x47: "☝", 0x48: "☟", 0x4A: "☺", 0x4C: "☹", 0x52: "☼", 0x58: "✠", 0x59: "✡", 0x5B: "☯", 0x6C: "●", 0x6D: "❍",
        0x6E: "■", 0x6F: "☐", 0x70: "☐", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥",
        0x78: "☒", 0x79: "⍓", 0x7A: "⌘", 0x7B: "❀", 0x9E: "·", 0x9F: "•", 0xA0: "▪", 0xA1: "○", 0xA4: "◉", 0xA5: "◎",
        0xA7: "▪", 0xA8: "☐", 0xAB: "★", 0xB7: "•", 0xD5: "⌫", 0xD6: "⌦", 0xD8: "➢", 0xDC: "➲", 0xDF: "←", 0xE0: "→",
        0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
        0xFE: "☑",
        **{0x80 + number: chr(0x245F + number) for number in range(1, 11)},
        **{0x8B + number: chr(0x2775 + number) for number in range(1, 11)},
    }
)  # fmt: skip
_WINGDINGS_2: Mapping[int, str] = MappingProxyType(
    {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "•", 0x98: "●", 0xA2: "▪", 0xA3: "☐"}
)
_ANY: Mapping[int, str] = MappingProxyType({0xB7: "•", 0xA7: "▪", 0xA8: "☐", 0x6F: "☐", 0xFC: "✓", 0xD8: "➢"})
"""Where the font is not told: what the commonest of them show."""


def symbol(code: int, font: str = "") -> str:
    """The character that `font` shows at `code`, with or without the private-use offset F000; a bullet if unknown."""
    font = font.lower()
    pictures = font.startswith(("symbol", "wingdings", "webdings"))
    if not (0xF000 <= code <= 0xF0FF or (pictures and 0x20 <= code <= 0xFF)):
        return chr(code) if 0 < code < 0xD800 or 0xE000 <= code <= 0x10FFFF else ""
    code &= 0xFF
    if font == "symbol":
        for start, letters in zip((0x20, 0xA0, 0xF1), _SYMBOL, strict=True):
            if 0 <= code - start < len(letters):
                return letters[code - start]
    table = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}.get(font, _ANY)
    return table.get(code, "•")
