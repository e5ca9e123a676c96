"""The graph: its model, its vocabulary, its store, its questions and its exports."""
