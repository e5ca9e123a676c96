"""What the pages show, as plain functions of the graph's answers: no Streamlit here."""
