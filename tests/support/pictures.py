"""Photos as phones write them: turned, with place, camera and comment in every corner of the file."""

import io
import struct
from pathlib import Path

from PIL import Image, ImageDraw

SECRETS = (
    b"SecretCamera",
    b"SecretComment",
    b"SecretArtist",
    b"SecretXmp",
    b"SecretIptc",
    b"2026:11:20",
    b"+08:00",
    b"SecretSerial",
    b"SecretProfile",
)
"""What stands in the files made here, and must not in what is kept."""
_GPS = {1: "N", 2: (52.0, 31.0, 12.3), 3: "E", 4: (13.0, 24.0, 18.7), 29: "2026:11:20"}


def exif(orientation: int = 6) -> bytes:
    """EXIF with all that tells on somebody."""
    made = Image.Exif()
    made[0x0112] = orientation
    made[0x010F], made[0x0110], made[0x013B] = "SecretCamera", "SecretCamera 7", "SecretArtist"
    made[0x9286] = "SecretComment"
    made[0x8825] = _GPS
    made[0x8769] = {0x9003: "2026:11:20 16:00:00", 0x9011: "+08:00", 0xA431: "SecretSerial"}
    return made.tobytes()


def halves(width: int, height: int) -> Image.Image:
    """Red on its left half and blue on its right, so that it shows which way it was turned."""
    image = Image.new("RGB", (width, height), "blue")
    image.paste("red", (0, 0, width // 2, height))
    return image


def phone_photo(path: Path, width: int = 400, height: int = 300, orientation: int = 6) -> Path:
    """A JPEG as a phone writes it."""
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>SecretXmp</x:xmpmeta>"
    target = io.BytesIO()
    halves(width, height).save(
        target, "JPEG", exif=exif(orientation), comment=b"SecretComment", xmp=xmp, quality=90
    )
    content = target.getvalue()
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x0eSecretIptc\x00\x00"
    segment = b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc
    # Behind the start of the picture, and behind its end, where phones put further ones.
    path.write_bytes(content[:2] + segment + content[2:] + b"SecretCamera trailer")
    return path


def picture_bytes(kind: str, width: int = 60, height: int = 40) -> bytes:
    """A small picture of a kind that Pillow names."""
    target = io.BytesIO()
    halves(width, height).save(target, kind)
    return target.getvalue()


def cheek(path: Path, redness: int) -> Path:
    """A face as a phone photographs it, on its side and drawn simply; redness is from 0 to 4."""
    image = Image.new("RGB", (1800, 2400), (70, 80, 95))
    draw = ImageDraw.Draw(image)
    draw.ellipse((300, 250, 1500, 2150), fill=(228, 190, 168))
    for left in (560, 1040):
        draw.ellipse((left, 880, left + 200, 980), fill=(245, 245, 245))
        draw.ellipse((left + 65, 890, left + 135, 970), fill=(60, 45, 40))
    draw.arc((660, 1500, 1140, 1780), 20, 160, fill=(150, 80, 80), width=40)
    red = (228, 190 - 26 * redness, 168 - 24 * redness)
    draw.ellipse((400, 1100, 820, 1520), fill=red)
    image.transpose(Image.Transpose.ROTATE_90).save(path, "JPEG", exif=exif(6), quality=90)
    return path
