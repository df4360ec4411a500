"""A property that is worked out when it is first asked for, and kept.

As :func:`functools.cached_property`, which in Python 3.11 takes a lock each time: with ten such
answers a unit, that alone was a tenth of what checking costs. A passage is seen by one thread.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar, overload

Owner = TypeVar("Owner")
Answer = TypeVar("Answer")


class once(Generic[Owner, Answer]):  # a decorator, hence in small letters
    """The answer of a method, kept in the instance's ``__dict__`` under the method's name.

    It has no ``__set__``, so that from the second time on Python finds the answer first.
    """

    def __init__(self, method: Callable[[Owner], Answer]) -> None:
        self._method = method
        self._name = method.__name__
        self.__doc__ = method.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> once[Owner, Answer]: ...

    @overload
    def __get__(self, instance: Owner, owner: type) -> Answer: ...

    def __get__(self, instance: Owner | None, owner: type) -> once[Owner, Answer] | Answer:
        if instance is None:
            return self
        answer = instance.__dict__[self._name] = self._method(instance)
        return answer
