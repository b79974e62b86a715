"""The one shape of an error in code: what was got, what was expected, and the next step.

An error is read by whoever is on shift, often out of hours, so it ends with something to do. It never holds
personal data: logs and error pages are read by people with no business knowing a child's name.
"""


class HomewardError(Exception):
    """Something Homeward was given, or asked to do, that it cannot accept.

    Subclasses sit beside the function that raises them and are named for the fact, so that a reader of a
    log knows what happened before reading the message. `got` describes the kind of thing received and never
    repeats a value that could belong to a person.
    """

    def __init__(self, *, got: str, expected: str, next_step: str) -> None:
        self.got = got
        self.expected = expected
        self.next_step = next_step
        super().__init__(f"Got {got}. Expected {expected}. {next_step}")
