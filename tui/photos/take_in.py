"""A photo taken in: upright, of at most 1600 pixels, and nothing in the file but the picture."""

import io
import stat
import struct
import warnings
import zlib
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.text.humanize import reason_of

if TYPE_CHECKING:
    from PIL import Image

SIDE = 1600
"""Pixels of the longer side, at most."""
MOST_BYTES = 100 * 1024 * 1024
MOST_PIXELS = 120_000_000
_FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF")
_QUALITY = 88
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")

GET_PILLOW = (
    "Photos need Pillow: pip install 'afterglow[photos]'. Without it the photo rule is ticked by hand."
)
_GET_HEIF = "is a HEIC file. Save it as JPEG; or pip install pillow-heif, whose library is under the GPL."


class PhotoError(Exception):
    """A photo cannot be taken in; the sentence says why, and what to do."""


class Picture(Struct, frozen=True):
    """A picture that has nothing with it: a JPEG of no metadata."""

    content: bytes
    width: int
    height: int

    @property
    def name(self) -> str:
        """By its content: the same picture has the same name."""
        # Here, since listing photos needs none of it.
        from hashlib import sha256

        return sha256(self.content).hexdigest()[:32]


class Turn(StrEnum):
    """How a picture is turned that its file says nothing of, as some HEIC files do."""

    NONE = "none"
    LEFT = "left"
    RIGHT = "right"
    OVER = "over"
    """By half a turn."""


def take_in(path: Path, turn: Turn = Turn.NONE) -> Picture:
    """Read a photo. The file itself is not touched.

    Args:
        turn: After it has been turned as its file says.

    Raises:
        PhotoError: If it is none, is too large or broken, or what reads it is not installed.
    """
    try:
        from PIL import Image, ImageFile, UnidentifiedImageError
    except ImportError:
        raise PhotoError(GET_PILLOW) from None
    head = _check(path)
    formats: tuple[str, ...] = _FORMATS
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC:
        formats = (_register_heif(path),)
    try:
        with warnings.catch_warnings():
            # What is too large is refused below, with a number.
            warnings.simplefilter("ignore")
            # What draws a PDF in the same program has half a picture pass for a whole one.
            ImageFile.LOAD_TRUNCATED_IMAGES = False
            with Image.open(path, formats=formats) as image:
                if image.width * image.height > MOST_PIXELS:
                    pixels, most = image.width * image.height // 10**6, MOST_PIXELS // 10**6
                    raise PhotoError(f"{path.name} has {pixels} million pixels. {most} million are the most.")
                return _cleaned(image, turn)
    except UnidentifiedImageError:
        raise PhotoError(f"{path.name} is no photo that can be read, whatever its name says.") from None
    except Image.DecompressionBombError:
        raise PhotoError(f"{path.name} has too many pixels to be a photo.") from None
    except OSError as error:
        why = reason_of(error) if error.strerror else "it ends too early, or is damaged"
        raise PhotoError(f"{path.name} cannot be read: {why}.") from None
    except (SyntaxError, ValueError, EOFError, TypeError, IndexError, KeyError, struct.error, zlib.error):
        raise PhotoError(f"{path.name} cannot be read: it is damaged.") from None
    except MemoryError:
        raise PhotoError(f"{path.name} is too large for the memory there is.") from None


def _check(path: Path) -> bytes:
    """The first bytes of a file that may be a photo."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise PhotoError(f"{path} is a folder.")
        # A pipe or a device may never end.
        if not stat.S_ISREG(status.st_mode):
            raise PhotoError(f"{path} is not a plain file.")
        if not status.st_size:
            raise PhotoError(f"{path.name} is empty.")
        if status.st_size > MOST_BYTES:
            size = round(status.st_size / 1024**2)
            raise PhotoError(f"{path.name} has {size} MB. {MOST_BYTES // 1024**2} MB are the most.")
        with path.open("rb") as file:
            return file.read(12)
    except (OSError, ValueError) as error:
        why = reason_of(error) if isinstance(error, OSError) else "no file can have that name"
        raise PhotoError(f"{path} cannot be read: {why}.") from None


def _register_heif(path: Path) -> str:
    """Have Pillow read HEIC, by a reader that the person installed. Gives the format's name."""
    try:
        from pillow_heif import register_heif_opener
    except ImportError:
        raise PhotoError(f"{path.name} {_GET_HEIF}") from None
    register_heif_opener()
    return "HEIF"


def _cleaned(image: "Image.Image", turn: Turn) -> Picture:
    from PIL import Image, ImageOps

    profile = image.info.get("icc_profile")
    # First of all: a JPEG is then read at a half or a quarter, in a third of the memory. The bound is square,
    # so that turning later is the same.
    image.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS, reducing_gap=1.0)
    upright = _in_srgb(ImageOps.exif_transpose(image), profile)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        upright = upright.convert("RGBA")
        # A new picture has nothing with it: neither comment nor profile nor what else was in the file.
        clean = Image.new("RGB", upright.size, "white")
        clean.paste(upright, mask=upright.getchannel("A"))
    else:
        clean = Image.new("RGB", upright.size)
        clean.paste(upright.convert("RGB"))
    turns = {
        Turn.LEFT: Image.Transpose.ROTATE_90,
        Turn.RIGHT: Image.Transpose.ROTATE_270,
        Turn.OVER: Image.Transpose.ROTATE_180,
    }
    if turn in turns:
        clean = clean.transpose(turns[turn])
    target = io.BytesIO()
    clean.save(target, "JPEG", quality=_QUALITY)
    return Picture(target.getvalue(), *clean.size)


def _in_srgb(image: "Image.Image", profile: bytes | None) -> "Image.Image":
    """The picture in the colours that a file without a profile is taken to have."""
    if not profile or image.mode not in ("RGB", "RGBA"):
        return image
    try:
        from PIL import ImageCms

        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        turned = ImageCms.profileToProfile(image, given, ImageCms.createProfile("sRGB"))
    except (ImportError, OSError, ValueError, TypeError, SyntaxError):
        return image
    return turned or image
