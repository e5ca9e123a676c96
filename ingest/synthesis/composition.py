"""Composition: the parts that every description has, written for one post.

A layout asks for a summary, for knowledge, education and duties of about so many characters; how
they are headed and separated is the layout's.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from ingest.synthesis.chance import Chance
from ingest.synthesis.dates import Dating
from ingest.synthesis.manuscript import Manuscript
from ingest.synthesis.organisation import Organisation, Post
from ingest.synthesis.phrases import Phrases
from ingest.synthesis.telling import Teller

__all__ = ["Composer", "Plan"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What one description is to be.

    Attributes:
        organisation: The employer.
        post: The post that is described.
        dating: When the description was written and revised.
        size: How long it is to be, in characters, about.
        is_former: Whether a later version of it is among the files.
    """

    organisation: Organisation
    post: Post
    dating: Dating
    size: int
    is_former: bool


_NAMING: Final = (
    ("partner_sentence", 3, 6),
    ("program_duty", 2, 4),
    ("team_duty", 1, 3),
    ("unit_duty", 1, 3),
    ("agency_duty", 0, 2),
    ("law_duty", 0, 1),
    ("duty_trap", 0, 2),
)
"""Duties that name somebody: how many of each a description of the usual size has, from and to."""

USUAL_SIZE: Final = 7000


class Composer:
    """Writes the parts of one description."""

    def __init__(self, plan: Plan, phrases: Phrases, chance: Chance) -> None:
        self.plan = plan
        self.chance = chance
        self.manuscript = Manuscript("\r\n" if chance.happens(0.04) else "\n")
        if chance.happens(0.02):
            self.manuscript.write("\ufeff")  # a byte order mark, which counts as a character
        self._phrases = phrases
        self.teller = Teller(
            plan.organisation, plan.post, plan.dating.month, self.manuscript, chance
        )
        self._slots = self.teller.slots()

    def write(self, text: str) -> None:
        """Write fixed text."""
        self.manuscript.write(text)

    def phrase(self, name: str) -> None:
        """Write any pattern of a list."""
        self._phrases.write(name, self.manuscript, self._slots, self.chance)

    def field(self, name: str, value: object, text: str | None = None) -> None:
        """Write the value of a header's field."""
        self.manuscript.fields[name] = value
        self.write(str(value) if text is None else text)

    def title(self, *, capitals: bool = False) -> None:
        """Write the working title; a unit in its tail is labelled."""
        post = self.plan.post
        units = self.plan.organisation.units
        name = "" if post.unit is None else units[post.unit].name
        before, found, after = post.title.rpartition(name) if name else (post.title, "", "")
        if found and post.unit is not None and not after:
            self.write(before.upper() if capitals else before)
            named = self.teller.mentions.named_unit(post.unit, today=True)
            self.manuscript.name(named, name.upper() if capitals else name, "units")
            return
        head, comma, tail = post.title.partition(", ")
        self.write((head + comma).upper() if capitals else head + comma)
        if tail:
            self.teller.mentions.state_field(tail, self.manuscript.length)
            self.write(tail.upper() if capitals else tail)

    def summary(self, size: int, *, directed: bool = True) -> None:
        """Write the summary; unless the layout says so elsewhere, it says who directs the post."""
        end = self.manuscript.length + size
        if not directed:
            self.manuscript.begin_sentence()
            self.phrase("duty")
        elif self.chance.happens(0.12):
            self.phrase("summary_nobody")
        elif self.chance.happens(0.8):
            self.phrase("summary_opening")
        else:
            self._sentences(["duty", "direction_sentence"])
        again = directed and self.chance.happens(0.1)
        kinds = ["partner_sentence", "duty", "direction_sentence" if again else "duty"]
        if self.plan.post.heads:
            kinds.append("leads")
        kinds += ["duty"] * 3
        for kind in self.chance.shuffled(kinds[:4]) + kinds[4:]:
            if self.manuscript.length < end:
                self.write(" ")
                self.phrase(kind)
        self._until(end, "duty", " ")

    def knowledge(self, size: int, between: str = " ") -> None:
        """Write what a holder must know and be able to do."""
        end = self.manuscript.length + size
        facts = ["knowledge_fact"] * self.chance.number(1, 3)
        plain = ["knowledge"] * max(2, size // 90 - len(facts))
        self._spread(self.chance.shuffled(facts + plain), end, between)
        self._until(end, "knowledge", between)

    def education(self, size: int, between: str = " ") -> None:
        """Write which degree and experience a holder must have."""
        end = self.manuscript.length + size
        self.phrase("education")
        self._until(end, "education_more", between)

    def duties(self, size: int, write_line: Callable[[str], None]) -> None:
        """Write duty lines of about so many characters together.

        Args:
            size: How long all lines are to be together.
            write_line: Writes one line with a phrase of the list that it is given.
        """
        end = self.manuscript.length + size
        share = size / (USUAL_SIZE * 0.55)
        kinds: list[str] = []
        for kind, least, most in _NAMING:
            kinds += [kind] * round(self.chance.number(least, most) * share)
        if self.plan.post.heads or self.chance.happens(0.2):
            kinds += ["leads"] * self.chance.number(1, 2)
        kinds += ["duty"] * max(1, round(9 * share))
        for kind in self.chance.shuffled(kinds):
            if self.manuscript.length < end:
                write_line(kind)
        while self.manuscript.length < end:
            write_line("duty")
        write_line("last_duty")

    def duty_line(self, kind: str) -> None:
        """Write one duty and note where it stands."""
        start = self.manuscript.length
        self.phrase(kind)
        self.manuscript.duties.append((start, self.manuscript.length))

    def _sentences(self, kinds: Sequence[str]) -> None:
        for number, kind in enumerate(kinds):
            if number:
                self.write(" ")
            self.phrase(kind)

    def _spread(self, kinds: Sequence[str], end: int, between: str) -> None:
        for number, kind in enumerate(kinds):
            if self.manuscript.length < end or kind.endswith("_fact"):
                if number:
                    self.write(between)
                self.phrase(kind)

    def _until(self, end: int, kind: str, between: str) -> None:
        while self.manuscript.length < end - 40:
            self.write(between)
            self.phrase(kind)
