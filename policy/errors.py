"""The one tree of errors.

CeWenError                     what every room raises for a person to read
├── DocumentError              a file cannot become a document
│   ├── FileMissingError       the path leads nowhere
│   ├── UnsupportedFormatError no reader for this kind of file
│   ├── EmptyDocumentError     no readable text in it
│   ├── BrokenDocumentError    damaged, mislabelled, or undecodable
│   └── EncryptedDocumentError needs a password
├── LibraryError               the library cannot do what was asked
│   ├── NotInLibraryError      no such document or clause
│   ├── LibraryFolderError     the folder cannot be opened or written
│   └── ServerAwayError        a server that the library lives on does not answer
├── CorrectionError            a correction by hand cannot be understood
├── QuestionError              the question itself cannot be handled (empty, far too long)
├── ToolError                  a tool was called with arguments it cannot serve
├── ModelError                 the configured model cannot be used (see agent.failures)
└── ExportError                a file could not be written

Every message is a full Chinese sentence: what happened, to what, what to try next.
"""


class CeWenError(Exception):
    """A failure that a person can act on; `str(error)` is shown as it stands."""


class DocumentError(CeWenError):
    """A file cannot become a document; the library is as it was."""


class FileMissingError(DocumentError):
    """The path leads to no file."""


class UnsupportedFormatError(DocumentError):
    """There is no reader for this kind of file."""


class EmptyDocumentError(DocumentError):
    """The file holds no readable text."""


class BrokenDocumentError(DocumentError):
    """The file is damaged, mislabelled, or cannot be decoded."""


class EncryptedDocumentError(DocumentError):
    """The file needs a password."""


class LibraryError(CeWenError):
    """The library cannot do what was asked."""


class NotInLibraryError(LibraryError):
    """No document or clause of that id or name."""


class LibraryFolderError(LibraryError):
    """The library's folder cannot be opened or written."""


class ServerAwayError(LibraryError):
    """A server that the library lives on does not answer; what was being written is not there."""


class CorrectionError(CeWenError):
    """What a person wrote as a correction cannot be understood, or is nothing that the document says."""


class BusyError(CeWenError):
    """So many questions are under way that one more would be answered too late."""


class QuestionError(CeWenError):
    """The question is empty or far too long."""


class ToolError(CeWenError):
    """A tool was called with arguments that it cannot serve."""


class ModelError(CeWenError):
    """The configured model cannot be used."""


class ExportError(CeWenError):
    """A file could not be written."""
