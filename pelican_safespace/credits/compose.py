"""What was read, put together: the record of a credit and the sentence that it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pelican_safespace.credits.address import domain, is_home, whole_address
from pelican_safespace.credits.opening import line_start
from pelican_safespace.credits.people import is_profile
from pelican_safespace.credits.publication import Place
from pelican_safespace.credits.reading import Reading
from pelican_safespace.credits.text import Sentence, Text
from pelican_safespace.models import Attribution, CreditRule, Publication
from pelican_safespace.phrases import Phrases

_LEAST_OF_TITLE, _LONG = 4, 4  # words of an article's title, letters of its longer ones
_MOST = 0.9  # of a text is as good as all of it
_LONGEST_BOX = 600  # characters of a note that is a credit as a whole
_LONGEST_AROUND = 30  # words of a sentence that belongs to the credit; a longer one is prose
_NO_PAGES = ("mailto:", "tel:")
_BOXES = frozenset({"aside", "blockquote", "footer", "small", "em", "i", "div"})
_AROUND = ("permission", "reprint", "cross_post", "original", "update", "licence", "thanks")
_BEFORE = ("labels", "by", "update")


def compose(reading: Reading) -> Attribution:
    """Return the record; an address of the article itself goes before a front page."""
    found = reading.found
    place = _chosen(found.places) or found.organisation
    titles = [one.url for one in found.places if one.is_title]
    by = found.organisation
    if by and place and _is_title_at(place, by):
        place = replace(by, url=place.url)  # "the article [TITLE](…) by [SITE](…)"
    if place and place.url and _is_labelled_title(reading, place):
        place = replace(place, name=None)
    links = [found.trigger_url, *titles, found.title_url, place and place.url, found.date_url]
    links += [by.url] if by else []
    further = _further(found.places, place)
    first = [one.url for one in found.places if not (place and _is_beside(one, place, further))]
    links += [*first, found.original_url]
    urls = [url for url in links if url] or [url for url in (found.person_url,) if url]
    urls = [url for url in urls if not url.startswith(_NO_PAGES)]
    if any("//" in one for one in urls):
        urls = [one for one in urls if "//" in one]  # a page of this site is no original
    pages = [one for one in urls if not is_home(one)]
    # "[Kim's](https://twitter.com/kim) blog - [original](…)"
    url = next((one for one in pages if not is_profile(one)), next(iter([*pages, *urls]), None))
    publication = place.name if place else None
    if url is None and publication and (address := whole_address(publication)):
        url = address.url
    if publication is None and (url != found.person_url or url in titles):
        publication = domain(url)
    also = tuple(Publication(one.name or domain(one.url), one.url) for one in further)
    return Attribution(
        found.kind, tuple(found.authors), publication, url, found.date, _sentence(reading), also
    )


def rule(reading: Reading) -> CreditRule:
    """Return why the line was taken for a credit."""
    tokens, trigger = reading.text.tokens, reading.trigger
    words = tuple(
        (name, reading.text.line.text[tokens[start].start : tokens[end - 1].end])
        for name, start, end in trigger.said
    )
    return CreditRule(words, trigger.lang, trigger.strength, reading.subject, reading.position)


def phrased(credit: Attribution, say: Phrases) -> str:
    """Return the sentence of a credit that only metadata give: "Originally published in …"."""
    parts = [say(f"credit_{credit.kind.replace('-', '_')}")]
    if credit.authors:
        parts.append(say("credit_by", authors=_joined([one.byline for one in credit.authors], say)))
    if credit.publication:
        names = [one.name for one in credit.publications if one.name]
        parts.append(say("credit_in", publication=_joined(names, say)))
    if credit.date:
        parts.append(_dated(credit.date, say))
    return " ".join(parts) + "."


def _joined(names: Sequence[str], say: Phrases) -> str:
    *first, last = names
    return f"{', '.join(first)} {say('and')} {last}" if first else last


def _dated(date: str, say: Phrases) -> str:
    """Write "on March 5, 2021"; a month or a year alone stands in brackets."""
    year, *rest = date.split("-")
    month = say(f"month_{int(rest[0])}") if rest else ""
    if len(rest) == 2:
        return say("credit_on", date=say("date", month=month, day=int(rest[1]), year=year))
    return f"({month} {year})" if month else f"({year})"


def _chosen(places: Sequence[Place]) -> Place | None:
    """Return the publication: the first place with a name, one in quotes for want of others."""
    named = [one for one in places if one.name]
    if len(named) > 1 and named[0].url and domain(named[1].name) == domain(named[0].url):
        return replace(named[1], url=named[0].url)  # "[TITLE](…), originally on sample.org"
    for site in named[1:]:
        if _is_title_at(named[0], site):
            return replace(site, url=named[0].url)  # "the article [TITLE](…) from [SITE](…)"
    if named and _is_elsewhere(places[0], named[0]):
        return places[0]  # "on [my blog], or follow me on [DEV]"
    return next((one for one in named if not one.quoted), named[0] if named else None)


def _is_labelled_title(reading: Reading, place: Place) -> bool:
    """Tell "Original article: [How we rest in winter](…)" from "[Calm Weekly](…)".

    So is what is "translated from".

    A title has several words in small letters, or a colon.
    """
    words = (place.name or "").split()
    first = reading.text.tokens[reading.trigger.start]
    translated = first.plays(reading.trigger.lang, "translations", "translated")
    if reading.trigger.strength != "label" and not translated:
        return False
    if len(words) < _LEAST_OF_TITLE:
        return False
    kinds = reading.text.words.languages.words("credit", "generic")
    small = [word for word in words if word.islower() and len(word) >= _LONG]
    return not any(word in kinds for word in small) and (
        len(small) > 1 or any(word.endswith(":") for word in words)
    )


def _is_title_at(one: Place, site: Place) -> bool:
    """Tell whether one place is a page of the other, whose address is the front page."""
    if not (one.url and site.url) or is_home(one.url) or not is_home(site.url):
        return False
    return domain(one.url) == domain(site.url)


def _further(places: Sequence[Place], chosen: Place | None) -> list[Place]:
    """Return the places besides the ``chosen`` one: those told of as further ones."""
    if chosen is None:
        return []
    return [
        one
        for one in places
        if (one.is_further or (chosen.is_further and one.end < chosen.end))
        and not one.is_title
        and (one.name or domain(one.url))
        and (one.name or domain(one.url)) != (chosen.name or domain(chosen.url))
    ]


def _is_beside(other: Place, chosen: Place, further: Sequence[Place]) -> bool:
    """Tell another address from the article's own at the ``chosen`` place.

    "On sample.org, made with [a scanner](…)": a written address is where it is, or one of its
    own: "by sample.org on [their blog](https://blog.sample.org/…)".
    """
    written = chosen.name is not None and whole_address(chosen.name) is not None
    hosts = domain(other.url), domain(chosen.url)
    apart = written and not f".{hosts[0]}".endswith(f".{hosts[1]}")
    return chosen.url is not None and (other in further or apart)


def _is_elsewhere(first: Place, named: Place) -> bool:
    """Tell whether a nameless first place has an address of its own, and so has the named one."""
    if first.name or first.is_title or not first.url:
        return False
    if named.is_further:
        return domain(first.url) is not None
    if not named.url:
        return False
    return domain(first.url) is not None and domain(first.url) != domain(named.url)


def _sentence(reading: Reading) -> str:
    """Return the words of the credit: its sentence, and those around it that belong to it.

    A note that stands by itself (set in italics or brackets, or in a box) is the credit as a
    whole; in a paragraph with other matter, only the sentences of permission, thanks, update and
    licence around it are.
    """
    text, lang = reading.text, reading.trigger.lang
    if _is_set_apart(reading):
        return " ".join(text.line.text.split())
    place = text.sentences.index(reading.sentence)
    first = last = place
    original = reading.found.original_url
    while last + 1 < len(text.sentences):
        following = text.sentences[last + 1]
        told = _leads_to(text, following, original) or _names_author(reading, following)
        if not (told or _belongs(text, following, lang)):
            break
        last += 1
    while first and _introduces(text, text.sentences[first - 1], lang):
        first -= 1
    if any(one.end <= reading.sentence.start for one in reading.found.places):
        first = 0  # "[Sample Weekly](…), May 2020. Reprinted with permission."
    start = text.sentences[first].start
    if first == place:
        start = line_start(text, reading.sentence, reading.trigger)
    end = text.tokens[text.sentences[last].end - 1].end
    return " ".join(text.line.text[text.tokens[start].start : end].split())


def _is_set_apart(reading: Reading) -> bool:
    line = reading.text.line
    if len(line.text) > _LONGEST_BOX:
        return False
    bracketed = line.text[0] in "([" and line.text.rstrip(".")[-1:] in (")", "]")
    stressed = any(one.end - one.start >= _MOST * len(line.text) for one in line.emphasis)
    return reading.tag in _BOXES or bracketed or stressed


def _belongs(text: Text, sentence: Sentence, lang: str) -> bool:
    """Tell a sentence of permission, thanks or licence from the article's own."""
    words = [one for one in text.tokens[sentence.start : sentence.end] if one.is_word]
    return len(words) <= _LONGEST_AROUND and any(one.plays(lang, *_AROUND) for one in words)


def _leads_to(text: Text, sentence: Sentence, url: str | None) -> bool:
    """Tell "Read the full article here", with the original's link."""
    tokens = text.tokens
    start, end = tokens[sentence.start].start, tokens[sentence.end - 1].end
    return any(one.url == url and start <= one.start < end for one in text.line.links if url)


def _names_author(reading: Reading, sentence: Sentence) -> bool:
    """Tell "Author: NAME." behind the credit, which has told who wrote the article."""
    tokens, lang = reading.text.tokens, reading.trigger.lang
    if not tokens[sentence.start].plays(lang, "by", "writing"):
        return False
    start, end = tokens[sentence.start].start, tokens[sentence.end - 1].end
    said = reading.text.line.text[start:end]
    return any(one.name in said for one in reading.found.authors)


def _introduces(text: Text, sentence: Sentence, lang: str) -> bool:
    """Tell "Note.", "By NAME." and "Updated in May." from the article's own sentences."""
    words = [one for one in text.tokens[sentence.start : sentence.end] if one.is_word]
    if len(words) > _LONGEST_AROUND:
        return False
    written = len(words) > 2 and words[0].length("writing", lang) and words[1].length("by", lang)
    return bool(written) or all(one.plays(lang, *_BEFORE) for one in words[:1])
