"""Topics: what the names are that are neither posts nor units: programs, laws, systems, agencies.

A name is judged, in this order, by its own head ("... Program"), by the noun behind it ("the ... 
software"), by the words before it ("agencies such as ..."), and by the names that it is listed with.
What nothing speaks for stays without a kind and is not reported.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from ingest.grammar.topic_words import TopicWords, topic_words
from ingest.lexicon import lexicon_of
from ingest.names import NameRun, classify
from ingest.reading import Reading
from ingest.record import Mention, Reference
from ingest.sentences import Sentence

__all__ = ["Piece", "Topic", "find_pieces", "find_topics", "is_idle", "reference_of", "topic_mentions"]

_LINK: Final = re.compile(
    r"(?:\s*\([^()]{1,60}\))?\s*(?:[,;/&]|\b(?:and/or|and|or|as well as|the|a|an|other)\b|\s)*"
)
_SUCH_AS: Final = re.compile(
    r",?\s*(?:\bsuch as\b|\bincluding(?:,? but not limited to,?)?|\be\.g\.,?|\bi\.e\.,?|\bnamely\b"
    r"|\blike\b|\bfor example,?|(?<=\bprograms) in\b)\s+(?:the\s+)?"
)
_AND: Final = re.compile(r"\s+(?:and|&)\s+")
_OF: Final = re.compile(r"\s(?:of|for|in|to|with)(?: the)?\s")
_ARTICLE: Final = re.compile(r"(?:The|A|An)\s+")
_BRACKETED: Final = re.compile(r"\([^()]{1,60}\)")
_ACRONYM: Final = re.compile(r"[A-Z][A-Z&/-]*[A-Z]s?|[A-Z][A-Za-z]*[A-Z]s?")
_NUMERAL: Final = re.compile(r"(?:[IVX]+|\d[\w.-]*[A-Z]?|\d+[A-Z]?)$")
_ORGANISED: Final = re.compile(
    r"\s+(?:staff|leadership|management|employees|offices?|headquarters|stakeholders|members)\b"
    r"|[’'¿]s?\s"
)
_LABEL_END: Final = re.compile(r"\s*(?::|[-–—]\s|[-–—]\w)")
_LAW_PART: Final = re.compile(r"([A-Z]\w+ (?:[IVX]+|\d[\w.-]*)) of\b")
_DEGREE: Final = re.compile(
    r"\b(?:degrees?|(?:bachelor|master|doctor|associate)s? of)\b", re.IGNORECASE
)
_PLURAL_SHORT: Final = re.compile(r"[’'¿]?s\s*\)")
_FOLDED: Final = re.compile(r"[^\W_]+")
_FREE_END: Final = re.compile(
    r"\s*(?:\([^()]{1,40}\)\s*)?(?:[.,;:)]|$|(?:for|and|or|to|in|with|on|at|by|when|as|that)\b)"
)
_NO_LIST_WORDS: Final = frozenset(
    "of for to with in by that which on at from as who is are the its their".split()
)
_WINDOW: Final = 70
_LONG_WINDOW: Final = 120


@dataclass(frozen=True, slots=True)
class Piece:
    """A capitalised name as the topics see it: employer's name and article taken off its front."""

    start: int
    end: int
    text: str
    acronym: str | None
    full_end: int
    run_kind: str | None
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """A named thing at one place, with its kind and what spoke for it."""

    kind: str
    name: str
    acronym: str | None
    aliases: tuple[str, ...]
    start: int
    end: int
    section: str
    rule: str
    confidence: float


@dataclass(slots=True)
class _Judged:
    """A piece while it is judged."""

    piece: Piece
    kind: str | None = None
    rule: str = ""
    confidence: float = 0.0
    noun: str = ""
    noun_kind: str | None = None
    closed: bool = False


@lru_cache(maxsize=2)
def find_topics(reading: Reading) -> tuple[Topic, ...]:
    """Return every topic of a reading at every place, in text order, one name an entity."""
    words = topic_words(reading.profile)
    organised = _organisations(reading)
    ours = frozenset(
        run.acronym for run in reading.runs if run.acronym and run.kind in {"unit", "post"}
    )
    rows: list[tuple[Sentence, list[_Judged]]] = []
    for sentence, pieces in _by_sentence(reading):
        if is_idle(reading, sentence):
            continue
        judged = [_judge(reading, sentence, piece, words, organised, ours) for piece in pieces]
        _apply_classes(reading, sentence, judged, words)
        _apply_lists(reading, judged)
        rows.append((sentence, judged))
    _apply_elsewhere([item for _, judged in rows for item in judged])
    if words.name_kind is not None:
        for _, judged in rows:
            _apply_default(reading, judged, words)
    found = [
        topic
        for sentence, judged in rows
        for item in judged
        if (topic := _topic(reading, sentence, item)) is not None
    ]
    found.extend(_defined_in_lower_case(reading, words))
    return _unified(tuple(sorted(found, key=lambda t: (t.start, t.end))))


