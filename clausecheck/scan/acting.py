"""Shapes of words that other programs act on: markup, formulas, templates, escape sequences.

No part of a pattern can repeat within another, and every part has an upper bound, so that a text is walked once.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

_STYLES: Final = (
    "b|i|u|s|bold|italic|underline|underline2|strike|blink|blink2|reverse|conceal|dim|frame|encircle|overline|not|none|"
    "on|default|black|red|green|yellow|blue|magenta|cyan|white|grey|gray|bright_[a-z]{3,7}|dark_[a-z]{3,9}|"
    "[#][0-9a-f]{3,6}|color\\([0-9]{1,3}\\)"
)
_NAMES: Final = "link|url|color|colour|size|font|img|style|email|quote|code|@click"
_LOADING: Final = "src|srcdoc|srcset|xlink:href|formaction|poster|background|dynsrc|lowsrc|http-equiv"
_TAGS: Final = "script|iframe|svg|noscript|plaintext|marquee|applet|xmp|frameset|portal"
_FUNCTIONS: Final = (
    "HYPERLINK|WEBSERVICE|FILTERXML|ENCODEURL|IMAGE|IMPORTXML|IMPORTDATA|IMPORTHTML|IMPORTFEED|IMPORTRANGE|CALL|"
    "GOOGLEFINANCE|GOOGLETRANSLATE|REGISTER|REGISTER\\.ID|EXEC|RUN|EVALUATE|FORMULA|DDE|DDEAUTO|RTD|SHELL|INDIRECT"
)
_COMMANDS: Final = "cmd|powershell|pwsh|bash|sh|curl|wget|nc|rm|cat|python3?|perl|calc|mshta|rundll32|certutil"
_SCHEMES: Final = "ms-msdt|search-ms|ms-officecmd|ms-word|ms-excel|ms-appinstaller|ldaps?|gopher|jar|smb"

_PATTERNS: Final = {
    "output.markup": (
        ("[",),
        rf"""\[/(?:(?:{_STYLES}|{_NAMES})(?:[ ](?:{_STYLES})){{0,6}})?\]  # [/] and [/bold]
           | \[(?:{_STYLES})(?:[ ](?:{_STYLES})){{1,6}}\]   # [bold red]
           | \[(?:{_NAMES}|on)=[^\[\]\n]{{1,300}}\]        # [link=https://…]
           | \[(?:blink|conceal|reverse|strike|italic|bold)\]""",
    ),
    "output.bracket": (("[/",), r"\[/[a-z][a-z0-9_ ]{0,30}\]"),
    "output.html": (
        ("<",),
        rf"""<[a-z][a-z0-9:-]{{0,30}}[\s/][^<>\n]{{0,300}}?(?<=[\s/"'])(?:on[a-z]{{3,25}}|{_LOADING})[ \t]{{0,3}}=
             [^<>\n]{{0,300}}>?
           | <(?:object|embed|form|base|link)[\s/][^<>\n]{{0,300}}=[^<>\n]{{0,300}}>?
           | </?(?:{_TAGS})[\s/]{{0,3}}>""",
    ),
    "output.tag": (
        ("<",),
        r"""<[a-z][a-z0-9:-]{0,30}(?:[\s/]+[a-z@:][\w:.-]{0,40}){0,4}?  # a tag, and words without a value
             [\s/]+[a-z@:][\w:.-]{0,40}[ \t]{0,3}=[ \t]{0,3}["'`\w/\#][^<>\n]{0,300}>?  # one with a value
           | <\?(?:php|xml|=)[^<>\n]{0,200}
           | <!(?:--|doctype\b|\[cdata\[|entity\b)[^<>\n]{0,200}>?
           | <%[=@!]?[^<>\n]{1,200}%>""",
    ),
    "output.image": (("![",), r"!\[[^\[\]\n]{0,300}\](?:\([^)\n]{1,500}\)|\[[^\[\]\n]{0,100}\])"),
    "output.link": (
        ("](", "]: "),
        r"""(?<!!)\[[^\[\]\n]{0,300}\]\([ ]{0,3}<?(?:[a-z][a-z0-9+.-]{1,20}:|//|www\.)[^)\n]{1,500}\)
           | ^[ ]{0,3}\[[^\[\]\n]{1,100}\]:[ ]{1,3}<?[a-z][a-z0-9+.-]{1,20}:/[^\s]{1,300}""",
    ),
    "output.formula": (
        ("=", "+", "-", "@", "|"),
        rf"""[=+\-@](?<![\w)].)[ \t]{{0,3}}(?i:{_FUNCTIONS})\(
             [^()\n]{{0,200}}(?:\([^()\n]{{0,200}}\))?[^()\n]{{0,99}}\)?
           | [=+\-@][\w.+*()\- ]{{0,40}}\|[ \t]{{0,3}}'[^'\n]{{0,200}}'![A-Za-z]{{1,3}}\$?[0-9]{{1,7}}""",
    ),
    "output.calculation": (("=", "+", "@"), r"^[=+@][ \t]{0,3}[A-Z][A-Z0-9.]{1,20}\([^()\n]{0,200}\)?"),
    "output.command": (
        ("${", "$(", "{{"),
        rf"""\$\{{(?:jndi|env|sys|java|lower|upper|script|dns|url|base64):[^{{}}\n]{{0,200}}\}}?
           | \$\((?:{_COMMANDS})\b[^()\n]{{0,200}}\)?
           | \{{\{{[^{{}}\n]{{0,100}}?(?:__\w{{2,30}}__|[0-9][ ]?\*[ ]?[0-9]|\.constructor\b|\bimport\b)
             [^{{}}\n]{{0,100}}\}}\}}""",
    ),
    "output.template": (
        ("{%",),
        r"\{%-?[ ]{0,3}(?:import|include|extends|for|if|set|macro|else|endif|endfor)\b[^{}\n]{0,200}%\}",
    ),
    "output.scheme": (
        ("script:", "data:", "ms-", "-ms:", "ldap", "gopher:", "jar:", "smb:"),
        rf"""\b(?:java|vb|j)script:[^\s:]\S{{0,200}}
           | \bdata:[a-z]{{2,20}}/[a-z0-9.+-]{{2,40}}[;,]\S{{1,200}}
           | \b(?:{_SCHEMES}):[/\w]\S{{3,200}}""",
    ),
    "output.path": (("file:/",), r"\bfile:/\S{2,200}"),
    "output.sequence": (
        ("\\", "^[", "␛"),
        r"""\\(?:x1b|033|e|u001b|u\{1b\})(?:\[[0-9;?]{0,20}[a-z]|\][0-9]{1,4};)[^\n]{0,60}
           | (?:\^\[|␛)(?:\[[0-9;?]{0,20}[a-z]|\][0-9]{1,4};)[^\n]{0,60}""",
    ),
}
"""By technique: strings of which a text must have one, in small letters, and the pattern.

What begins at the same place is told once, by the technique that stands first.
"""
_CASED: Final = frozenset({"output.formula", "output.calculation"})


def acting(text: str) -> Iterator[tuple[str, int, int]]:
    """The technique and the place of each stretch of `text` that some program would act on, technique by technique."""
    small = text.lower()
    told: set[int] = set()
    for technique, (leads, _) in _PATTERNS.items():
        if any(lead in small for lead in leads):
            for found in _search(technique)(text):
                if found.start() not in told:
                    told.add(found.start())
                    yield technique, found.start(), found.end()


@cache
def _search(technique: str) -> Callable[[str], Iterator[re.Match[str]]]:
    flags = re.VERBOSE | re.MULTILINE | (0 if technique in _CASED else re.IGNORECASE)
    return re.compile(_PATTERNS[technique][1], flags).finditer
