"""The grammar: one module a family of relations, each a function of the reading."""
