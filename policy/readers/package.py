"""Parts of a zipped XML package (docx, ofd): opened once; a missing one is None, a damaged one fails."""

import io
import zipfile

from lxml import etree

from policy.readers.kind import broken_package

LARGEST_PART = 500_000_000


class Package:
    """The parts of one file by their names inside it."""

    def __init__(self, data: bytes, *, name: str) -> None:
        self._name = name
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self.names = frozenset(self._archive.namelist())

    def part(self, path: str) -> etree._Element | None:
        """The root of an XML part, None where the package has no such part."""
        if path not in self.names:
            return None
        if self._archive.getinfo(path).file_size > LARGEST_PART:
            raise broken_package(self._name)
        # huge_tree for long documents; nothing outside the file is ever fetched or expanded.
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        return etree.fromstring(self._archive.read(path), parser)