def topic_mentions(reading: Reading, kinds: frozenset[str]) -> Iterator[Mention]:
    """Yield a mention for every topic of the given kinds, in text order."""
    for topic in find_topics(reading):
        if topic.kind in kinds:
            yield Mention(
                topic.kind,
                topic.name,
                topic.acronym,
                topic.aliases,
                reading.text[topic.start : topic.end],
                topic.start,
                topic.end,
                topic.section,
            )


def reference_of(topic: Topic) -> Reference:
    """Return the reference under which facts name a topic."""
    return Reference(topic.kind, topic.name, acronym=topic.acronym, aliases=topic.aliases)


def is_idle(reading: Reading, sentence: Sentence) -> bool:
    """Return whether a sentence speaks of benefits, applying and the like, not of the post."""
    words = topic_words(reading.profile)
    if words.idle_sections.search(sentence.section) is None:
        return False
    return words.active_cues.search(reading.text, sentence.start, sentence.end) is None


def _by_sentence(reading: Reading) -> Iterator[tuple[Sentence, list[Piece]]]:
    pieces = find_pieces(reading)
    index = 0
    for sentence in reading.sentences:
        while index < len(pieces) and pieces[index].start < sentence.start:
            index += 1
        first = index
        while index < len(pieces) and pieces[index].end <= sentence.end:
            index += 1
        if index > first:
            yield sentence, list(pieces[first:index])


@lru_cache(maxsize=2)
def find_pieces(reading: Reading) -> tuple[Piece, ...]:
    """Return the names of a reading, cut where "and" joins two, in text order."""
    words = topic_words(reading.profile)
    employer = _employer_prefix(reading)
    defined = {definition.start for definition in reading.acronyms.definitions}
    pieces: list[Piece] = []
    skip_until = -1
    for run in reading.runs:
        if run.start < skip_until:
            continue
        skip_until = run.full_end
        for piece in _cut(run, employer, words, whole=run.start in defined):
            last = pieces[-1] if pieces else None
            if last is not None and _continues(reading.text, last, piece):
                text = reading.text[last.start : piece.end]
                pieces[-1] = replace(last, end=piece.end, text=text, full_end=piece.full_end)
            else:
                pieces.append(piece)
    return tuple(pieces)


def _continues(text: str, last: Piece, piece: Piece) -> bool:
    """Return whether a numeral goes on with the name before it: "Teaching I and II"."""
    return (
        _NUMERAL.match(piece.text) is not None
        and _NUMERAL.search(last.text) is not None
        and re.fullmatch(r"\s*(?:and|&|,|-|–|/)\s*", text[last.full_end : piece.start]) is not None
    )


def _employer_prefix(reading: Reading) -> re.Pattern[str] | None:
    names = {*reading.profile.employer}
    for label in reading.layout.labels:
        if label.name == "employer":
            names.add(reading.text[label.start : label.end].strip())
    if not names:
        return None
    ordered = "|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n)))
    return re.compile(rf"(?:{ordered})(?:[’'¿]s?)?(?:\s+(?=\S)|$)")


def _cut(
    run: NameRun, employer: re.Pattern[str] | None, words: TopicWords, *, whole: bool
) -> Iterator[Piece]:
    start, text, prefix = run.start, run.text, ""
    article = _ARTICLE.match(text)
    if article is not None:
        start, text = start + article.end(), text[article.end() :]
    if employer is not None and (found := employer.match(text)) is not None:
        prefix = found[0]
        start, text = start + found.end(), text[found.end() :]
        if not text:
            yield Piece(run.start, run.end, run.text, run.acronym, run.full_end, "employer")
            return
    if run.kind in {"unit", "post"} or whole:
        yield Piece(start, run.end, text, run.acronym, run.full_end, run.kind, prefix)
        return
    position = 0
    for link in _AND.finditer(text):
        if _separates(text[position : link.start()], text[link.end() :], words):
            left = text[position : link.start()]
            at = start + position
            yield Piece(at, at + len(left), left, None, at + len(left), run.kind, prefix)
            position, prefix = link.end(), ""
    at = start + position
    yield Piece(at, run.end, text[position:], run.acronym, run.full_end, run.kind, prefix)


