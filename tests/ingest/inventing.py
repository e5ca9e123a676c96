"""Readings of short invented texts, in the layout of a class description or of any employer."""

import hashlib
from collections.abc import Iterable

from ingest.document import SourceDocument
from ingest.language.reading import Reading, make_reading
from ingest.layout.layout import read_layout
from ingest.profile_files import load_profile
from ingest.record import Fact, Mention

CLASS = """OFFICIAL TITLE: Keeper CODE: 1234 SQ/OQ: Not Applicable
WORKING TITLE: Harbor Keeper GRADE: N MONTHS: 12
SUMMARY DESCRIPTION OF CLASSIFICATION: Keeps the harbor.
KNOWLEDGE, SKILLS, AND ABILITIES: {knowledge}
EDUCATION, TRAINING, AND EXPERIENCE: {education}
CERTIFICATE AND LICENSE REQUIREMENTS: {certificates}
EXAMPLES OF DUTIES AND RESPONSIBILITIES:

{duties}
"""
ANY = """Title: Harbor Keeper
Employer: {employer}

Duties
{duties}

Knowledge
{knowledge}

Education
{education}

Certifications
{certificates}
"""


def reading_of(
    *,
    duties: str = "Keeps watch.",
    knowledge: str = "Able to swim.",
    education: str = "Some school.",
    certificates: str = "None",
    profile: str = "mcps",
    employer: str = "Port of Ruritania",
) -> Reading:
    """Return the reading of a text with the given parts; the post is the Harbor Keeper."""
    frame = CLASS if profile == "mcps" else ANY
    text = frame.format(
        duties=duties,
        knowledge=knowledge,
        education=education,
        certificates=certificates,
        employer=employer,
    )
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = SourceDocument("harbor.txt", 1, text, digest, "utf-8", 0, len(text))
    layout = read_layout(document, load_profile(profile))
    return make_reading(document, layout, load_profile(profile))


def named(mentions: Iterable[Mention]) -> list[tuple[str, str]]:
    """Return kind and name of each mention, each once, in text order."""
    return list(dict.fromkeys((mention.kind, mention.name) for mention in mentions))


def objects(facts: Iterable[Fact]) -> list[tuple[str, str]]:
    """Return kind and name of the object of each fact, in text order."""
    return [(fact.object.kind, fact.object.name) for fact in facts]


def are_exact(reading: Reading, facts: Iterable[Fact]) -> bool:
    """Return whether every quote stands where it says and is 1 to 600 characters long."""
    return all(
        quote.text == reading.text[quote.start : quote.end] and 0 < len(quote.text) <= 600
        for fact in facts
        for quote in fact.evidence
    )
