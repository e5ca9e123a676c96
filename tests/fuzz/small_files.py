"""What inputs are made from: real descriptions, and small files of each format."""

import zlib
from pathlib import Path
from typing import Final

from tests.fuzz.hostile_files import pdf_of, word_of
from tests.fuzz.targets import FOUND

__all__ = ["CONTENTS", "paged", "seeds"]

ROOT: Final = Path(__file__).resolve().parents[2]

_PAGE: Final = (
    b"<!DOCTYPE html><html><head><title>Pilot</title></head><body><nav>Home</nav><main><h1>Pilot"
    b"</h1><table><tr><th>Reports to</th><td>Harbor Master</td></tr></table><p>Guides <b>ships</b>"
    b"<br>daily.</p><ul><li>Keeps the log.</li></ul><!-- no --><script>x()</script></main></body>"
)
_POSTING: Final = (
    b"<?xml version='1.0' encoding='utf-8'?><!DOCTYPE html><html lang=en><head><meta charset=utf-8>"
    b"<style>p{}</style></head><body><header><ul><li><a href=/>Jobs</a></li></ul></header><article>"
    b"<h2>Position&nbsp;title: Harbor Pilot &#8211; Night</h2><dl><dt>Code</dt><dd>0931</dd><dt>"
    b"Grade<dd>BD</dl><table><tbody><tr><td rowspan=2>Supervises<td><table><tr><td>Two clerks</td>"
    b"</tr></table></td></tr></tbody></table><ol start=3><li>Guides<ul><li>ships<li>boats</ul></ol>"
    b"<pre>  log\n\n book</pre><p>Under the direction of the <em>Director</em>, Division of\n"
    b"Tides.</p><select><option>x</select><template>y</template><svg><text>z</text></svg>"
    b"</article><footer>Equal opportunity</footer></body></html>"
)
_MARKDOWN: Final = (
    b"# Pilot\n\n**Reports to:** Harbor *Master*\n\n1. Guides\n   ships\n- `log`\n\n> quote\n\n"
    b"| a | b |\n|---|---|\n| c | d |\n\n[x](y) ![z](w)\n\n```\ncode\n```\n\n<div>html</div>\n"
)
_CONTENT: Final = b"BT /F1 10 Tf 72 700 Td (Guides ships) Tj 0 -12 Td [(Keeps) -300 (logs)] TJ ET"
_SPREAD: Final = (
    b"q 1 0 0 1 50 700 cm BT /F1 12 Tf 14 TL (POSITION TITLE) Tj T* <4861726226> Tj ET Q\n"
    b"BT /F1 9 Tf 300 700 Td (Reports to: Director) Tj 0 -11 Td (Division of Tides) ' ET\n"
    b"/X Do BI /W 1 /H 1 /BPC 8 /CS /G ID x EI\n"
)
_MAP: Final = (
    b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> "
    b"endcodespacerange 1 beginbfchar <26> <0041> endbfchar endcmap end"
)

CONTENTS: Final = (_CONTENT, _SPREAD)
"""What stands on the pages of the PDF files."""


def paged(*contents: bytes, packed: bool = False) -> bytes:
    """Return a PDF with a page a content stream."""
    kids = b" ".join(b"%d 0 R" % (number + 5) for number in range(0, 2 * len(contents), 2))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(contents)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /ToUnicode 4 0 R "
        b"/Encoding << /Differences [65 /a /b] >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(_MAP), _MAP),
    ]
    for number, content in enumerate(contents):
        stream = zlib.compress(content) if packed else content
        more = b"/Filter /FlateDecode" if packed else b""
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R /Resources "
            b"<< /Font << /F1 3 0 R >> >> >>" % (2 * number + 6),
            b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(stream), more, stream),
        ]
    return pdf_of(*objects)


_WORD: Final = word_of(
    b"<w:p><w:r><w:t>Reports to: Harbor Master</w:t></w:r></w:p><w:tbl><w:tr><w:tc>"
    b"<w:p><w:r><w:t>Months</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>10</w:t></w:r></w:p>"
    b"</w:tc></w:tr></w:tbl><w:p><w:r><w:t>Guides</w:t><w:br/><w:t>ships</w:t></w:r></w:p>"
)
_FORM: Final = word_of(
    b"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p><w:r><w:t>Duties</w:t></w:r>"
    b"</w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr><w:p/></w:tc>"
    b"<w:tc>"
    b"<w:p><w:hyperlink><w:r><w:tab/><w:t xml:space='preserve'> Keeps </w:t></w:r></w:hyperlink>"
    b"</w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>logs</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>"
    b"</w:tc></w:tr></w:tbl><w:p><w:pPr><w:numPr/></w:pPr><w:ins><w:r><w:t>Guides</w:t></w:r></w:ins>"
    b"<w:r><w:noBreakHyphen/><w:cr/><w:sym/></w:r></w:p><w:sectPr/>"
)
_QUERY: Final = (
    b"PREFIX org: <http://www.w3.org/ns/org#> SELECT ?a (COUNT(*) AS ?n) WHERE { ?a org:reportsTo* "
    b'?b . GRAPH ?g { ?c ?d "x" } FILTER(REGEX(STR(?b), "y")) } GROUP BY ?a ORDER BY ?n LIMIT 9'
)
_NESTED: Final = (
    b"CONSTRUCT { ?a <p> [ <q> ?n ] } WHERE { { SELECT ?a ( MAX(?x) AS ?n ) { ?a ^<p>/<q>|<r> ?x } "
    b"GROUP BY ?a HAVING ( COUNT(?x) > 1 ) } OPTIONAL { ?a ?b 'c'@en } FILTER NOT EXISTS { ?a a "
    b"<t> } VALUES ?a { <x> UNDEF } } ORDER BY DESC(?n) OFFSET 2"
)


def seeds(target: str) -> tuple[bytes, ...]:
    """Return what the inputs of a target are made from: files of its kind, and found cases."""
    texts = tuple(path.read_bytes() for path in sorted((ROOT / "data/descriptions").glob("*.txt")))
    own: dict[str, tuple[bytes, ...]] = {
        "html": (_PAGE, _POSTING),
        "markdown": (_MARKDOWN, *texts[:1]),
        "pdf": (paged(_CONTENT), paged(_CONTENT, _SPREAD, packed=True), paged(_SPREAD)),
        "docx": (_WORD, _FORM),
        "aliases": ((ROOT / "data" / "aliases.yaml").read_bytes(),),
        "query": (_QUERY, _NESTED, b"ASK { ?s ?p ?o }", b"DESCRIBE <x> WHERE { ?a ?b <x> }"),
    }
    found = tuple(path.read_bytes() for path in sorted(FOUND.glob(f"{target}-*")))
    return (*own.get(target, texts), *found)
