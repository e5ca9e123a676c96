"""A small organisation for the browser.

It has two directors of one role, emoji, overlapping quotes, 5,000 reports under one role, and one
description in which every name and sentence tries to run a script.
"""

from typing import Final

from graph.answers import Node, Property
from tests.dashboard.small_graph import SmallGraph, quote

__all__ = ["HOSTILE", "PAYLOADS", "TEXT", "small_organisation"]

PAYLOADS: Final = (
    "<script>window.pwned=1</script>",
    "<img src=x onerror='window.pwned=1'>",
    '"><svg onload=window.pwned=1>',
    "<a href='javascript:window.pwned=1'>href</a>",
    "[click](javascript:window.pwned=1)",
    "![x](https://evil.example/x.png)",
    "$\\href{javascript:window.pwned=1}{x}$",
    "</style><script>window.pwned=1</script>",
    "{{constructor.constructor('window.pwned=1')()}}",
    ":red[x] :material/home: https://evil.example www.evil.example",
    "javascript:window.pwned=1//href",
)
HOSTILE: Final = "https://example.org/id/post/hostile\"'><script>window.pwned=1</script>"
TEXT: Final = (
    "🙂🙂 Arts Aide 👩‍🏫\r\n"
    "SUMMARY: Under the direction of the principal and of the Division of Arts 🎨, the Arts Aide "
    "knows of READ and runs READ. Works with the Lakeside Clinic.\r\n"
    "DUTIES:\r\nHelps families with READ 📚 when asked.\r\n"
)


def small_organisation(reports: int = 5000) -> SmallGraph:
    """Return the organisation; ``reports`` roles work under the superintendent."""
    attack = "\n".join(PAYLOADS)
    texts = {"aide": TEXT, "hostile": attack, "reports": "Under the superintendent."}
    nodes = [
        Node("aide", "post", "Arts Aide", code="0007", described=True),
        Node("principal", "post", "principal", generic=True),
        Node("arts", "unit", "Division of Arts"),
        Node("schools", "unit", "Office of Schools"),
        Node("read", "program", "Reading Every Afternoon Daily", acronym="READ"),
        Node("clinic", "agency", "Lakeside Clinic"),
        Node("super", "post", "superintendent"),
        Node(HOSTILE, "post", f"Hostile {PAYLOADS[0]} {PAYLOADS[5]}", code="=1+1", described=True),
        *(Node(f"h{n}", "program", attack_name) for n, attack_name in enumerate(PAYLOADS)),
        *(Node(f"r{n}", "post", f"Report {n}", described=True) for n in range(reports)),
    ]
    direction = "Under the direction of the principal and of the Division of Arts 🎨"
    quotes = [
        quote("aide", TEXT, direction, "aide", "underDirectionOf", "principal"),
        quote("aide", TEXT, "and of the Division of Arts 🎨", "aide", "underDirectionOf", "arts"),
        quote("aide", TEXT, "knows of READ and runs READ", "aide", "runsProgram", "read"),
        quote("aide", TEXT, "knows of READ", "aide", "knowsProgram", "read"),
        quote("aide", TEXT, "Helps families with READ 📚 when", "aide", "runsProgram", "read"),
        quote("aide", TEXT, "Works with the Lakeside Clinic", "aide", "collaboratesWith", "clinic"),
        quote("aide", TEXT, "Division", "arts", "subOrganizationOf", "schools"),
        *(
            quote("hostile", attack, words, HOSTILE, "knowsProgram", f"h{n}")
            for n, words in enumerate(PAYLOADS)
        ),
        *(
            quote("reports", texts["reports"], "Under", f"r{n}", "underDirectionOf", "super")
            for n in range(reports)
        ),
    ]
    graph = SmallGraph.of(nodes, quotes, texts)
    graph.sources = {"hostile": f"{PAYLOADS[0]}{PAYLOADS[1]}.txt"}
    graph.versions_of = {"aide": "aide", HOSTILE: "hostile"}
    graph.properties = {"aide": (Property("monthsPerYear", 10), Property("payGrade", "K"))}
    return graph
