"""A small organisation made by hand, complete enough for every question, and its N-Quads.

Two descriptions: a Field Nurse, who works under the direction of the director heading the Division
of Field Health and of the Division of Outreach itself, touches one program in two ways and knows a
group; and the Supervisor, Outreach, who works under the Chief of Wards. The Supervisor has an older
version. There is a collision of slugs, a mention without an entity, a finding, a possible merge.

``TEXTS`` holds the text of each version by sha256; every quote stands in it at its offsets.
"""

import hashlib
from typing import Final

from graph.iri import IriSpace
from graph.model import (
    Claim,
    Description,
    DescriptionGraph,
    DescriptionVersion,
    Duty,
    Entity,
    Finding,
    Literal,
    Mention,
    Merge,
    Review,
    ReviewCandidate,
    Section,
    Statement,
    Term,
)
from graph.quads import description_lines, entity_lines, scheme_lines, statement_line
from graph.store.quads_file import nquads_of
from graph.trig import description_graph_block, review_block
from graph.vocabulary import Org, Osg, Xsd

SPACE: Final = IriSpace("https://example.org/river-county/")
SCHEME: Final = SPACE.scheme("programs")

NURSE_TEXT: Final = (
    "Title: Field Nurse  Code: 0101  Grade: K  Months: 12\n"
    "Class Established: 5/82, 7189\n"
    "SUMMARY: Under the direction of the director of the Division of Field Health, the Field Nurse "
    "visits families. Receives guidance from the Division of Outreach. "
    "Knowledge of the Healthy Start Program (HSP). Nursing licence required.\n"
    "DUTIES:\n"
    "Refers families to HSP and the Healthy Start Program as needed.\n"
    'Works with parents and with Harbor Clinic. Serves on the "Care" team with the Zeta desk.\n'
)
SUPERVISOR_TEXT: Final = (
    "Title: Supervisor, Outreach  Code: 0202\n"
    "SUMMARY: Works under the direction of the Chief of Wards in the Division of Outreach, a part "
    "of the Office of Health; supervises the Field Nurse.\n"
)
OLD_SUPERVISOR_TEXT: Final = (
    "Title: Supervisor, Outreach  Code: 0202\nSUMMARY: Reports to the Matron.\n"
)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


TEXTS: Final = {_sha256(text): text for text in (NURSE_TEXT, SUPERVISOR_TEXT, OLD_SUPERVISOR_TEXT)}


def _post(slug: str, label: str, *, described: bool = False, generic: bool = False) -> Entity:
    return Entity(
        iri=SPACE.entity("post", slug),
        kind="post",
        label=label,
        notation=slug[:4] if described else None,
        described=described,
        generic=generic,
    )


NURSE: Final = _post("0101-field-nurse", "Field Nurse", described=True)
SUPERVISOR: Final = _post("0202-supervisor-outreach", "Supervisor, Outreach", described=True)
DIRECTOR: Final = _post("director-division-of-field-health", "director, Division of Field Health")
CHIEF: Final = _post("chief-of-wards", "Chief of Wards")
MATRON: Final = _post("matron", "Matron", generic=True)


def _entity(
    kind: str,
    slug: str,
    label: str,
    *,
    acronyms: tuple[str, ...] = (),
    names: tuple[str, ...] = (),
    notation: str | None = None,
    root: bool = False,
    unexpanded: bool = False,
) -> Entity:
    return Entity(
        iri=SPACE.entity(kind, slug),
        kind=kind,
        label=label,
        acronyms=acronyms,
        alternative_labels=names,
        notation=notation,
        root=root,
        unexpanded=unexpanded,
    )


EMPLOYER: Final = _entity("unit", "river-county", "River County", root=True)
OFFICE: Final = _entity("unit", "office-of-health", "Office of Health")
FIELD_HEALTH: Final = _entity("unit", "division-of-field-health", "Division of Field Health")
OUTREACH: Final = _entity("unit", "division-of-outreach", "Division of Outreach")
OUTREACH_AGAIN: Final = _entity("unit", "division-of-outreach-2", "Division of Out-Reach")
PROGRAM: Final = _entity(
    "program",
    "healthy-start-program",
    "Healthy Start Program",
    acronyms=("HSP",),
    names=("Healthy Starts Program",),
)
CLINIC: Final = _entity("agency", "harbor-clinic", "Harbor Clinic")
TEAM: Final = _entity("team", "care-team", '"Care" team')
ZETA: Final = _entity("unit", "zd", "ZD", acronyms=("ZD",), unexpanded=True)
LICENCE: Final = _entity("credential", "nursing-licence", "Nursing licence")
NURSE_ROLE: Final = _entity("role", "0101-field-nurse", "Field Nurse", notation="0101")
SUPERVISOR_ROLE: Final = _entity("role", "0202-supervisor-i", "Supervisor I", notation="0202")
GRADE: Final = _entity("grade", "k", "K")

