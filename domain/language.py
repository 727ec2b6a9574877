"""The language a text is in: as its author says, else guessed by its letters and its commonest words."""

import re

from domain.errors import InvalidInput

_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
SAMPLE = 4_000
"""Characters of a text that are looked at."""
LEAST = 20
"""Letters below which nothing is guessed."""

SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("uk", re.compile(r"[іїєґІЇЄҐ]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
"""Languages that letters tell, those first whose letters stand beside another's."""
_SHARE = {"ja": 0.1, "uk": 0.02}
_COMMON = """
en: the of and to in is that it for with as are this be on not have you was by
de: der die und das ist nicht ein eine mit für auf den dem zu von im auch sich wird es
fr: le les des et est une dans que pour pas qui sur avec ce du sont il vous nous au
es: el los las que una por con para es del se como más pero su al lo son está hay
pt: os as que uma não com para do da em dos das mais como mas foi ao são também isso
it: il gli che di una per non con del della è sono come più ma anche nel alla questo lo
nl: het een van en is dat niet op te voor met zijn aan ook maar er bij naar wordt we
"""
WORDS = {line[:2]: frozenset(line[3:].split()) for line in _COMMON.strip().splitlines()}
"""The commonest words of a language."""


def language_of(text: str, said: str | None, path: tuple[str, ...] = ("input", "language")) -> str | None:
    """The code of the language: what was said, else a guess; None when there is nothing to go by.

    Raises:
        InvalidInput: what was said is no code of a language.
    """
    if said is None:
        return guess(text)
    if not _CODE.fullmatch(said):
        raise InvalidInput("Name the language by its code, such as `en`, `de` or `zh-Hant`.", path)
    return said


def guess(text: str) -> str | None:
    """The language of a text by its letters, or by the words that every sentence has; None when unsure."""
    sample = text[:SAMPLE]
    letters = len(_LETTER.findall(sample))
    if letters < LEAST:
        return None
    for code, script in SCRIPTS:
        if len(script.findall(sample)) >= _SHARE.get(code, 0.4) * letters:
            return code
    words = _WORD.findall(sample.lower())
    shares = sorted(((sum(word in common for word in words), code) for code, common in WORDS.items()), reverse=True)
    (best, code), (second, _) = shares[0], shares[1]
    return code if best >= 0.08 * len(words) and best > 1.2 * second else None
