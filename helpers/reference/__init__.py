"""The book's printed numbers and slips, the terms of the course, and the bibliography."""
