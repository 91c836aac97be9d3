"""Office files: ZIP archives of XML parts, written part by part and never whole in memory."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from types import TracebackType
from typing import BinaryIO, Self

from alignments.xml_characters import escape_attribute

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # what ZIP can say
_BUFFER = 1 << 16


class Part:
    """One XML part while it is written: text goes in, whole chunks go out."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._pending = bytearray()

    def write(self, xml: str) -> None:
        """Add XML, escaped already."""
        self._pending += xml.encode()
        if len(self._pending) >= _BUFFER:
            self.flush()

    def flush(self) -> None:
        """Hand over what is gathered."""
        self._out.write(self._pending)
        self._pending.clear()


class Parcel:
    """An Office file while it is written; leaving the `with` completes it.

    The same content and time give the same bytes. `out` need not be able to go back.
    """

    def __init__(self, out: BinaryIO, at: datetime | None = None) -> None:
        self._zip = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        moment = at.astimezone(UTC).timetuple()[:6] if at else _EARLIEST
        self._time = max(moment, _EARLIEST)
        self._types: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self._write_types()
            self._zip.close()
            return
        # Closed all the same, or the archive would try once more when it is forgotten.
        with suppress(OSError, ValueError):
            self._zip.close()

    @contextmanager
    def part(self, name: str, content_type: str = "") -> Iterator[Part]:
        """A part under `name` ("word/document.xml"), of a content type unless it is relations."""
        info = zipfile.ZipInfo(name, self._time)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        if content_type:
            self._types[f"/{name}"] = content_type
        with self._zip.open(info, "w", force_zip64=True) as stream:
            part = Part(stream)  # type: ignore[arg-type]
            part.write(HEAD)
            yield part
            part.flush()

    def relations(self, name: str, targets: Mapping[str, tuple[str, str]]) -> None:
        """Write the relations of a part: id -> (kind, target)."""
        with self.part(name) as part:
            part.write(f'<Relationships xmlns="{_RELATIONS}">')
            for key, (kind, target) in targets.items():
                part.write(
                    f'<Relationship Id="{key}" Type="{kind}" Target="{escape_attribute(target)}"/>'
                )
            part.write("</Relationships>")

    def _write_types(self) -> None:
        with self.part("[Content_Types].xml") as part:
            part.write(
                f'<Types xmlns="{_TYPES}"><Default Extension="rels" '
                'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                '<Default Extension="xml" ContentType="application/xml"/>'
            )
            for name, kind in sorted(self._types.items()):
                part.write(f'<Override PartName="{name}" ContentType="{kind}"/>')
            part.write("</Types>")
