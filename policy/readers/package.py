"""Parts of a zipped XML package (docx, ofd): opened once, missing ones told apart from broken ones."""

import io
import zipfile
import zlib

from lxml import etree

from policy.readers.kind import broken_package

LARGEST_PART = 500_000_000


class Package:
    """The parts of one file by their names inside it."""

    def __init__(self, data: bytes, *, name: str) -> None:
        self._name = name
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except zipfile.BadZipFile as error:
            raise broken_package(name) from error
        self.names = frozenset(self._archive.namelist())

    def part(self, path: str) -> etree._Element | None:
        """The root of an XML part, None where the package has no such part; BrokenDocumentError for a damaged one."""
        if path not in self.names:
            return None
        # huge_tree for long documents; nothing outside the file is ever fetched or expanded.
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        try:
            if self._archive.getinfo(path).file_size > LARGEST_PART:
                raise broken_package(self._name)
            return etree.fromstring(self._archive.read(path), parser)
        except (etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise broken_package(self._name) from error
