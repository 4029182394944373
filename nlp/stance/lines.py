"""Lines: one JSON object of ``racewatch stance`` read as a statement, with its types checked."""

from collections.abc import Mapping
from typing import get_args

from domain.stance import Statement, Voice

_VOICES: tuple[Voice, ...] = get_args(Voice)
_DEFAULT_VOICE: Voice = "outlet"
_OPTIONAL = ("context", "title", "speaker", "side", "outlet_country", "language")


def statement_of(row: Mapping[str, object]) -> Statement:
    """Return the statement that ``row`` describes; keys that it does not know are left alone.

    Raises ``ValueError`` with one line that names the key at fault.
    """
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ValueError("text: expected a string that is not empty")
    _whole(text, "text")
    voice = row.get("voice") or _DEFAULT_VOICE
    if voice not in _VOICES:
        raise ValueError(f"voice: expected one of {', '.join(_VOICES)}")
    fields = {key: _optional_string(row, key) for key in _OPTIONAL}
    return Statement(text=text, voice=voice, **fields)


def _optional_string(row: Mapping[str, object], key: str) -> str | None:
    value = row.get(key)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise ValueError(f"{key}: expected a string or null")
    return _whole(value, key)


def _whole(value: str, key: str) -> str:
    # JSON can spell half of a surrogate pair, which is no character and which no tokenizer takes.
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"{key}: holds half of a surrogate pair at character {error.start}") from error
    return value
