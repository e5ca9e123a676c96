"""The words of names in the read models, while names go and come."""

import sqlite3

from graph.read_models.near_words import near_words

__all__ = ["ChangedWords"]


class ChangedWords:
    """The words of names that go and come, and the words near to them."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        database.execute(
            "CREATE VIRTUAL TABLE temp.changed_words USING fts5(text, tokenize='unicode61')"
        )

    def remove(self, number: int, label: str, names: str) -> None:
        """Take out the words of an entity's names, as they were put in."""
        self._database.execute(
            "INSERT INTO node_words (node_words, rowid, label, names) VALUES ('delete', ?, ?, ?)",
            (number, label, names),
        )
        self._note(label, names)

    def add(self, _number: int, label: str, names: str) -> None:
        """Note the words of names that come."""
        self._note(label, names)

    def _note(self, *texts: str) -> None:
        self._database.execute(
            "INSERT INTO temp.changed_words (text) VALUES (?)", (" ".join(texts),)
        )

    def settle(self) -> None:
        """Put the words that are near to others right."""
        database = self._database
        database.execute(
            "CREATE VIRTUAL TABLE temp.changed USING fts5vocab(temp, changed_words, row)"
        )
        database.execute("CREATE VIRTUAL TABLE temp.word USING fts5vocab(main, node_words, row)")
        words = [row[0] for row in database.execute("SELECT term FROM temp.changed")]
        for word in words:
            found = database.execute("SELECT 1 FROM temp.word WHERE term = ?", (word,)).fetchone()
            if found:
                sql = "INSERT OR IGNORE INTO near_word VALUES (?, ?)"
            else:
                sql = "DELETE FROM near_word WHERE shortened = ? AND word = ?"
            database.executemany(sql, list(near_words([word])))
        database.execute("DROP TABLE temp.changed")
        database.execute("DROP TABLE temp.word")
        database.execute("DROP TABLE temp.changed_words")
