"""The pictures of this lesson."""