ENTITIES: Final = (
    NURSE, SUPERVISOR, DIRECTOR, CHIEF, EMPLOYER, OFFICE, FIELD_HEALTH, OUTREACH, OUTREACH_AGAIN,
    PROGRAM, CLINIC, TEAM, ZETA, LICENCE, NURSE_ROLE, SUPERVISOR_ROLE, GRADE,
)  # fmt: skip

NURSE_DOC: Final = SPACE.description("0101-field-nurse")
SUPERVISOR_DOC: Final = SPACE.description("0202-supervisor-outreach")
NURSE_VERSION: Final = SPACE.version(NURSE_DOC, _sha256(NURSE_TEXT))
SUPERVISOR_VERSION: Final = SPACE.version(SUPERVISOR_DOC, _sha256(SUPERVISOR_TEXT))
OLD_VERSION: Final = SPACE.version(SUPERVISOR_DOC, _sha256(OLD_SUPERVISOR_TEXT))
_TEXT_OF: Final = {
    NURSE_VERSION: NURSE_TEXT,
    SUPERVISOR_VERSION: SUPERVISOR_TEXT,
    OLD_VERSION: OLD_SUPERVISOR_TEXT,
}

DESCRIPTIONS: Final = (
    Description(NURSE_DOC, "Field Nurse", NURSE.iri, NURSE_VERSION),
    Description(SUPERVISOR_DOC, "Supervisor, Outreach", SUPERVISOR.iri, SUPERVISOR_VERSION),
)


def _claim(
    version: str,
    subject: Entity,
    predicate: str,
    target: Entity | Literal,
    quote: str,
    *,
    confidence: float = 0.9,
    qualifiers: tuple[tuple[str, str | bool], ...] = (),
) -> Claim:
    start = _TEXT_OF[version].index(quote)
    end = start + len(quote)
    value: Term = target.iri if isinstance(target, Entity) else target
    return Claim(
        iri=SPACE.claim(
            subject=subject.iri,
            predicate=predicate,
            object_key=value.value if isinstance(value, Literal) else value,
            version=version,
            start=start,
            end=end,
        ),
        subject=subject.iri,
        predicate=predicate,
        object=value,
        version=version,
        quote=quote,
        start=start,
        end=end,
        section="duties" if start > _TEXT_OF[version].find("DUTIES:") > 0 else "summary",
        rule="sample/by-hand",
        confidence=confidence,
        qualifiers=qualifiers,
    )


