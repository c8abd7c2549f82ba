"""Names and their credentials, in credits and in ``Authors:`` lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from counting import calls_of
from hypothesis import given
from hypothesis import strategies as st

from pelican_safespace import names
from pelican_safespace.languages import load
from pelican_safespace.models import Person


def people(text: str) -> list[tuple[str, str]]:
    return [(one.name, one.credentials) for one in names.people(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Allison Example", [("Allison Example", "")]),
        ("Allison Example, LCSW", [("Allison Example", "LCSW")]),
        ("Allison Example LCSW", [("Allison Example", "LCSW")]),
        ("Allison Example (LCSW)", [("Allison Example", "LCSW")]),
        ("Allison Example, LCSW-R", [("Allison Example", "LCSW-R")]),
        ("Allison Example, LMFT, PhD", [("Allison Example", "LMFT, PhD")]),
        ("Allison Example, PhD LMFT", [("Allison Example", "PhD, LMFT")]),
        ("Allison Example, Ph.D.", [("Allison Example", "Ph.D.")]),
        ("Allison Example, Ph. D.", [("Allison Example", "Ph. D.")]),
        ("Allison Example, Psy.D., LPC-S", [("Allison Example", "Psy.D., LPC-S")]),
        ("Allison Example, M.Ed., NCC", [("Allison Example", "M.Ed., NCC")]),
        ("Allison Example, MA, ATR-BC", [("Allison Example", "MA, ATR-BC")]),
        ("Allison Example, RN, PMHNP-BC", [("Allison Example", "RN, PMHNP-BC")]),
        ("Allison Example, CASAC-T", [("Allison Example", "CASAC-T")]),
        ("Allison Example, BCBA-D", [("Allison Example", "BCBA-D")]),
        ("Allison Example, MD (Psychiatry)", [("Allison Example", "MD (Psychiatry)")]),
        ("Allison Example, QQXP", [("Allison Example", "QQXP")]),
        ("Allison Example (she/her), LMFT", [("Allison Example", "LMFT")]),
        ("Anna Muster, Dipl.-Psych.", [("Anna Muster", "Dipl.-Psych.")]),
        ("Anna Muster, Psychologin (M.Sc.)", [("Anna Muster", "Psychologin (M.Sc.)")]),
        (
            "Anna Muster, Heilpraktikerin für Psychotherapie",
            [("Anna Muster", "Heilpraktikerin für Psychotherapie")],
        ),
        ("Élodie Modèle, psychologue clinicienne", [("Élodie Modèle", "psychologue clinicienne")]),
        ("María de la Cruz y Ana Muestra", [("María de la Cruz", ""), ("Ana Muestra", "")]),
        ("Ludwig van Beispiel", [("Ludwig van Beispiel", "")]),
        ("José Muster y Prueba", [("José Muster y Prueba", "")]),
        ("José Muster y Prueba, PhD", [("José Muster y Prueba", "PhD")]),
        ("Omar al-Muster, PhD", [("Omar al-Muster", "PhD")]),
        ("J. K. Sample, MD", [("J. K. Sample", "MD")]),
        ("Seán O’Neil-Sample", [("Seán O’Neil-Sample", "")]),
        ("Martin Sample Jr., PsyD", [("Martin Sample Jr.", "PsyD")]),
        ("Martin Sample, Jr., PsyD", [("Martin Sample Jr.", "PsyD")]),
        ("Martin Sample III", [("Martin Sample III", "")]),
        ("山田太郎", [("山田太郎", "")]),
        ("Иван Примеров", [("Иван Примеров", "")]),
        ("Md Rahman, MD", [("Md Rahman", "MD")]),
        ("the editors", [("the editors", "")]),
        (
            "Allison Example, LCSW, and Ben Sample, PhD",
            [("Allison Example", "LCSW"), ("Ben Sample", "PhD")],
        ),
        (
            "Allison Example, Ben Sample, and Kim Test",
            [("Allison Example", ""), ("Ben Sample", ""), ("Kim Test", "")],
        ),
        (
            "Allison Example, LCSW; Ben Sample",
            [("Allison Example", "LCSW"), ("Ben Sample", "")],
        ),
        ("Allison Example & Ben Sample", [("Allison Example", ""), ("Ben Sample", "")]),
        ("", []),
    ],
)
def test_a_line_of_names_is_taken_apart(text: str, expected: list[tuple[str, str]]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    ("text", "title", "name", "byline"),
    [
        ("Dr. Allison Example", "Dr.", "Allison Example", "Dr. Allison Example"),
        ("Prof. Dr. med. Anna Muster", "Prof. Dr. med.", "Anna Muster", None),
        ("Frau Dr. Anna Muster", "Dr.", "Anna Muster", None),
        ("Mrs. Kim Test", "", "Kim Test", "Kim Test"),
        ("Rabbi Kim Test, LPC", "Rabbi", "Kim Test", "Rabbi Kim Test, LPC"),
    ],
)
def test_a_title_is_kept_and_a_salutation_is_not(
    text: str, title: str, name: str, byline: str | None
) -> None:
    (person,) = names.people(text)
    assert (person.title, person.name) == (title, name)
    assert byline is None or person.byline == byline


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["Allison Example", "LCSW"], [Person("Allison Example", "LCSW")]),
        (
            ["Allison Example", "LCSW", "PhD", "Ben Sample", "M.Ed."],
            [Person("Allison Example", "LCSW, PhD"), Person("Ben Sample", "M.Ed.")],
        ),
        (["Allison Example", "Ben Sample"], [Person("Allison Example"), Person("Ben Sample")]),
        (["LCSW"], [Person("LCSW")]),
        (["Allison Example, LCSW"], [Person("Allison Example", "LCSW")]),
        ([], []),
    ],
)
def test_authors_that_pelican_split_at_the_comma_are_one_again(
    parts: list[str], expected: list[Person]
) -> None:
    assert list(names.rejoin(parts)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected", "rest"),
    [
        ("Allison Example, LCSW, on www.example.com", ["Allison Example"], ", on www.example.com"),
        ("Allison Example LCSW. More", ["Allison Example"], ". More"),
        ("Allison Example and Ben Sample wrote", ["Allison Example", "Ben Sample"], " wrote"),
        ("Allison Example, Psychology Example, May", ["Allison Example"], None),
        ("Allison Example, a psychologist", ["Allison Example"], None),
        ("a psychologist", [], "a psychologist"),
    ],
)
def test_reading_stops_where_the_names_do(
    sentence: str, expected: list[str], rest: str | None
) -> None:
    reading = names.leading(sentence)
    assert [one.name for one in reading.people] == expected
    assert rest is None or sentence[reading.end :] == rest


NAMES = (
    *("Allison Example", "Anne-Marie Sample", "Jean-Luc Exemple", "Eun-Hee Muster", "Li-Na Wu"),
    *("LaToya Sample", "DeShawn Sample", "Fiona MacSample", "Siobhán O'Muster", "Conor O’Muster"),
    *("Ludwig van der Muster", "Zoë van den Beispiel", "Ana de la Muestra", "Rosa dos Exemplos"),
    *("J. R. R. Sample", "Kim Test Jr.", "Mary Ann Smith-Sample", "Łukasz Przykład", "山田太郎"),
    *("Иван Примеров", "José Muster y Prueba", "Omar al-Muster", "St. John Sample"),
)
CREDENTIALS = (
    *("LCSW", "LMFT", "LPC", "PhD", "Ph.D.", "PsyD", "MD", "M.Ed.", "MSW", "RN", "CASAC"),
    *("RYT-200", "E-RYT 500", "LCSW-R", "ATR-BC", "MA, LMFT", "M.Ed., LPC", "PhD, ABPP"),
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("other", CREDENTIALS)
def test_every_kind_of_name_is_told_from_every_credential(name: str, other: str) -> None:
    assert people(f"{name}, {other}") == [(name, other)]
    assert people(f"Ben Sample, {other}, Dr. {name}, {other}, and Kim Test") == [
        ("Ben Sample", other),
        (name, other),
        ("Kim Test", ""),
    ]


def test_a_practice_adds_a_credential(tmp_path: Path) -> None:
    (tmp_path / "en.toml").write_text("[names]\ncredentials = ['Certified Listener']\n", "utf-8")
    languages = load(str(tmp_path))
    (person,) = names.people("Kim Test, Certified Listener", languages=languages)
    assert person == Person("Kim Test", "Certified Listener")


@given(st.text(max_size=80))
def test_any_text_is_accepted_and_no_name_is_made_up(text: str) -> None:
    whole = " ".join(text.split())
    for person in names.people(text):
        assert all(word in whole for word in person.name.split())


@pytest.mark.parametrize("piece", ["A, ", "Dr. ", "Ab LCSW, ", "A and ", "Ab (", "d'"])
def test_reading_names_costs_no_more_than_in_proportion(piece: str) -> None:
    names.people(piece)  # reads the language files
    short, long = piece * 200, piece * 800
    assert calls_of(lambda: names.people(long)) < 6 * calls_of(lambda: names.people(short))
