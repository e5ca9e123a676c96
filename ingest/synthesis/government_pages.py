"""Pages of a county: postings and class specifications in the layouts of many offices."""

from typing import Final

from ingest.synthesis.composition import Composer
from ingest.synthesis.dates import write_month

__all__ = ["write_county_page"]

_STATES: Final = ("CA", "GA", "IL", "NC", "OR", "TX", "WA")


def write_county_page(composer: Composer) -> None:
    """Write a description in one of the county's layouts."""
    page = _Page(composer)
    layouts = (
        page.write_job_details,
        page.write_invitation,
        page.write_class,
        page.write_specification,
        page.write_tabs,
        page.write_posting,
        page.write_table,
    )
    composer.chance.pick(layouts)()


class _Page:
    """One page in any of seven layouts."""

    def __init__(self, composer: Composer) -> None:
        self._composer = composer
        self._write = composer.write
        self._number = 0

    # -- layouts -------------------------------------------------------------------------------

    def write_job_details(self) -> None:
        """Write a posting with a block of labels."""
        composer, chance = self._composer, self._composer.chance
        size, place = composer.plan.size, composer.plan.organisation.place
        salary = chance.number(38, 120) * 1000
        self._write("=== JOB DETAILS ===\n\nTitle: ")
        self._title()
        self._write(f"\nSalary: ${salary:,}.00 - ${salary * 5 // 4:,}.00 YEAR\n")
        self._write(f"Location: {place}, {chance.pick(_STATES)}, {chance.number(10000, 99999)}\n")
        self._write("Employer: ")
        self._employer()
        self._write(f"\nJob Type: Full Time\nJob Number: {chance.number(10, 24)}-")
        self._write(f"{chance.number(1000, 9999)}\n")
        self._departments("Department: ", "Division: ", "\n")
        self._write("\n=== JOB DESCRIPTION ===\n\n")
        composer.summary(size * 15 // 100)
        self._write("\n\nEssential Job Duties Include:\n")
        composer.duties(size * 45 // 100, self._line)
        self._write("\nKnowledge, Skills and Abilities:\n")
        composer.knowledge(size * 17 // 100)
        self._write("\n\nMinimum Education and Experience:\n")
        self._requirements(size)

    def write_invitation(self) -> None:
        """Write a call for applications with sections for supervision."""
        composer, size = self._composer, self._composer.plan.size
        self._employer(capitals=True)
        self._write("\ninvites applications for the position of:\n")
        self._title()
        self._write("\n\n")
        composer.phrase("reports_to_value")
        self._write("\n")
        self._departments("Department: ", "Division: ", "\n")
        self._overtime("FLSA Status: ")
        self._write("\n\nGENERAL PURPOSE\n")
        composer.summary(size * 12 // 100, directed=False)
        self._write("\n\nSUPERVISION RECEIVED\n")
        composer.phrase("supervision_received")
        self._write("\n\nSUPERVISION EXERCISED\n")
        composer.phrase(self._exercised())
        self._write("\n\nESSENTIAL DUTIES AND RESPONSIBILITIES\n")
        composer.duties(size * 45 // 100, self._line)
        self._write("\nKNOWLEDGE, SKILLS AND ABILITIES\n")
        composer.knowledge(size * 17 // 100, "\n")
        self._write("\n\nQUALIFICATIONS\n")
        self._requirements(size)

    def write_class(self) -> None:
        """Write a class specification with numbered duties."""
        composer, chance = self._composer, self._composer.chance
        size, dating = composer.plan.size, composer.plan.dating
        composer.manuscript.fields["working_title"] = composer.plan.post.title
        composer.title(capitals=True)
        self._write("\n\nClass Code: ")
        composer.field("code", composer.plan.post.code)
        self._write("\nBargaining Unit: Professional\n")
        self._employer(capitals=True)
        self._write("\nEstablished Date: ")
        composer.field("established", dating.established, self._day(dating.established))
        if dating.revised:
            self._write("\nRevision Date: ")
            composer.field("revised", [dating.revised[-1]], self._day(dating.revised[-1]))
        self._write("\n\nDEFINITION\n")
        composer.phrase("definition")
        self._write("\n\nSUPERVISION RECEIVED AND EXERCISED\n")
        composer.phrase("supervision_received")
        if self._exercised() == "supervision_exercised":
            self._write(" ")
            composer.phrase("supervision_exercised")
        self._write("\n\nEXAMPLES OF DUTIES\n")
        if chance.happens(0.5):
            self._write("Duties may include, but are not limited to, the following:\n")
        composer.duties(size * 50 // 100, self._numbered)
        self._write("\nKNOWLEDGE AND ABILITIES\n")
        composer.knowledge(size * 20 // 100)
        self._write("\n\nTRAINING AND EXPERIENCE\n")
        self._requirements(size)

    def write_specification(self) -> None:
        """Write a specification with a few labels at its head."""
        composer, size = self._composer, self._composer.plan.size
        post, dating = composer.plan.post, composer.plan.dating
        self._write("Class Title: ")
        self._title()
        self._write("\nClass Number: ")
        composer.field("code", post.code)
        self._write("\nPay Range: ")
        composer.field("grade", post.former_grade if composer.plan.is_former else post.grade)
        self._write("\n")
        self._departments("Department: ", "", "\n")
        self._write("Last Revised: ")
        composer.field("revised", [dating.month], write_month(dating.month, composer.chance))
        self._write("\n\nSUMMARY\n")
        composer.summary(size * 14 // 100)
        self._write("\n\nESSENTIAL FUNCTIONS\n")
        self._write("The following duties are normal for this position.\n\n")
        composer.duties(size * 48 // 100, self._paragraph)
        self._write("KNOWLEDGE, SKILLS, AND ABILITIES\n")
        composer.knowledge(size * 18 // 100)
        self._write("\n\nMINIMUM QUALIFICATIONS\n")
        self._requirements(size)

    def write_tabs(self) -> None:
        """Write a form whose values stand behind tabulators."""
        composer, size = self._composer, self._composer.plan.size
        composer.manuscript.fields["working_title"] = composer.plan.post.title
        composer.title(capitals=True)
        self._write("\n\n")
        self._departments("DEPARTMENT:\t\t", "DIVISION:\t\t", "\n")
        composer.phrase("reports_to_capitals")
        if self._exercised() == "supervision_exercised":
            self._write("\n")
            composer.phrase("supervises_capitals")
        self._write(f"\nAPPROVED:\t\t{self._slashes()}\n\nPOSITION OVERVIEW\n")
        composer.summary(size * 14 // 100, directed=composer.chance.happens(0.5))
        self._write("\n\nDUTIES\n")
        composer.duties(size * 50 // 100, self._numbered)
        self._write("\nKNOWLEDGE, SKILLS, AND ABILITIES\n")
        composer.knowledge(size * 18 // 100, "\n")
        self._write("\n\nREQUIREMENTS\n")
        self._requirements(size)

    def write_posting(self) -> None:
        """Write an informal posting with bullets."""
        composer, size = self._composer, self._composer.plan.size
        self._write("Position: ")
        self._title()
        self._write("\nAgency: ")
        self._employer()
        self._write("\n")
        self._departments("Department: ", "Unit: ", "\n")
        self._write("\nABOUT THE ROLE\n")
        composer.summary(size * 15 // 100)
        self._write("\n\nWhat you will do\n")
        composer.duties(size * 48 // 100, self._bullet)
        self._write("\nSkills\n")
        composer.knowledge(size * 18 // 100, "\n")
        self._write("\n\nRequirements\n")
        self._requirements(size)

    def write_table(self) -> None:
        """Write a posting that begins with a table."""
        composer, size = self._composer, self._composer.plan.size
        self._title()
        self._write(f"\nRecruitment #{composer.chance.number(10, 24)}-")
        self._write(f"{composer.chance.number(100000, 999999)}\n| Department | ")
        self._departments("", "", "")
        self._write(" |\n|---|---|\n| Employment Type | Full-Time |\n")
        self._write("Main Purpose of Job\n")
        composer.summary(size * 15 // 100)
        self._write("\nPOSITION DUTIES\n")
        composer.duties(size * 46 // 100, self._running)
        self._write("\nKNOWLEDGE AND SKILLS\n")
        composer.knowledge(size * 18 // 100)
        self._write("\nMINIMUM QUALIFICATIONS\n")
        self._requirements(size)

    # -- parts ---------------------------------------------------------------------------------

    def _title(self) -> None:
        self._composer.manuscript.fields["working_title"] = self._composer.plan.post.title
        self._composer.title()

    def _employer(self, *, capitals: bool = False) -> None:
        named = self._composer.teller.mentions.named_employer
        name = named.name.upper() if capitals else named.name
        self._composer.manuscript.name(named, name, "units_opt")

    def _departments(self, above: str, below: str, end: str) -> None:
        """Write the unit of the post, and the unit at the top of it, as the values of labels."""
        composer = self._composer
        units, number = composer.plan.organisation.units, composer.plan.post.unit
        if number is None:
            return
        path = [number]
        while (parent := units[path[0]].parent_at(composer.plan.dating.month)) is not None:
            path.insert(0, parent)
        mentions, start = composer.teller.mentions, composer.manuscript.length
        self._write(above)
        department = mentions.bare_unit(path[0])
        self._write(end)
        employer = mentions.named_employer
        mentions.state_parent(department, employer, start, "unit_parents_opt")
        if below and len(path) > 1:
            self._write(below)
            division = mentions.bare_unit(path[-1])
            mentions.state_parent(division, department, start)
            mentions.state_parent(division, employer, start, "unit_parents_opt")
            self._write(end)

    def _exercised(self) -> str:
        """Return which patterns say whom the post supervises."""
        leads = self._composer.plan.post.heads or self._composer.plan.post.number % 3 == 0
        return "supervision_exercised" if leads else "supervision_none"

    def _overtime(self, label: str) -> None:
        eligible = self._composer.chance.happens(0.5)
        self._write(label)
        self._composer.field("overtime_eligible", eligible, "Non-Exempt" if eligible else "Exempt")

    def _requirements(self, size: int) -> None:
        composer = self._composer
        composer.education(size * 6 // 100)
        if composer.chance.happens(0.7):
            self._write("\nLicense: ")
            composer.phrase("certificates")
        self._write("\n")

    def _day(self, month: str) -> str:
        """Return a day of a month as "Apr 3, 2009"."""
        return f"{_MONTHS[int(month[5:]) - 1]} {self._composer.chance.number(1, 28)}, {month[:4]}"

    def _slashes(self) -> str:
        month = self._composer.plan.dating.month
        return f"{month[5:]}/{self._composer.chance.number(1, 28):02}/{month[:4]}"

    # -- duty lines ----------------------------------------------------------------------------

    def _line(self, kind: str) -> None:
        self._composer.duty_line(kind)
        self._write("\n")

    def _paragraph(self, kind: str) -> None:
        self._composer.duty_line(kind)
        self._write("\n\n")

    def _numbered(self, kind: str) -> None:
        self._number += 1
        self._write(f"{self._number}. ")
        self._composer.phrase(kind)
        self._write("\n")

    def _running(self, kind: str) -> None:
        self._composer.phrase(kind)
        self._write("  ")

    def _bullet(self, kind: str) -> None:
        self._write("• ")
        self._composer.phrase(kind)
        self._write("\n")


_MONTHS: Final = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
