"""Language: sentences, names, acronyms and word lists, read once for the whole grammar."""
