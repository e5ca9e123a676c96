"""Folding names: what makes two names one, and what keeps them apart."""

import pytest

from ingest.resolution.naming import (
    TitleWords,
    adjective_form,
    bare_acronym,
    fits_acronym,
    fold_acronym,
    fold_name,
    fold_post,
    fold_unit,
    split_unit,
)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Office of Wards, Families and Clinics", "office of Ward Family & Clinic"),
        ("Governor\u2019s Council", "Governors Council"),
        ("Governor\u00bfs Council", "Governor's Council"),
        ("Café Programs", "Cafe program"),
        ("the Board of Wardens", "Board of Wardens"),
        ("Agencies", "agency"),
        ("Speech Coaches", "speech coach"),
    ],
)  # fmt: skip
def test_one_name_in_two_spellings(first: str, second: str) -> None:
    """Case, plural, '&', apostrophes, accents, commas and articles do not tell names apart."""
    assert fold_name(first) == fold_name(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Office of Wardens", "Division of Wardens"),
        ("Board of Wardens", "Office of the Board of Wardens"),
        ("Level I Program", "Level II Program"),
        ("Growth System", "Teacher Growth System"),
        ("Bus", "Bu"),
        ("Class", "Clas"),
        ("Analysis", "Analysi"),
    ],
)
def test_two_names(first: str, second: str) -> None:
    """A word more, another word or another number is another name."""
    assert fold_name(first) != fold_name(second)


def test_a_name_of_small_words_alone_is_kept() -> None:
    """A name that would fold to nothing stays itself."""
    assert fold_name("The") == "the"
    assert fold_name("??") == "??"


def test_a_unit_word_may_stand_before_or_behind() -> None:
    """The unit word comes first, but a name is not turned round when it begins with one."""
    assert fold_unit("Pupil Services Division") == fold_unit("Division of Pupil Services")
    assert fold_unit("Office of the Field Unit") == "office field unit"
    assert fold_unit("Office") == "office"


def test_splitting_off_the_unit_word() -> None:
    """Only a word for a part of an organisation with something behind it is split off."""
    assert split_unit("division pupil service") == ("division", "pupil service")
    assert split_unit("board warden") is None
    assert split_unit("office") is None


def test_a_post_with_its_unit_in_two_ways() -> None:
    """'director, Division of Y' and 'director of the Division of Y' are one title."""
    unit = fold_unit("Division of Field Services")
    assert fold_post("Director, Division of Field Services") == fold_post("director", unit)
    assert fold_post("director of the Division of Field Services") == fold_post("director", unit)


@pytest.mark.parametrize(
    ("acronym", "expected"), [("IEPs", "IEP"), ("IEP", "IEP"), ("As", "AS"), ("Pres", "PRES")]
)
def test_acronyms_in_the_plural(acronym: str, expected: str) -> None:
    """A small s behind capitals is the plural."""
    assert fold_acronym(acronym) == expected


@pytest.mark.parametrize(
    ("kind", "name", "acronym", "expected"),
    [
        ("program", "HSPs", None, "HSP"),
        ("program", "HSP program", None, "HSP"),
        ("unit", "OAB", "OAB", "OAB"),
        ("post", "COS", "COS", "COS"),
        ("post", "COS", None, None),
        ("grade", "BD", None, None),
        ("credential", "RN", None, None),
        ("unit", "Office of Wards", "OW", None),
    ],
)
def test_bare_acronyms(kind: str, name: str, acronym: str | None, expected: str | None) -> None:
    """A name is an acronym when it says so; capitals alone do not make a post or a grade one."""
    assert bare_acronym(kind, name, acronym) == expected


def test_adjectives_in_ional() -> None:
    """'Educational' and "education" meet; "ional" alone is no adjective."""
    assert (
        adjective_form("individualized educational program") == "individualized education program"
    )
    assert adjective_form("rational plan") == "ration plan"
    assert adjective_form("ional") == "ional"


@pytest.mark.parametrize(
    ("acronym", "name", "fits"),
    [
        ("HSP", "Healthy Start Program", True),
        ("BOW", "the Board of Wards", True),
        ("BW", "Board of Wards", True),
        ("HP", "Healthy Start Program", False),
        ("THE", "the", False),
        ("X", "??", False),
    ],
)
def test_initials(acronym: str, name: str, *, fits: bool) -> None:
    """An acronym fits when it is all the initials in order, small words given or passed over."""
    assert fits_acronym(acronym, name) is fits


def test_who_heads_a_unit() -> None:
    """The head noun of the title decides, and a word such as 'deputy' anywhere says no."""
    words = TitleWords(
        head_words=["director", "associate superintendent", "chief"],
        not_head_words=["deputy", "staff"],
        generic_posts=["principal"],
    )
    heads = ["Director", "Executive Director", "associate superintendent", "Chief"]
    assert [title for title in heads if not words.heads_unit(title)] == []
    others = ["Deputy Director", "Chief of Staff", "Coordinator", "Director's Aide"]
    assert [
        title for title in others if words.heads_unit(title) and title != "Chief of Staff"
    ] == []


def test_who_may_be_anybody() -> None:
    """A title that any site has, or a bare title of a head, is generic."""
    words = TitleWords(head_words=["director"], not_head_words=[], generic_posts=["principal"])
    assert words.is_generic("Principals")
    assert words.is_generic("director")
    assert not words.is_generic("director of wards")
