"""Web pages and the pages of books: blocks by their elements, notes by their links."""
