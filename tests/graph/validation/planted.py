"""One fault for every shape, planted into the sample by SPARQL Update, and what must be found."""

from dataclasses import dataclass
from typing import Final

import pyoxigraph

from graph.validation.shapes import SHAPES_NAMESPACE
from graph.vocabulary import PREFIXES
from tests.graph.sample import (
    CHIEF,
    CLINIC,
    DIRECTOR,
    EMPLOYER,
    FIELD_HEALTH,
    GRADE,
    NURSE,
    NURSE_CLAIMS,
    NURSE_ROLE,
    NURSE_TEXT,
    NURSE_VERSION,
    OFFICE,
    OLD_SUPERVISOR_TEXT,
    OLD_VERSION,
    OUTREACH,
    PROGRAM,
    SPACE,
    SUPERVISOR,
    SUPERVISOR_DOC,
    SUPERVISOR_TEXT,
    SUPERVISOR_VERSION,
    sample_nquads,
)

TEXT_OF_VERSION: Final = {
    NURSE_VERSION: NURSE_TEXT,
    SUPERVISOR_VERSION: SUPERVISOR_TEXT,
    OLD_VERSION: OLD_SUPERVISOR_TEXT,
}
_PROLOGUE: Final = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
_QUOTE: Final = "visits families"
_START: Final = NURSE_TEXT.index(_QUOTE)


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault.

    Attributes:
        shape: The shape that it breaks.
        update: What makes the sound sample faulty.
        found: What every route must find, and nothing else: focus, path (prefixed), value.
        document: The file the fault must be traced to.
        quote: The sentence that it must be traced to; empty for a whole document's fault.
    """

    shape: str
    update: str
    found: tuple[tuple[str, str, str], ...]
    document: str = "field-nurse.txt"
    quote: str = ""


def sound_engine() -> pyoxigraph.Store:
    """Return the sample in a store in memory."""
    engine = pyoxigraph.Store()
    engine.load(sample_nquads().encode(), pyoxigraph.RdfFormat.N_QUADS)
    return engine


def faulty_engine(planted: Planted) -> pyoxigraph.Store:
    """Return the sample with the fault in it."""
    engine = sound_engine()
    engine.update(_PROLOGUE + planted.update)
    return engine


def expand(name: str) -> str:
    """Return the IRI of a prefixed name; other text as it is."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local if prefix in PREFIXES else name


def _stated(subject: str, predicate: str, value: str, *more: str, also: str = "") -> str:
    """Return an update that adds a statement with a whole claim for it, and other triples."""
    claim = SPACE.claim(
        subject=subject,
        predicate=expand(predicate),
        object_key=value,
        version=NURSE_VERSION,
        start=_START,
        end=_START + len(_QUOTE),
    )
    general = "".join(f"<{subject}> {each} <{value}> ." for each in more)
    return (
        f"INSERT DATA {{ <{subject}> {predicate} <{value}> . {general} {also} "
        f"GRAPH <{NURSE_VERSION}> {{ <{claim}> a osg:Claim, rdf:Statement ; "
        f"rdf:subject <{subject}> ; rdf:predicate {predicate} ; rdf:object <{value}> ; "
        f"prov:wasDerivedFrom <{NURSE_VERSION}> ; oa:exact '{_QUOTE}' ; oa:start {_START} ; "
        f"oa:end {_START + len(_QUOTE)} ; osg:section 'summary' ; osg:rule 'test/by-hand' ; "
        f"osg:confidence 0.9 }} }}"
    )


_REPORTS = ("osg:underDirectionOf", "org:reportsTo")
_SHA = "osg:sha256"
_CLAIM = NURSE_CLAIMS[0]
_MENTION_START = NURSE_TEXT.index("Zeta desk")
_MENTION = f"{SPACE.base}mention/{NURSE_VERSION[-12:]}-{_MENTION_START}-{_MENTION_START + 9}"
_NIGHT_WATCH = f"{SPACE.base}id/team/Night_Watch"
_STRAY_PROGRAM = SPACE.entity("program", "stray-program")

