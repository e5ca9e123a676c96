"""Every term of every vocabulary that the graph uses, by name.

The terms of ``osg:`` are described in ``vocabulary.ttl`` beside this file; the others belong to
W3C ORG, SKOS, PROV, Web Annotation, Dublin Core and schema.org. A term is a string: its IRI.
Where a class and a property differ in case only, the property is named ``HAS_``.
"""

from enum import StrEnum
from typing import Final

__all__ = [
    "CLASSES_OF_KIND",
    "ENTITY_KINDS",
    "PREFIXES",
    "SUPER_PROPERTIES",
    "Dct",
    "Oa",
    "Org",
    "Osg",
    "Prov",
    "Rdf",
    "Rdfs",
    "Schema",
    "Skos",
    "Xsd",
]

_DCT: Final = "http://purl.org/dc/terms/"
_OA: Final = "http://www.w3.org/ns/oa#"
_ORG: Final = "http://www.w3.org/ns/org#"
_OSG: Final = "https://w3id.org/orggraph/ns#"
_PROV: Final = "http://www.w3.org/ns/prov#"
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
_SCHEMA: Final = "https://schema.org/"
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"

PREFIXES: Final[dict[str, str]] = {
    "dct": _DCT,
    "oa": _OA,
    "org": _ORG,
    "osg": _OSG,
    "prov": _PROV,
    "rdf": _RDF,
    "rdfs": _RDFS,
    "schema": _SCHEMA,
    "skos": _SKOS,
    "xsd": _XSD,
}


class Osg(StrEnum):
    """The terms that orggraph adds; see vocabulary.ttl."""

    DESCRIBED_POST = _OSG + "DescribedPost"
    REFERENCED_POST = _OSG + "ReferencedPost"
    GENERIC_POST = _OSG + "GenericPost"
    PROGRAM = _OSG + "Program"
    EXTERNAL_AGENCY = _OSG + "ExternalAgency"
    TEAM = _OSG + "Team"
    LAW = _OSG + "Law"
    EVENT = _OSG + "Event"
    SYSTEM = _OSG + "System"
    PAY_GRADE = _OSG + "PayGrade"
    CLASS_DESCRIPTION = _OSG + "ClassDescription"
    DESCRIPTION_VERSION = _OSG + "DescriptionVersion"
    SECTION = _OSG + "Section"
    DUTY = _OSG + "Duty"
    CLAIM = _OSG + "Claim"
    MENTION = _OSG + "Mention"
    FINDING = _OSG + "Finding"
    REVIEW_CANDIDATE = _OSG + "ReviewCandidate"
    MERGE = _OSG + "Merge"
    UNDER_DIRECTION_OF = _OSG + "underDirectionOf"
    SUPERVISES = _OSG + "supervises"
    HEADS = _OSG + "heads"
    COLLABORATES_WITH = _OSG + "collaboratesWith"
    PARTICIPATES_IN = _OSG + "participatesIn"
    TOUCHES_PROGRAM = _OSG + "touchesProgram"
    KNOWS_PROGRAM = _OSG + "knowsProgram"
    WORKS_WITH_PROGRAM = _OSG + "worksWithProgram"
    RUNS_PROGRAM = _OSG + "runsProgram"
    REFERS_TO_PROGRAM = _OSG + "refersToProgram"
    REQUIRES_CREDENTIAL = _OSG + "requiresCredential"
    PREFERS_CREDENTIAL = _OSG + "prefersCredential"
    HAS_PAY_GRADE = _OSG + "payGrade"
    DESCRIBES = _OSG + "describes"
    DESCRIBED_BY = _OSG + "describedBy"
    CURRENT_VERSION = _OSG + "currentVersion"
    DUTY_IN = _OSG + "dutyIn"
    SECTION_IN = _OSG + "sectionIn"
    REFERS_TO = _OSG + "refersTo"
    CANDIDATE = _OSG + "candidate"
    MONTHS_PER_YEAR = _OSG + "monthsPerYear"
    OVERTIME_ELIGIBLE = _OSG + "overtimeEligible"
    QUALIFICATION_TYPE = _OSG + "qualificationType"
    ACRONYM = _OSG + "acronym"
    FORMER_NAME = _OSG + "formerName"
    UNEXPANDED = _OSG + "unexpanded"
    SHA256 = _OSG + "sha256"
    SOURCE_NAME = _OSG + "sourceName"
    PART = _OSG + "part"
    ENCODING = _OSG + "encoding"
    PROFILE = _OSG + "profile"
    LAST_REVIEWED = _OSG + "lastReviewed"
    RULE = _OSG + "rule"
    CONFIDENCE = _OSG + "confidence"
    HAS_SECTION = _OSG + "section"
    LEVEL = _OSG + "level"
    JOINED_BY = _OSG + "joinedBy"
    OR_DESIGNEE = _OSG + "orDesignee"
    INFERRED = _OSG + "inferred"
    QUALIFIER = _OSG + "qualifier"
    POSITION = _OSG + "position"
    SECTION_NAME = _OSG + "sectionName"
    HEADING = _OSG + "heading"
    KIND = _OSG + "kind"
    UNRESOLVED_BECAUSE = _OSG + "unresolvedBecause"
    FINDING_KIND = _OSG + "findingKind"
    SURFACE_FORM = _OSG + "surfaceForm"
    REASON = _OSG + "reason"


