"""Pages of a school district: class descriptions with all that copying did to them."""

from collections.abc import Callable
from typing import Final

from ingest.synthesis.composition import Composer
from ingest.synthesis.dates import write_month
from ingest.synthesis.manuscript import Named

__all__ = ["write_district_page"]

_NOTE: Final = (
    "Note: (Incumbents may perform any combination of the essential functions shown below. This "
    "position description is not intended to be an exhaustive list of all duties, knowledge, or "
    "ability associated with this classification, but is intended to accurately reflect the "
    "{principal} job elements.)"
)
_OFFICES: Final = (
    ("Office of Personnel", "Office of Personnel and Growth"),
    ("Office of Employee Relations", "Office of Employee Relations"),
    ("Office of Staff and Careers", "Office of Staff and Career Paths"),
)
_STANDING: Final = ("Not Applicable", "Not Applicable", "Optimal Qualified", "Semi Qualified")


def write_district_page(composer: Composer) -> None:
    """Write a description in one of the district's layouts."""
    page = _Page(composer)
    kind = composer.chance.number(0, 19)
    if kind < 8:
        page.write(head=page.whole_head, header=page.two_pairs)
    elif kind < 11:
        page.write(head=page.whole_head, header=page.two_pairs, joined=True)
    elif kind < 13:
        page.write(head=page.whole_head, header=page.two_pairs, doubled=True)
    elif kind < 14:
        page.write(head=page.whole_head, header=page.label_above)
    elif kind < 15:
        before = composer.chance.pick([page.value_before, page.value_above])
        page.write(head=page.whole_head, header=before)
    elif kind < 16:
        page.write(head=page.whole_head, header=page.one_pair)
    elif kind < 18:
        page.write(head=page.short_head, header=page.two_pairs)
    elif kind < 19:
        page.write(head=page.whole_head, header=None)
    else:
        page.write_duties_only()


