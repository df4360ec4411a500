"""TMX 1.4: what every translation tool reads and writes. Both ways stream.

Reading (:func:`read`) takes TMX 1.1 to 1.4 from whoever wrote it: :mod:`.records` parses,
:mod:`.reading` makes units of what it finds. Writing (:func:`write_file`) is for a consumer, whose
customs are a profile in :mod:`.profiles`. Inline tags are in :mod:`.inline`, what units say of
where they come from in :mod:`.provenance`, language tags in :mod:`.languages`.
"""

from .profiles import PROFILES, Profile, TmxSettings, tmx_settings
from .reading import read
from .writing import write, write_file

__all__ = ["PROFILES", "Profile", "TmxSettings", "read", "tmx_settings", "write", "write_file"]
