"""By whom, on or in what, and when: everything a credit says besides "originally published".

The sentence before may name the author, the trigger's own says most, and those after it may add
a permission, a link or a date.
"""

from __future__ import annotations

from pelican_safespace.credits.after import read_after
from pelican_safespace.credits.apposed import read_reference
from pelican_safespace.credits.before import (
    read_antecedent,
    read_author_told,
    read_before,
    read_book_before,
    read_publisher_before,
    read_sentence_before,
    read_source_before,
)
from pelican_safespace.credits.byline import read_author_among_places, read_owners
from pelican_safespace.credits.later import read_first_publication, read_later
from pelican_safespace.credits.notes import Complements, Notes
from pelican_safespace.credits.originals import (
    read_address,
    read_address_in_brackets,
    read_own_address,
    read_pointed_to,
)
from pelican_safespace.credits.owners import read_holder, read_owner_before
from pelican_safespace.credits.text import Sentence, Text
from pelican_safespace.credits.thanks import read_thanked
from pelican_safespace.credits.trigger import Trigger


def read_complements(text: Text, sentence: Sentence, trigger: Trigger) -> Complements:
    """Read the sentence before, the trigger's, and what the sentences after it add."""
    notes = Notes(text, trigger)
    place = text.sentences.index(sentence)
    if place:
        read_sentence_before(notes, text.sentences[place - 1])
    read_thanked(notes, sentence)
    read_before(notes, sentence)
    read_source_before(notes, sentence)
    read_book_before(notes, sentence)
    read_after(notes, trigger.end, sentence.end)
    read_author_among_places(notes)
    read_reference(notes)
    read_antecedent(notes, sentence)
    read_publisher_before(notes, sentence)
    read_pointed_to(notes, sentence)
    read_owners(notes, sentence)
    read_address_in_brackets(notes)
    for index in range(trigger.end, sentence.end - 1):
        if text.tokens[index].text == ";":
            read_first_publication(notes, Sentence(index + 1, sentence.end))
    for later in text.sentences[place + 1 :]:
        read_later(notes, later)
        if trigger.kind != "guest":  # "You can read her blog [here](…)."
            read_pointed_to(notes, later)
    read_owner_before(notes, sentence)
    read_holder(notes, sentence.start, trigger.start)
    read_author_told(notes, sentence)
    read_address(notes, sentence)
    read_own_address(notes, sentence)
    return notes.found
