"""Faults in codebook files are told with file and line; a user's folder adds to the built-in tables."""

from pathlib import Path

import pytest

from detente.codebook.cues import Cues
from detente.codebook.plover import Plover
from detente.coding.embedding import Embeddings
from detente.errors import CodebookError

FRAME = "frame,event,modes,contexts,cameo,symmetric,label\n"
CUE = "frame,pos,words,object,prep\n"


def folder(tmp_path: Path, name: str, text: str) -> list[Path]:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return [tmp_path]


@pytest.mark.parametrize(
    ("name", "text", "line", "words"),
    [
        ("frames.csv", FRAME + "lease-port,LEASE,,,060,false,leased\n", 2, "unknown event type 'LEASE'"),
        ("frames.csv", FRAME + "# note\nlease-port,AID,visit,,060,false,leased\n", 3, "AID has no mode 'visit'"),
        ("frames.csv", FRAME + "lease-port,AID,,naval,060,false,leased\n", 2, "unknown context 'naval'"),
        ("frames.csv", FRAME + "lease-port,AID,,,060,maybe,leased\n", 2, "symmetric"),
        ("frames.csv", "frame,kind\n", 1, "unknown column 'kind'"),
        ("frames.csv", FRAME + "a,AID,,,060,false,leased,one,two,three,four\n", 2, "quote cells with commas"),
        ("cues.csv", CUE + "lease-port,verb,lease,,\n", 2, "unknown frame 'lease-port'"),
        ("cues.csv", CUE + "visit,verb,drop by,@nowhere,\n", 2, "unknown word class '@nowhere'"),
        ("cues.csv", CUE + "visit,adverb,quickly,,\n", 2, "adverb"),
    ],
)
def test_fault_names_file_and_line(tmp_path: Path, name: str, text: str, line: int, words: str) -> None:
    with pytest.raises(CodebookError, match=words) as caught:
        folders = folder(tmp_path, name, text)
        Cues.load(Plover.load(folders), folders)
    assert caught.value.line == line
    assert caught.value.path == str(tmp_path / name)


def test_file_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    (tmp_path / "frames.csv").write_bytes("frame,event\né".encode("latin-1"))
    with pytest.raises(CodebookError, match="not UTF-8"):
        Plover.load([tmp_path])


def test_user_rows_are_added_and_win(tmp_path: Path) -> None:
    folders = folder(tmp_path, "frames.csv", FRAME + "lease-port,COOPERATE,,economic,061,false,leased a port of\n")
    folder(tmp_path, "cues.csv", CUE + "lease-port,verb,lease,port,\nlease-port,verb,tour,,\n")
    plover = Plover.load(folders)
    cues = Cues.load(plover, folders)
    assert plover.label("lease-port") == "leased a port of"
    assert "lease-port" in {c.frame for c in cues.verbs["lease"]}
    assert cues.verbs["tour"][0].frame == "lease-port"


def test_every_frame_has_scores_quad_and_a_known_cameo_root() -> None:
    plover = Plover.load()
    for frame in plover.frames.values():
        assert plover.quad(frame.frame) in (1, 2, 3, 4)
        assert -10 <= plover.score(frame.frame) <= 10
        assert 2 <= int(frame.cameo[:2]) <= 20
    assert len(plover.events) == 16
    assert len(plover.contexts) == 37


def test_every_type_and_mode_can_be_coded() -> None:
    plover = Plover.load()
    cues, embeddings = Cues.load(plover), Embeddings.load(plover)
    evoked = {c.frame for table in (cues.verbs, cues.nouns) for found in table.values() for c in found}
    evoked |= set(embeddings.table.values()) & set(plover.frames)
    assert {plover.frames[f].event for f in evoked} == set(plover.events)
    modes = {(plover.frames[f].event, m) for f in plover.frames for m in plover.frames[f].modes}
    assert modes == set(plover.modes)


def test_embedding_with_unknown_frame_is_told(tmp_path: Path) -> None:
    folders = folder(tmp_path, "embeddings.csv", "outer,inner,result\nREQUEST,AID,plead\n")
    with pytest.raises(CodebookError, match="unknown type or frame 'plead'") as caught:
        Embeddings.load(Plover.load(), folders)
    assert caught.value.line == 2
