"""What each consumer of translation memories wants: a record each, in :data:`PROFILES`.

A TMX that is valid is not yet one that is taken: codes of languages, sizes, contexts and doubles
all have their customs. A :class:`Profile` says what a consumer's are, :class:`TmxSettings` what
the user of a profile wants besides. Where each figure is from: docs/formats.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from ...errors import UsageError
from .languages import as_given, for_amazon, for_google, with_region

_GB = 1000**3
_SIZE = re.compile(r"([0-9]{1,15})\s*([KMG]?)B?", re.IGNORECASE)
_UNITS = {"": 1, "K": 1000, "M": 1000**2, "G": _GB}
# Less would hardly hold a header and a unit.
_SMALLEST = 10_000


@dataclass(frozen=True, slots=True)
class Profile:
    """How a consumer wants its TMX.

    ``language`` names a language as the consumer does. ``doctype`` writes the DOCTYPE of TMX 1.4.
    ``context`` are the types of the props, on the source variant, that hold the source segments
    before and after; None for no such props. ``about`` keeps what is known of a unit besides its
    texts: notes, properties, where it comes from. ``tags`` are the inline elements it keeps: all,
    all but ``hi``, whose text stays, or none. ``trim`` takes
    the white space around a segment away. Of units with the same source, ``duplicates`` keeps
    all or the first. A unit with a side of more than ``longest`` characters, or ``longest_bytes``
    in UTF-8, is left out; at ``max_bytes`` another file is begun. ``memory_name`` is the type of
    the header's prop for the name of the memory.
    """

    name: str
    summary: str
    language: Callable[[str], str] = as_given
    doctype: bool = False
    context: tuple[str, str] | None = None
    about: bool = True
    tags: Literal["all", "codes", "none"] = "all"
    trim: bool = False
    duplicates: Literal["all", "first"] = "all"
    longest: int | None = None
    longest_bytes: int | None = None
    max_bytes: int | None = None
    memory_name: str = "x-name"


_XTM_CONTEXT = ("x-context-pre", "x-context-post")

GENERIC = Profile("generic", "whoever reads TMX 1.4: nothing added, nothing left out")

_ALL = (
    GENERIC,
    Profile(
        "omegat",
        "OmegaT: no white space around segments, no <hi>, whose text it would drop",
        tags="codes",
        trim=True,
    ),
    Profile(
        "trados",
        "Trados: languages with a region, segments of 2,000 characters, files of 1 GB",
        language=with_region,
        longest=2000,
        max_bytes=_GB,
    ),
    Profile(
        "memoq",
        "memoQ: languages with a region, the segments before and after",
        language=with_region,
        context=_XTM_CONTEXT,
        memory_name="name",
    ),
    Profile(
        "phrase",
        "Phrase: the segments before and after, files of 1 GB",
        context=("context_prev", "context_next"),
        max_bytes=_GB,
    ),
    Profile(
        "matecat",
        "MateCat: languages with a region, the segments before and after",
        language=with_region,
        context=_XTM_CONTEXT,
    ),
    Profile(
        "google",
        "Google Cloud Translation: its codes, plain text, one unit for each source",
        language=for_google,
        doctype=True,
        about=False,
        tags="none",
        trim=True,
        duplicates="first",
    ),
    Profile(
        "amazon",
        "Amazon Translate: its codes, plain text of 1,000 bytes, files of 5 GB",
        language=for_amazon,
        about=False,
        tags="none",
        trim=True,
        longest_bytes=1000,
        max_bytes=5 * _GB,
    ),
)
PROFILES: dict[str, Profile] = {profile.name: profile for profile in _ALL}
"""Every profile there is, by name."""


@dataclass(frozen=True, slots=True)
class TmxSettings:
    """How to write TMX: for whom, and what the user wants besides.

    ``max_bytes`` goes before that of the profile. ``memory_name`` and ``creation_id`` are written
    if they are not "". ``plain`` leaves inline tags out, whatever the profile says; the function
    that is given the settings sees to it, since other formats hold tags too.
    """

    profile: Profile = GENERIC
    max_bytes: int | None = None
    memory_name: str = ""
    creation_id: str = ""
    plain: bool = False

    @property
    def largest(self) -> int | None:
        """The bytes a file may have; None for any number."""
        return self.max_bytes or self.profile.max_bytes


def tmx_settings(
    profile: str | None = None,
    max_bytes: str | None = None,
    memory_name: str | None = None,
    creation_id: str | None = None,
    plain: bool = False,
) -> TmxSettings:
    """The settings a user gave, in words. Raises UsageError for an unknown name or size."""
    return TmxSettings(
        GENERIC if profile is None else _profile(profile),
        None if max_bytes is None else _size(max_bytes),
        memory_name or "",
        creation_id or "",
        plain,
    )


def _profile(name: str) -> Profile:
    found = PROFILES.get(name.strip().lower())
    if found is None:
        near = get_close_matches(name.strip().lower(), PROFILES, n=1)
        hint = f"did you mean {near[0]}? " if near else ""
        raise UsageError(
            f"unknown profile '{name}'", remedy=f"{hint}the profiles are {', '.join(PROFILES)}"
        )
    return found


def _size(text: str) -> int:
    """``500M`` → 500,000,000 bytes."""
    found = _SIZE.fullmatch(text.strip())
    if found is None:
        raise UsageError(
            f"'{text}' is no size", place="--max-bytes", remedy="for instance 1000000, 500M or 1G"
        )
    size = int(found[1]) * _UNITS[found[2].upper()]
    if size < _SMALLEST:
        raise UsageError(
            f"{size:,} bytes are too few for a file",
            place="--max-bytes",
            remedy=f"give at least {_SMALLEST:,}",
        )
    return size
