"""Which words are one typing error away: what is left of each after one letter is taken away."""

from collections.abc import Iterable, Iterator

__all__ = ["near_words"]


def near_words(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each word of four letters or more, and it without one letter, beside the word.

    >>> [shortened for shortened, _ in near_words(["plan", "at"])]
    ['plan', 'lan', 'pan', 'pln', 'pla']
    """
    for word in words:
        if len(word) > 3 and word.isalpha():
            yield word, word
            for place in range(len(word)):
                yield word[:place] + word[place + 1 :], word
