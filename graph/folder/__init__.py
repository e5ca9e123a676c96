"""The graph folder: generations on disk that stand whole or not at all."""