NURSE_CLAIMS: Final = tuple(
    sorted(
        (
            _claim(
                NURSE_VERSION, NURSE, Osg.UNDER_DIRECTION_OF, DIRECTOR,
                "Under the direction of the director of the Division of Field Health",
                confidence=0.98,
                qualifiers=(("joined_by", "and"), ("or_designee", True)),
            ),
            _claim(
                NURSE_VERSION, NURSE, Osg.UNDER_DIRECTION_OF, OUTREACH,
                "Receives guidance from the Division of Outreach",
                qualifiers=(("level", "general"),),
            ),
            _claim(
                NURSE_VERSION, DIRECTOR, Osg.HEADS, FIELD_HEALTH,
                "director of the Division of Field Health",
                qualifiers=(("inferred", True),),
            ),
            _claim(
                NURSE_VERSION, NURSE, Osg.KNOWS_PROGRAM, PROGRAM,
                "Knowledge of the Healthy Start Program (HSP)",
            ),
            _claim(
                NURSE_VERSION, NURSE, Osg.REFERS_TO_PROGRAM, PROGRAM,
                "Refers families to HSP and the Healthy Start Program as needed",
            ),
            _claim(
                NURSE_VERSION, NURSE, Osg.COLLABORATES_WITH, Literal("parents"),
                "Works with parents",
                confidence=0.7,
            ),
            _claim(
                NURSE_VERSION, NURSE, Osg.COLLABORATES_WITH, CLINIC,
                "Works with parents and with Harbor Clinic",
            ),
            _claim(NURSE_VERSION, NURSE, Osg.PARTICIPATES_IN, TEAM, 'Serves on the "Care" team'),
            _claim(
                NURSE_VERSION, NURSE, Osg.REQUIRES_CREDENTIAL, LICENCE, "Nursing licence required",
                qualifiers=(("level", "required"),),
            ),
            _claim(NURSE_VERSION, NURSE, Org.HAS_ROLE, NURSE_ROLE, "0101", confidence=1),
            _claim(NURSE_VERSION, NURSE, Osg.HAS_PAY_GRADE, GRADE, "K", confidence=1),
            _claim(
                NURSE_VERSION, NURSE, Osg.MONTHS_PER_YEAR, Literal("12", Xsd.INTEGER.value), "12",
                confidence=1,
            ),
        ),
        key=lambda claim: claim.iri,
    )
)  # fmt: skip
SUPERVISOR_CLAIMS: Final = tuple(
    sorted(
        (
            _claim(
                SUPERVISOR_VERSION, SUPERVISOR, Osg.UNDER_DIRECTION_OF, CHIEF,
                "under the direction of the Chief of Wards",
            ),
            _claim(
                SUPERVISOR_VERSION, SUPERVISOR, Org.POST_IN, OUTREACH,
                "in the Division of Outreach",
            ),
            _claim(
                SUPERVISOR_VERSION, OUTREACH, Org.SUB_ORGANIZATION_OF, OFFICE,
                "Division of Outreach, a part of the Office of Health",
            ),
            _claim(
                SUPERVISOR_VERSION, SUPERVISOR, Osg.SUPERVISES, NURSE,
                "supervises the Field Nurse",
            ),
            _claim(
                SUPERVISOR_VERSION, SUPERVISOR, Org.HAS_ROLE, SUPERVISOR_ROLE, "0202", confidence=1
            ),
        ),
        key=lambda claim: claim.iri,
    )
)  # fmt: skip
OLD_CLAIMS: Final = (
    _claim(OLD_VERSION, SUPERVISOR, Osg.UNDER_DIRECTION_OF, MATRON, "Reports to the Matron"),
)

STATEMENTS: Final = (
    Statement(NURSE.iri, Osg.UNDER_DIRECTION_OF, DIRECTOR.iri),
    Statement(NURSE.iri, Org.REPORTS_TO, DIRECTOR.iri),
    Statement(NURSE.iri, Osg.UNDER_DIRECTION_OF, OUTREACH.iri),
    Statement(NURSE.iri, Org.REPORTS_TO, OUTREACH.iri),
    Statement(DIRECTOR.iri, Osg.HEADS, FIELD_HEALTH.iri),
    Statement(DIRECTOR.iri, Org.POST_IN, FIELD_HEALTH.iri),
    Statement(DIRECTOR.iri, Org.HAS_ROLE, Org.HEAD),
    Statement(NURSE.iri, Osg.KNOWS_PROGRAM, PROGRAM.iri),
    Statement(NURSE.iri, Osg.REFERS_TO_PROGRAM, PROGRAM.iri),
    Statement(NURSE.iri, Osg.TOUCHES_PROGRAM, PROGRAM.iri),
    Statement(NURSE.iri, Osg.COLLABORATES_WITH, CLINIC.iri),
    Statement(NURSE.iri, Osg.PARTICIPATES_IN, TEAM.iri),
    Statement(NURSE.iri, Osg.REQUIRES_CREDENTIAL, LICENCE.iri),
    Statement(NURSE.iri, Org.HAS_ROLE, NURSE_ROLE.iri),
    Statement(NURSE.iri, Osg.HAS_PAY_GRADE, GRADE.iri),
    Statement(NURSE.iri, Osg.MONTHS_PER_YEAR, Literal("12", Xsd.INTEGER.value)),
    Statement(SUPERVISOR.iri, Osg.UNDER_DIRECTION_OF, CHIEF.iri),
    Statement(SUPERVISOR.iri, Org.REPORTS_TO, CHIEF.iri),
    Statement(SUPERVISOR.iri, Org.POST_IN, OUTREACH.iri),
    Statement(OUTREACH.iri, Org.SUB_ORGANIZATION_OF, OFFICE.iri),
    Statement(SUPERVISOR.iri, Osg.SUPERVISES, NURSE.iri),
    Statement(SUPERVISOR.iri, Org.HAS_ROLE, SUPERVISOR_ROLE.iri),
)


def _mention(entity: Entity | None, kind: str, quote: str) -> Mention:
    sha256 = _sha256(NURSE_TEXT)
    start = NURSE_TEXT.index(quote)
    end = start + len(quote)
    return Mention(
        iri=SPACE.mention(sha256, start, end),
        kind=kind,
        quote=quote,
        start=start,
        end=end,
        entity=entity.iri if entity else None,
        unresolved_because=None if entity else "nothing in the text says what kind of thing it is",
        candidates=() if entity else (ZETA.iri,),
    )


