"""Parts: one file with several jobs in it becomes several descriptions."""

from ingest.extraction import extract
from ingest.profile_files import load_profile
from ingest.readers import Rejection, read_bytes
from ingest.readers.parts import split_parts

JOB = """\
] Office of Staffing

OFFICE OF STAFFING → CLASSIFICATION → {upper}

Sorted by job title: A - C

{title}

EXAMPLE DISTRICT CLASS DESCRIPTION
OFFICIAL TITLE: {title} CODE: {code} SQ/OQ: Not Applicable
WORKING TITLE: {title} GRADE: 12 MONTHS: 12
SUMMARY DESCRIPTION OF CLASSIFICATION: Under direction of the harbor master, keeps the harbor.
EXAMPLES OF DUTIES AND RESPONSIBILITIES:
Keeps the harbor clean and writes a report on it every day of the year, whatever the weather.

Class Established: 5/1982
Last Reviewed:
{close}
"""


def job(title: str, code: str, *, closed: bool) -> str:
    close = "This description may be changed at any time." if closed else ""
    return JOB.format(title=title, upper=title.upper(), code=code, close=close)


def test_each_job_of_a_file_is_a_part() -> None:
    """Parts are numbered, share text and checksum, and cover the file without a gap."""
    first, second = job("Harbor Clerk", "0001", closed=True), job("Pilot", "0002", closed=False)
    third = job("Cook", "0003", closed=True)
    text = first + second + third
    documents = read_bytes("x.txt", text.encode())
    assert not isinstance(documents, Rejection)
    spans = [(d.part, d.start, d.end) for d in documents]
    assert spans == [
        (1, 0, len(first)),
        (2, len(first), len(first + second)),
        (3, len(first + second), len(text)),
    ]
    assert {(d.source, d.text, d.sha256) for d in documents} == {
        ("x.txt", text, documents[0].sha256)
    }
    read = [extract(document) for document in documents]
    titles = [e.fields.working_title.value for e in read if e.fields.working_title]
    assert titles == ["Harbor Clerk", "Pilot", "Cook"]
    duty = read[1].duties[0]
    assert text[duty.start : duty.end] == duty.text
    assert len(first) <= duty.start < len(first + second)


def test_one_job_is_one_part() -> None:
    """A file with one description is not divided, nor is one without any mark of a job."""
    profile = load_profile("mcps")
    text = job("Pilot", "0002", closed=True)
    assert [(s.start, s.end) for s in split_parts(text, profile)] == [(0, len(text))]
    assert [(s.start, s.end) for s in split_parts("Sails.", profile)] == [(0, 6)]


def test_too_short_a_part_belongs_to_its_neighbour() -> None:
    """A label that comes again at once opens no second description."""
    text = "OFFICIAL TITLE: Pilot\nOFFICIAL TITLE: Pilot\n" + "Guides ships. " * 30
    assert len(split_parts(text, load_profile("mcps"))) == 1


def test_postings_of_one_file() -> None:
    """The generic profile divides a file at each block of job details."""
    posting = "=== JOB DETAILS ===\nTitle: Pilot\n=== JOB DESCRIPTION ===\n" + "Guides ships. " * 30
    spans = split_parts(f"{posting}\n{posting}", load_profile("generic"))
    assert [(s.start, s.end) for s in spans] == [
        (0, len(posting) + 1),
        (len(posting) + 1, 2 * len(posting) + 1),
    ]
