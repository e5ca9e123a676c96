"""Series: any number of files, each a function of the seed and of its place in the series.

Organisations hold about a thousand descriptions; one after the other is made, told and forgotten,
so that a long series takes no more memory than a short one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from ingest.synthesis.bulletin_pages import write_bulletin_page
from ingest.synthesis.chance import Chance
from ingest.synthesis.composition import USUAL_SIZE, Composer, Plan
from ingest.synthesis.dates import date_description
from ingest.synthesis.district_pages import write_district_page
from ingest.synthesis.government_pages import write_county_page
from ingest.synthesis.growth import grow_organisation
from ingest.synthesis.manuscript import Manuscript
from ingest.synthesis.organisation import Organisation, Post
from ingest.synthesis.phrases import Phrases, load_phrases
from ingest.synthesis.spoiling import SPOILS, spoil
from ingest.synthesis.truth import gold_labels

__all__ = ["Recipe", "SyntheticFile", "synthesize"]

REGION_SIZE: Final = 1000
"""How many descriptions the employers of one place have together."""

_FAMILIES: Final = ("district", "district", "county", "district", "district") * 4 + (
    "district", "county", "city", "county", "city",
)  # fmt: skip
"""The family of each file in turn."""

_PAGES: Final = {
    "district": write_district_page,
    "county": write_county_page,
    "city": write_bulletin_page,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What a series is made of.

    Attributes:
        count: How many files.
        seed: What every draw depends on.
        size: How long a description is, in characters, about.
        broken: The share of files that are spoiled.
        versions: The share of descriptions that are former versions of another one.
        copies: The share of files that hold the bytes of an earlier one.
    """

    count: int
    seed: int
    size: int = USUAL_SIZE
    broken: float = 0.0
    versions: float = 0.06
    copies: float = 0.0


@dataclass(frozen=True, slots=True)
class SyntheticFile:
    """One file with its truth.

    Attributes:
        name: Its name, without folder and ending; no other file of the series has it.
        data: Its bytes.
        labels: What its text states; None if it is spoiled.
        about: What it is, for the list of files.
        organisation: Whose description it is.
    """

    name: str
    data: bytes
    labels: dict[str, Any] | None
    about: dict[str, Any]
    organisation: Organisation


def synthesize(recipe: Recipe) -> Iterator[SyntheticFile]:
    """Yield the files of a series in order; equal recipes yield equal files."""
    regions = -(-recipe.count // REGION_SIZE)
    first = 0
    for region in range(regions):
        count = recipe.count // regions + (region < recipe.count % regions)
        yield from _region(recipe, region, first, count)
        first += count


def _region(recipe: Recipe, region: int, first: int, count: int) -> Iterator[SyntheticFile]:
    families = [_FAMILIES[number % len(_FAMILIES)] for number in range(count)]
    teams = {
        family: _Staff(recipe, family, region, families.count(family)) for family in set(families)
    }
    chance = Chance(f"{recipe.seed}/{region}/accidents")
    last: dict[str, SyntheticFile] = {}
    for number, family in enumerate(families, first):
        made = teams[family].describe(number)
        if family in last and chance.happens(recipe.copies):
            made = _copy(made, last[family])
        elif chance.happens(recipe.broken):
            made = _spoiled(made, chance)
        else:
            last[family] = made
        yield made


def _copy(made: SyntheticFile, earlier: SyntheticFile) -> SyntheticFile:
    about = {**earlier.about, "file": made.name, "copy_of": earlier.name}
    labels = {**(earlier.labels or {}), "id": made.name, "text_file": f"{made.name}.txt"}
    return replace(earlier, name=made.name, labels=labels, about=about)


def _spoiled(made: SyntheticFile, chance: Chance) -> SyntheticFile:
    kind = chance.pick(SPOILS)
    data = spoil(made.data.decode("utf-8"), kind, chance)
    return replace(made, data=data, labels=None, about={**made.about, "broken": kind})


class _Staff:
    """The descriptions of one organisation, in the order of the series."""

    def __init__(self, recipe: Recipe, family: str, region: int, count: int) -> None:
        formers = min(round(count * recipe.versions), count // 2)
        self._recipe = recipe
        self._seed = f"{recipe.seed}/{region}/{family}"
        self._organisation: Organisation = grow_organisation(
            family, region, count - formers, str(recipe.seed)
        )
        self._phrases: Phrases = load_phrases(
            "prose", "district" if family == "district" else "government"
        )
        chance = Chance(f"{self._seed}/order")
        posts = self._organisation.posts[: count - formers]
        twice = chance.sample(posts, formers)
        pairs = [(post, False) for post in posts] + [(post, True) for post in twice]
        self._left = iter(chance.shuffled(pairs))
        self._formers = {post.number for post in twice}

    def describe(self, number: int) -> SyntheticFile:
        """Return the next description as the file of that number."""
        post, is_former = next(self._left)
        organisation = self._organisation
        chance = Chance(f"{self._seed}/{post.number}/{is_former}")
        dating = date_description(chance, former=is_former)
        plan = Plan(organisation, post, dating, self._recipe.size, is_former)
        composer = Composer(plan, self._phrases, chance)
        _PAGES[organisation.family](composer)
        name = f"{number:06}-{_slug(post.title)}"
        return SyntheticFile(
            name=name,
            data=composer.manuscript.text.encode("utf-8"),
            labels=gold_labels(name, composer.manuscript),
            about=self._about(name, post, composer.manuscript, plan),
            organisation=organisation,
        )

    def _about(self, name: str, post: Post, manuscript: Manuscript, plan: Plan) -> dict[str, Any]:
        return {
            "file": name,
            "employer": self._organisation.employer,
            "post": f"post-{post.number}",
            "title": post.title,
            "code": post.code,
            "month": plan.dating.month,
            "former": plan.is_former,
            "has_former": post.number in self._formers and not plan.is_former,
            "reports_to": list(manuscript.statements.get("reports_to", {})),
        }


def _slug(title: str) -> str:
    words = "".join(c if c.isalnum() else " " for c in title.lower()).split()
    return "-".join(words)[:60].rstrip("-")
