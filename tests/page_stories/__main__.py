"""`python -m tests.page_stories`: how well, and how fast, the stories of pages are found."""

import sys

from tests.page_stories.measuring import measure
from tests.shared import SHARED

_WORST = 12


def main() -> int:
    if SHARED is None:
        print("The shared test material does not lie beside the checkout.")
        return 2
    scores = measure(SHARED / "articles")
    print(f"precision {scores.precision:.4f}, recall {scores.recall:.4f}, F1 {scores.f1:.4f}")
    print(f"{len(scores.pages)} pages, {scores.pages_a_second:.0f} a second of one processor")
    for page in sorted(scores.pages, key=lambda page: page.precision + page.recall)[:_WORST]:
        print(f"  {page.page[:12]}  precision {page.precision:.3f}  recall {page.recall:.3f}  {page.seconds:.3f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
