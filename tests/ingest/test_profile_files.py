"""Profile files: what a profile says, and how mistakes in one are told."""

import re
from pathlib import Path

import pytest

from graph.errors import ProfileError
from ingest.document import SourceDocument
from ingest.extraction import extract
from ingest.profile import Mark, fold_label
from ingest.profile_files import (
    PAGE_KEYS,
    choose_profile,
    load_profile,
    load_profiles,
    parse_profile,
)

SMALL = """
name = "port"
employer = ["Port of Example", "POE"]

[[label]]
name = "grade"
kind = "field"
spellings = ["GRADE"]
zone = "header"
inline = true
pattern = '[0-9]+'

[[label]]
name = "summary"
spellings = ["What the job is"]
colon = "optional"

[page]
furniture = ['^--- .*$']
title_lines = ['^Job: {title}$']

[[mark]]
pattern = 'Port of Example'
weight = 2

[words]
unit_heads = ["pier"]
"""


def test_small_profile() -> None:
    """A profile of a few lines is whole: labels by spelling, patterns, words after the base's."""
    base = {"unit_heads": ("office",), "small_words": ("of",)}
    profile = parse_profile(SMALL, "port.toml", base)
    assert (profile.name, profile.employer) == ("port", ("Port of Example", "POE"))
    assert profile.by_spelling["grade"].zone == "header"
    assert profile.by_spelling[fold_label("WHAT THE JOB IS:")].kind == "section"
    assert profile.words("unit_heads") == ("office", "pier")
    assert profile.words("small_words") == ("of",)
    assert profile.words("no such list") == ()
    assert profile.furniture is not None
    assert profile.furniture.match("--- page 1")
    title = profile.title_lines[0].match("Job: Head of the Pier Crew")
    assert title is not None
    assert title["title"] == "Head of the Pier Crew"
    assert (profile.closing, profile.title_tail, profile.header_pairs) == (None, None, False)


def test_shipped_profiles() -> None:
    """Every profile that ships can be read, goes by its file's name, and has the shared words."""
    profiles = load_profiles()
    assert [profile.name for profile in profiles] == ["generic", "mcps"]
    for profile in profiles:
        assert load_profile(profile.name) is profile
        assert "director" in profile.words("title_heads")
        assert "etc" in profile.words("abbreviations")


def test_profile_is_chosen_by_its_marks() -> None:
    """The marks of a publisher outweigh the generic profile; without any the generic one reads."""

    def chosen(text: str) -> str:
        document = SourceDocument("x", 1, text, "0" * 64, "utf-8", 0, len(text))
        return choose_profile(document).name

    assert chosen("OFFICIAL TITLE: Pilot\n") == "mcps"
    assert chosen("Reports to: Harbor Master\n") == "generic"
    assert chosen("") == "generic"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('name = "port"', "name = ", "is no TOML"),
        ('name = "port"', "", "key 'name' needs a text"),
        ('name = "port"', "name = 7", "key 'name' needs a text"),
        ("employer", "employers", "unknown key 'employers'"),
        ('kind = "field"', 'kind = "fields"', "kind 'fields' is not one of field"),
        ('zone = "header"', 'zone = "head"', "zone 'head' is not one of any"),
        ('colon = "optional"', 'colon = "maybe"', "colon 'maybe' is not one of required"),
        ('name = "grade"', 'name = "rank"', "'rank' is no field"),
        ("inline = true", "inline = 1", "key 'inline' needs true or false"),
        ("'[0-9]+'", "'[0-9'", "key 'pattern' is no regular expression"),
        ('["GRADE"]', '["What the job is"]', "belongs to two labels"),
        ('["GRADE"]', '["of the"]', "is empty or belongs"),
        ('["GRADE"]', '"GRADE"', "key 'spellings' needs a list of texts"),
        ("'^--- .*$'", "'('", "key 'furniture' is no regular expression"),
        ("{title}", "title", "says neither {title} nor"),
        ("furniture", "furnitures", "unknown key 'furnitures'"),
        ("weight = 2", "weight = true", "key 'weight' needs a number"),
        ('["pier"]', '["pier", 3]', "key 'unit_heads' needs a list of texts"),
        ("[[mark]]", "[mark]", "key 'mark' needs [[mark]] tables"),
        ("[page]", "[[page]]", "expected a table"),
    ],
)
def test_mistakes_are_named(old: str, new: str, message: str) -> None:
    """A mistake names the file, the key and what was expected."""
    assert old in SMALL
    with pytest.raises(ProfileError) as error:
        parse_profile(SMALL.replace(old, new, 1), "port.toml")
    assert message in str(error.value)
    assert "port.toml" in str(error.value)


def test_missing_profile_says_where_to_add_it() -> None:
    """Asking for a profile that is not there names the file to write."""
    with pytest.raises(ProfileError, match=r"add ingest/profiles/nowhere\.toml"):
        load_profile("nowhere")


def test_profile_of_the_documentation() -> None:
    """The example in the documentation is a whole profile, and lists every key there is."""
    page = (Path(__file__).parents[2] / "docs" / "profiles.md").read_text("utf-8")
    example = page.partition("```toml\n")[2].partition("```")[0]
    profile = parse_profile(example, "harbor.toml")
    text = (
        "Port of Example - page 1\nVacancy: Pier Master\nCrew chief: Harbor Master\n"
        "DUTIES ON BOARD\nKeeps the pier.\nApply at the gate.\n"
    )
    document = SourceDocument("x", 1, text, "0" * 64, "utf-8", 0, len(text))
    read = extract(document, profile)
    assert [(s.name, s.heading) for s in read.sections] == [("duties", "DUTIES ON BOARD")]
    assert [duty.text for duty in read.duties] == ["Keeps the pier."]
    keys = {key for key in PAGE_KEYS if f"`{key}`" not in page}
    assert keys == set()


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("BERTH NAME: East", True),
        ("Old BERTH NAME: no\nBERTH NAME : East", True),
        ("Old BERTH NAME: East", False),
        ("BERTH NAME is East", False),
    ],
)
@pytest.mark.parametrize("beginning", ["", "BERTH NAME"])
def test_a_mark_is_found_by_its_beginning_as_without_it(
    text: str, beginning: str, *, stands: bool
) -> None:
    """Where a mark stands does not depend on how it is looked for."""
    mark = Mark(re.compile(r"^BERTH NAME *:", re.MULTILINE), 1.0, beginning)
    assert mark.stands_in(text, 0, len(text)) is stands
