"""Run by the kill test: publish generation after generation into argv[1] until killed; pages hold their number."""

import itertools
import sys
from pathlib import Path

from generator.publish import open_staging

PAGES = 12


def main() -> None:
    target = Path(sys.argv[1])
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for number in itertools.count(int(sys.argv[2])):
        with open_staging(target) as staging:
            for page in range(PAGES):
                link = f'<a href="../trang-{(page + 1) % PAGES}/#so">tiếp</a>'
                staging.write(f"trang-{page}/", f'<p id="so">{number}</p>{link}'.encode())
            # Every generation has files of its own, so that a mixture would show in the names too.
            staging.write(f"rieng-{number}.txt", str(number).encode())
            staging.commit()


if __name__ == "__main__":
    main()