def _duty(number: int, quote: str) -> Duty:
    start = NURSE_TEXT.index(quote)
    return Duty(SPACE.duty(NURSE_VERSION, number), number, quote, start, start + len(quote))


def _version(iri: str, description: str, title: str, name: str, **dates: str) -> DescriptionVersion:
    return DescriptionVersion(
        iri=iri,
        description=description,
        title=title,
        sha256=_sha256(_TEXT_OF[iri]),
        source_name=name,
        profile="sample",
        issued=dates.get("issued"),
        modified=(dates["modified"],) if "modified" in dates else (),
        last_reviewed=dates.get("last_reviewed"),
    )


_DATE_START: Final = NURSE_TEXT.index("7189")
DESCRIPTION_GRAPHS: Final = (
    DescriptionGraph(
        version=_version(
            NURSE_VERSION, NURSE_DOC, "Field Nurse", "field-nurse.txt", issued="1982-05"
        ),
        claims=NURSE_CLAIMS,
        duties=(
            _duty(1, "Refers families to HSP and the Healthy Start Program as needed."),
            _duty(
                2,
                'Works with parents and with Harbor Clinic. Serves on the "Care" team with the '
                "Zeta desk.",
            ),
        ),
        sections=(
            Section(
                SPACE.section(NURSE_VERSION, 1),
                1,
                "duties",
                "DUTIES:",
                NURSE_TEXT.index("Refers"),
                len(NURSE_TEXT) - 1,
            ),
        ),
        mentions=(
            _mention(FIELD_HEALTH, "unit", "Division of Field Health"),
            _mention(PROGRAM, "program", "Healthy Start Program (HSP)"),
            _mention(None, "unknown", "Zeta desk"),
        ),
        findings=(
            Finding(
                iri=SPACE.finding(
                    _sha256(NURSE_TEXT), _DATE_START, _DATE_START + 4, "unreadable_date"
                ),
                kind="unreadable_date",
                message="'7189' is no month and year",
                quote="7189",
                start=_DATE_START,
                end=_DATE_START + 4,
                version=NURSE_VERSION,
            ),
        ),
    ),
    DescriptionGraph(
        version=_version(
            SUPERVISOR_VERSION,
            SUPERVISOR_DOC,
            "Supervisor, Outreach",
            "supervisor.txt",
            issued="1990-01",
            modified="2019-07",
        ),
        claims=SUPERVISOR_CLAIMS,
    ),
    DescriptionGraph(
        version=_version(
            OLD_VERSION, SUPERVISOR_DOC, "Supervisor, Outreach", "old.txt", issued="1990-01"
        ),
        claims=OLD_CLAIMS,
        entities=(SUPERVISOR, MATRON),
    ),
)

REVIEW: Final = Review(
    graph=SPACE.review_graph,
    merges=(
        Merge(
            SPACE.review("merge", PROGRAM.iri, "Healthy Starts Program"),
            PROGRAM.iri,
            "Healthy Starts Program",
            "the same name but for a plural",
        ),
    ),
    candidates=(
        ReviewCandidate(
            SPACE.review("candidate", FIELD_HEALTH.iri, OFFICE.iri),
            FIELD_HEALTH.iri,
            OFFICE.iri,
            "one name under two words for a unit",
        ),
    ),
    findings=(
        Finding(
            iri=SPACE.review("finding", OUTREACH_AGAIN.iri),
            kind="iri_collision",
            message="two names give one IRI: 'Division of Outreach', 'Division of Out-Reach'",
            candidates=(OUTREACH.iri, OUTREACH_AGAIN.iri),
        ),
    ),
)


def sample_lines() -> list[str]:
    """Return the whole sample as sorted N-Quads lines, each ending in a line break."""
    lines = list(scheme_lines(SCHEME, "Programs"))
    for entity in ENTITIES:
        lines += entity_lines(entity, scheme=SCHEME)
    lines += (statement_line(statement) for statement in STATEMENTS)
    for description in DESCRIPTIONS:
        lines += description_lines(description)
    for content in DESCRIPTION_GRAPHS:
        lines.append(nquads_of(description_graph_block(content, scheme=SCHEME)))
    lines.append(nquads_of(review_block(REVIEW)))
    return sorted({f"{line}\n" for line in "".join(lines).split("\n") if line})


def sample_nquads() -> str:
    """Return the whole sample as one N-Quads document."""
    return "".join(sample_lines())
