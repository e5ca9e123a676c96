"""Layout: the lines of a page as header fields, sections and duties."""