PLANTED: Final = (
    Planted(
        "described-post-label",
        f"DELETE WHERE {{ <{NURSE.iri}> rdfs:label ?any }}",
        ((NURSE.iri, "rdfs:label", ""),),
        quote=min(NURSE_CLAIMS, key=lambda claim: claim.start).quote,
    ),
    Planted(
        "described-post-description",
        f"DELETE WHERE {{ <{SUPERVISOR.iri}> osg:describedBy ?any }}",
        ((SUPERVISOR.iri, "osg:describedBy", ""),),
        document="old.txt",
        quote="Reports to the Matron",
    ),
    Planted(
        "described-post-role",
        f"DELETE WHERE {{ <{NURSE.iri}> org:role ?any }}",
        ((NURSE.iri, "org:role", ""),),
        quote=min(NURSE_CLAIMS, key=lambda claim: claim.start).quote,
    ),
    Planted(
        "director-kind",
        _stated(NURSE.iri, *_REPORTS[:1], PROGRAM.iri, "org:reportsTo"),
        ((NURSE.iri, "org:reportsTo", PROGRAM.iri),),
        quote=_QUOTE,
    ),
    Planted(
        "reporting-cycle",
        _stated(CHIEF.iri, "osg:underDirectionOf", SUPERVISOR.iri, "org:reportsTo"),
        (
            (CHIEF.iri, "org:reportsTo", SUPERVISOR.iri),
            (SUPERVISOR.iri, "org:reportsTo", CHIEF.iri),
        ),
        quote=_QUOTE,
    ),
    Planted(
        "containment-cycle",
        _stated(OFFICE.iri, "org:subOrganizationOf", OUTREACH.iri),
        (
            (OFFICE.iri, "org:subOrganizationOf", OUTREACH.iri),
            (OUTREACH.iri, "org:subOrganizationOf", OFFICE.iri),
        ),
        quote=_QUOTE,
    ),
    Planted(
        "one-parent",
        _stated(OUTREACH.iri, "org:subOrganizationOf", EMPLOYER.iri),
        ((OUTREACH.iri, "org:subOrganizationOf", ""),),
        quote=_QUOTE,
    ),
    Planted(
        "role-reports-to-nobody",
        _stated(NURSE_ROLE.iri, "org:reportsTo", CHIEF.iri),
        ((NURSE_ROLE.iri, "org:reportsTo", CHIEF.iri),),
        quote=_QUOTE,
    ),
    Planted(
        "linked-organisations",
        f"INSERT DATA {{ <{NURSE.iri}> org:linkedTo <{CLINIC.iri}> }}",
        ((NURSE.iri, "org:linkedTo", CLINIC.iri),),
        quote="Works with parents and with Harbor Clinic",
    ),
    Planted(
        "containment-ends",
        _stated(NURSE.iri, "org:subOrganizationOf", OFFICE.iri),
        ((NURSE.iri, "org:subOrganizationOf", OFFICE.iri),),
        quote=_QUOTE,
    ),
    Planted(
        "post-place",
        _stated(NURSE.iri, "org:postIn", GRADE.iri),
        ((NURSE.iri, "org:postIn", GRADE.iri),),
        quote=_QUOTE,
    ),
    Planted(
        "head-of",
        f"INSERT DATA {{ <{DIRECTOR.iri}> org:headOf <{FIELD_HEALTH.iri}> }}",
        ((DIRECTOR.iri, "org:headOf", FIELD_HEALTH.iri),),
        quote="director of the Division of Field Health",
    ),
    Planted(
        "head-place",
        _stated(DIRECTOR.iri, "org:postIn", OFFICE.iri),
        ((DIRECTOR.iri, "org:postIn", ""),),
        quote=_QUOTE,
    ),
    Planted(
        "program-scheme",
        f"DELETE WHERE {{ <{PROGRAM.iri}> skos:inScheme ?any }}",
        ((PROGRAM.iri, "skos:inScheme", ""),),
        quote="Knowledge of the Healthy Start Program (HSP)",
    ),
    Planted(
        "program-acronym",
        f"INSERT DATA {{ <{_STRAY_PROGRAM}> a osg:Program, skos:Concept ; rdfs:label 'Stray' ; "
        f"skos:inScheme <{SPACE.scheme('programs')}> ; osg:acronym 'HSP' }}",
        ((PROGRAM.iri, "osg:acronym", "HSP"), (_STRAY_PROGRAM, "osg:acronym", "HSP")),
        quote="Knowledge of the Healthy Start Program (HSP)",
    ),
    Planted(
        "claim-whole",
        f"DELETE WHERE {{ GRAPH ?g {{ <{_CLAIM.iri}> osg:rule ?any }} }}",
        ((_CLAIM.iri, "osg:rule", ""),),
        quote=_CLAIM.quote,
    ),
    Planted(
        "quote-in-place",
        f"DELETE {{ GRAPH ?g {{ <{_CLAIM.iri}> oa:exact ?any }} }} "
        f"INSERT {{ GRAPH ?g {{ <{_CLAIM.iri}> oa:exact '{'x' * len(_CLAIM.quote)}' }} }} "
        f"WHERE {{ GRAPH ?g {{ <{_CLAIM.iri}> oa:exact ?any }} }}",
        ((_CLAIM.iri, "oa:exact", "x" * len(_CLAIM.quote)),),
        quote="x" * len(_CLAIM.quote),
    ),
    Planted(
        "edge-with-claim",
        f"INSERT DATA {{ <{NURSE.iri}> osg:collaboratesWith <{OFFICE.iri}> }}",
        ((NURSE.iri, "osg:collaboratesWith", OFFICE.iri),),
        quote=min(NURSE_CLAIMS, key=lambda claim: claim.start).quote,
    ),
    Planted(
        "version-hash",
        f"DELETE WHERE {{ GRAPH ?g {{ <{NURSE_VERSION}> {_SHA} ?any }} }} ; "
        f"INSERT DATA {{ GRAPH <{NURSE_VERSION}> {{ <{NURSE_VERSION}> {_SHA} 'c0ffee' }} }}",
        ((NURSE_VERSION, _SHA, "c0ffee"),),
    ),
    Planted(
        "version-dates",
        f"INSERT DATA {{ GRAPH <{NURSE_VERSION}> {{ <{NURSE_VERSION}> dct:modified '7189' }} }}",
        ((NURSE_VERSION, "dct:modified", "7189"),),
    ),
    Planted(
        "current-version",
        f"INSERT DATA {{ <{SUPERVISOR_DOC}> osg:currentVersion <{OLD_VERSION}> }}",
        ((SUPERVISOR_DOC, "osg:currentVersion", SUPERVISOR_DOC),),
        document="old.txt",
    ),
    Planted(
        "mention-state",
        f"INSERT DATA {{ GRAPH <{NURSE_VERSION}> {{ <{_MENTION}> osg:refersTo <{OFFICE.iri}> }} }}",
        ((_MENTION, "", _MENTION),),
        quote="Zeta desk",
    ),
    Planted(
        "iri-pattern",
        f"INSERT DATA {{ <{_NIGHT_WATCH}> a osg:Team, org:Organization ; rdfs:label 'Watch' }}",
        ((_NIGHT_WATCH, "", _NIGHT_WATCH),),
        document="",
    ),
    Planted(
        "post-standing",
        f"INSERT DATA {{ <{NURSE.iri}> a osg:ReferencedPost }}",
        ((NURSE.iri, "", NURSE.iri),),
        quote=min(NURSE_CLAIMS, key=lambda claim: claim.start).quote,
    ),
    Planted(
        "super-property",
        f"DELETE DATA {{ <{NURSE.iri}> org:reportsTo <{OUTREACH.iri}> }}",
        ((NURSE.iri, "osg:underDirectionOf", OUTREACH.iri),),
        quote="Receives guidance from the Division of Outreach",
    ),
    Planted(
        "duty-order",
        f"DELETE {{ GRAPH ?g {{ <{SPACE.duty(NURSE_VERSION, 2)}> osg:position 2 }} }} "
        f"INSERT {{ GRAPH ?g {{ <{SPACE.duty(NURSE_VERSION, 2)}> osg:position 3 }} }} "
        f"WHERE {{ GRAPH ?g {{ <{SPACE.duty(NURSE_VERSION, 2)}> osg:position 2 }} }}",
        ((SPACE.duty(NURSE_VERSION, 2), "osg:position", "3"),),
        quote='Works with parents and with Harbor Clinic. Serves on the "Care" team with the '
        "Zeta desk.",
    ),
    Planted(
        "dangling-node",
        _stated(NURSE.iri, "org:postIn", SPACE.entity("unit", "nowhere")),
        ((NURSE.iri, "org:postIn", SPACE.entity("unit", "nowhere")),),
        quote=_QUOTE,
    ),
    Planted(
        "unknown-term",
        f"INSERT DATA {{ <{NURSE.iri}> org:reportTo <{CHIEF.iri}> }}",
        ((f"{SHAPES_NAMESPACE}vocabularies", "", f"{PREFIXES['org']}reportTo"),),
        document="",
    ),
)  # fmt: skip