class _Page:
    """One page; its parts are written from the top."""

    def __init__(self, composer: Composer) -> None:
        self._composer = composer
        self._write = composer.write
        self._pairs: Final = ("official_title", "code", "sq_oq", "working_title", "grade", "months")

    # -- the whole -----------------------------------------------------------------------------

    def write(
        self,
        *,
        head: Callable[[], None],
        header: Callable[[], None] | None,
        joined: bool = False,
        doubled: bool = False,
    ) -> None:
        """Write head, header, body and foot."""
        composer, write = self._composer, self._write
        size = composer.plan.size
        head()
        if header is not None:
            header()
        if joined:
            write("SUMMARY DESCRIPTION; PHYSICAL DEMANDS; AND SPECIAL REQUIREMENTS: ")
        write("SUMMARY DESCRIPTION OF CLASSIFICATION: ")
        composer.summary(size * 17 // 100)
        if joined:
            write(" PHYSICAL DEMANDS: ")
            composer.phrase("physical")
            write(" SPECIAL REQUIREMENTS: ")
            composer.phrase("special")
        write("\nMINIMUM QUALIFICATION STANDARDS\n")
        if joined:
            write("KNOWLEDGE SKILLS ABILITIES: ")
        write("KNOWLEDGE, SKILLS, AND ABILITIES: ")
        composer.knowledge(size * 17 // 100)
        write("\nEDUCATION, TRAINING, AND EXPERIENCE: ")
        if doubled:
            write("EDUCATION, TRAINING, AND EXPERIENCE: ")
        composer.education(size * 7 // 100)
        write("\nCERTIFICATE AND LICENSE REQUIREMENTS: ")
        composer.phrase("certificates")
        if not joined:
            write("\nPHYSICAL DEMANDS: (Special requirements such as lifting heavy objects and ")
            write("frequent climbing.) ")
            composer.phrase("physical")
            write("\nSPECIAL REQUIREMENTS: (Frequent overtime or night work required, etc.) ")
            composer.phrase("special")
        eligible = composer.chance.happens(0.4)
        write("\nOVERTIME ELIGIBLE: ")
        composer.field("overtime_eligible", eligible, "Yes" if eligible else "No")
        write("\n\nEXAMPLES OF DUTIES AND RESPONSIBILITIES:\n\n")
        if doubled:
            write("EXAMPLES OF DUTIES AND RESPONSIBILITIES: ")
        if doubled or composer.chance.happens(0.7):
            write(_NOTE.format(principal=composer.chance.pick(["core", "principal", "principle"])))
            write("\n\n")
        composer.duties(size * 46 // 100, self._duty)
        self._foot()

    def write_duties_only(self) -> None:
        """Write a page of which only the duties were copied, all on one line."""
        composer = self._composer
        self._write("]\nFull Menu\n")
        self._breadcrumb()
        self._write("\nSorted by job title: A - C | D - H | I - Q | R - Z\n")
        self._write("EXAMPLES OF DUTIES AND RESPONSIBILITIES:\n")
        composer.duties(composer.plan.size * 85 // 100, self._glued)
        self._write("\n")
        composer.manuscript.fields.update(
            dict.fromkeys(self._pairs), working_title=composer.plan.post.title
        )

    def _duty(self, kind: str) -> None:
        self._composer.duty_line(kind)
        self._write("\n" if self._composer.chance.happens(0.05) else "\n\n")

    def _glued(self, kind: str) -> None:
        self._composer.phrase(kind)
        self._write("" if self._composer.chance.happens(0.1) else " ")

    # -- the head ------------------------------------------------------------------------------

    def whole_head(self) -> None:
        """Write everything that the site puts above a description."""
        composer = self._composer
        plan = composer.plan
        name, _ = self._office()
        self._write("] ")
        composer.manuscript.name(Named(f"office-{name}", "unit", name), name, "units_opt")
        self._write(" - ")
        employer = composer.teller.mentions.named_employer
        composer.manuscript.name(employer, employer.name, "units_opt")
        self._write("\n\n")
        self._breadcrumb()
        self._write("\n\nSorted by job title: A - C | D - H | I - Q | R - Z\n\n")
        composer.title()
        self._write(f"\n\n{plan.organisation.employer.upper()} CLASS DESCRIPTION\n")

    def short_head(self) -> None:
        """Write the line of the letters and the title, and no employer."""
        self._write("Sorted by job title: A - C | D - H | I - Q | R - Z\n\n")
        self._composer.title()
        self._write("\n\n")

    def _office(self) -> tuple[str, str]:
        place = self._composer.plan.organisation.place
        return _OFFICES[len(place) % len(_OFFICES)]

    def _breadcrumb(self) -> None:
        name = self._office()[1]
        named = Named(f"office-{name}", "unit", name)
        self._composer.manuscript.name(named, name.upper(), "units_opt")
        self._write(" → CLASSIFICATION → ")
        self._composer.title(capitals=True)

    # -- the header ----------------------------------------------------------------------------

    def two_pairs(self) -> None:
        """Write two or three labels with their values on a line."""
        for name, end in zip(self._pairs, "  \n  \n", strict=True):
            self._write(f"{_LABELS[name]}: ")
            self._value(name)
            self._write(end)

    def one_pair(self) -> None:
        """Write a label with its value on each line."""
        for name in self._pairs:
            self._write(f"{_LABELS[name]}: ")
            self._value(name)
            self._write("\n")

    def label_above(self) -> None:
        """Write each label on a line of its own, its value below."""
        for name in self._pairs:
            self._write(f"{_LABELS[name]}:\n")
            self._value(name)
            self._write("\n")

    def value_before(self) -> None:
        """Write each value before its label."""
        for name, end in zip(self._pairs, "  \n  \n", strict=True):
            self._value(name)
            self._write(f" {_LABELS[name]}:{end}")

    def value_above(self) -> None:
        """Write each label on a line of its own, its value above."""
        for name in self._pairs:
            self._value(name)
            self._write(f"\n{_LABELS[name]}:\n")

    def _value(self, name: str) -> None:
        composer = self._composer
        post = composer.plan.post
        if name == "working_title":
            composer.manuscript.fields[name] = post.title
            composer.title()
        elif name == "official_title":
            composer.field(name, post.official_title)
        elif name == "code":
            composer.field(name, post.code)
        elif name == "grade":
            composer.field(name, post.former_grade if composer.plan.is_former else post.grade)
        elif name == "months":
            composer.field(name, composer.chance.pick([10, 11, 12, 12, 12, 12]))
        else:
            composer.field(name, composer.chance.pick(_STANDING))

    # -- the foot ------------------------------------------------------------------------------

    def _foot(self) -> None:
        composer, dating = self._composer, self._composer.plan.dating
        chance, fields = composer.chance, composer.manuscript.fields
        self._write("\nClass Established: ")
        composer.field("established", dating.established, write_month(dating.established, chance))
        self._write("\nDate(s) Revised:")
        fields["revised"] = list(dating.revised)
        for number, month in enumerate(dating.revised):
            self._write(", " if number else " ")
            if chance.happens(0.03):
                start = composer.manuscript.length
                self._write(f"{chance.number(1, 9)}1{chance.number(80, 99)}")
                composer.manuscript.findings.append(
                    ("unreadable_date", start, composer.manuscript.length)
                )
                self._write(", ")
            self._write(write_month(month, chance))
        self._write("\nLast Reviewed:")
        fields["last_reviewed"] = dating.last_reviewed
        if dating.last_reviewed is not None:
            self._write(f" {write_month(dating.last_reviewed, chance)}")
        self._write("\n\nThis description may be changed at any time.\n")


_LABELS: Final = {
    "official_title": "OFFICIAL TITLE",
    "code": "CODE",
    "sq_oq": "SQ/OQ",
    "working_title": "WORKING TITLE",
    "grade": "GRADE",
    "months": "MONTHS",
}
