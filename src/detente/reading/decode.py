"""Bytes → text: which encoding, or why it is no text."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from detente.errors import InputError

SAMPLE = 65_536  # bytes from which an encoding is guessed

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE
)
_ISOLATED = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_FORMATS = (
    (b"%PDF", "a PDF file", "save its text as .txt"),
    (b"\x89PNG", "a picture", "leave it out"),
    (b"\xff\xd8\xff", "a picture", "leave it out"),
    (b"GIF8", "a picture", "leave it out"),
    (b"SQLite format 3", "a database", "export its articles as JSONL or CSV"),
    (b"\xd0\xcf\x11\xe0", "an old Office file", "save it as text or HTML"),
    (b"{\\rtf", "an RTF file", "save it as text or .docx"),
    (b"PAR1", "a Parquet file", "export its articles as JSONL or CSV"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it, or pack it as zip"),
    (b"Rar!", "a RAR archive", "unpack it, or pack it as zip"),
    (b"BZh", "a bzip2 file", "unpack it, or pack it as gz"),
    (b"\xfd7zXZ", "an xz file", "unpack it, or pack it as gz"),
)


def decode(data: bytes) -> str:
    """Turn the bytes of a text or page into text.

    The encoding is, in this order: the byte order mark's, UTF-8 where it fits, the one that the page declares, UTF-16
    by its zero bytes, Windows-1252 where single foreign bytes stand among ASCII, else charset-normalizer's best guess.

    Raises:
        InputError: the bytes are no text; says what they are and what to do.
    """
    _refuse_formats(data)
    encoding = encoding_of(data)
    text = data.decode(encoding, errors="replace")
    if text.count("\ufffd") > max(2, len(text) // 100):
        raise InputError("is text in no known encoding; save it as UTF-8")
    return text.removeprefix("\ufeff").replace("\x00", " ")


def encoding_of(data: bytes) -> str:
    """The name of the encoding of some bytes, of which the first are judged.

    Raises:
        InputError: the bytes are no text.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    sample = data[:SAMPLE]
    if (wide := _wide(sample)) is not None:
        return wide
    if len(_CONTROL.findall(sample)) > len(sample) // 50:
        raise InputError("is binary data, not text; convert it to text or leave it out")
    if _is_utf8(data):
        return "utf-8"
    return _declared(sample) or _guessed(sample)


def decode_line(line: bytes, encoding: str, *, first: bool = False) -> str:
    """Decode one line of a file; one that does not fit the file's encoding is judged by itself."""
    try:
        text = line.decode(encoding)
    except UnicodeDecodeError:
        text = line.decode(_guessed(line[:SAMPLE]), errors="replace")
    return text.removeprefix("\ufeff") if first else text


def _refuse_formats(data: bytes) -> None:
    for magic, name, remedy in _FORMATS:
        if data.startswith(magic):
            raise InputError(f"is {name}; {remedy}")


def _is_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8; a last character that is cut off is forgiven."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, final=False)
    except UnicodeDecodeError:
        return False
    return True


def _wide(sample: bytes) -> str | None:
    """UTF-16 without its mark: every second byte of Latin text is zero."""
    half = len(sample) // 2
    if half < 4:
        return None
    for name, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        others = len(sample) - len(zeros)
        if zeros.count(0) > 0.7 * half and sample.count(0) - zeros.count(0) < 0.02 * others:
            return name
    return None


def _declared(sample: bytes) -> str | None:
    match = _DECLARED.search(sample[:4096])
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
        sample.decode(name)
    except UnicodeDecodeError as error:
        return name if error.start > len(sample) - 4 else None
    except LookupError:
        return None
    return "cp1252" if name == "iso8859-1" else name


def _guessed(sample: bytes) -> str:
    """An older encoding: foreign bytes that stand alone are accents and curly quotes of Western text."""
    if len(_ISOLATED.findall(sample)) >= 0.8 * len(_HIGH.findall(sample)):
        return "cp1252"
    best = from_bytes(sample).best()
    return best.encoding if best else "cp1252"