class Org(StrEnum):
    """W3C Organization Ontology."""

    FORMAL_ORGANIZATION = _ORG + "FormalOrganization"
    ORGANIZATION = _ORG + "Organization"
    ORGANIZATIONAL_UNIT = _ORG + "OrganizationalUnit"
    POST = _ORG + "Post"
    ROLE = _ORG + "Role"
    HEAD = _ORG + "Head"
    POST_IN = _ORG + "postIn"
    REPORTS_TO = _ORG + "reportsTo"
    HAS_ROLE = _ORG + "role"
    SUB_ORGANIZATION_OF = _ORG + "subOrganizationOf"


class Skos(StrEnum):
    """W3C Simple Knowledge Organization System."""

    CONCEPT = _SKOS + "Concept"
    CONCEPT_SCHEME = _SKOS + "ConceptScheme"
    ALT_LABEL = _SKOS + "altLabel"
    IN_SCHEME = _SKOS + "inScheme"
    NOTATION = _SKOS + "notation"
    PREF_LABEL = _SKOS + "prefLabel"


class Dct(StrEnum):
    """Dublin Core terms."""

    IS_VERSION_OF = _DCT + "isVersionOf"
    ISSUED = _DCT + "issued"
    MODIFIED = _DCT + "modified"
    REPLACES = _DCT + "replaces"
    TITLE = _DCT + "title"


class Oa(StrEnum):
    """W3C Web Annotation vocabulary."""

    EXACT = _OA + "exact"
    START = _OA + "start"
    END = _OA + "end"


class Prov(StrEnum):
    """W3C provenance ontology."""

    ENTITY = _PROV + "Entity"
    WAS_DERIVED_FROM = _PROV + "wasDerivedFrom"


class Rdf(StrEnum):
    """RDF itself."""

    STATEMENT = _RDF + "Statement"
    TYPE = _RDF + "type"
    SUBJECT = _RDF + "subject"
    PREDICATE = _RDF + "predicate"
    OBJECT = _RDF + "object"


class Rdfs(StrEnum):
    """RDF Schema."""

    LABEL = _RDFS + "label"
    COMMENT = _RDFS + "comment"


class Schema(StrEnum):
    """schema.org."""

    CREATIVE_WORK = _SCHEMA + "CreativeWork"
    EDUCATIONAL_OCCUPATIONAL_CREDENTIAL = _SCHEMA + "EducationalOccupationalCredential"
    EVENT = _SCHEMA + "Event"
    SOFTWARE_APPLICATION = _SCHEMA + "SoftwareApplication"


class Xsd(StrEnum):
    """XML Schema data types."""

    BOOLEAN = _XSD + "boolean"
    DECIMAL = _XSD + "decimal"
    G_YEAR_MONTH = _XSD + "gYearMonth"
    INTEGER = _XSD + "integer"
    STRING = _XSD + "string"


ENTITY_KINDS: Final = (
    "post",
    "unit",
    "program",
    "agency",
    "team",
    "role",
    "credential",
    "law",
    "event",
    "system",
    "grade",
)
"""The kinds of entity, each of which is a folder of IRIs: ``{base}id/{kind}/{slug}``."""

CLASSES_OF_KIND: Final[dict[str, tuple[str, ...]]] = {
    "post": (Org.POST,),
    "unit": (Org.ORGANIZATION, Org.ORGANIZATIONAL_UNIT),
    "program": (Skos.CONCEPT, Osg.PROGRAM),
    "agency": (Org.ORGANIZATION, Osg.EXTERNAL_AGENCY),
    "team": (Org.ORGANIZATION, Osg.TEAM),
    "role": (Skos.CONCEPT, Org.ROLE),
    "credential": (Schema.EDUCATIONAL_OCCUPATIONAL_CREDENTIAL,),
    "law": (Schema.CREATIVE_WORK, Osg.LAW),
    "event": (Schema.EVENT, Osg.EVENT),
    "system": (Schema.SOFTWARE_APPLICATION, Osg.SYSTEM),
    "grade": (Skos.CONCEPT, Osg.PAY_GRADE),
}
"""The classes that are written for an entity of a kind, super-classes included."""

SUPER_PROPERTIES: Final[dict[str, str]] = {
    Osg.UNDER_DIRECTION_OF: Org.REPORTS_TO,
    Osg.HEADS: Org.POST_IN,
    Osg.KNOWS_PROGRAM: Osg.TOUCHES_PROGRAM,
    Osg.WORKS_WITH_PROGRAM: Osg.TOUCHES_PROGRAM,
    Osg.RUNS_PROGRAM: Osg.TOUCHES_PROGRAM,
    Osg.REFERS_TO_PROGRAM: Osg.TOUCHES_PROGRAM,
}
"""The super-property that is written beside a specific one."""
