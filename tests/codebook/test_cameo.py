"""Every CAMEO code and every PLOVER mode has a way that leads to it, and no rule stands in the shadow of others."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.codebook.cameo import HAPPENED, Cameo, Rule
from detente.codebook.cues import Cues
from detente.codebook.plover import Plover
from detente.coding.embedding import Embeddings
from detente.errors import CodebookError
from detente.model import Article, Status
from detente.pipeline import Pipeline

# How many three-digit codes the codebook has under each root.
ROOTS = {
    "02": 9, "03": 10, "04": 7, "05": 8, "06": 5, "07": 6, "08": 8, "09": 5, "10": 9, "11": 7, "12": 10, "13": 10,
    "14": 6, "15": 6, "16": 7, "17": 7, "18": 7, "19": 7, "20": 5,
}  # fmt: skip
# A sentence for each code to which no frame leads by itself.
SENTENCES = [
    ("Chile will sign a trade agreement with Peru in May.", "032"),
    ("Jordan promised to amend its constitution.", "034"),
    ("Sudan and Ethiopia accepted mediation by Kenya.", "038"),
    ("The European Union investigated corruption in Bulgaria's customs service.", "091"),
    ("The United Nations investigated human rights abuses by Eritrea.", "092"),
    ("Japan investigated Russian warships.", "093"),
    ("The United Nations investigated war crimes in Sudan.", "094"),
    ("France demanded military cooperation from Niger.", "1012"),
    ("Iran demanded diplomatic recognition from Kuwait.", "102"),
    ("Somalia demanded food aid from Kenya.", "1033"),
    ("India demanded talks with Nepal.", "106"),
    ("Turkey demanded a settlement of the dispute with Greece.", "107"),
    ("Rwanda refused to accept mediation by Angola.", "126"),
    ("Armenia rejected Turkey's peace plan.", "127"),
    ("North Korea threatened to break off talks with the United States.", "134"),
    ("Sudan threatened to suspend mediation by Kenya.", "135"),
    ("Protesters defaced a Soviet monument in Prague.", "140"),
    ("Germany placed its police on high alert against Iranian agents.", "151"),
    ("Mali suspended mediation by Algeria.", "165"),
    ("Rebels in Chad took aid workers hostage as human shields.", "184"),
    ("Israel used cluster bombs against Lebanon.", "200"),
    # Status decides: the same happening to come, and not at all.
    ("Egypt's president visited Sudan.", "042"),
    ("Egypt's president will visit Sudan.", "036"),
    ("Egypt's president did not visit Sudan.", ""),
    ("France sent tanks to Kenya's army.", "072"),
    ("France will send tanks to Kenya's army.", "0332"),
    ("Ghana may impose sanctions on Togo.", ""),
    ("Ghana plans to impose sanctions on Togo.", "1312"),
]


@pytest.fixture(scope="module")
def plover() -> Plover:
    return Plover.load()


@pytest.fixture(scope="module")
def cameo(plover: Plover) -> Cameo:
    return Cameo.load(plover)


def evoked(plover: Plover) -> set[str]:
    """The frames that a cue, or one happening inside another, leads to."""
    cues, embeddings = Cues.load(plover), Embeddings.load(plover)
    found = {cue.frame for table in (cues.verbs, cues.nouns) for some in table.values() for cue in some}
    return found | set(embeddings.table.values()) & set(plover.frames)


def situations(rule: Rule, frame: str, plover: Plover) -> Iterator[tuple[str, Status, set[str], set[str]]]:
    """What has to be the case, and no more, for a rule to fit."""
    for status in rule.status:
        for word in rule.words or ("",):
            yield frame, status, {*rule.contexts, *plover.frames[frame].contexts}, {word}


def reached(plover: Plover, cameo: Cameo) -> set[str]:
    """The codes that follow from some frame with the least that a rule asks for, or with nothing."""
    frames = evoked(plover)
    codes = {cameo.code(frame, status, plover.frames[frame].contexts, ()) for frame in frames for status in HAPPENED}
    for frame in frames:
        for rule in cameo.rules[frame]:
            codes |= {cameo.code(*situation) for situation in situations(rule, frame, plover)}
    return codes


def test_the_codebook_is_whole(cameo: Cameo) -> None:
    three = [code for code in cameo.codes if len(code) == 3]
    assert {root: sum(code.startswith(root) for code in three) for root in ROOTS} == ROOTS
    assert len(three) == sum(ROOTS.values())
    assert all(code[:3] in three for code in cameo.codes)


def test_every_three_digit_code_can_be_reached(plover: Plover, cameo: Cameo) -> None:
    found = {code[:3] for code in reached(plover, cameo)}
    # Of the appeals only some have a frame that tells them from demands.
    wanted = {code for code in cameo.codes if len(code) == 3 and not code.startswith("02")}
    assert wanted - found == set()


def test_every_mode_can_be_reached(plover: Plover) -> None:
    frames = (plover.frames[name] for name in evoked(plover))
    assert {(frame.event, mode) for frame in frames for mode in frame.modes} == set(plover.modes)


def test_every_frame_has_a_known_code(plover: Plover, cameo: Cameo) -> None:
    assert {frame.cameo for frame in plover.frames.values()} <= set(cameo.codes)


def test_no_rule_stands_in_the_shadow_of_others(plover: Plover, cameo: Cameo) -> None:
    rules = {rule for found in cameo.rules.values() for rule in found}
    for rule in rules:
        frames = [frame for frame, found in cameo.rules.items() if rule in found]
        codes = {cameo.code(*s) for frame in frames for s in situations(rule, frame, plover)}
        assert rule.code in codes, rule


@pytest.mark.parametrize(("text", "code"), SENTENCES, ids=[f"{c or 'none'} {t[:40]}" for t, c in SENTENCES])
def test_a_sentence_has_its_code(pipeline: Pipeline, text: str, code: str) -> None:
    statements = pipeline.code(Article(id="a1", text=text, published="2024-05-20")).statements
    assert [s.cameo for s in statements] == [code]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("visit,,,,0421", "unknown CAMEO code '0421'"),
        ("lease,,,,042", "unknown frame or type 'lease'"),
        ("AID-visit,,,,070", "unknown frame or type 'AID-visit'"),
        ("AID,,naval,,072", "unknown context 'naval'"),
        ("AID,someday,,,072", "someday"),
    ],
)
def test_fault_names_file_and_line(plover: Plover, tmp_path: Path, row: str, problem: str) -> None:
    path = tmp_path / "cameo.csv"
    path.write_text(f"frames,status,contexts,words,code\n{row}\n", encoding="utf-8")
    with pytest.raises(CodebookError, match=problem) as caught:
        Cameo.load(plover, [tmp_path])
    assert (caught.value.path, caught.value.line) == (str(path), 2)


def test_own_rules_are_tried_first(plover: Plover, tmp_path: Path) -> None:
    (tmp_path / "cameo.csv").write_text("frames,status,code\nvisit,planned,042\n", encoding="utf-8")
    assert Cameo.load(plover, [tmp_path]).code("visit", "planned", (), ()) == "042"
    assert Cameo.load(plover, [tmp_path]).code("host", "planned", (), ()) == "036"
