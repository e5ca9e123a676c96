"""Try it: paste or upload a description and see what is read from it; nothing is stored."""

import streamlit as st

from dashboard.components import canvas, evidence, grid
from dashboard.frame import begin, downloads, give_up
from dashboard.reading import claims_as_quads, plain_triples, read_attempts
from dashboard.session import clicked, hidden_relations, parameter
from dashboard.theme import MAX_UPLOAD_MEGABYTES
from dashboard.views.attempt import fact_grid, field_grid, unclear_grid
from dashboard.views.ego import ego_of
from dashboard.views.entity import quotes_of
from dashboard.views.source import marked_text
from dashboard.views.words import markdown_text

reader = begin()
st.title("Try a description")
st.caption(
    "What is read from it is shown here and kept nowhere: not in the graph, not on disk, and "
    "nobody else sees it."
)
pasted, uploaded = st.columns(2, gap="medium")
with pasted:
    text = st.text_area("Paste a job or class description", key="pasted", height=150)
with uploaded:
    file = st.file_uploader(
        f"or choose a file (at most {MAX_UPLOAD_MEGABYTES} MB)",
        type=["txt", "md", "html", "htm", "pdf", "docx"],
        key="uploaded",
    )
if file is not None:
    read = read_attempts(file.name, file.getvalue())
elif text.strip():
    read = read_attempts("pasted.txt", text.encode("utf-8"))
else:
    st.info("Paste a text or choose a file. A whole description works best, header included.")
    st.stop()
if isinstance(read, str):
    give_up("This cannot be read.", read)
attempt = read[0]
if len(read) > 1:
    titles = [f"{number}. {item.version.label}" for number, item in enumerate(read, start=1)]
    attempt = read[titles.index(st.selectbox("Description", titles))]

edge = parameter("edge")
card, edges = attempt.card(), attempt.all_edges()
st.subheader(markdown_text(attempt.version.label))
st.caption(
    markdown_text(
        f"{len(edges)} facts, {len(attempt.extraction.mentions)} names, "
        f"{len(attempt.extraction.duties)} duties; read with the profile "
        f"“{attempt.extraction.profile}”, as {attempt.extraction.encoding}"
    )
)
ego = ego_of(attempt, card, attempt.chain(), expanded=parameter("more"), hidden=hidden_relations())
picture = ego.picture
drawing, words = st.columns([3, 2], gap="medium")
with drawing:
    canvas(picture, center=card.node.iri, selected=edge, key="tried", then=clicked)
with words:
    marked = marked_text(
        attempt.version,
        attempt.text,
        quotes_of(edges),
        selected=edge,
        height=max(picture.height, 400) - 40,
    )
    evidence(marked, key="tried-text", then=clicked)
facts = fact_grid(attempt)
grid(facts, key="facts", selected=edge, selectable=True, then=clicked)
downloads(facts, "facts")
grid(field_grid(attempt.extraction), key="fields", then=clicked)
grid(unclear_grid(attempt.extraction), key="unclear", then=clicked)
with st.expander("As triples"):
    st.code(plain_triples(attempt.extraction), language=None, wrap_lines=True)
    st.download_button(
        "N-Quads with every claim",
        claims_as_quads(attempt.extraction),
        "tried.nq",
        "application/n-quads",
        on_click="ignore",
    )
