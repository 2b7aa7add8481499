"""How long a photo of 12 megapixels takes to be taken in, and how much memory.

Run: `python -m tests.bench.bench_photos [FILE]`, from the top folder.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 5


def measure(path: Path) -> None:
    """Take one photo in, and print seconds and the greatest memory of this process in MiB."""
    from tui.photos.take_in import take_in

    begun = time.perf_counter()
    picture = take_in(path)
    seconds = time.perf_counter() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(
        f"{seconds:.3f} {memory:.0f} {picture.width}x{picture.height} {len(picture.content) // 1024}\n"
    )


def main() -> None:
    """Print the middle of several runs, each in a process of its own."""
    if sys.argv[1:2] == ["--one"]:
        measure(Path(sys.argv[2]))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(sys.argv[1]) if sys.argv[1:] else Path(folder) / "photo.jpg"
        if not sys.argv[1:]:
            _noise(path)
        command = [sys.executable, "-m", "tests.bench.bench_photos", "--one", str(path)]
        runs = [
            subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
            for _ in range(RUNS)
        ]
    seconds = sorted(float(run[0]) for run in runs)[RUNS // 2]
    memory = max(int(run[1]) for run in runs)
    size = f"{runs[0][2]}, {runs[0][3]} KB"
    sys.stdout.write(f"a photo of 12 megapixels taken in: {seconds:.2f} s\n")
    sys.stdout.write(f"greatest memory of the process: {memory} MiB; kept: {size}\n")


def _noise(path: Path) -> None:
    """A photo of 4000x3000 with as much in it as one of skin."""
    from PIL import Image

    from tests.support.pictures import exif

    grain = Image.effect_noise((1000, 750), 40).resize((4000, 3000), Image.Resampling.BICUBIC)
    image = Image.merge("RGB", (grain, grain.rotate(180), grain.transpose(Image.Transpose.FLIP_LEFT_RIGHT)))
    image.save(path, "JPEG", quality=92, exif=exif(6))


if __name__ == "__main__":
    main()
