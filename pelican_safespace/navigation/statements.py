"""One sentence that says where an article stands in its series -> part, of, name.

"This is part 2 of a four-part series on grief." A statement is about *this* article, numbers it
or calls it a part, and says of what: of so many, or of a series.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pelican_safespace.navigation.about_this import (
    behind_opening,
    belongs_to_series,
    ends_with_number,
    ends_with_series,
    is_about_this,
)
from pelican_safespace.navigation.cells import Cell
from pelican_safespace.navigation.clauses import COMMA
from pelican_safespace.navigation.clean_names import is_capital_name
from pelican_safespace.navigation.counted_names import (
    INSTALMENTS,
    is_named_part,
    is_of_article,
    is_of_this,
    is_of_title,
)
from pelican_safespace.navigation.counting import is_of_several, numbered, total_of
from pelican_safespace.navigation.other_things import (
    is_of_book,
    is_of_file,
    is_of_something_else,
    is_of_things,
    is_place,
    leads_astray,
)
from pelican_safespace.navigation.quotes import QUOTES, quotations
from pelican_safespace.navigation.sentence import Sentence, Span, sentence_of
from pelican_safespace.navigation.series_names import name_of
from pelican_safespace.navigation.words import (
    KINDS,
    LETTER,
    NEXT,
    PIECES,
    PLURALS,
    PREVIOUS,
    SEQUEL,
    SERIES,
    Vocabulary,
    Word,
)

LONGEST = 600
"""Characters of a sentence that is read."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence says of the article's place in its series.

    ``weak``: "this is the second article", which may be said of other things; a link to the first
    one, or a series named before it, makes it sure. ``points``: it says where other parts are.
    ``pronoun``: it says "this is part 2", not of what, and so perhaps of what was linked before.
    ``amid``: the sentence says something else first, and stays. ``final``: this is the last part.
    """

    part: int | None = None
    of: int | None = None
    name: str | None = None
    weak: bool = False
    points: bool = False
    pronoun: bool = False
    amid: bool = False
    final: bool = False

    @property
    def cell(self) -> Cell:
        """What it says, as one of the cells of a line."""
        return Cell("statement", name=self.name, number=self.part, of=self.of)


def may_state(words: Sequence[Word]) -> bool:
    """Tell at little cost whether a statement could be among ``words``."""
    return any(word.role & (SERIES | SEQUEL) for word in words) or any(
        (one.ordinal and (other.role or other.number is not None))
        or (one.role & (KINDS | PIECES) and other.number is not None)
        for one, other in pairwise(words)
    )


def read_statement(
    text: str,
    spans: Sequence[Span],
    vocabulary: Vocabulary,
    links: Sequence[Span] = (),
    *,
    goes_on: bool = False,
) -> Statement | None:
    """Return the statement that ``text``, one sentence, makes; None when it makes none.

    ``spans`` are the links and emphasised stretches of ``text``: there a name is looked for.
    ``links`` are those of them that lead to other articles: their number is not this one's.
    ``goes_on``: a sentence about this article stands before it.
    """
    if len(text) > LONGEST:
        return None
    sentence = sentence_of(text, spans, vocabulary, links)
    sentence.number = numbered(sentence)
    sentence.goes_on = goes_on
    return None if _is_sample(sentence) else _read(sentence)


def _is_sample(sentence: Sentence) -> bool:
    """Tell what a page shows, 'a badge "Series: Part 2 of 5"', from what it says of itself.

    So is '"Part 1 of 3" above the title'; 'this is "Part 1 of 3" of our series' is none.
    """
    number = sentence.number
    if number is None or not any(mark in sentence.text for mark in QUOTES):
        return False
    noun = sentence.noun
    first, behind = sentence.words[number.first], sentence.words[number.after :]
    total = next((word for word in behind if word.number), None)
    this = sentence.vocabulary.phrases["this"].match(sentence.text, sentence.words[0].start)
    for start, end in quotations(sentence.text):
        if not start <= first.start < end:
            continue
        if noun is not None and start <= sentence.words[noun].start < end:
            return LETTER.search(sentence.text, 0, start) is not None
        if not this and total is not None and total.start < end:
            return LETTER.search(sentence.text, end) is not None
    return False


def _is_linked_part(sentence: Sentence) -> bool:
    """Tell "The second part of this series is [TITLE]", which is another, from "Part 2 of …"."""
    last = sentence.noun
    if last is None or sentence.number is None or last < sentence.number.first:
        return False
    place = sentence.words[last].end
    start = next((start for start, _ in sorted(sentence.links) if start >= place), None)
    between = [word for word in sentence.words if start and place <= word.start < start]
    if all(sentence.says("named", word) for word in between):
        return False  # "Part 2 of my series on [NAME]"
    return all(sentence.says("entitles", word) for word in between)


def _is_to_come(sentence: Sentence) -> bool:
    """Tell "The second part of this series, coming soon, will" from "Part 2 of this series"."""
    if sentence.noun is None:
        return False
    comma = COMMA.match(sentence.text, sentence.words[sentence.noun].end)
    nothing = sentence.vocabulary.phrases["nothing"]
    return comma is not None and nothing.match(sentence.text, comma.end()) is not None


def _will_tell(sentence: Sentence) -> bool:
    """Tell "The second part of the book will contain a series of chapters" from "Part 2 of"."""
    if sentence.number is None or sentence.noun is None:
        return False
    between = sentence.words[sentence.number.after : sentence.noun]
    return any(sentence.says("will", word) for word in between)


def _is_one_of_many(sentence: Sentence, name: str | None) -> bool:
    """Tell "the second part of the process" from "part 2 of the garden walk".

    So is "the first talk of the conference"; "the second installment of our journey" is not, nor
    "the second part of the lamp tutorial".
    """
    number = sentence.number
    if name is None or number is None or not name[:1].islower():
        return False
    if any(sentence.says("courses", word) for word in sentence.vocabulary.words(name)):
        return False
    if any(sentence.text[start:end].strip() == name for start, end in sentence.links):
        return False  # "the seventh part of a [step by step guide](…)"
    first, *_ = counted = sentence.words[number.first : number.after]
    lists = INSTALMENTS[first.ordinal :]
    return not any(sentence.says_any(lists, word) for word in counted)


def _is_part_of_own(sentence: Sentence) -> bool:
    """Tell "the third part of my letters from the sea" from "of the process"."""
    number = sentence.number
    assert number is not None
    part = any(sentence.says("parts", word) for word in sentence.words[number.first : number.after])
    own = sentence.words[number.after + 1 : number.after + 2]
    return part and any(sentence.says("own", word) for word in own)


def _belonging(sentence: Sentence, of: int | None, name: str | None) -> Statement | None:
    """Return what "This is part of the NAME series" says, without a number."""
    if any(sentence.says("appeared", word) for word in sentence.words[: sentence.noun]):
        return None  # "It was published as part of the NAME series"
    if _speaks_of_neighbour(sentence):
        return None
    counted = of is not None and sentence.noun == 1  # "This series of 4 articles"
    name = None if name and is_place(sentence, name) else name  # "a series on my own blog"
    says = name or of or ends_with_series(sentence) or _is_of_articles(sentence)
    says = says or _is_article(sentence)
    if not (says and (belongs_to_series(sentence) or counted)):
        return None
    final = _is_final(sentence)
    return Statement(of if final else None, of, name, final=final)


def _is_final(sentence: Sentence) -> bool:
    """Tell "the final part of a three-part series", its third."""
    before = sentence.words[: sentence.noun]
    return any(
        sentence.says("final", one) and (other.role & KINDS or sentence.says("of", other))
        for one, other in pairwise(before)
    )


def _speaks_of_neighbour(sentence: Sentence) -> bool:
    """Tell "This assumes that you read the previous part of the series" from "is the next part"."""
    words = sentence.words[: sentence.noun]
    for place, (one, other) in enumerate(pairwise(words)):
        if one.role & (PREVIOUS | NEXT) and other.role & KINDS:
            return any(not (word.role or sentence.is_plain(word)) for word in words[:place])
    return False


def _is_article(sentence: Sentence) -> bool:
    """Tell "This post is part of a series aimed at" from "This is part of a series of tests"."""
    assert sentence.noun is not None
    starts = (sentence.words[0].start, behind_opening(sentence))
    this = any(sentence.vocabulary.phrases["this"].match(sentence.text, one) for one in starts)
    kind = any(word.role & KINDS for word in sentence.words[1 : sentence.noun])
    behind = sentence.words[sentence.noun + 1 : sentence.noun + 2]
    counted = any(sentence.says("of", word) for word in behind)
    return this and kind and not counted


def _is_of_articles(sentence: Sentence) -> bool:
    """Tell "part of an ongoing series of blog posts for", whose name nothing sets apart."""
    assert sentence.noun is not None
    of, *kinds = sentence.words[sentence.noun + 1 : sentence.noun + 4] or (None,)
    articles = any(kind.role & PLURALS and not kind.role & SERIES for kind in kinds)
    return of is not None and sentence.says("of", of) and articles


def _read(sentence: Sentence) -> Statement | None:
    """Return what the sentence says, if it is a statement."""
    number = sentence.number
    if sentence.noun is None and number is None:
        return None
    about = is_about_this(sentence)
    if about is None or is_of_book(sentence) or is_of_file(sentence):
        return None
    if leads_astray(sentence, about):
        return None
    if (about == "bare" and _is_linked_part(sentence)) or is_of_things(sentence):
        return None
    if about == "bare" and (_is_to_come(sentence) or _will_tell(sentence)):
        return None
    of, name = total_of(sentence), name_of(sentence)
    end = sentence.noun if number is None else number.first
    if any(sentence.says("negates", word) for word in sentence.words[:end]):
        return None  # "This post isn't a continuation of that series"
    if number is None:
        return _belonging(sentence, of, name)
    before = sentence.words[: number.first]
    if sentence.noun is None:
        if of and not ends_with_number(sentence):
            return None
        of_article = is_of_article(sentence)
        if not of and about == "bare" and not (is_named_part(sentence) or of_article):
            # "Part 6 of the Quiet Rooms Walk", if part 5 is linked beside it
            capital = is_capital_name(name or "")
            return Statement(number.value, name=name, weak=True) if capital else None
        several = is_of_several(sentence, number.after)
        named = name or is_of_this(sentence) or is_of_title(sentence)
        if not (of or named or of_article or several):
            return Statement(number.value, weak=True, amid=about == "amid")
        if is_of_something_else(sentence, number.first, name):
            return None
        if of is None and not several and _is_one_of_many(sentence, name):
            # "the second part of my review", if the first is linked beside it
            return (
                Statement(number.value, weak=not _is_part_of_own(sentence))
                if about == "this"
                else None
            )
    pronoun = about == "this" and not any(word.role & KINDS for word in before)
    return Statement(number.value, of, name, pronoun=pronoun, amid=about == "amid")
