"""Word documents: their paragraphs in order, once each, and what is no document of Word."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from detente.model import Article, Skipped
from detente.reading.files import read

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def document(body: str, **more: bytes) -> bytes:
    """A file as Word packs it, with as much as a reader needs."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {SPACES}><w:body>{body}</w:body></w:document>")
        for name, content in more.items():
            archive.writestr(name, content)
    return packed.getvalue()


STORY = (
    f"<w:p>{run('Mali shuts border with Niger')}</w:p>"
    f"<w:p>{run('Mali closed its border with ')}{run('Niger on Monday – “for now”, the ')}{run('ministry said.')}</w:p>"
    "<w:p/>"
)


def only(path: Path) -> Article | Skipped:
    (found,) = read([path])
    return found


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            STORY,
            "shuts border with Niger\n\nMali closed its border with Niger on Monday – “for now”, the ministry said.",
        ),
        # Deleted words, fields and comments are no words of the text; those in a table are.
        (
            f"{STORY}<w:p><w:del><w:r><w:delText>Mali opened it.</w:delText></w:r></w:del>"
            f"<w:ins>{run('Niger protested against it on Tuesday.')}</w:ins></w:p>"
            f"<w:tbl><w:tr><w:tc><w:p>{run('Togo offered to mediate between them.')}</w:p></w:tc></w:tr></w:tbl>",
            "Niger protested against it on Tuesday.\n\nTogo offered to mediate between them.",
        ),
        # A box is told twice, for newer and for older programs.
        (
            f"{STORY}<w:p><mc:AlternateContent><mc:Choice><w:p>{run('Niger called it an act of ill will.')}</w:p>"
            f"</mc:Choice><mc:Fallback><w:p>{run('Niger called it an act of ill will.')}</w:p></mc:Fallback>"
            "</mc:AlternateContent></w:p>",
            "the ministry said.\n\nNiger called it an act of ill will.",
        ),
    ],
)
def test_the_paragraphs_of_a_document_are_read_once_and_in_order(tmp_path: Path, body: str, text: str) -> None:
    (tmp_path / "a.docx").write_bytes(document(body))
    found = only(tmp_path / "a.docx")
    assert isinstance(found, Article)
    assert found.text.endswith(text)
    assert found.title == "Mali shuts border with Niger"
    assert all(found.raw_span(block.span).of(found.raw) for block in found.blocks)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (document(""), "is empty"),
        (document("<w:p>"), "its XML is broken"),
        (document(STORY)[:-40], "damaged"),
        (b"{\\rtf1\\ansi Mali closed its border with Niger.}", "an RTF file"),
    ],
)
def test_what_is_no_whole_document_is_told(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "a.docx").write_bytes(content)
    found = only(tmp_path / "a.docx")
    assert isinstance(found, Skipped)
    assert reason in found.reason
    assert found.failed


def test_a_document_that_declares_entities_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE d [<!ENTITY a "Mali shuts border.">]><d>&a;</d>')
    found = only(tmp_path / "a.docx")
    assert isinstance(found, Skipped)
    assert "declares entities" in found.reason


def test_documents_in_folders_and_archives_are_found(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("sub/a.docx", document(STORY))
    found = only(tmp_path)
    assert isinstance(found, Article)
    assert found.source.endswith("all.zip/sub/a.docx")