def _separates(left: str, right: str, words: TopicWords) -> bool:
    """Return whether "and" joins two names here, rather than two words of one."""
    tail = _OF.split(left)[-1]
    if len(tail.split()) == 1 and tail != left and words.head_kind(right) is not None:
        return False
    if not left or words.head_kind(left) is not None:
        whole = words.head_kind(f"{left} and {right}")
        return bool(left) and not (whole == "agency" and words.head_kind(left) != "agency")
    if words.head_kind(right) is not None:
        return False
    enough = 3
    return len(left.split()) >= enough and len(right.split()) >= enough


def _organisations(reading: Reading) -> frozenset[str]:
    """Return the acronyms that the text treats as an organisation: "ABC staff", "ABC's goals"."""
    return frozenset(
        acronym
        for acronym, _, end in reading.acronyms.uses
        if _ORGANISED.match(reading.text, end) is not None
    )


def _judge(
    reading: Reading,
    sentence: Sentence,
    piece: Piece,
    words: TopicWords,
    organised: frozenset[str],
    ours: frozenset[str],
) -> _Judged:
    """Return what a name's own words, then the noun behind it, then the verb before it say."""
    item = _Judged(piece)
    item.closed = (
        piece.run_kind is not None
        or words.is_no_name(piece.text)
        or piece.acronym in reading.profile.employer
        or piece.text in ours
        or _DEGREE.search(reading.text, sentence.start, piece.start) is not None
    )
    if item.closed and piece.run_kind != "team":
        return item
    text = reading.text
    acronym = _ACRONYM.fullmatch(piece.text) is not None
    name = (reading.acronyms.expansion_of(piece.text) or piece.text) if acronym else piece.text
    head = words.head_kind(name)
    if name[0].islower() and head not in {"program", "system"}:
        head = None
    if head == "law" and words.is_funding(name, text[piece.full_end : piece.full_end + 20]):
        head = "program"
    elif head == "law" and not acronym and (regulated := words.regulated(name)) is not None:
        item.piece = piece = replace(
            piece, text=regulated, end=piece.start + len(regulated), full_end=piece.start + len(regulated)
        )
        head = words.head_kind(regulated)
    noun = words.noun_behind.match(text, piece.full_end, sentence.end)
    if noun is not None and not (
        acronym and piece.text in organised and noun.lastgroup == "program" and noun[0].endswith("s")
    ):
        item.noun, item.noun_kind = noun[0].strip(), noun.lastgroup
    if piece.run_kind == "team":
        item.kind, item.rule, item.confidence = "team", "team-name", 0.95
    elif piece.run_kind is None and _is_outside(reading, piece, words):
        item.kind, item.rule, item.confidence = "agency", "outside-body", 0.9
    elif head is not None and not words.is_place(name):
        item.kind, item.rule, item.confidence = head, "head", 0.95
        if head == "agency" and _is_own(reading, piece):
            item.kind = None
    elif item.noun_kind is not None:
        _by_noun(item, acronym=acronym)
    else:
        before = text[max(sentence.start, piece.start - _LONG_WINDOW) : piece.start]
        _by_verb(item, before, text[piece.full_end : sentence.end], words, acronym=acronym)
    return item


def _is_outside(reading: Reading, piece: Piece, words: TopicWords) -> bool:
    """Return whether a name is that of a body known to stand outside: "YMCA", "Sheriff's Office"."""
    if len(piece.text) < 2:  # noqa: PLR2004
        return False
    if piece.text in words.agency_acronyms:
        return True
    return classify(piece.text, lexicon_of(reading.profile)) == "unit"


def _by_noun(item: _Judged, *, acronym: bool) -> None:
    kind = item.noun_kind
    if kind == "agency" and not acronym:
        return
    if kind == "test":
        kind = "program"
    item.kind, item.rule = kind, f"noun-{item.noun_kind}"
    item.confidence = 0.85 if acronym else 0.8


def _by_verb(
    item: _Judged, before: str, after: str, words: TopicWords, *, acronym: bool
) -> None:
    several = len(item.piece.text.split()) > 1
    if _FREE_END.match(after) is None:
        return
    if acronym and words.located.search(before) and re.match(r"\s*(?:[.,;)]|$)", after):
        item.kind, item.rule, item.confidence = "system", "located-on", 0.6
    elif acronym and len(item.piece.text) > 1 and words.contracted.search(before):
        item.kind, item.rule, item.confidence = "agency", "contract-with", 0.8
    elif several and words.reported.search(before) and words.is_function(item.piece.text):
        item.kind, item.rule, item.confidence = "agency", "reported-to", 0.7
    elif several and words.is_place(item.piece.text):
        return
    elif not several or words.is_function(item.piece.text):
        return
    elif words.supported.search(before) and not words.is_training(item.piece.text):
        item.kind, item.rule, item.confidence = "program", "in-support-of", 0.65
    elif (run := words.runs_list.search(before)) and _is_plain_list(before[run.end() :]):
        item.kind, item.rule, item.confidence = "program", "list-that-is-run", 0.55


def _is_plain_list(text: str) -> bool:
    """Return whether the words between a verb and a name are other, plain items of its list.

    >>> _is_plain_list("construction trades, automotive trades, ")
    True
    >>> _is_plain_list("the work of the ")
    False
    """
    if len(text) > _LONG_WINDOW or not text.rstrip(" ").endswith((",", "and")):
        return False
    return not any(word in _NO_LIST_WORDS for word in text.replace(",", " ").split())


def _is_own(reading: Reading, piece: Piece) -> bool:
    """Return whether a body is the employer itself or a part of it, not an outside one."""
    if piece.prefix:
        return True
    mine = _fold(piece.text)
    for label in reading.layout.labels:
        if label.name in {"employer", "department", "division", "section"}:
            theirs = _fold(reading.text[label.start : label.end])
            if theirs and (theirs <= mine or mine <= theirs):
                return True
    return any(_fold(name) and _fold(name) <= mine for name in reading.profile.employer)


def _fold(text: str) -> frozenset[str]:
    return frozenset(w.lower() for w in _FOLDED.findall(text)) - {"the", "of", "and", "for", "in"}


def _apply_classes(
    reading: Reading, sentence: Sentence, judged: Sequence[_Judged], words: TopicWords
) -> None:
    """Give names behind "programs such as" or "agencies, including" the kind of that class."""
    text = reading.text
    for cue in _SUCH_AS.finditer(text, sentence.start, sentence.end):
        window = text[max(sentence.start, cue.start() - _WINDOW) : cue.start()]
        classes = list(words.class_noun.finditer(window))
        if not classes:
            continue
        kind = str(classes[-1].lastgroup)
        at = cue.end()
        for item in judged:
            if item.piece.start < at:
                continue
            gap = text[at : item.piece.start - len(item.piece.prefix)]
            if _LINK.fullmatch(gap) is None and not _is_plain_list(_BRACKETED.sub("", gap)):
                break
            at = item.piece.full_end
            if item.kind is None and not item.closed:
                item.kind, item.rule, item.confidence = kind, "class-such-as", 0.8


def _apply_lists(reading: Reading, judged: Sequence[_Judged]) -> None:
    """Give names without a kind the kind of the list they stand in."""
    text = reading.text
    rows: list[list[_Judged]] = []
    for item in judged:
        last = rows[-1][-1].piece if rows else None
        if last is not None and _LINK.fullmatch(
            text, last.full_end, item.piece.start - len(item.piece.prefix)
        ):
            rows[-1].append(item)
        else:
            rows.append([item])
    for row in rows:
        if len(row) > 1:
            _share(row)


def _apply_default(reading: Reading, judged: Sequence[_Judged], words: TopicWords) -> None:
    """Give names that nothing explains the kind that such names have in texts of this profile."""
    for item in judged:
        name = item.piece.text
        if item.kind is not None or item.closed or len(name.split()) < 2:  # noqa: PLR2004
            continue
        if words.is_place(name) or words.is_function(name) or words.is_unnamed(name):
            continue
        if _LABEL_END.match(reading.text, item.piece.full_end):
            continue
        item.kind, item.rule, item.confidence = words.name_kind, "unexplained", 0.5


def _apply_elsewhere(judged: Sequence[_Judged]) -> None:
    """Give names without a kind the kind that the same name has elsewhere in the text."""
    known: dict[str, _Judged] = {}
    for item in judged:
        if item.kind is not None and item.rule != "located-on":
            for form in (item.piece.text, item.piece.acronym):
                if form:
                    known.setdefault(form.lower(), item)
    for item in judged:
        if item.kind is None and not item.closed:
            same = known.get(item.piece.text.lower())
            if same is not None:
                item.kind, item.rule, item.confidence = same.kind, "named-elsewhere", 0.8


def _share(row: Sequence[_Judged]) -> None:
    open_items = [i for i in row if i.kind is None and not i.closed]
    last = row[-1]
    shared = last.noun_kind if last.noun and (last.noun.endswith("s") or last.noun == "software") else None
    if shared in {"program", "system", "team", "agency", "law"}:
        kind, rule, noun = shared, f"shared-noun-{shared}", last.noun
    else:
        kinds = {i.kind for i in row}
        kind = next((k for k in ("agency", "program", "system", "law", "event") if k in kinds), None)
        rule, noun = "listed-with", ""
    if kind is None or any(i.piece.run_kind in {"unit", "post"} for i in row):
        return
    for item in open_items:
        item.kind, item.rule, item.confidence = kind, rule, 0.65
        item.noun = noun if kind in {"team", "system"} and not item.noun else item.noun
        item.noun_kind = kind


def _topic(reading: Reading, sentence: Sentence, item: _Judged) -> Topic | None:
    """Return the topic of a judged piece under its full name."""
    piece, kind = item.piece, item.kind
    if kind is None:
        return None
    acronym = _ACRONYM.fullmatch(piece.text) is not None
    name, short = piece.text, piece.acronym
    aliases: list[str] = []
    if short and _PLURAL_SHORT.search(reading.text, piece.end, piece.full_end):
        aliases.append(name)
        name = _without_plural(name)
    if acronym:
        bare = piece.text[:-1] if piece.text.endswith("s") and piece.text[:-1].isupper() else piece.text
        expansion = reading.acronyms.expansion_of(piece.text)
        name, short = expansion or bare, bare
        aliases.append(piece.text)
    named = item.noun_kind == kind or (item.noun_kind == "test" and kind == "program")
    if item.noun and item.rule.startswith(("noun-", "shared-noun")) and named:
        long = f"{piece.text} {item.noun}"
        if acronym or piece.acronym:
            aliases.append(long)
        else:
            aliases.append(name)
            name = long if kind != "team" else f"{piece.text} {item.noun.rstrip('s')}"
    if kind == "law" and (part := _LAW_PART.match(piece.text)) is not None:
        aliases.append(part[1])
    if piece.prefix:
        aliases.append(f"{piece.prefix}{piece.text}")
    return Topic(
        kind,
        _tidy(name),
        short,
        tuple(dict.fromkeys(a for a in map(_tidy, aliases) if a != _tidy(name))),
        piece.start,
        piece.full_end,
        sentence.section,
        item.rule,
        item.confidence,
    )


def _defined_in_lower_case(reading: Reading, words: TopicWords) -> Iterator[Topic]:
    """Yield names in lower case that an acronym marks as names: "growth system (PGS)"."""
    text = reading.text
    for definition in reading.acronyms.definitions:
        name = definition.name
        if not name[:1].islower():
            continue
        kind = words.head_kind(name)
        sentence = reading.sentence_at(definition.start)
        if kind not in {"program", "system"} or sentence is None:
            continue
        before = text[max(0, definition.start - 80) : definition.start]
        owner = next((e for e in reading.profile.employer if before.rstrip().endswith(e)), None)
        aliases = (f"{owner} {name}",) if owner else ()
        yield Topic(
            kind,
            name,
            definition.acronym,
            aliases,
            definition.start,
            text.find(")", definition.acronym_end) + 1 or definition.acronym_end,
            sentence.section,
            "defined",
            0.85,
        )


def _unified(topics: tuple[Topic, ...]) -> tuple[Topic, ...]:
    """Return the topics with one name, acronym and set of aliases for each entity.

    Two names are one entity if they differ in number and case only, or share an acronym.
    """
    keys: dict[tuple[str, frozenset[str]], int] = {}
    groups: list[list[Topic]] = []
    for topic in topics:
        forms = [_singular(topic.name)]
        if topic.acronym:
            forms.append(frozenset({topic.acronym.lower()}))
        at = next((keys[topic.kind, f] for f in forms if (topic.kind, f) in keys), None)
        if at is None:
            at = len(groups)
            groups.append([])
        groups[at].append(topic)
        for form in forms:
            keys.setdefault((topic.kind, form), at)
    unified: list[Topic] = []
    for group in groups:
        first = next((t for t in group if len(t.name) > len(t.acronym or "")), group[0])
        short = next((t.acronym for t in group if t.acronym), None)
        name = first.name
        forms_seen = [f for t in group for f in (t.name, *t.aliases)]
        aliases = tuple(dict.fromkeys(f for f in forms_seen if f not in {name, short}))
        unified.extend(replace(t, name=name, acronym=short, aliases=aliases) for t in group)
    return tuple(sorted(unified, key=lambda t: (t.start, t.end)))


def _without_plural(name: str) -> str:
    if name.endswith("ies"):
        return name[:-3] + "y"
    return name[:-1] if name.endswith("s") and not name.endswith("ss") else name


def _singular(name: str) -> frozenset[str]:
    return frozenset(w[:-1] if len(w) > 3 and w.endswith("s") else w for w in _fold(name))


def _tidy(text: str) -> str:
    return " ".join(text.replace("¿", "'").split())
